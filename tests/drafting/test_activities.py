"""资金用途 → activities with the user's own counts, amounts and standards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.activities import read_purpose
from drafting.project_name import subject
from drafting.quantities import chinese_number, take_money, take_quantities, take_standards

CASES = {
    "购置宣传品,组织两次演练,培训护林员": [
        ("purchase", "购置", "宣传品", []),
        ("drill", "演练", "", ["≥2次"]),
        ("train", "培训", "护林员", []),
    ],
    "办公设备购置、人员培训、差旅费": [("purchase", "购置", "办公设备", []), ("train", "培训", "", [])],
    "采购编织袋5万条、救生衣300件": [
        ("purchase", "采购", "编织袋", ["≥5万条"]),
        ("purchase", "采购", "救生衣", ["≥300件"]),
    ],
    "灭火器、防火服购置": [("purchase", "购置", "灭火器", []), ("purchase", "购置", "防火服", [])],
    "为80岁以上老人购买意外伤害保险5000人": [("insure", "保险", "意外伤害", ["≥5000人"])],
    "委托第三方开展绩效评价10个": [("report", "绩效评价", "", ["≥10个"])],
    "对42处地质灾害隐患点开展巡查监测": [("test", "巡查监测", "地质灾害隐患点", ["≥42处"])],
    "检测设备采购，更新监测设备6台": [("purchase", "采购", "检测设备", []), ("supply", "更新", "监测设备", ["≥6台"])],
    "组织短期疗养40人": [("handle", "疗养", "短期", ["≥40人"])],
    "1.走访慰问困难户200户 2.发放宣传资料2万份": [
        ("visit", "走访慰问", "困难户", ["≥200户"]),
        ("distribute", "发放", "宣传资料", ["≥2万份"]),
    ],
    "购置执法记录仪40台、制式服装60套": [
        ("purchase", "购置", "执法记录仪", ["≥40台"]),
        ("purchase", "购置", "制式服装", ["≥60套"]),
    ],
    "对60户农村危房进行改造": [("repair", "改造", "农村危房", ["≥60户"])],
    "为48所学校配备专职保安120名": [("recruit", "配备", "专职保安", ["≥48所", "≥120人"])],
    "引进博士、硕士研究生30名": [("recruit", "引进", "博士、硕士研究生", ["≥30人"])],
    "春节、中秋走访慰问困难职工": [("visit", "走访慰问", "困难职工", [])],
    "救助站运转、返乡交通": [("maintain", "运转", "救助站", [])],
    "改造二次供水泵房22座": [("repair", "改造", "二次供水泵房", ["≥22座"])],
    "补助5个乡镇各建设1处公墓": [("subsidy", "补助", "公墓", ["≥5个"])],
    "采购口蹄疫、禽流感疫苗": [("purchase", "采购", "口蹄疫、禽流感疫苗", [])],
    "购置电脑、打印机5台": [("purchase", "购置", "电脑、打印机", ["≥5台"])],
    "发放汽车、家电、餐饮消费券": [("distribute", "发放", "汽车、家电、餐饮消费券", [])],
    "尿检、毛发检测2400人次": [("test", "检测", "尿检、毛发", ["≥2400人次"])],
    "补充抢险队伍装备，抛投器4台、冲锋舟2艘": [
        ("supply", "补充", "抛投器", ["≥4台"]),
        ("supply", "补充", "冲锋舟", ["≥2艘"]),
    ],
    "聘请律师担任132个村法律顾问": [("recruit", "聘请", "法律顾问", ["≥132个"])],
    "聘请第三方对燃气设施入户安检3.5万户": [("inspect", "安检", "燃气设施入户", ["≥3.5万户"])],
    "业务系统升级改造，等级保护测评": [
        ("software", "升级改造", "业务系统", []),
        ("test", "测评", "等级保护", []),
    ],
    "邀请客商考察": [("event", "考察", "客商", [])],
    "看护人员工资保险": [("social_insurance", "保险", "看护人员", [])],
    "日处理污水3万吨": [("clean", "处理", "日均污水", ["≥3万吨"])],
    "拆除违法建设3万平方米": [("clean", "拆除", "违法建设", ["≥3万平方米"])],
    "组织培训和演练2次": [("drill", "培训和演练", "", ["≥2次"])],
    "组织渔民安全培训与应急演练各两场": [
        ("train", "培训", "渔民安全", ["≥2场"]),
        ("drill", "演练", "应急", ["≥2场"]),
    ],
    "改造宿舍和浴室共2100平方米": [("repair", "改造", "宿舍和浴室", ["≥2100平方米"])],
    "建设人口、法人、地理信息三个基础库": [("build", "建设", "基础库", ["≥3个"])],
    "抽查建材、儿童用品等产品160批次": [("inspect", "抽查", "产品", ["≥160批次"])],
    "对87株古树挂牌、建档": [("handle", "挂牌", "古树", ["≥87株"]), ("handle", "建档", "古树", ["≥87株"])],
    "对煤改电、煤改气用户1.6万户发放运行补贴": [("subsidy", "运行补贴", "煤改电、煤改气用户", ["≥1.6万户"])],
    "发放孤儿和困境儿童生活费": [("subsidy", "发放", "孤儿和困境儿童生活费", [])],
    "对23处宗教活动场所电气线路和消防设施进行改造": [("repair", "改造", "宗教活动场所电气线路和消防设施", ["≥23处"])],
    "委托物业公司承担大院保洁": [("clean", "保洁", "大院", [])],
    "清理中心渔港海漂垃圾": [("clean", "清理", "中心渔港海漂垃圾", [])],
    "培训网格员30-40人": [("train", "培训", "网格员", ["≥30人"])],
    "口腔检查4000人": [("health", "检查", "口腔", ["≥4000人"])],
    "培育消费示范店30家": [("foster", "培育", "消费示范店", ["≥30家"])],
    "采购护理床、移位机等设备": [("purchase", "采购", "护理床", []), ("purchase", "采购", "移位机", [])],
    "发放汽车、家电以旧换新补贴": [("subsidy", "补贴", "汽车和家电以旧换新", [])],
    "开展企业职工、失业人员技能培训2400人次": [("train", "培训", "企业职工、失业人员技能", ["≥2400人次"])],
    "村书记培训2期、公务员培训1期，共420人次": [
        ("train", "培训", "村书记", ["≥2期"]),
        ("train", "培训", "公务员", ["≥1期"]),
        ("train", "培训", "", ["≥420人次"]),
    ],
    "安置区楼长补贴": [("subsidy", "补贴", "安置区楼长", [])],
    "惠及1.2万人": [("other", "", "受益", ["≥1.2万人"])],
    "秋季开学前发放到位": [],
    "6月底前发放完毕": [],
    "提高应急处置能力": [],
}


@pytest.mark.parametrize("text", CASES)
def test_activities(text: str) -> None:
    found = read_purpose(text).activities
    assert [(a.kind.id, a.act, a.object, [q.text for q in a.quantities]) for a in found] == CASES[text]


@pytest.mark.parametrize("text", CASES)
def test_every_quote_stands_in_the_purpose(text: str) -> None:
    assert all(activity.quote in text for activity in read_purpose(text).activities)


def test_amounts_standards_and_scope_go_with_their_activity() -> None:
    awards, subsidy = read_purpose("奖补高新技术企业15家（45万元），资助学生80名，每生每学期500元").activities
    assert (str(awards.amount), [q.text for q in awards.quantities]) == ("45", ["≥15家"])
    assert [s.text for s in subsidy.standards] == ["500元/生·学期"]
    (nursery,) = read_purpose("新增托位补助，每个托位补助3000元").activities
    assert [s.text for s in nursery.standards] == ["3000元/个"]
    (monitors,) = read_purpose("为18家卫生院配备心电图机").activities
    assert (monitors.object, monitors.quantities[0].scope) == ("心电图机", "卫生院")
    (repair,) = read_purpose("用于全县12个乡镇敬老院消防设施改造").activities
    assert repair.quantities[0].scope == "乡镇"


def test_what_is_done_every_month_is_counted_by_the_month() -> None:
    (monthly,) = read_purpose("每月组织献血活动不少于4次").activities
    assert [(q.every, q.text) for q in monthly.quantities] == [("每月", "≥4次")]
    (yearly,) = read_purpose("每年开展演练2次").activities
    assert [(q.every, q.text) for q in yearly.quantities] == [("", "≥2次")]


def test_a_standard_in_a_list_goes_with_what_stands_before() -> None:
    (paid,) = read_purpose("发放见习补贴96人、每人每月1500元").activities
    assert ([q.text for q in paid.quantities], [s.text for s in paid.standards]) == (["≥96人"], ["1500元/人·月"])


def test_a_standard_of_others_is_not_that_of_those_before() -> None:
    medicine, *_ = read_purpose("免费服药补助420人，监护人看护管理每人每年2400元").activities
    assert medicine.standards == ()


def test_an_amount_for_each_says_what_is_done() -> None:
    (kept,) = read_purpose("对特困供养人员每人每月补助900元，共420人").activities
    assert (kept.object, [q.text for q in kept.quantities]) == ("特困供养人员", ["≥420人"])
    assert [s.text for s in kept.standards] == ["900元/人·月"]


def test_heads_at_the_end_belong_to_all_who_are_paid() -> None:
    paid, insured = read_purpose("发放三支一扶人员生活补贴、缴纳社会保险，共36人").activities
    assert [q.text for q in (*paid.quantities, *insured.quantities)] == ["≥36人", "≥36人"]


def test_what_it_is_for_is_no_activity() -> None:
    reading = read_purpose("农村公路养护120公里，保障道路安全畅通")
    assert len(reading.activities) == 1
    assert reading.outcomes == ("保障道路安全畅通",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("森林防火宣传与演练", "森林防火"),
        ("2026年农产品质量安全监管经费", "农产品质量安全"),
        ("招商引资专项资金", "招商引资"),
        ("人民调解和法律援助", "人民调解"),
    ],
)
def test_subject(name: str, expected: str) -> None:
    assert subject(name) == expected


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("两次", ["≥2次"]),
        ("一百二十个", ["≥120个"]),
        ("1,500条", ["≥1500条"]),
        ("1.5万人次", ["≥1.5万人次"]),
        ("第三方", []),
        ("一次性", []),
        ("一种疫苗", []),
        ("18万元", []),
        ("2026年3月", []),
        ("每村2名", []),
        ("千亩方5个", ["≥5个"]),
        ("30-40人", ["≥30人"]),
    ],
)
def test_counts(text: str, counts: list[str]) -> None:
    assert [q.text for q in take_quantities(text)[1]] == counts


def test_an_amount_with_a_point_is_no_numbered_item() -> None:
    [training] = read_purpose("举办集中培训2期，共90人次，28.8万元").activities
    assert str(training.amount) == "28.8"


def test_money_is_ten_thousands() -> None:
    assert [str(amount) for amount, _ in take_money("宣传品3万元，演练5000元")[1]] == ["3", "0.5000"]
    assert take_standards("补贴1200元/人·月")[1][0].text == "1200元/人·月"


@given(st.integers(1, 99))
def test_chinese_numerals(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    text = (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")
    assert chinese_number(text) == number


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert all(activity.quote for activity in read_purpose(text).activities)
