"""Faults to plant, one at a time, each named after the rule that must tell it.

An operator takes a sound document and gives back the same with one fault in its first table, or None where the table
has no place for it. ``also``: rules that may speak as well, since the fault is theirs too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from corpus import taxonomy
from corpus.chars import squeeze
from corpus.citations import parse_basis
from corpus.records import Budget, Document, Indicator, PartOneItem, Project, SpendingStep
from corpus.taxonomy import COSTS, Level2
from corpus.values import Kind, kind, parse_value
from review.measure import Sort, sort_of

Change = Callable[[Document, Project], "Document | Project | None"]


@dataclass(frozen=True)
class Fault:
    """One operator."""

    rule: str
    name: str
    change: Change
    also: frozenset[str] = frozenset()

    def plant(self, document: Document) -> Document | None:
        """``document`` with the fault; None where it has no place for it."""
        changed = self.change(document, document.projects[0])
        if isinstance(changed, Project):
            return document.model_copy(update={"projects": (changed, *document.projects[1:])})
        return changed


FAULTS: list[Fault] = []


def fault(rule: str, *also: str) -> Callable[[Change], Change]:
    """Register an operator; its name is the function's."""

    def register(change: Change) -> Change:
        FAULTS.append(Fault(rule, change.__name__, change, frozenset(also)))
        return change

    return register


# ---- small tools ----


def find(project: Project, level: Level2, wanted: Callable[[Indicator], bool] = lambda _: True) -> int | None:
    """Place of the first row of this class that is wanted."""
    return next((k for k, i in enumerate(project.indicators) if taxonomy.level2(i.level2) is level and wanted(i)), None)


def edit(project: Project, place: int | None, **cells: Any) -> Project | None:
    """``project`` with some cells of one row changed; text for value and basis is parsed."""
    if place is None:
        return None
    if "value" in cells:
        cells["value"] = parse_value(cells["value"])
    if "basis" in cells:
        if project.indicators[place].basis is None:
            return None
        cells["basis"] = parse_basis(cells["basis"])
    rows = list(project.indicators)
    rows[place] = rows[place].model_copy(update=cells)
    return project.model_copy(update={"indicators": tuple(rows)})


def add(project: Project, level: Level2, name: str, said: str, value: str) -> Project | None:
    """``project`` with one more row of this class, behind its like, in the form's own shape."""
    like = find(project, level)
    template = project.indicators[-1 if like is None else like]
    known = taxonomy.level2(template.level2)
    row = Indicator(
        level1=template.level1 if known is level else taxonomy.LEVEL1_OF[level].value,
        level2=template.level2 if known is level else level.value,
        level3=name,
        description=None if template.description is None else said,
        value=parse_value(value),
        basis=None if template.basis is None else parse_basis("《示例项目2026年实施方案》"),
        # Weights already add up: the new row takes part with none.
        weight=None if template.weight is None else Decimal(0),
    )
    return project.model_copy(update={"indicators": (*project.indicators, row)})


def goals(project: Project, *more: str, keep: bool = True) -> Project:
    """``project`` with more goals, or with these alone. New ones are numbered on where the others are."""
    numbered = bool(project.goals) and project.goals[0].startswith("1.")
    first = len(project.goals) + 1 if keep else 1
    new = tuple(f"{n}.{goal}" if numbered else goal for n, goal in enumerate(more, first))
    return project.model_copy(update={"goals": (*project.goals, *new) if keep else new})


def is_rate(row: Indicator) -> bool:
    """Whether the row is a plain percentage of a clear rate."""
    return kind(row.value) is Kind.PERCENT and sort_of(row.level3) is Sort.RATE and row.level3.endswith("率")


def cost_rows(project: Project) -> list[int]:
    """Places of the rows that state costs."""
    return [k for k, i in enumerate(project.indicators) if taxonomy.level2(i.level2) in COSTS]


