"""总览: where the problems of a batch are, how good its targets are, and what they cost; every mark leads to its findings."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from review.findings import Finding
from review.formats.sheet import finding_html, number_findings
from review.worklist import chosen
from ui import deciding, overview, overview_charts, reviewing, state
from ui.deciding import Settled
from ui.overview import GROUPINGS, Grouping, Names
from ui.parts import counts_html, plain, rule_title, told_in_words

_SHOWN = 40
Mark = tuple[str, str]
"""Rule (empty: all of them) and group."""


def show() -> None:
    """Draw the page."""
    current = state.reviewed()
    st.title("审核总览")
    if not any(document.projects for document in current.documents):
        st.info("还没有审核过文件。到审核页上传一份或一批绩效目标表，这里就有问题分布、等级、100% 指标占比和金额。")
        st.page_link("ui/review_page.py", label="去审核", icon=":material/rule:")
        _from_corpus()
        return
    settled = deciding.settled(current)
    tables = sum(len(document.projects) for document in current.documents)
    st.html(counts_html(settled.report.findings, f"文件 {len(current.documents)}", f"项目 {tables}"))
    start: Grouping = "project" if tables <= 20 else "document"
    grouping: Grouping | None = st.segmented_control(
        "分组",
        list(GROUPINGS),
        default=start,
        format_func=GROUPINGS.__getitem__,
        required=True,
        key=f"overview_grouping_{start}",
        label_visibility="collapsed",
    )
    names = Names(current.documents, grouping or start)
    _heat(settled, names)
    _figures(current, settled, names, by_project=(grouping or start) == "project")
    with st.expander("换一批：审核语料库中的文件"):
        _from_corpus()
    if mark := st.session_state.pop("jx_mark", None):
        _findings_of(settled, names, mark)


def _from_corpus() -> None:
    """Review what the corpus holds of some departments: the way to a trend over the years."""
    stored = state.corpus().list()
    if not stored:
        return
    units = sorted({one.department or "（未写部门）" for one in stored})
    wanted = st.multiselect("语料库中的部门（可多选）", units, key="overview_units", placeholder="选择部门")
    those = [one for one in stored if (one.department or "（未写部门）") in wanted]
    if st.button(f"汇总这 {len(those)} 份文件", disabled=not those, icon=":material/monitoring:"):
        reviewing.take(state.corpus().document(one.id) for one in those)
        st.rerun()


def _heat(settled: Settled, names: Names) -> None:
    """The heat map; the same choice can be made without a mouse."""
    counts = overview.heat(settled.report, names)
    st.subheader("问题分布：规则 × 组")
    if counts.empty:
        st.success("没有发现问题。")
        return
    st.caption("颜色越深问题越多；列出问题最重、最多的 25 条规则。点任何一格或一条，看它的问题。")
    overview_charts.draw(overview_charts.heat(counts), "heat", "问题分布热力图：规则 × 组", _clicked)
    marks: list[Mark] = [("", group) for group in counts["组"].drop_duplicates()]
    marks += [(str(row["规则"]), str(row["组"])) for _, row in counts.iterrows()]
    st.selectbox(
        "不用鼠标：选一格",
        marks,
        format_func=_mark_words,
        key="overview_mark",
        index=None,
        placeholder="点图中的一格，或在这里选",
        on_change=_selected,
    )


def _mark_words(mark: Mark) -> str:
    return f"{mark[0]} {rule_title(mark[0])} · {mark[1]}" if mark[0] else f"全部规则 · {mark[1]}"


def _clicked(key: str) -> None:
    for one in st.session_state[key]["selection"].get(overview_charts.MARK, ()):
        st.session_state["jx_mark"] = (str(one.get("规则", "")), str(one["组"]))


def _selected() -> None:
    st.session_state["jx_mark"] = st.session_state["overview_mark"]


@st.dialog("这一格的问题", width="large")
def _findings_of(settled: Settled, names: Names, mark: Mark) -> None:
    found = chosen(settled.report.findings, (), (mark[0],) if mark[0] else ())
    found = [finding for finding in found if names.finding(finding) == mark[1]]
    found.sort(key=lambda finding: finding.severity.rank)
    st.markdown(f"**{plain(_mark_words(mark))}**：{len(found)} 条")
    if found and st.button("在审核页打开", icon=":material/rule:", type="primary"):
        _open(found[0])
    for one in number_findings(found[:_SHOWN]):
        st.caption(plain(f"{one.finding.document} · {one.finding.project or '整份文档'}"))
        st.html(f'<div class="jx-report">{finding_html(one, rule_title(one.finding.code))}</div>')
    if len(found) > _SHOWN:
        st.caption(f"只列出前 {_SHOWN} 条，共 {len(found)} 条。")


def _open(finding: Finding) -> None:
    current = state.reviewed()
    document = next(one for one in current.documents if one.source == finding.document)
    keys = [(project.no, project.name) for project in document.projects]
    place = (finding.project_no, finding.project)
    ordinal = keys.index(place) + 1 if place in keys else 0
    link = {"doc": current.ids[document.source], "project": str(ordinal)}
    st.switch_page("ui/review_page.py", query_params=link)


def _figures(current: state.Reviewed, settled: Settled, names: Names, *, by_project: bool) -> None:
    lines = overview.figures(current.documents, settled.report, names)
    order: Sequence[str] = lines["组"].tolist()
    grades, share = st.columns(2, gap="medium")
    with grades:
        st.subheader("得分与等级" if by_project else "等级")
        counts = overview.grades(settled.report, names)
        chart = overview_charts.grades(counts, order, by_project=by_project)
        overview_charts.draw(chart, "grades", "各组的审核等级", _clicked)
    with share:
        st.subheader("取 100% 的指标占比")
        overview_charts.draw(overview_charts.share(lines, order), "share", "各组取 100% 的指标占比", _clicked)
    money, trend = st.columns(2, gap="medium")
    with money:
        st.subheader("预算（万元）")
        overview_charts.draw(overview_charts.money(lines, order), "money", "各组的预算，万元", _clicked)
    with trend:
        years = overview.years(current.documents, settled.report)
        if len(years) > 1:
            st.subheader("逐年：每个项目的问题数")
            st.altair_chart(overview_charts.trend(years), alt="逐年每个项目的问题数")
    with st.expander("数据表"):
        percent = st.column_config.NumberColumn("100% 占比", format="percent")
        st.dataframe(lines, hide_index=True, column_config={"占比": percent})


with told_in_words():
    show()
