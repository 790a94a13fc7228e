"""审核: files or a sample in, the tables as printed with findings at their cells out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from errors import CorpusError
from review import worklist
from review.findings import Finding, Ignored, Report, Severity
from review.formats.sheet import number_findings, part_one_html, project_html
from review.formats.words import SEVERITY_WORDS
from settings import package_root
from ui import deciding, draft_state, drafts, links, modelling, review_tabs, reviewing, second_opinion, state
from ui.draft_table import Origin
from ui.drafts import Kept
from ui.parts import counts_html, plain, rule_title, sheet, told_in_words
from ui.review_cards import cards
from ui.review_outputs import downloads
from ui.two_parts import pairs
from ui.uploads import FILE_TYPES, readers

SAMPLES = {
    "emergency.json": "应急管理局（2 个项目）",
    "transport.json": "交通运输局（2 个项目）",
    "library.json": "图书馆（较规范）",
}
_ALL = "全部项目"
_DIGITS = 5
_AT_ROW = (
    "const r = document.getElementById('jx-r%d'); r?.classList.add('jx-at'); r?.scrollIntoView({block: 'center'});"
)
_NAMED = 5
"""Files without a table that are named."""


def show() -> None:
    """Draw the page."""
    if st.session_state.pop("jx_to_draft", False):
        st.switch_page("ui/draft_page.py")
    if asked := links.wanted():
        _follow(asked)
    reviewing.work()
    current = state.reviewed()
    if not current.documents:
        st.title("审核绩效目标表")
        st.caption("上传绩效文本或绩效目标表，或打开一份样例：逐格列出问题、依据和修改建议。文件只在本机处理。")
        with st.container(border=True):
            _choose_files()
        _failures(current)
        return
    settled = deciding.settled(current)
    _top(current, settled.report)
    _failures(current)
    deciding.tell_failure()
    modelling.tell_note()
    if settled.trouble:
        st.warning(f"以前的处理意见读不出来，本次全部列出：{plain(settled.trouble)}")
    severities, codes = _filters(current.report.findings)
    entries = _entries(current, settled.report)
    listing, middle, findings = st.columns([1.15, 3.6, 1.9], gap="small")
    with listing:
        entry = _project_list(entries, current)
    kept = worklist.chosen(entry.findings if entry else settled.report.findings, severities, codes)
    kept.sort(key=lambda finding: finding.severity.rank)
    with middle:
        _middle(entry, entries, kept, settled.report)
    with findings:
        cards(kept, _ignored_of(entry, settled.report), settled, with_project=entry is None)
    downloads(settled.report, current, entry)
    _not_checked(current, settled.report)


def _follow(asked: tuple[str, ...]) -> None:
    """Open the table that a link names: among the documents on the page, else from the corpus."""
    links.followed(asked)
    current = state.reviewed()
    if asked[0] not in current.ids.values():
        try:
            document = state.corpus().document(links.in_corpus(asked[0]))
        except CorpusError:
            st.warning("链接所指的文件不在页面上，也不在语料库里；请上传同一份文件，再打开这个链接。")
            st.session_state.pop("jx_link", None)
            return
        reviewing.take([document], (), {})
        current = state.reviewed()
        asked = (links.in_corpus(asked[0]), *asked[1:])
    if (key := links.entry_key(asked)) in map(
        partial(links.key_of, current.ids), worklist.entries(current.documents, current.report)
    ):
        st.session_state[_list_key(current)] = key
        row = st.query_params.get("row", "")
        st.session_state["jx_at_row"] = (
            (key, int(row)) if row.isascii() and row.isdigit() and len(row) < _DIGITS else None
        )
    else:
        st.warning("链接所指的项目在这份文件里找不到，可能文件已经改过。")


def _entries(current: state.Reviewed, report: Report) -> list[worklist.Entry]:
    """The tables with the findings that count, in the order that they had before anybody decided: no line jumps away."""
    keys = [links.key_of(current.ids, one) for one in worklist.entries(current.documents, current.report)]
    found = {links.key_of(current.ids, one): one for one in worklist.entries(current.documents, report)}
    return [found[key] for key in keys if key in found]


def _top(current: state.Reviewed, report: Report) -> None:
    """Title, totals and the way to other files on one line: the screen belongs to the table."""
    tables = sum(len(document.projects) for document in current.documents)
    with st.container(horizontal=True, vertical_alignment="center", key="review_top"):
        st.title("审核绩效目标表", width="content")
        aside = (f"已处理 {len(report.ignored)}",) if report.ignored else ()
        counts = counts_html(report.findings, f"文件 {len(current.documents)}", f"项目 {tables}", *aside)
        st.html(counts, width="stretch")
        second_opinion.offer()
        with st.popover("换文件", icon=":material/upload_file:"):
            _choose_files()
    empty = [document.source for document in current.documents if not document.projects and not document.part_one]
    if empty:
        names = "、".join(map(plain, empty[:_NAMED])) + (f" 等 {len(empty)} 份" if len(empty) > _NAMED else "")
        st.warning(
            f"{names}：没有读到绩效目标表。请确认文件里有“一级指标、二级指标、三级指标、指标值”这样的表头，扫描件请先装文字识别。"
        )


def _failures(current: state.Reviewed) -> None:
    """What could not be read: one file in a sentence, several as a list that can be folded away."""
    if len(current.failures) == 1:
        st.error(plain(current.failures[0]), icon=":material/error:")
    elif current.failures:
        label = f":red[:material/error: {len(current.failures)} 份文件没有读出来]"
        with st.expander(label, expanded=len(current.failures) <= _NAMED):
            lines = "".join(f"<li>{escape(failure)}</li>" for failure in current.failures)
            st.html(f'<ul class="jx-plain">{lines}</ul>')


def _choose_files() -> None:
    from corpus.readers import read_paths

    readers()
    uploads = st.file_uploader(
        "上传文件（可多选；Word、Excel、PDF、文本或 JSON，单个不超过 30 MB）",
        type=FILE_TYPES,
        accept_multiple_files=True,
        key="review_upload",
    )
    st.caption("手边没有文件？打开一份虚构的样例：")
    with st.container(horizontal=True):
        for name, label in SAMPLES.items():
            if st.button(label, key=f"sample_{name}", icon=":material/description:"):
                found = read_paths([package_root() / "ui" / "samples" / name])
                reviewing.take(found, tuple(upload.file_id for upload in uploads))
                st.rerun()
    before = reviewing.batch()
    reviewing.start(uploads)
    if reviewing.batch() is not before:
        st.rerun()


def _filters(findings: Sequence[Finding]) -> tuple[list[Severity], list[str]]:
    with st.container(horizontal=True, vertical_alignment="center"):
        severities = st.pills(
            "级别",
            list(Severity),
            selection_mode="multi",
            format_func=lambda severity: SEVERITY_WORDS[severity],
            key="review_severity",
            label_visibility="collapsed",
        )
        codes = st.multiselect(
            "规则",
            sorted({finding.code for finding in findings}),
            format_func=lambda code: f"{code} {rule_title(code)}",
            placeholder="全部规则",
            key="review_rules",
            label_visibility="collapsed",
        )
    return list(severities), list(codes)


def _list_key(current: state.Reviewed) -> str:
    return f"review_entry_{hash(tuple(current.ids.items()))}"


def _project_list(entries: Sequence[worklist.Entry], current: state.Reviewed) -> worklist.Entry | None:
    """The chosen entry; None for all of them."""
    several = len({entry.document.source for entry in entries}) > 1

    def caption(entry: worklist.Entry) -> str:
        errors, warnings, hints = entry.counts
        totals = f":red[错 {errors}] · :orange[警 {warnings}] · :blue[提 {hints}]"
        grade = f" · {entry.grade}" if entry.grade else ""
        return totals + grade + (f"  \n{plain(entry.document.source)}" if several else "")

    key = _list_key(current)
    by_key = {links.key_of(current.ids, entry): entry for entry in entries}
    st.session_state.setdefault(key, next(iter(by_key), _ALL))
    with st.container(height=660, border=False, key="review_projects"):
        chosen = st.radio(
            "项目（问题多的在前）",
            [_ALL, *by_key],
            format_func=lambda name: plain(by_key[name].name) if name in by_key else _ALL,
            captions=["按规则汇总", *map(caption, entries)],
            key=key,
        )
    entry = by_key.get(chosen)
    links.point_at(entry, current.ids)
    return entry


def _middle(
    entry: worklist.Entry | None, entries: Sequence[worklist.Entry], findings: Sequence[Finding], report: Report
) -> None:
    """The table as printed, its form and the differences between the parts; for all projects the totals."""
    if entry is None:
        by_rule, grades = st.tabs(["按规则", "项目与等级"])
        with by_rule:
            sheet(review_tabs.overview_html(findings))
        with grades:
            sheet(review_tabs.grades_html(entries, report))
        return
    marks = number_findings(findings)
    place = (entry.document.source, entry.project.no, entry.project.name) if entry.project else None
    filled = next((a for a in report.assessment if (a.document, a.project_no, a.project) == place), None)
    different = pairs(entry.document, report.findings)
    names = ["表格" if entry.project else "第一部分"]
    names += [f"审核表 {filled.score} 分（{filled.grade}）"] if filled else []
    names += [f"两部分对照 {len(different)}"] if different else []
    first, *others = st.tabs(names)
    with first:
        _sheet(entry, findings)
    if filled:
        with others.pop(0):
            sheet(review_tabs.form_html(filled, marks))
    if different:
        with others[0]:
            sheet(review_tabs.pairs_html(different))


def _sheet(entry: worklist.Entry, findings: Sequence[Finding]) -> None:
    marks = number_findings(findings)
    if entry.project:
        sheet(project_html(entry.project, marks, entry.document.department))
        at = st.session_state.get("jx_at_row")
        if at and at[0] == links.key_of(state.reviewed().ids, entry):  # our own number, nothing of a document
            st.html(f"<script>{_AT_ROW % at[1]}</script>", unsafe_allow_javascript=True)
        st.button("在起草页修改这张表", icon=":material/edit_document:", on_click=_edit, args=(entry,))
    elif entry.document.part_one:
        sheet(part_one_html(entry.document.part_one, marks))
    else:
        st.info("这份文档没有第一部分；右侧是整份文档的问题。")


def _edit(entry: worklist.Entry) -> None:
    """The table as a draft of one's own: what stands in it was written by the user."""
    if entry.project is None:
        return
    name = entry.project.name or entry.project.title or "未填项目名称"
    source = {"id": "table", "kind": "user", "quote": entry.document.source}
    origins = tuple(Origin((source,)) for _ in entry.project.indicators)
    document = entry.document.model_copy(update={"projects": (entry.project,), "part_one": None})
    draft_state.set_drafted(Kept(drafts.new_id(), name, document, origins, ()))
    st.session_state["jx_to_draft"] = True


def _ignored_of(entry: worklist.Entry | None, report: Report) -> list[Ignored]:
    """What was set aside in the chosen table; everything where all are shown."""
    if entry is None:
        return list(report.ignored)
    mine = [one for one in report.ignored if one.finding.document == entry.document.source]
    if entry.project:
        place = (entry.project.no, entry.project.name)
        return [one for one in mine if (one.finding.project_no, one.finding.project) == place]
    keys = {(project.no, project.name) for project in entry.document.projects}
    return [one for one in mine if (one.finding.project_no, one.finding.project) not in keys]


def _not_checked(current: state.Reviewed, report: Report) -> None:
    checks = report.checks
    notices = sum(len(document.notices) for document in current.documents)
    label = (
        f"没有检查什么：未能执行 {len(checks.could_not_run)} 条规则，不适用 {len(checks.not_applicable)} 条，"
        f"读取提醒 {notices} 条（已执行 {len(checks.ran)} 条）"
    )
    with st.expander(label):
        st.html(review_tabs.checks_html(report, current.documents) or "<p>所有规则都已执行。</p>")


with told_in_words():
    show()
