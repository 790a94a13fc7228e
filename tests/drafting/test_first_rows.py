"""The rows that a reader sees first: counts under the user's own words, and nothing of another matter among them."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.library import activity_kinds, units
from corpus.taxonomy import Level2
from drafting.brief import Brief, brief_of
from drafting.compose import draft
from drafting.draft import DraftRow, SourceKind

FIRST = 5
BRIEFS = [json.loads(line) for line in (Path(__file__).parent / "briefs.jsonl").read_text("utf-8").splitlines()]
OURS = {kind.noun for kind in activity_kinds()} | {
    *units().labels.values(),
    "数量",
    "发放",
    "覆盖",
    "活动",
    "办理",
    "件数",
}
"""Words that a name of a count may have besides the user's."""
PIECES = 5

COUNTED = {
    # what is done stands behind its thing, or the words stay in the user's order
    "选派骨干医师进修20人": ["选派骨干医师进修人数"],
    "引进推广新品种新技术15项": ["引进推广新品种新技术数量"],
    "违法用地拆除复耕": ["违法用地拆除复耕数量"],
    "刑满释放人员安置帮教，集中学习12次": ["刑满释放人员安置帮教人次", "学习次数"],
    "志愿服务项目扶持20个": ["志愿服务项目扶持数量"],
    "委托中介机构开展政府投资项目审计18个": ["政府投资项目审计数量"],
    "律师值班补贴": ["律师值班补贴发放人数"],
    "规划数据库建设，规划成果印刷": ["规划数据库建设数量", "规划成果制作数量"],
    "普查数据开发应用课题3项": ["普查数据开发应用课题数量"],
    "“智慧示例”客户端运营维护": ["“智慧示例”客户端运营维护数量"],
    "城镇中等偏下收入困难家庭租房补贴": ["城镇中等偏下收入困难家庭租房补贴发放人数"],
    "集中供养孤儿12名每人每月1800元": ["集中供养孤儿人数"],
    "为重点人群提供签约服务4.2万人": ["重点人群签约服务人数"],
    "村庄规划“一张图”平台开发": ["村庄规划“一张图”平台开发数量"],
    "企业一套表联网直报培训300人次": ["企业一套表联网直报培训人次"],
    "社保稽核80家，24小时值班值守": ["社保稽核数量", "值班值守天数"],
    "采购N95口罩3万只，开展两轮常规巡察": ["N95口罩购置数量", "常规巡察数量"],
    "新建停车场2处共180个车位，洽谈项目30个": ["停车场新建数量", "车位数量", "洽谈项目数量"],
    "维修校舍屋面3000㎡，铺设管道12km": ["校舍屋面维修面积", "管道铺设里程"],
    "对企业新增贷款给予贴息，贴息企业20家": ["企业贴息发放数量"],
    "高危险性体育项目检查，“揭榜挂帅”项目2项": ["高危险性体育项目检查次数", "“揭榜挂帅”项目数量"],
    "聘请修志编辑6人，完成初稿28章约120万字": ["修志编辑聘请人数", "初稿数量", "初稿字数"],
    "聘请律师、心理咨询师参与接访": ["律师、心理咨询师聘请人数"],
    "为残疾人适配轮椅、助听器等辅助器具320件": ["适配辅助器具件数"],
    "清明、烈士纪念日组织公祭活动2场": ["公祭活动场次"],
    "放流鲢、鳙等苗种180万尾，禁渔期租用执法船艇2艘": ["苗种放流数量", "执法船艇租用数量"],
    "聘用文保员76人巡查不可移动文物152处": ["文保员聘用人数", "不可移动文物巡查数量"],
    "选派8名医师到上级医院进修半年": ["选派医师到上级医院进修半年人数"],
    "布设采样点位180个，等保三级测评": ["采样点位布设数量", "等保三级测评次数"],
    "为患儿30名提供康复训练，聘请康复教师8名": ["患儿康复训练人数", "康复教师聘请人数"],
    "对农村客运车辆86辆、出租车120辆发放油价补贴": ["油价补贴发放覆盖农村客运车辆数量", "油价补贴发放覆盖出租车数量"],
    "随访管理高血压患者": ["高血压患者随访管理人数"],
    "为全县63所农村义务教育学校1.85万名学生提供营养膳食": ["覆盖学校数量", "营养膳食人数"],
    # a verb that only says which thing it is
    "水厂消毒药剂、管网抢修、水质化验": ["管网抢修次数", "水质化验批次"],
    "配套雨水情测报设施，堤防巡查": ["堤防巡查次数", "配套雨水情测报设施数量"],
    "更新1:500地形图12平方公里": ["更新1:500地形图面积"],
    # whose the number is
    "6个农贸市场快检室试剂耗材采购": ["快检室试剂耗材购置覆盖农贸市场数量"],
    "86处隐患点监测员补助": ["监测员补助发放覆盖隐患点数量"],
    "对32家重点排污单位开展废水、废气监测": ["废水、废气监测覆盖重点排污单位数量"],
    "自动雨量站86处、水位站12处、预警广播210套维护": ["自动雨量站维护数量", "水位站维护数量", "预警广播维护数量"],
    "火箭弹400枚、作业点改造3处": ["火箭弹数量", "作业点改造数量"],
    "移民村道路硬化3.6公里、文化广场2处": ["移民村道路硬化里程", "文化广场数量"],
    "新能源汽车、智能制造实训室建设各1个": ["智能制造实训室建设数量"],
    "主导制定国家、行业标准奖励3项": ["主导制定国家、行业标准奖励发放数量"],
    "公务车辆26台燃油": ["公务车辆数量"],
    "看管人员2名劳务费": ["看管人员劳务费发放人数"],
    "物资补充（编织袋2万条、救生衣300件）": ["编织袋补充数量", "救生衣补充数量"],
    "常规巡察2轮、覆盖24个党组织": ["常规巡察数量", "覆盖党组织数量"],
    "为168个农家书屋补充更新图书": ["图书更新覆盖农家书屋数量"],
    "绿地养护6万平方米，绿化用水电费": ["养护绿地面积", "绿化用水电费支付月数"],
    "甲号楼及会议中心保洁": ["甲号楼及会议中心保洁数量"],
    "国企、行政事业单位闲置房产清查": ["国企、行政事业单位闲置房产清查数量"],
    "结婚登记、离婚登记窗口运行": ["结婚登记、离婚登记窗口运行数量"],
    "保管县级储备小麦12000吨、稻谷3000吨": ["县级储备小麦保管数量", "稻谷保管数量"],
    "小麦、玉米等参保，小麦45万亩、玉米38万亩": ["小麦投保面积", "玉米投保面积"],
    "汽修、烹饪、电商三个专业实训室设备购置共计126台（套）": ["设备购置覆盖专业实训室数量", "设备购置数量"],
    "对9处渡口、11艘渡船、18名渡工发放补助": [
        "渡工补助发放覆盖渡口数量",
        "渡工补助发放覆盖渡船数量",
        "渡工补助发放人数",
    ],
    "为540户脱贫户和监测户小额贷款贴息": ["脱贫户和监测户小额贷款贴息发放户数"],
    "在25个小区推行生活垃圾分类，为60个行政村更新健身路径": [
        "生活垃圾分类推行覆盖小区数量",
        "健身路径更新覆盖行政村数量",
    ],
    "对大殿实施木构架加固，面积420平方米": ["大殿木构架加固面积"],
    "全县32辆校车，按每车每年3万元补助": ["校车补助发放数量"],
    "为孤儿38人、困境儿童190人发放基本生活费": ["基本生活费发放覆盖孤儿人数", "基本生活费发放覆盖困境儿童人数"],
    "对31所普惠性民办幼儿园按在园幼儿3960人每生每年500元奖补": [
        "奖补发放覆盖幼儿园数量",
        "在园幼儿奖补发放人数",
    ],
    "举办职业技能大赛1届设6个工种，展厅开放天数不少于310天": ["职业技能大赛届数", "工种数量", "展厅开放天数"],
    # verbs that nobody has listed: the user's words, when and by what rule it is done left out
    "打捞库面漂浮物，坝坡割草18万平方米": ["坝坡割草面积", "打捞库面漂浮物次数"],
    "执行悬赏公告，卷宗扫描40万页，按月结算": ["卷宗扫描页数", "执行悬赏公告次数"],
    "投加除藻剂，布设蓝藻围隔3公里，由第三方负责，合同期限一年": ["蓝藻围隔布设里程", "投加除藻剂数量"],
    "支付路灯亮化电费，加装路灯480盏": ["路灯加装数量", "路灯亮化电费支付月数"],
    "绿化苗木栽植，组织祭扫活动": ["绿化苗木栽植株数", "祭扫活动场次"],
    # what it is for is no work, however it is worded
    "对30个村的服务设施进行改造，方便群众就近办事": ["服务设施改造覆盖村数量"],
    "企业贷款贴息60家，缓解融资难，擦亮城市名片": ["企业贷款贴息发放数量"],
    "聘用网格员30人，畅通诉求渠道，守护一方平安": ["网格员聘用人数"],
    "让老人吃上热乎饭，改造食堂3处，拉近干群距离": ["食堂改造数量"],
    # as people write: verbs of one character, sums without 元, what is had for the money
    "今年打算作业20次，买火箭弹120枚，办一次侨界座谈会": ["作业次数", "火箭弹购置数量", "侨界座谈会召开次数"],
    "换2台环保火化炉带尾气处理，160万": ["环保火化炉更换数量"],
    "免除基本殡葬费1400具，每具1080元，包括接运、冷藏3天、火化": ["基本殡葬免除数量"],
    "给乡镇修村志培训一下": ["乡镇修村志培训人次"],
    "执法快艇1艘大修，协助巡护员18人": ["执法快艇大修数量", "巡护员人数"],
    "轮椅、助听器、假肢适配260人": ["轮椅、助听器、假肢发放人数"],
    "早期人防工事排水、除锈、加固，警报试鸣": ["早期人防工事排水、除锈、加固数量", "警报试鸣次数"],
    "城区42座公厕实行市场化保洁": ["城区公厕保洁数量"],
    "为40家企业提供职业健康帮扶指导，检测危害因素160点次": ["职业健康帮扶指导覆盖企业数量", "危害因素检测数量"],
    "征集文物30件（套），按生均标准奖补民办园24所": ["文物征集数量", "民办园奖补发放数量"],
    "对9个老旧小区实施雨污分流": ["雨污分流覆盖老旧小区数量"],
    "举办年货节、啤酒节，发放消费券2万张": ["消费券发放数量", "年货节举办次数", "啤酒节举办次数"],
    # one count or verb for all of a list, a count for each, those who are aided
    "实施县道、乡道、村道日常养护680公里": ["县道、乡道、村道养护里程"],
    "委托第三方对4个空气自动监测站、3个水质自动站进行运行维护": [
        "空气自动监测站运行维护数量",
        "水质自动站运行维护数量",
    ],
    "购置密集架10列，宣传印刷招商手册": ["密集架购置数量", "招商手册制作册数"],
    "发放重点优抚对象抚恤和生活补助2100人": ["重点优抚对象抚恤和生活补助发放人数"],
    "引进硕士及以上人才30名": ["硕士及以上人才引进人数"],
    "对科技型中小企业购买研发、检测服务给予创新券补助，培育高新技术企业8家": [
        "创新券补助发放数量",
        "高新技术企业培育数量",
    ],
    "胸痛中心、卒中中心建设各1个，办按摩、电商培训班各2期": [
        "胸痛中心建设数量",
        "卒中中心建设数量",
        "按摩培训班期数",
        "电商培训班期数",
    ],
    "新建改建户厕2100座，清渠道18公里，配灭火器300具": ["户厕新建改建数量", "渠道清理里程", "灭火器配备数量"],
    "为现役军人家庭送喜报86户": ["现役军人家庭送喜报户数"],
    "建设数控加工、汽车维修实训室各1个": ["数控加工实训室建设数量", "汽车维修实训室建设数量"],
    "完成建设用地考古勘探12万平方米": ["建设用地考古勘探面积"],
    "开展进校园、进社区宣传80场次": ["进校园、进社区宣传场次"],
    # more counts than five
    "增设信号灯9组、电子警察14套，施划标线2.6万平方米，补装标志牌180块，更换护栏3200米，安装减速带160处": [
        "信号灯增设数量",
        "电子警察增设数量",
        "标线施划面积",
        "补装标志牌数量",
        "护栏更换长度",
        "减速带安装数量",
    ],
    # two things with a count each, the place before the verb, what is paid by the 亩
    "新建公益性公墓8处墓穴3200个": ["公益性公墓新建数量", "墓穴新建数量"],
    "为11个乡镇文化站购置音响11套、乐器56件": ["购置覆盖乡镇数量", "音响购置数量", "乐器购置数量"],
    "矮砧密植苗木补助每亩800元": ["矮砧密植苗木补助发放面积"],
    "一次网更换4.2公里": ["一次网更换里程"],
    # what is not said of one is not said of another
    "出版文学作品集、采风2次、评奖": ["文学作品集出版数量", "采风次数"],
    "庭审记录设备更新。全年预计立案430件": ["庭审记录设备更新数量", "立案数量"],
    "收集处理病死猪3.5万头，无害化处理率100%": ["收集处理病死猪数量"],
    "调查员补贴、宣传与培训": ["调查员补贴发放人数", "甲乙丙宣传活动次数", "调查员培训人次"],
    "专业扑火队25人工资及保险": ["专业扑火队工资发放人数", "专业扑火队投保人数"],
    "社区工作者招聘考试和培训": ["社区工作者培训人次"],
    "涉案资金查控、反诈宣传品制作": ["涉案资金查控数量", "反诈宣传品制作数量"],
    "审核公示及系统维护": ["系统维护数量"],
    "购置康复教学器材，送教上门1200人次": ["康复教学器材购置数量", "送教上门人次"],
    "检测设备购置，职业病危害监测30家企业": ["检测设备购置数量", "职业病危害监测企业数量"],
    "农资抽检90批次，执法办案差旅": ["农资抽检批次"],
    "检查验收及档案管理，补植苗木300株": ["检查验收次数", "苗木补植株数"],
    "血压计免费检定2600台件": ["血压计检定数量"],
    "巡河护河、河湖“清四乱”，聘请保洁员": ["巡河护河次数", "保洁员聘请人数"],
}

