"""Rates and amounts that the purpose itself sets are targets of the table, under the user's own words."""

import re
from decimal import Decimal

import pytest

from corpus.taxonomy import Level2
from drafting.brief import brief_of
from drafting.compose import draft
from drafting.draft import DraftRow, SourceKind

CASES = [
    ("对寄递服务站给予运营补贴，快递进村覆盖率达到100%", "快递进村覆盖率", "=100%"),
    ("更换净水设备18套，农村自来水普及率达到96%以上", "农村自来水普及率", "≥96%"),
    ("直播带货活动20场，农产品网络零售额增长15%", "农产品网络零售额增长率", "≥15%"),
    ("红松栽植500亩成活率85%以上", "红松栽植成活率", "≥85%"),
    ("护林员培训2期，确保参训学员满意度不低于92%", "参训学员满意度", "≥92%"),
    ("实训室设备购置30台，设备利用率不低于90%", "设备利用率", "≥90%"),
]
LIMITS = [
    ("新建大棚40座，户均年增收2500元以上", "户均年增收额", "≥2500元", Level2.ECONOMIC),
    ("新建大棚40座，带动脱贫户和监测户90户务工就业", "带动脱贫户和监测户务工就业户数", "≥90户", Level2.SOCIAL),
    ("清淤渠道18公里，受益群众约6000人", "受益群众人数", "≥6000人", Level2.SOCIAL),
    ("改良土壤500亩，亩均油茶产量预计提高60公斤左右", "亩均油茶产量提高量", "≥60公斤", Level2.ECONOMIC),
    ("修建水窖5座，可解决3个村820名群众饮水困难", "受益人口数", "≥820人", Level2.SOCIAL),
    ("羊、驼布病免疫密度常年保持在92%以上，购置疫苗2万头份", "羊、驼布病免疫密度", "≥92%", Level2.QUALITY),
    ("维护路灯900盏，故障8小时内修复", "故障修复时限", "≤8小时", Level2.TIMELINESS),
    ("保养电梯12台，困人救援到场不超过1小时", "困人救援到场时限", "≤1小时", Level2.TIMELINESS),
    ("办理公证300件，5个工作日内办结", "办结时限", "≤5个工作日", Level2.TIMELINESS),
    ("租用机房2间，日志保存不少于180天", "日志保存时间", "≥180天", Level2.QUALITY),
    ("更换管网6公里，管网漏损率降至9%以下", "管网漏损率", "≤9%", Level2.QUALITY),
    ("帮教刑满释放人员60人，重新犯罪率控制在2%以内", "重新犯罪率", "≤2%", Level2.SOCIAL),
    ("造林1200亩，林草覆盖率提高3个百分点", "林草覆盖率提高幅度", "≥3个百分点", Level2.ECOLOGICAL),
    ("升级预警平台1套，预警发布时效不超过15分钟", "预警发布时效", "≤15分钟", Level2.TIMELINESS),
    ("新建水厂2座，解决9个村1.8万人的季节性缺水问题", "受益人口数", "≥1.8万人", Level2.SOCIAL),
    ("改良土壤800亩，亩均产量提高60公斤", "亩均产量提高量", "≥60公斤", Level2.ECONOMIC),
    ("培训教师60人，3岁以下婴幼儿入托率15%以上", "3岁以下婴幼儿入托率", "≥15%", Level2.SOCIAL),
    ("清淤河道3公里，防洪标准提高到10年一遇", "防洪标准", "≥10年一遇", Level2.SOCIAL),
    ("维修道路8公里，改善沿线1.6万群众出行条件", "受益群众人数", "≥1.6万人", Level2.SOCIAL),
    ("火化遗体900具，为居民提供3日内冷藏存放，群众满意度90%以上", "群众满意度", "≥90%", Level2.SATISFACTION),
    ("筛查学生视力4000人，早诊率80%以上", "早诊率", "≥80%", Level2.SOCIAL),
    ("垦造水田500亩，亩均产量提高约70公斤", "亩均产量提高量", "≥70公斤", Level2.ECONOMIC),
    ("一是清运垃圾8000吨，二是机械清扫率达到60%以上", "机械清扫率", "≥60%", Level2.SOCIAL),
    ("举办研修班3期，学员毕业率不低于95%", "学员毕业率", "≥95%", Level2.QUALITY),
]
STANDARDS = [
    ("招募志愿者50名，每班教学用品及意外保险费用约4600元", "教学用品及意外保险费用标准", "≤4600元/班"),
    ("全年计划司法救助20人，人均救助1.5万元", "司法救助标准", "≤1.5万元/人"),
    ("集中供养老人48人，基本生活标准每人每月980元", "集中供养老人标准", "≤980元/人·月"),
    ("聘用护林员20人，生活垃圾由第三方公司清运到处理场，预计全年2万吨，每吨85元", "生活垃圾清运标准", "≤85元/吨"),
    ("接种带状疱疹疫苗900人，每人2剂次，疫苗每剂300元", "带状疱疹疫苗接种标准", "≤300元/剂"),
    ("人工种草2000亩，每亩补助300元", "人工种草补助标准", "≤300元/亩"),
    ("日均处理污水1.2万吨，按照1.4元/吨据实支付运营服务费", "运营服务费标准", "≤1.4元/吨"),
    ("临时救助900人次，人均救助水平约1500元", "临时救助标准", "≤1500元/人"),
    ("改造厨房210户，户均补助3000元", "厨房改造补助标准", "≤3000元/户"),
    ("储备化肥2000吨，给予贷款贴息，另按每吨20元补助仓储费", "仓储费标准", "≤20元/吨"),
    ("储备小麦8000吨，轮换小麦3000吨，轮换费每吨150元计45万元", "轮换费标准", "≤150元/吨"),
    ("举办刺绣培训12期，培训费每人每天260元", "培训费标准", "≤260元/人·天"),
    ("抽检茶叶300批次，检验费及购样费平均每批次约900元", "检验费及购样费标准", "≤900元/批次"),
    ("孤儿45人生活补助，人均补助水平每月780元", "孤儿生活补助标准", "≤780元/人·月"),
    ("购置驱鸟弹200枚，每枚150元", "驱鸟弹购置标准", "≤150元/枚"),
    ("抽检茶叶300批次，其中企业200批次、商户100批次，每批次约900元", "茶叶抽检标准", "≤900元/批次"),
    ("按照每生每天3元的标准，为40所小学0.8万名学生提供牛奶补助", "牛奶补助标准", "≤3元/生·天"),
    ("管护果园2万亩，维修水渠9公里，按每亩6元标准拨付", "果园管护标准", "≤6元/亩"),
    ("实施土地复垦900亩，亩均投资不超过0.8万元", "亩均投资", "≤0.8万元/亩"),
    ("扫描图纸36万张，每张0.45元", "图纸扫描标准", "≤0.45元/张"),
    ("扫描手稿12万页，每页0.6元", "手稿扫描标准", "≤0.6元/页"),
    ("隧道灯具900盏维护，每盏每年维护费不高于75元", "隧道灯具维护标准", "≤75元/盏·年"),
    ("采购睡袋120个（单价260元）、雨衣300件（45元）", "雨衣采购标准", "≤45元/件"),
    ("委托有资质的第三方机构完成水质抽检90批次，其中水厂60批次，平均每批次700元", "水质抽检标准", "≤700元/批次"),
    ("办理仲裁案件200件，件均补贴900元", "仲裁案件补贴标准", "≤900元/件"),
    ("省道80公里每公里补助9000元", "省道补助标准", "≤9000元/公里"),
]
NO_TARGET = [
    "储备小麦8000吨，贷款按年利率3.5%贴息",  # a price
    "县级财政承担保费的20%，投保小麦45万亩",  # a share of the money
    "开展排查12次，把事故发生率控制在5%",  # less is better: left to the user
    "培训500人次，保障标准提高到80%",  # a level and no growth
]
LISTED = [
    ("支付债券利息及手续费，其中利息95万元，手续费5万元", ["利息成本", "手续费"]),
    ("支付债券利息及手续费，其中利息90万元，手续费5万元", ["项目总成本", "利息成本", "手续费"]),
]


