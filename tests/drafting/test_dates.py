"""Dates of a purpose: whose they are, how they are printed, and that the goals say the same."""

from __future__ import annotations

import pytest

from corpus.taxonomy import Level2
from drafting.brief import brief_of
from drafting.compose import draft
from drafting.draft import Draft
from review.findings import Severity

YEARS_END = "2027年12月底前"
DATES: dict[tuple[str, str], dict[str, str]] = {
    ("渔业资源养护", "投放鲤鱼苗80万尾，6月底前完成投放；清理废弃网具30吨，9月底前完成；全年开展巡湖120次"): {
        "渔业资源养护完成时间": YEARS_END,
        "投放鲤鱼苗完成时间": "2027年6月底前",
        "废弃网具清理完成时间": "2027年9月底前",
    },
    ("渔业资源养护", "投放鲤鱼苗80万尾，6月底前完成投放；清理废弃网具30吨，9月底前完成"): {
        "渔业资源养护完成时间": "2027年9月底前",
        "投放鲤鱼苗完成时间": "2027年6月底前",
    },
    ("校车安全", "5月底前更换安全带300条，9月底前完成驾驶员培训2期，全年抽查校车60辆次"): {
        "校车安全任务完成时间": YEARS_END,
        "安全带更换完成时间": "2027年5月底前",
        "驾驶员培训完成时间": "2027年9月底前",
    },
    ("泵站更新", "2027年10月底前完成以下工作：1.新建泵站2座；2.改造渠道8公里；3.培训管水员50人"): {
        "泵站更新完成时间": "2027年10月底前"
    },
    ("考古勘探", "勘探面积5万平方米，野外工作6月底前结束，报告12月20日前提交"): {
        "考古勘探任务完成时间": "2027年12月20日前",
        "野外工作完成时间": "2027年6月底前",
    },
    ("水库加固", "除险加固水库2座，已于3月底前完成招标，主汛期前完成主体工程，11月底前完工"): {
        "水库加固完成时间": "2027年11月底前",
        "主体工程完成时间": "2027年汛期前",
    },
    ("果园改造", "改造老果园3000亩，采伐清理须于明年2月底前结束；新栽果苗9万株"): {
        "果园改造其余任务完成时间": YEARS_END,
        "采伐清理完成时间": "2028年2月底前",
    },
    ("广场维修", "铺装地面3000平方米、更换路灯60盏，下一年度6月底前竣工验收"): {"广场维修完成时间": "2028年6月底前"},
    ("广场维修", "铺装地面3000平方米、更换路灯60盏，本年6月底前竣工验收"): {"广场维修完成时间": "2027年6月底前"},
    ("牲畜免疫", "春季免疫5月底前完成，秋季免疫11月底前完成，免疫牲畜8万头"): {
        "牲畜免疫完成时间": "2027年11月底前",
        "春季免疫完成时间": "2027年5月底前",
    },
    ("护林员工资", "聘用护林员120名，工资每月5日前发放"): {"工资发放时间": "每月5日前"},
    ("孤儿生活费", "为孤儿46人发放生活费，每人每月1200元，每季度首月15日前打卡发放"): {
        "孤儿生活费发放时间": "每季度首月15日前"
    },
    ("路灯维护", "维护路灯800盏，每月5日前完成线路排查"): {
        "路灯维护完成时间": YEARS_END,
        "线路排查时间": "每月5日前",
    },
    ("街道养老", "建设助浴点9处，6月底前建成运营；为200名失能老人提供上门照护，服务费每月15日前结算"): {
        "街道养老任务完成时间": YEARS_END,
        "助浴点建设完成时间": "2027年6月底前",
        "服务费结算时间": "每月15日前",
    },
    ("护林防火", "3月底前完成隔离带割除80公里，聘用护林员90名"): {
        "护林防火任务完成时间": YEARS_END,
        "隔离带割除完成时间": "2027年3月底前",
    },
    ("护岸造林", "加固护岸3公里，其余地段年底前踏勘；栽植护岸柳2万株，4月中旬前栽植完毕"): {
        "护岸造林完成时间": YEARS_END,
        "护岸柳栽植完成时间": "2027年4月中旬前",
    },
    ("书库设备购置", "购置密集架90立方米、除湿机4台，第三季度完成安装"): {"书库设备购置完成时间": "2027年第三季度"},
    ("步道养护", "为养护步道更换木板1200块，“五一”前完成"): {"步道养护完成时间": "2027年5月1日前"},
    ("厨艺培训", "举办厨艺培训8期，其中6月底前举办4期，其余10月底前完成"): {"厨艺培训完成时间": "2027年10月底前"},
    ("泵站清淤", "维修泵站7座，须在主汛期到来前全部完工；清淤排沟26公里，10月底前完成"): {
        "泵站清淤完成时间": "2027年10月底前",
        "泵站维修完成时间": "2027年汛期前",
    },
    ("低保家访", "走访低保家庭1800户，每季度末前完成一轮"): {"低保家访时间": "每季度末前"},
    ("困难职工慰问", "中秋、国庆期间慰问困难职工300人"): {"困难职工慰问时间": "2027年中秋、国庆期间"},
    ("防汛保障", "更新警示牌40块、汛前演练2场和水泵维护12台"): {
        "防汛保障任务完成时间": YEARS_END,
        "防汛保障演练完成时间": "2027年汛期前",
    },
    ("幼儿资助", "资助幼儿800人，上半年发放500人，下半年发放300人"): {"幼儿资助任务完成时间": YEARS_END},
}
"""Project and purpose, and the rows of 时效 with a date."""


def _drafted(name: str, purpose: str) -> Draft:
    return draft(brief_of({"name": name, "budget": 50, "purpose": purpose, "year": 2027}))


@pytest.mark.parametrize(("name", "purpose"), DATES)
def test_a_date_is_that_of_what_its_clause_tells(name: str, purpose: str) -> None:
    result = _drafted(name, purpose)
    dated = {row.name: row.value for row in result.rows if row.level2 is Level2.TIMELINESS and row.way == "date"}
    assert dated == DATES[name, purpose]
    assert result.review is not None
    assert not [f for f in result.review.findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(("name", "purpose"), DATES)
def test_the_goals_begin_with_the_projects_date(name: str, purpose: str) -> None:
    result = _drafted(name, purpose)
    first = next(row for row in result.rows if row.way == "date")
    assert result.goals[0].startswith(first.value)


def test_what_is_due_after_the_year_is_told_in_the_goals() -> None:
    goals = _drafted("果园改造", "改造老果园3000亩，采伐清理须于明年2月底前结束；新栽果苗9万株").goals
    assert goals[0].startswith(f"{YEARS_END}（其中采伐清理2028年2月底前）")