def one_cost(project: Project, name: str, said: str, value: str) -> Project | None:
    """``project`` with this single cost row in place of all its own."""
    places = cost_rows(project)
    if not places or any(project.indicators[k].weight for k in places):
        return None
    edited = edit(project, places[0], level3=name, value=value)
    if edited is None:
        return None
    if edited.indicators[places[0]].description is not None:
        edited = edit(edited, places[0], description=said)
    assert edited is not None
    rows = tuple(row for k, row in enumerate(edited.indicators) if k not in places[1:])
    return edited.model_copy(update={"indicators": rows})


# ---- 完整性 ----


@fault("missing-level1", "goal-indicator-gap", "satisfaction-as-benefit")
def drop_benefits(_: Document, project: Project) -> Project | None:
    if any(i.weight for i in project.indicators):
        return None
    rows = tuple(i for i in project.indicators if taxonomy.level2(i.level2) not in taxonomy.BENEFITS)
    return project.model_copy(update={"indicators": rows})


@fault("missing-level2-core", "goal-indicator-gap", "output-not-cover-main-spend")
def drop_quality(_: Document, project: Project) -> Project | None:
    if any(i.weight for i in project.indicators):
        return None
    rows = tuple(i for i in project.indicators if taxonomy.level2(i.level2) is not Level2.QUALITY)
    return project.model_copy(update={"indicators": rows})


@fault("satisfaction-missing")
def drop_satisfaction(_: Document, project: Project) -> Project | None:
    if any(i.weight for i in project.indicators) or not any(w in (project.purpose or "") for w in ("老年人", "学生")):
        return None
    rows = tuple(i for i in project.indicators if taxonomy.level2(i.level2) is not Level2.SATISFACTION)
    return project.model_copy(update={"indicators": rows})


@fault("missing-level1", "satisfaction-missing")
def drop_satisfaction_of_any(_: Document, project: Project) -> Project | None:
    if any(i.weight for i in project.indicators):
        return None
    rows = tuple(i for i in project.indicators if taxonomy.level2(i.level2) is not Level2.SATISFACTION)
    changed = project.model_copy(update={"indicators": rows})
    inward = any(word in (project.name or "") for word in ("监控", "信息", "主体班"))
    return changed if inward else None


@fault("duplicate-indicator")
def same_row_twice(_: Document, project: Project) -> Project | None:
    place = find(project, Level2.QUALITY, is_rate)
    if place is None:
        return None
    row = project.indicators[place]
    row = row.model_copy(update={"weight": None if row.weight is None else Decimal(0)})
    return project.model_copy(update={"indicators": (*project.indicators, row)})


@fault("project-code-format")
def code_too_long(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"code": "13052926P00001410002Q-"})


@fault("goal-restates-usage")
def goal_is_the_name(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"goals": (f"{project.name}经费支出",)})


@fault("goal-lacks-outcome")
def goal_is_money_in_place(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"goals": ("确保资金足额到位。",)})


@fault("goal-unquantified")
def goals_are_wishes(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"goals": ("进一步提升管理水平。", "切实增强保障能力。")})


@fault("duplicate-goal")
def goal_twice(_: Document, project: Project) -> Project | None:
    return goals(project, project.goals[0].removeprefix("1."))


@fault("cell-pending")
def value_pending(_: Document, project: Project) -> Project | None:
    return edit(project, find(project, Level2.QUALITY), value="待填报")


@fault("longterm-annual-mixed", "duplicate-goal", "goal-indicator-gap")
def term_goal_is_the_years(_: Document, project: Project) -> Project | None:
    words = project.goals[0].removeprefix("1.")
    return project.model_copy(update={"goals": (f"实施期目标：{words}", f"年度目标：{words}")})


# ---- 值 ----


@fault("value-missing")
def value_empty(_: Document, project: Project) -> Project | None:
    return edit(project, find(project, Level2.QUALITY), value="")


@fault("value-missing")
def value_by_contract(_: Document, project: Project) -> Project | None:
    return edit(project, find(project, Level2.QUALITY), value="按照合同执行")