WHOLE = re.compile(r"\d+(?:\.\d+)?")
SPREAD = [case[0] for case in (*CASES, *LIMITS, *STANDARDS)] + [
    "甲类每月260元140人，乙类每月320元65人",
    "扫描卷宗45万页（每页0.35元）、著录目录3万条（0.8元）",
    "每村每月补助300元120个村，另每人每年奖励2000元35人",
]


def _rows(purpose: str, budget: int = 100) -> tuple[DraftRow, ...]:
    return draft(brief_of({"name": "甲乙丙", "budget": budget, "purpose": purpose, "year": 2027})).rows


@pytest.mark.parametrize(("purpose", "name", "value"), CASES)
def test_a_rate_in_the_purpose_is_a_target(purpose: str, name: str, value: str) -> None:
    [row] = [row for row in _rows(purpose) if row.name == name]
    assert (row.value, row.reference_value) == (value, None)
    quotes = [source.quote for source in row.sources if source.kind is SourceKind.USER]
    assert any(quote in purpose and value[1:] in quote for quote in quotes)


@pytest.mark.parametrize(("purpose", "name", "value", "level"), LIMITS)
def test_a_limit_keeps_its_direction_and_is_no_work(purpose: str, name: str, value: str, level: Level2) -> None:
    rows = _rows(purpose)
    [row] = [row for row in rows if row.name == name]
    assert (row.value, row.level2, row.reference_value) == (value, level, None)
    number = value.lstrip("≤≥")
    assert not [other.name for other in rows if other.level2 is Level2.QUANTITY and number in other.value]