NOT_FIRST = {
    "对6家粮油加工企业技术改造按设备投资额的15%补助": "15%补助对象审核准确率",
    "应急供应网点补贴2家，组织粮食应急演练1次": "补贴面积核实准确率",
    "按常住人口32万人配套，开展老年人健康体检": "按常住人口人数",
    "护理员与失能老人按1:3配备，护理员48人": "失能老人按1:3配备数量",
    "加装电梯10部，每部奖补15万元": "每部奖补发放人数",
    "政府质量奖奖励2家，商标注册与推广": "与品牌推广数量",
    "卫生院运转，物业纠纷调解委员会运行": "物业纠纷调解委员会完好率",
    "运动员交流输送，青少年夏令营2期": "训练运动员人数",
}


NOT_OF_THE_SECTOR = [
    ("工伤预防", "工伤预防宣传培训企业120家、职工6000人次", "示例县人力资源和社会保障局", "结案率"),
    ("校车运营补助", "全县32辆校车，按每车每年3万元补助", "示例县教育体育局", "资助对象"),
    ("城乡居民养老保险代办员补贴", "155个行政村代办员每人每月100元", "示例县人力资源和社会保障局", "养老待遇"),
    ("大中型水库移民后期扶持", "对水库移民12920人直补，每人每年600元", "示例县水利局", "补偿"),
    ("事业单位法人登记与机构编制核查", "法人登记公告，实地核查", "示例县委编办", "编制规划"),
]