@fault("placeholder-indicator")
def class_label_as_name(_: Document, project: Project) -> Project | None:
    return add(project, Level2.ECONOMIC, "经济效益指标", "经济效益指标", "=100%")


@fault("value-is-description")
def paragraph_as_value(_: Document, project: Project) -> Project | None:
    long = "由项目单位按月组织检查考核并将结果报主管部门备案后作为年终评定的依据"
    return edit(project, find(project, Level2.SOCIAL), value=long)


@fault("swapped-cells", "name-equals-description")
def cells_swapped(_: Document, project: Project) -> Project | None:
    place = find(project, Level2.QUALITY, is_rate)
    if place is None or not project.indicators[place].description:
        return None
    row = project.indicators[place]
    return edit(project, place, description=row.value.text, value="合格数占总数的比例")


@fault("unmeasurable-percent")
def influence_of_100_percent(_: Document, project: Project) -> Project | None:
    return add(project, Level2.SOCIAL, "社会影响力", "项目实施后在社会上的影响力", "=100%")


@fault("unmeasurable-percent")
def wish_of_95_percent(_: Document, project: Project) -> Project | None:
    return add(project, Level2.SUSTAINABLE, "保障工作长期稳定", "通过项目实施保障各项工作长期稳定", "≥95%")


@fault("undefined-rate")
def made_up_rate(_: Document, project: Project) -> Project | None:
    return add(project, Level2.SUSTAINABLE, "持续发挥作用率", "项目成果持续发挥作用率", "≥95%")


@fault("vague-qualitative")
def somewhat_better(_: Document, project: Project) -> Project | None:
    return add(project, Level2.SOCIAL, "公共服务水平", "项目实施后本地公共服务的水平", "有所提高")


@fault("tautology", "name-equals-description")
def slogan_three_times(_: Document, project: Project) -> Project | None:
    return add(project, Level2.SUSTAINABLE, "持续开展长效管护", "持续开展长效管护", "持续开展")


@fault("value-indicator-mismatch")
def rate_with_words(_: Document, project: Project) -> Project | None:
    return edit(project, find(project, Level2.QUALITY, is_rate), value="提高工作运转效率")


@fault("value-indicator-mismatch", "misclassified-indicator")
def count_with_percent(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUALITY, "抽查样本数量", "年度内抽查的样本个数", "≥90%")


@fault("unit-mismatch")
def kinds_counted_in_times(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUANTITY, "服务事项种类", "年度内提供的服务事项种类", "≥9次")


@fault("unit-mismatch")
def hours_in_percent(_: Document, project: Project) -> Project | None:
    return add(project, Level2.TIMELINESS, "问题处置时间（小时）", "从发现到处置完成的时间", "=100%")


@fault("percent-over-100")
def rate_of_120_percent(_: Document, project: Project) -> Project | None:
    return edit(project, find(project, Level2.QUALITY, is_rate), value="≥120%")


@fault("value-illogical")
def good_rate_of_nothing(_: Document, project: Project) -> Project | None:
    return edit(project, find(project, Level2.QUALITY, lambda i: i.level3.endswith("合格率")), value="=0%")


@fault("value-illogical")
def at_least_no_accident(_: Document, project: Project) -> Project | None:
    return add(project, Level2.SOCIAL, "重大安全事故起数", "项目实施中发生的重大安全事故起数", "≥0起")


@fault("value-unreasonable")
def duty_of_90_percent(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUALITY, "补助资金发放率", "已发放补助的对象数占应发放对象数的比例", "≥90%")


@fault("operator-wrong")
def cost_at_least(_: Document, project: Project) -> Project | None:
    place = cost_rows(project)[0]
    return edit(project, place, value=project.indicators[place].value.text.replace("≤", "≥"))


@fault("operator-wrong")
def failures_at_least(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUALITY, "设备故障率", "发生故障的台时占运行台时的比例", "≥2%")


