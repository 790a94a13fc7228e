"""Whose satisfaction a draft asks for: the brief's own people, not those of the sector at large."""

import pytest

from corpus.taxonomy import Level2
from drafting.brief import brief_of
from drafting.compose import draft

CASES = [
    ("国有企业退休人员社会化管理", "人事档案整理3400卷，活动场所维修", "国有企业退休人员"),
    ("残疾儿童康复救助", "为0-6岁残疾儿童提供康复训练60人", "残疾儿童家长"),
    ("城区供水设施改造", "更换供水管网18公里，水质检测", "受益居民"),
    ("易地搬迁后续扶持产业车间", "建设帮扶车间2座，带动搬迁群众就业", "搬迁群众"),
    ("巾帼家政技能提升", "家政服务员培训4期；家政服务技能竞赛一次", "参训家政服务员"),
    ("人民防空警报器维护", "维护防空警报器46台", "辖区居民"),
    ("未成年人保护工作站运行", "开展家庭走访1200户", "走访家庭"),
    ("中小学校园专职保安", "为全县67所中小学购买保安服务，配备专职保安176人", "学生和家长"),
    ("民族团结进步创建", "打造示范社区2个，召开座谈会", "各族群众和信教群众"),
    ("无偿献血招募", "组织团体献血活动12次，更新采血屋2处", "献血者"),
    ("寄宿制学校改造", "改造学校宿舍2100平方米", "师生和家长"),
    ("红旗乡便民服务中心改造", "便民服务大厅装修，村级网格员误工补助", "办事企业和群众"),
    ("森林防火宣传与演练", "购置宣传品，组织两次演练，培训护林员", "林区群众"),
    ("示范马拉松赛", "赛道医疗点15处、志愿者600人，赛事宣传", "参赛和健身群众"),
    ("应急救护培训", "培训救护员600名，普及性培训8000人次，配置AED设备4台", "参训救护员"),
    ("中医药传承", "建设中医馆6个，中医适宜技术推广培训乡村医生220人", "乡村医生"),
    # several groups: the sector's word for them together; those who are paid for the work are not served by it
    ("困难群众救助补助资金", "城市低保1200人，农村低保5600人，特困人员480人，孤儿35人", "受助对象"),
    ("残疾人康复和无障碍改造", "重度残疾人家庭无障碍改造80户，残疾儿童康复训练45名", "残疾人及家属"),
    ("老年助餐服务", "新建社区老年食堂5个，聘请厨师12名", "就餐老年人"),
    ("家庭医生签约服务", "组建家庭医生团队52个，为重点人群提供签约服务4.6万人", "接受服务的居民"),
    ("住房公积金服务大厅运行", "窗口柜员劳务外包，业务系统等保测评，逾期贷款催收", "缴存职工和缴存单位"),
    ("民营企业家培训和商会建设", "组织企业家外出学习，异地商会走访招商", "会员企业"),
    ("法律援助", "律师值班补贴，办理法律援助案件90件", "受援人和服务群众"),
    ("公益性岗位", "开发公益性岗位60个，发放岗位补贴", "公益性岗位人员"),
    ("环境空气自动站运行维护", "运维环境空气自动站6座", "监测数据使用部门"),
    ("高龄津贴", "80—89周岁老人5100人每人每月60元，90—99周岁老人860人每人每月120元", "享受津贴的老年人"),
]


OTHER_MATTERS = [
    ("打击欺诈骗保", "检查定点医院和药店，举报奖励", "县域内就诊率"),
    ("高标准农田管护", "高标准农田管护2万亩，维修机井30眼", "亩均投资"),
    ("侨务工作", "慰问归侨，联谊活动", "现场安全检查"),
    ("家庭教育", "家庭教育讲座12场", "现场安全检查"),
    ("公园养护", "养护公园3个", "建成区绿地率"),
    ("古塔加固", "石塔抢险加固，护坡修复", "恢复使用率"),
    ("住房公积金服务大厅运行", "窗口柜员劳务外包，业务系统等保测评，逾期贷款催收", "运维"),
    ("民营企业家培训和商会建设", "组织企业家外出学习，异地商会走访招商", "受扶持企业"),
    ("干部职工住房公积金单位缴存部分", "按月为在编人员缴存住房公积金", "逾期"),
    ("光彩事业助学", "资助困难大学生40名，每人3000元", "会员企业"),
    ("机关公务用车保障", "公车加油维修", "恢复使用率"),
    ("学前教育资助", "资助家庭经济困难幼儿700名", "毛入园率"),
    ("第五次全国经济普查后续", "撰写分析报告10篇，汇编普查资料200册", "登记覆盖率"),
    ("城区公厕管护", "城区42座公厕实行市场化保洁，聘用保洁员60名", "市政设施"),
]


@pytest.mark.parametrize(("name", "purpose", "who"), CASES)
def test_the_briefs_own_people_are_asked(name: str, purpose: str, who: str) -> None:
    rows = draft(brief_of({"name": name, "budget": 10, "purpose": purpose})).rows
    assert [row.name for row in rows if row.level2 is Level2.SATISFACTION] == [f"{who}满意度"]


def test_whoever_gets_a_book_by_the_way_is_not_asked() -> None:
    brief = {"name": "党史出版", "budget": 22, "purpose": "编辑出版图书1部，向学校赠阅1200册"}
    assert not [row.name for row in draft(brief_of(brief)).rows if "师生" in row.name]


def test_a_guessed_sector_brings_no_rows_of_its_own() -> None:
    brief = brief_of({"name": "应急发电机采购", "budget": 10, "purpose": "购置发电机4台"})
    result = draft(brief)
    assert "emergency" in result.categories
    assert not [row.name for row in result.rows if "隐患" in row.name or "生产安全" in row.name]


@pytest.mark.parametrize(("name", "purpose", "other"), OTHER_MATTERS)
def test_no_row_speaks_of_another_sectors_matter(name: str, purpose: str, other: str) -> None:
    rows = draft(brief_of({"name": name, "budget": 10, "purpose": purpose})).rows
    assert not [row.name for row in rows if other in row.name]


def test_a_sectors_rows_stand_first_only_where_the_brief_asks_for_them() -> None:
    brief = {"name": "渔船安全设备更新", "budget": 9, "purpose": "为205艘渔船更新北斗终端，渔民安全培训"}
    first = [row.name for row in draft(brief_of(brief)).rows[:5]]
    assert not [name for name in first if "退捕" in name or "增殖" in name]
    brief = {"name": "道路运输安全监管", "budget": 9, "purpose": "车辆动态监控平台运维，从业人员安全培训300人次"}
    assert not [row.name for row in draft(brief_of(brief)).rows[:5] if "道路工程" in row.name]
