"""What a name measures: head nouns of many sectors, and how name and description help each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.chars import fold
from corpus.records import Indicator
from review.measure import Sort, bare, combined, favourable, harmful, is_placeholder, is_unused, measures, sort_of
from review.rule import Row

BY_NAME = {
    Sort.RATE: [
        "城乡居民参保率", "工程验收合格率", "群众知晓率显著提升", "隐患整改率（%）", "车辆正常使用率", "设备故障率",
        "安全知识覆盖企业占全区企业的比率", "对举报线索全部核查", "做到应保尽保", "课时比例", "PM2.5平均浓度下降",
        "公众知晓度", "监测数据有效率", "资金支出进度", "农作物综合机械化水平", "提高急救知识掌握率", "九年义务教育巩固率", "灌溉供水保证率", "树木成活率",
    ],
    Sort.MADE_UP: ["持续服务率(%)", "应急保障率", "农房保险持续发挥作用率", "灾后处置完成情况率", "保障工作持续开展率", "平台影响率"],
    Sort.COUNT: ["车辆购置数量", "宣传活动次数", "参训人数", "统计数", "造林面积", "农村公路养护里程", "更新频率", "指标1：培训班次"],
    Sort.AMOUNT: ["项目总成本", "检查差旅费", "下沉干部工作经费", "带动贫困村增加收入", "投入"],
    Sort.DURATION: ["完成时间", "资金下拨时限", "工程使用年限", "服务周期", "持续发挥作用的期限"],
    Sort.TIMELY: ["处置及时性（小时）", "线索及时核查"],
    Sort.SATISFACTION: ["学生家长满意度", "服务对象满意比例"],
    Sort.CHECKABLE: ["资金使用合规性", "奖励落实情况", "工程质量达标", "群众安全感"],
    Sort.STATE: [
        "社会影响力", "可持续性", "工作氛围", "资金的使用效率", "公共服务水平提升情况", "维护农村和谐和稳定。", "长期使用性",
        "确保车辆安全上路行驶", "为企业提供便利", "加强监管，有效遏制重大事故率", "困难群众生活得到改善", "部门齐抓共管", "提升业务能力",
    ],
    Sort.ACTIVITY: ["开展防火宣传进校园", "对辖区村镇进行远程监测"],
    Sort.UNKNOWN: ["", "新建堤防", "真空度", "确保工资按时足额发放", "传输速率"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sort"), [pytest.param(text, sort, id=f"{sort}-{text}") for sort in BY_NAME for text in BY_NAME[sort]]
)
def test_sort_of_a_text(text: str, sort: Sort) -> None:
    assert sort_of(text) is sort


@pytest.mark.parametrize(
    ("name", "description", "sort"),
    [
        ("保障受灾群众基本生活", "得到保障的群众占需要救助群众的比率", Sort.RATE),
        ("系统维护质量", "信息平台的维护故障率", Sort.RATE),
        ("水质达标率", "保障群众饮水安全", Sort.RATE),
        ("真实性", "对举报线索真实性全部核查", Sort.RATE),
        ("提高储备工作效率", "物资调运保障率", Sort.MADE_UP),
        ("应急物资数量指标", "确保储备数量达标，保障调运能力", Sort.COUNT),
        ("社会影响力", "开展宣传活动进校园", Sort.STATE),
        ("长久持续工作", "对辖区村镇进行远程监测", Sort.ACTIVITY),
        ("社会影响力", "及时开展宣传", Sort.STATE),
        ("长期使用性", "完善信息系统，提升管理能力", Sort.STATE),
    ],
)
def test_description_rescues_or_not(name: str, description: str, sort: Sort) -> None:
    assert combined(name, description) is sort


@pytest.mark.parametrize("text", ["设备故障率", "火灾发生率", "生产安全事故死亡人数", "疫病损失率", "投诉率"])
def test_better_when_smaller(text: str) -> None:
    assert harmful(text)


@pytest.mark.parametrize(
    "text", ["事故处置率", "投诉办结率", "失业保险参保人数", "污染防治完成率", "火灾发生率下降", "合格率"]
)
def test_not_better_when_smaller(text: str) -> None:
    assert not harmful(text)


def test_better_when_larger() -> None:
    assert favourable("工程验收合格率（%）")
    assert not favourable("设备故障率")


def _row(level2: str, name: str, description: str | None = None) -> Row:
    return Row(Indicator(level2=level2, level3=name, description=description), 1)


def test_placeholders_are_labels_and_template_words() -> None:
    assert is_placeholder(_row("生态效益指标", "生态效益指标", "生态效益指标"))
    assert is_placeholder(_row("数量指标", "指标1："))
    assert not is_placeholder(_row("质量指标", "质量指标", "设备验收合格率"))
    assert not is_placeholder(_row("满意度指标", "满意度"))


def test_lines_of_the_form_that_are_not_used() -> None:
    assert is_unused(_row("生态效益指标", "无"))
    assert is_unused(_row("生态效益指标", "本项目不适用此指标"))
    assert not is_unused(_row("生态效益指标", "无害化处理率"))


def test_measures_reads_name_and_description() -> None:
    assert measures(_row("社会效益指标", "保障灌溉", "已灌面积占应灌面积的比例")) is Sort.RATE


@given(st.text(alphabet="保障参率影响力数量()（）%。，占比例及时 \n满意1：", max_size=30))
def test_any_text_has_a_sort_and_marks_do_not_matter(text: str) -> None:
    assert sort_of(text) is sort_of(f"{fold(text)}。")
    assert bare(bare(text)) == bare(text)