@fault("operator-missing")
def sign_lost(_: Document, project: Project) -> Project | None:
    place = find(project, Level2.QUANTITY, lambda i: i.value.text[:1] in "≥=")
    return edit(project, place, value=project.indicators[place].value.text[1:]) if place is not None else None


@fault("value-format", "operator-missing")
def chinese_numeral(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUANTITY, "业务用车辆数", "年度内配备的业务用车辆", "一辆")


@fault("formula-error")
def formula_upside_down(_: Document, project: Project) -> Project | None:
    return (
        add(project, Level2.QUALITY, "问题整改率", "应整改问题数占整改问题数的比例", "=100%")
        if described(project)
        else None
    )


def described(project: Project) -> bool:
    """Whether the form has a column for descriptions."""
    return project.indicators[0].description is not None


# ---- 分类 ----


@fault("quantity-as-percent")
def items_in_percent(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUANTITY, "实施子项目数", "年度内实施的子项目个数", "=100%")


@fault("quantity-as-money")
def publicity_in_money(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUANTITY, "开展主题宣传", "年度内开展的主题宣传", "≤3万元")


@fault("timeliness-as-money")
def in_time_for_money(_: Document, project: Project) -> Project | None:
    return add(project, Level2.TIMELINESS, "年度任务按时完成", "全部任务完成的时间", "≤4.5万元")


@fault("timeliness-without-deadline")
def in_time_without_date(_: Document, project: Project) -> Project | None:
    return add(project, Level2.TIMELINESS, "工作任务完成及时率", "按计划及时完成的任务占全部任务的比例", "≥95%")


@fault("cost-not-amount", "cost-budget-mismatch")
def cost_in_percent(_: Document, project: Project) -> Project | None:
    place = cost_rows(project)[0]
    level = taxonomy.level2(project.indicators[place].level2)
    return add(project, level or Level2.COST, "经费投入", "项目经费投入情况", "=100%")


@fault("misclassified-indicator")
def times_as_quality(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUALITY, "专项督查次数", "年度内组织专项督查的次数", "≥4次")


@fault("misclassified-indicator")
def accidents_as_output(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUANTITY, "火灾事故发生次数", "年度内发生的火灾事故次数", "=0次")


@fault("satisfaction-as-benefit")
def content_as_benefit(_: Document, project: Project) -> Project | None:
    return add(project, Level2.SOCIAL, "办事企业满意程度", "办事企业对窗口工作的满意程度", "≥85%")


@fault("irrelevant-indicator-padding")
def no_ecological_effect(_: Document, project: Project) -> Project | None:
    return add(project, Level2.ECOLOGICAL, "生态影响", "对周边生态造成的影响", "无影响")


@fault("satisfaction-object-unclear")
def nobody_asked(_: Document, project: Project) -> Project | None:
    return add(project, Level2.SATISFACTION, "服务对象满意度", "服务对象的满意程度", "≥95%")


@fault("satisfaction-method-invalid")
def quiz_for_satisfaction(_: Document, project: Project) -> Project | None:
    name = "通过有奖竞答了解窗口办事人员满意度"
    return add(project, Level2.SATISFACTION, name, "参加有奖竞答的窗口办事人员的满意情况", "≥90%")


@fault("satisfaction-object-mismatch")
def public_asked_about_training(_: Document, project: Project) -> Project | None:
    if "主体班" not in (project.name or ""):
        return None
    return edit(project, find(project, Level2.SATISFACTION), level3="群众满意度", description="群众对培训班的满意程度")


# ---- 文字 ----


@fault("indicator-name-unclear")
def name_is_a_bare_noun(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUANTITY, "标准", "年度内制定的地方标准个数", "≥3个")


@fault("name-as-question")
def name_asks(_: Document, project: Project) -> Project | None:
    return add(project, Level2.QUANTITY, "是否建立管护制度", "年度内建立的管护制度项数", "≥1项")


