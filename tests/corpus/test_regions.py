"""Region and level of government from a department's name."""

import pytest

from corpus.regions import Level, lies_in, region

PROVINCE, CITY, COUNTY, TOWN = Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWN


@pytest.mark.parametrize(
    ("department", "province", "name", "level"),
    [
        ("河北省财政厅", "河北省", "河北省", PROVINCE),
        ("省教育厅", None, None, PROVINCE),
        ("重庆市教育委员会", "重庆市", "重庆市", PROVINCE),
        ("海南省教育厅", "海南省", "海南省", PROVINCE),
        ("海南藏族自治州财政局", "青海省", "海南藏族自治州", CITY),
        ("吉林市财政局", "吉林省", "吉林市", CITY),
        ("湘潭市城市管理和综合执法局", "湖南省", "湘潭市", CITY),
        ("中共黄石市委党校", "湖北省", "黄石市", CITY),
        ("甘孜藏族自治州市场监督管理局", "四川省", "甘孜藏族自治州", CITY),
        ("示例市民政局", None, "示例市", CITY),
        ("市政协办公室", None, None, CITY),
        ("重庆市荣昌区林业局", "重庆市", "荣昌区", COUNTY),
        ("河北省邢台市巨鹿县应急管理局", "河北省", "邢台市巨鹿县", COUNTY),
        ("襄阳市枣阳市退役军人事务局", "湖北省", "襄阳市枣阳市", COUNTY),
        ("禹州市财政局", "河南省", "禹州市", COUNTY),
        ("芒市民政局", "云南省", "芒市", COUNTY),
        ("扎赉特旗人民检察院", None, "扎赉特旗", COUNTY),
        ("县委组织部", None, None, COUNTY),
        ("衡阳市南岳区南岳镇人民政府", "湖南省", "衡阳市南岳区", TOWN),
        ("安徽金寨经济开发区管理委员会", "安徽省", "安徽省", None),
        ("遂宁市市场监督管理局经开区分局", "四川省", "遂宁市", CITY),
        ("市场监督管理局", None, None, None),
        ("城市管理局", None, None, None),
        ("乡村振兴局", None, None, None),
        ("住房和城乡建设局", None, None, None),
        (None, None, None, None),
    ],
)
def test_what_a_name_tells(department: str | None, province: str | None, name: str | None, level: Level | None) -> None:
    found = region(department)
    assert (found.province, found.name, found.level) == (province, name, level)


@pytest.mark.parametrize("place", ["安徽", "安徽省", "六安", "金安区"])
def test_a_department_lies_in_what_its_name_implies(place: str) -> None:
    assert lies_in("六安市金安区体育局", place)
    assert not lies_in("示例县林业局", place)