@pytest.mark.parametrize(("purpose", "name", "value"), STANDARDS)
def test_an_amount_for_each_is_the_standard_of_what_is_counted_so(purpose: str, name: str, value: str) -> None:
    costs = {row.name: row.value for row in _rows(purpose) if row.level2 is Level2.COST}
    assert costs[name] == value
    assert not [row.name for row in _rows(purpose) if row.level2 is Level2.COST and row.pending]


def test_what_all_costs_together_is_no_cost_of_the_last() -> None:
    costs = {row.name: row.value for row in _rows("甲路60公里每公里1万元，乙路80公里每公里0.5万元，合计100万元")}
    assert costs["项目总成本"] == "≤100万元"
    assert "乙路成本" not in costs


def test_a_small_part_leaves_no_remainder_to_account_for() -> None:
    costs = {row.name: row.value for row in _rows("培训农技员80人，印制手册3000册，印制费4万元") if row.way == "≤"}
    assert costs["项目总成本"] == "≤100万元"
    assert "其他支出成本" not in costs


def test_several_amounts_are_told_apart_by_those_for_whom_they_are() -> None:
    rows = _rows("人民调解个案补贴900件，简单纠纷每件80元、疑难纠纷每件400元")
    costs = {row.name: row.value for row in rows if row.level2 is Level2.COST}
    assert costs["人民调解个案补贴标准（简单纠纷）"] == "≤80元/件"
    assert costs["人民调解个案补贴标准（疑难纠纷）"] == "≤400元/件"


def test_amounts_for_members_of_a_list_are_told_apart() -> None:
    rows = _rows("对女职工开展胃癌、肠癌筛查，今年任务300人，其中胃癌每人90元、肠癌每人70元")
    costs = {row.name: row.value for row in rows if row.level2 is Level2.COST}
    assert costs["胃癌、肠癌筛查标准（胃癌）"] == "≤90元/人"
    assert costs["胃癌、肠癌筛查标准（肠癌）"] == "≤70元/人"


def test_amounts_for_several_things_are_called_by_them() -> None:
    rows = _rows("保障在训学员60人，伙食费每人每月400元，医疗费每人每年500元，被服费每人每年300元")
    costs = {row.name: row.value for row in rows if row.level2 is Level2.COST}
    assert costs["医疗费标准"] == "≤500元/人·年"
    assert costs["被服费标准"] == "≤300元/人·年"


def test_what_only_costs_is_a_cost_under_its_own_name() -> None:
    costs = {row.name: row.value for row in _rows("购置潜水服12套、救生绳30条，共8万元；另安排检测和验收费用3万元")}
    assert costs["潜水服等购置成本"] == "≤8万元"
    assert costs["检测和验收费用"] == "≤3万元"
    costs = {row.name: row.value for row in _rows("检修信号灯40处；漏洞扫描和应急演练12万元")}
    assert costs["漏洞扫描和应急演练成本"] == "≤12万元"
    costs = {row.name: row.value for row in _rows("表彰巧娘20名、巧匠10名，活动费用约5万元；另安排快检耗材6万元")}
    assert costs["活动费用"] == "≤5万元"
    assert costs["快检耗材成本"] == "≤6万元"


def test_a_rate_of_all_works_leaves_no_acceptance_to_ask_for() -> None:
    names = [row.name for row in _rows("维修校舍9所，翻新屋面6000平方米，工程质量合格率100%")]
    assert "工程质量合格率" in names
    assert not [name for name in names if name.endswith("验收合格率")]


def test_once_in_each_of_so_many_places_is_as_many() -> None:
    for often, name, value in (("1", "演出场次", "≥90场"), ("2", "每村甲乙丙演出场次", "≥2场")):
        rows = {
            row.name.removeprefix("甲乙丙"): row.value for row in _rows(f"全县90个行政村每村每年演出不少于{often}场")
        }
        assert rows["演出覆盖行政村数量"] == "≥90个"
        assert rows[name] == value


@pytest.mark.parametrize("purpose", NO_TARGET)
def test_a_share_of_the_money_is_none(purpose: str) -> None:
    assert not [row.name for row in _rows(purpose) if row.unit == "%" and not row.pending]


@pytest.mark.parametrize(("purpose", "names"), LISTED)
def test_amounts_that_make_up_the_budget_are_cost_rows(purpose: str, names: list[str]) -> None:
    costs = [row.name for row in _rows(purpose) if row.unit == "万元"]
    assert costs == names


@pytest.mark.parametrize("purpose", SPREAD)
def test_every_number_of_a_row_is_a_whole_number_of_the_users(purpose: str) -> None:
    told = {Decimal(number) for number in WHOLE.findall(purpose)} | {Decimal(100)}  # the budget, and 100%
    for row in _rows(purpose):
        shared_out = any(source.id == "brief/budget" for source in row.sources)  # the budget for each of so many
        if not (row.pending or row.way == "date" or shared_out):
            assert {Decimal(number) for number in WHOLE.findall(row.value)} <= told, row.name