@fault("name-equals-description")
def description_is_the_name(_: Document, project: Project) -> Project | None:
    place = find(project, Level2.QUALITY, is_rate)
    return (
        edit(project, place, description=project.indicators[place].level3)
        if place is not None and described(project)
        else None
    )


@fault("indicator-copied-from-goal", "goal-indicator-gap")
def description_is_the_goal(_: Document, project: Project) -> Project | None:
    place = find(project, Level2.SOCIAL)
    return edit(project, place, description=project.goals[-1]) if place is not None and described(project) else None


@fault("typo")
def wrong_character(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"purpose": f"{project.purpose}，布署相关工作"})


@fault("punctuation")
def mark_twice(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"purpose": (project.purpose or "").replace("，", "、、", 1) + "、、及耗材"})


@fault("incomplete-sentence")
def purpose_cut_off(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"purpose": f"{project.purpose}，以及"})


@fault("outdated-terminology")
def office_of_old(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"purpose": f"{project.purpose}，配合国土资源局核查"})


@fault("term-inconsistency")
def two_words_for_one(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"purpose": f"{project.purpose}，覆盖工矿商贸和工商贸单位"})


@fault("numbering-inconsistent", "goal-indicator-gap")
def goal_number_jumps(_: Document, project: Project) -> Project | None:
    first, *rest = (goal.removeprefix(f"{n}.") for n, goal in enumerate(project.goals, 1))
    return project.model_copy(update={"goals": (f"1.{first}", *(f"{n}.{goal}" for n, goal in enumerate(rest, 4)))})


@fault("weights-not-100")
def weight_too_much(_: Document, project: Project) -> Project | None:
    weight = project.indicators[0].weight
    return edit(project, 0, weight=weight + 15) if weight is not None else None


# ---- 依据 ----


def based_on(project: Project, level: Level2, text: str) -> Project | None:
    """``project`` with another basis in the first row of a class."""
    return edit(project, find(project, level), basis=text)


@fault("basis-missing")
def basis_empty(_: Document, project: Project) -> Project | None:
    return based_on(project, Level2.QUANTITY, "")


@fault("basis-not-document")
def basis_is_talk(_: Document, project: Project) -> Project | None:
    return based_on(project, Level2.QUALITY, "实际运转与及时情况")


@fault("basis-is-method")
def basis_is_survey(_: Document, project: Project) -> Project | None:
    return based_on(project, Level2.SOCIAL, "问卷调查")


@fault("basis-outdated")
def basis_of_2008(_: Document, project: Project) -> Project | None:
    return based_on(project, Level2.QUANTITY, "《示例省专项资金管理办法》（示财农〔2008〕10号）")


@fault("basis-irrelevant")
def cost_by_staffing(_: Document, project: Project) -> Project | None:
    return based_on(project, Level2.COST, "《示例县示例局职能配置、内设机构和人员编制规定》")


@fault("basis-unspecific")
def basis_without_number(_: Document, project: Project) -> Project | None:
    return based_on(project, Level2.QUANTITY, "局务会会议纪要")


@fault("basis-name-suspect", "basis-irrelevant")
def law_that_is_none(_: Document, project: Project) -> Project | None:
    return based_on(project, Level2.COST, "《中华人民共和国预算管理法》")


@fault("basis-single-for-all")
def one_basis_for_all(_: Document, project: Project) -> Project | None:
    if project.indicators[0].basis is None or len(project.indicators) < 8:
        return None
    basis = parse_basis("《示例专项资金管理办法》（示财〔2025〕3号）")
    rows = tuple(row.model_copy(update={"basis": basis}) for row in project.indicators)
    return project.model_copy(update={"indicators": rows})


# ---- 钱 ----


@fault("cost-budget-mismatch")
def cost_above_budget(_: Document, project: Project) -> Project | None:
    place = cost_rows(project)[0]
    return edit(project, place, value="≤999万元")


