"""The library's rows suit what is done and to what: a verb alone (检查, 活动, 储备) says too little."""

import pytest

from drafting.brief import brief_of
from drafting.compose import draft

NONE = ""
NOT_BUT = {
    # what is checked is a person's health, what is asked for is an opinion, who is visited needs no entitlement
    "为教师620人开展眼底检查": ("问题整改率", NONE),
    "开展伤情鉴定、价格鉴定": ("数据合格率", "采信率"),
    "举办冬令营2期，购买意外险": ("险保险", "意外险理赔结案率"),
    "农贸市场快检3000批次": ("问题整改率", "准确率"),
    "公务车辆保险30辆，车辆加油": ("参保对象满意度", "满意度"),
    "中秋慰问驻县部队官兵": ("审核准确率", NONE),
    "支付护工劳务费": ("审核准确率", NONE),
    "核查农机具补贴申报1200台": ("问题整改率", NONE),
    # only what gathers a crowd out of doors is checked for safety
    "举办读书沙龙活动18场": ("现场安全检查合格率", "按方案开展率"),
    "开办法治讲座30场": ("现场安全检查合格率", "到场率"),
    "举办端午龙舟赛事1场": ("按方案开展率", "现场安全检查合格率"),
    "举办护理技能竞赛2场": ("现场安全检查合格率", "按方案开展率"),
    # goods in store are tested, and neither used nor kept in repair
    "储备食盐600吨": ("投入使用率", "储备质量达标率"),
    # not everything mended or built is used
    "修缮古城墙1处": ("恢复使用率", "验收合格率"),
    "硬化巷道6公里": ("恢复使用率", "验收合格率"),
    "养护行道树8000株": ("正常运行天数", "完好率"),
    # who comes is received, and no study of ours
    "接待来访客商考察": ("报告审核通过率", NONE),
    "组织劳模疗休养40人": ("记录完整率", "计划完成率"),
    "弥补公交企业政策性亏损补偿": ("审核准确率", "资金到位率"),
}

OF_THE_SECTOR = {
    # what the project does not do is not asked of it
    ("县商会活动经费", "举办商会沙龙3场，编印会刊"): ("诉求办结率", "会员企业活动覆盖率"),
    ("食糖商业储备贴息", "对2家企业食糖储备800吨给予贴息"): ("营业收入增长率", "库存达标率"),
    ("县级储备粮管理", "储备稻谷2万吨"): ("应急供应保障天数", "宜存率"),
    ("打击欺诈骗保", "聘第三方检查医院、诊所"): ("采纳率", "违规基金追回率"),
    ("公益性岗位开发", "开发公益性岗位60个，发放岗位补贴"): ("记录完整率", "在岗率"),
    ("老干部活动经费", "组织离退休干部学习参观2次"): ("来信来访", "活动参与人次"),
    ("学校厨艺大赛", "举办食堂厨艺大赛1届，奖励获奖选手20人"): ("补贴政策", "参与人次"),
    ("水库移民后期扶持工程", "拓宽移民村道路4公里，新建广场1处"): ("直补", "受益移民人数"),
    ("乡镇检疫经费", "产地检疫5万头，检疫员补助30人，病死猪无害化处理900头"): ("受补助对象", "满意度"),
    ("污水处理站运行", "运行乡镇污水处理站9座，污泥处置600吨"): ("投诉办结率", "污水集中处理率"),
    # what the user has set is not asked for in other words
    ("监控运维服务", "维护监控探头900路，探头在线率达到97%"): ("探头完好率", "探头在线率"),
    ("妇幼健康筛查", "乳腺癌筛查3000人，阳性病例随访管理率96%以上"): ("异常人员随访率", "随访管理率"),
    # whom a later work reaches is not all whom the project serves
    ("信访工作经费", "接待群众来访，化解积案8件，救助特困信访人"): ("特困信访人满意度", "信访群众满意度"),
    ("残疾人辅具适配", "为残疾人适配轮椅120辆"): ("残疾人满意度", "残疾人及家属满意度"),
}

ONE_ACCEPTANCE = {
    "购置除雪车2辆、撒盐机4台，新建融雪站1座": ["除雪车等验收合格率", "融雪站验收合格率"],
    "修缮校舍3处，安装护眼灯90盏": ["校舍修缮等验收合格率"],
    "购置除雪车2辆": ["除雪车验收合格率"],
}


def _names(purpose: str, name: str = "甲乙丙") -> list[str]:
    return [row.name for row in draft(brief_of({"name": name, "budget": 10, "purpose": purpose, "year": 2027})).rows]


@pytest.mark.parametrize("purpose", NOT_BUT)
def test_a_kinds_rows_suit_what_is_done(purpose: str) -> None:
    absurd, right = NOT_BUT[purpose]
    names = _names(purpose)
    assert not [name for name in names if absurd in name]
    assert [name for name in names if right in name]


@pytest.mark.parametrize(("name", "purpose"), OF_THE_SECTOR)
def test_a_sectors_rows_suit_the_project(name: str, purpose: str) -> None:
    absurd, right = OF_THE_SECTOR[name, purpose]
    names = _names(purpose, name)
    assert not [one for one in names if absurd in one]
    assert [one for one in names if right in one]


@pytest.mark.parametrize("purpose", ONE_ACCEPTANCE)
def test_one_acceptance_rate_stands_for_all_works_and_one_for_all_goods(purpose: str) -> None:
    assert [name for name in _names(purpose) if name.endswith("验收合格率")] == ONE_ACCEPTANCE[purpose]