def _first(brief: Brief) -> list[DraftRow]:
    return list(draft(brief).rows[:FIRST])


def _of(purpose: str, name: str = "甲乙丙") -> Brief:
    return brief_of({"name": name, "budget": 10, "purpose": purpose, "year": 2027})


@pytest.mark.parametrize("purpose", COUNTED)
def test_counts_stand_under_the_users_words(purpose: str) -> None:
    rows = draft(_of(purpose)).rows
    own = [row.name for row in rows if row.level2 is Level2.QUANTITY and row.sources[0].kind is SourceKind.USER]
    assert own == COUNTED[purpose]


@pytest.mark.parametrize("purpose", NOT_FIRST)
def test_words_cut_wrongly_and_other_matters_are_no_rows(purpose: str) -> None:
    assert NOT_FIRST[purpose] not in [row.name for row in draft(_of(purpose)).rows]


@pytest.mark.parametrize(("name", "purpose", "department", "other"), NOT_OF_THE_SECTOR)
def test_a_sure_sector_brings_no_first_row_that_the_brief_has_no_word_of(
    name: str, purpose: str, department: str, other: str
) -> None:
    brief = brief_of({"name": name, "budget": 10, "purpose": purpose, "department": department, "year": 2027})
    assert not [row.name for row in _first(brief) if other in row.name]