@fault("funding-sum-mismatch")
def parts_above_total(_: Document, project: Project) -> Project | None:
    total = project.budget.total or Decimal(0)
    budget = Budget(total=project.budget.total, fiscal=total, other=Decimal(5))
    return project.model_copy(update={"budget": budget})


@fault("cost-not-broken-down")
def one_total_cost(_: Document, project: Project) -> Project | None:
    return one_cost(project, "项目总成本", "全部支出", f"≤{project.budget.total}万元")


@fault("cost-unreconciled")
def unit_cost_alone(_: Document, project: Project) -> Project | None:
    return one_cost(project, "单位管护费用", "每个点位的管护支出", "≤77元/点位")


@fault("cost-scope-mismatch")
def all_money_for_meetings(_: Document, project: Project) -> Project | None:
    if not described(project):
        return None
    return one_cost(project, "项目实际成本", "召开会议的成本", f"≤{project.budget.total}万元")


@fault("plan-non-monotone")
def plan_falls(_: Document, project: Project) -> Project | None:
    return planned(project, "70", "60", "80", "100")


@fault("plan-final-not-100")
def plan_ends_at_90(_: Document, project: Project) -> Project | None:
    return planned(project, "30", "60", "80", "90")


@fault("plan-missing-cell")
def plan_has_a_hole(_: Document, project: Project) -> Project | None:
    return planned(project, "30", "60", None, "100")


@fault("plan-behind-deadline")
def money_comes_late(_: Document, project: Project) -> Project | None:
    place = find(project, Level2.TIMELINESS, lambda i: "月" in i.value.text)
    late = planned(project, "0", "5", "20", "100")
    return edit(late, place, value="5月底前") if place is not None else None


def planned(project: Project, *percents: str | None) -> Project:
    """``project`` with this plan for March, June, October, December."""
    steps = zip((3, 6, 10, 12), percents, strict=True)
    plan = tuple(SpendingStep(month=month, percent=p) for month, p in steps if p is not None)
    return project.model_copy(update={"spending_plan": plan})


# ---- 相关性与一致性 ----


@fault("usage-missing")
def use_is_a_slogan(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"purpose": "全面提升基层治理水平，实现长治久安"})


@fault("usage-vague")
def use_is_the_name(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"purpose": f"{project.name}经费"})


@fault("goal-project-mismatch", "goal-unquantified", "goal-indicator-gap")
def maintenance_that_builds(_: Document, project: Project) -> Project | None:
    if not any(word in (project.name or "") for word in ("维护", "运维", "维修")):
        return None
    return project.model_copy(update={"goals": ("建设全县统一的数据平台2个。", "建成配套机房1处。")})


@fault("goal-indicator-gap")
def tasks_nobody_measures(_: Document, project: Project) -> Project | None:
    more = "购置无人驾驶航空器12架，引进卫星遥感解译团队，建设低温冷冻仓库，编制中长期融资规划，聘请涉外律师顾问"
    return goals(project, more)


@fault("year-mismatch")
def year_before_last(document: Document, project: Project) -> Project | None:
    old = (document.year or 2026) - 3
    return project.model_copy(update={"purpose": f"{project.purpose}；落实{old}年部门预算确定的任务"})


@fault("date-out-of-range")
def due_after_the_year(document: Document, project: Project) -> Project | None:
    place = find(project, Level2.TIMELINESS, lambda i: "月" in i.value.text)
    return edit(project, place, value=f"{(document.year or 2026) + 2}年6月底前")


@fault("scope-mismatch")
def county_serves_the_city(document: Document, project: Project) -> Project | None:
    name = (document.department and document.department.name) or ""
    if "县" not in name:
        return None
    return project.model_copy(update={"purpose": f"{project.purpose}，服务全县单位，保障全市单位正常办公"})


@fault("copy-paste-other-project")
def that_museum(_: Document, project: Project) -> Project | None:
    place = find(project, Level2.SATISFACTION)
    return (
        edit(project, place, description="服务对象对该展馆满意的人数占被调查人数的比例") if described(project) else None
    )