@pytest.mark.parametrize("told", BRIEFS, ids=[b["sector"] for b in BRIEFS])
def test_names_of_counts_are_made_of_the_users_words(told: dict[str, object]) -> None:
    brief = brief_of({k: v for k, v in told.items() if k != "sector"})
    for row in _first(brief):
        if row.level2 is Level2.QUANTITY and {source.kind for source in row.sources} == {SourceKind.USER}:
            assert _pieces(row.name, brief.name + brief.purpose) <= PIECES, row.name


@pytest.mark.parametrize("told", BRIEFS, ids=[b["sector"] for b in BRIEFS])
def test_the_sectors_first_rows_take_up_a_word_of_the_brief(told: dict[str, object]) -> None:
    brief = brief_of({k: v for k, v in told.items() if k != "sector"})
    text = brief.name + brief.purpose
    for row in _first(brief):
        sector = all(source.kind is SourceKind.LIBRARY for source in row.sources)
        if sector and row.level2 in (Level2.QUANTITY, Level2.QUALITY):
            assert any(a + b in text for a, b in pairwise(row.name)), row.name


def _pieces(name: str, text: str) -> int:
    """Of how few words of ``text`` and of ours ``name`` is put together."""
    fewest = [0] + [len(name) * 9] * len(name)
    for stop in range(1, len(name) + 1):
        for start in range(stop):
            piece = name[start:stop]
            if piece in OURS or (len(piece) > 1 and piece in text) or piece in "、和":
                fewest[stop] = min(fewest[stop], fewest[start] + 1)
    return fewest[-1]