@fault("internal-inconsistency")
def product_is_wrong(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"purpose": f"{project.purpose}；补助困难户200户，每户100元，共计3万元"})


@fault("budget-scope-doubt")
def wages_in_the_project(_: Document, project: Project) -> Project | None:
    return project.model_copy(update={"purpose": f"{project.purpose}，补充在编人员工资"})


# ---- 第一部分与第二部分 ----


def item(document: Document, **cells: str) -> Document | None:
    """``document`` with some texts of the first item of part one changed."""
    part = document.part_one
    if part is None or not part.items:
        return None
    items = (part.items[0].model_copy(update=cells), *part.items[1:])
    return document.model_copy(update={"part_one": part.model_copy(update={"items": items})})


@fault("part1-part2-amount-mismatch")
def other_amount_in_part_one(document: Document, _: Project) -> Document | None:
    text = document.part_one and document.part_one.items and document.part_one.items[0].indicators_text
    return item(document, indicators_text=text.replace("36万元", "50万元")) if text else None


@fault("part1-part2-threshold-mismatch", "commitment-without-indicator")
def other_number_in_part_one(document: Document, _: Project) -> Document | None:
    changed = item(document, goal="", duties="")
    text = changed and changed.part_one and changed.part_one.items[0].indicators_text
    return item(changed, indicators_text=text.replace("120人次", "200人次")) if changed and text else None


@fault("part1-part2-unit-mismatch", "commitment-without-indicator", "part1-part2-threshold-mismatch")
def other_unit_in_part_one(document: Document, _: Project) -> Document | None:
    text = document.part_one and document.part_one.items and document.part_one.items[0].indicators_text
    more = "结业学员持证率达到60天"
    return item(document, indicators_text=f"{text}，{more}") if text else None


@fault("part1-item-without-table")
def item_without_table(document: Document, _: Project) -> Document | None:
    part = document.part_one
    if part is None or not part.items:
        return None
    new = PartOneItem(no=len(part.items) + 1, name="烈士纪念设施修缮经费", duties="修缮纪念设施")
    return document.model_copy(update={"part_one": part.model_copy(update={"items": (*part.items, new)})})


@fault("commitment-without-indicator")
def promise_without_row(document: Document, _: Project) -> Document | None:
    part = document.part_one
    if part is None:
        return None
    goal = f"{part.overall_goal}发放政策宣传手册7000册。"
    return document.model_copy(update={"part_one": part.model_copy(update={"overall_goal": goal})})


@fault("copy-paste-other-unit")
def text_of_the_province(document: Document, _: Project) -> Document | None:
    part = document.part_one
    if part is None:
        return None
    goal = f"{part.overall_goal}建立健全财政厅绩效管理制度。"
    return document.model_copy(update={"part_one": part.model_copy(update={"overall_goal": goal})})


@fault("heading-duplicate", "part1-item-without-table")
def item_twice(document: Document, _: Project) -> Document | None:
    part = document.part_one
    if part is None or not part.items:
        return None
    again = part.items[0].model_copy(update={"no": len(part.items) + 1})
    return document.model_copy(update={"part_one": part.model_copy(update={"items": (*part.items, again)})})


@fault("copy-paste-between-projects", "goal-indicator-gap")
def goal_of_the_other_project(document: Document, project: Project) -> Document | None:
    if len(document.projects) < 2:
        return None
    second = document.projects[1]
    second = second.model_copy(update={"goals": (*second.goals, "3." + project.goals[0].removeprefix("1."))})
    return document.model_copy(update={"projects": (project, second)})


@fault("part1-part2-name-mismatch")
def building_against_keeping(document: Document, project: Project) -> Document | None:
    part = document.part_one
    if part is None or not part.items:
        return None
    renamed = project.model_copy(update={"name": f"{squeeze(project.name or '')}基地维护"})
    changed = item(document, name="退役军人技能培训基地建设")
    return changed and changed.model_copy(update={"projects": (renamed, *document.projects[1:])})
