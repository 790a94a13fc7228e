"""审核: files or a sample in, the tables as printed with findings at their cells out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from corpus.records import Document
from errors import ReadError
from review import engine, formats, worklist
from review.findings import Finding, NotRun, Severity
from review.formats.sheet import finding_html, number_findings, part_one_html, project_html
from review.formats.words import SEVERITY_WORDS
from review.manual import manual
from settings import package_root
from ui import state
from ui.parts import FILE_TYPES, counts_html, plain, read_uploads, table_downloads, told_in_words

SAMPLES = {
    "emergency.json": "应急管理局（2 个项目）",
    "transport.json": "交通运输局（2 个项目）",
    "library.json": "图书馆（较规范）",
}
_REPORTS = {
    "text": "审核意见（文本）",
    "json": "审核结果（JSON）",
    "html": "审核报告（网页）",
    "form-docx": "审核表（Word）",
    "form-xlsx": "审核表（Excel）",
    "summary": "审核汇总（Excel）",
}
"""Formats of a whole report that the page hands out, and what they are called."""
_ALL = "全部项目"
_SHOWN = 200
"""Cards drawn at once when all projects are listed; more would make the page slow."""


def show() -> None:
    """Draw the page."""
    current = state.reviewed()
    if not current.documents:
        st.title("审核绩效目标表")
        st.caption("上传绩效文本或绩效目标表，或打开一份样例：逐格列出问题、依据和修改建议。文件只在本机处理。")
        with st.container(border=True):
            _choose_files()
        _failures(current)
        return
    _top(current)
    _failures(current)
    severities, codes = _filters(current.report.findings)
    entries = worklist.entries(current.documents, current.report)
    listing, sheet, findings = st.columns([1.15, 3.6, 1.9], gap="small")
    with listing:
        entry = _project_list(entries)
    kept = worklist.chosen(entry.findings if entry else current.report.findings, severities, codes)
    kept.sort(key=lambda finding: finding.severity.rank)
    with sheet:
        if entry is None:
            _overview(kept)
        else:
            _sheet(entry, kept)
    with findings:
        _cards(kept, with_project=entry is None)
    _exports(current, entry)
    _not_checked(current)


def _top(current: state.Reviewed) -> None:
    """Title, totals and the way to other files on one line: the screen belongs to the table."""
    tables = sum(len(document.projects) for document in current.documents)
    title, totals, other = st.columns([1.5, 4, 1.2], vertical_alignment="center")
    title.title("审核绩效目标表")
    totals.html(counts_html(current.report.findings, f"文件 {len(current.documents)}", f"项目 {tables}"))
    with other.popover("换文件", icon=":material/upload_file:", width="stretch"):
        _choose_files()
    if not tables:
        st.warning("没有读到绩效目标表。请确认文件里有“一级指标、二级指标、三级指标、指标值”这样的表头。")


def _failures(current: state.Reviewed) -> None:
    for failure in current.failures:
        st.error(failure, icon=":material/error:")


def _choose_files() -> None:
    from corpus import readers

    current = state.reviewed()
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
                _review(readers.read_paths([package_root() / "ui" / "samples" / name]), current.uploads)
    ids = tuple(upload.file_id for upload in uploads)
    if ids and ids != current.uploads:
        _review(read_uploads(uploads), ids)


def _review(results: Iterable[Document | ReadError], uploads: tuple[str, ...]) -> None:
    documents, failures = [], []
    with st.spinner("正在读取和审核…"):
        for result in results:
            if isinstance(result, Document):
                documents.append(result)
            else:
                failures.append(str(result))
        distinct = worklist.distinct_sources(documents)
        settings = state.configured()
        report = engine.review(distinct, thresholds=settings.thresholds, severities=settings.severities)
    state.set_reviewed(state.Reviewed(tuple(distinct), report, tuple(failures), uploads))
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
            format_func=lambda code: f"{code} {_rule_title(code)}",
            placeholder="全部规则",
            key="review_rules",
            label_visibility="collapsed",
        )
    return list(severities), list(codes)


def _project_list(entries: Sequence[worklist.Entry]) -> worklist.Entry | None:
    """The chosen entry; None for all of them."""
    several = len({entry.document.source for entry in entries}) > 1

    def caption(entry: worklist.Entry) -> str:
        errors, warnings, hints = entry.counts
        totals = f":red[错 {errors}] · :orange[警 {warnings}] · :blue[提 {hints}]"
        grade = f" · {entry.grade}" if entry.grade else ""
        return totals + grade + (f"  \n{plain(entry.document.source)}" if several else "")

    with st.container(height=620, border=False):
        number: int = st.radio(
            "项目（问题多的在前）",
            range(len(entries) + 1),
            index=min(1, len(entries)),
            format_func=lambda n: plain(entries[n - 1].name) if n else _ALL,
            captions=["按规则汇总", *map(caption, entries)],
            key=f"review_entry_{hash(tuple(entry.document.source for entry in entries))}",
        )
    return entries[number - 1] if number else None


def _sheet(entry: worklist.Entry, findings: Sequence[Finding]) -> None:
    marks = number_findings(findings)
    if entry.project:
        st.html(project_html(entry.project, marks, entry.document.department))
    elif entry.document.part_one:
        st.html(part_one_html(entry.document.part_one, marks))
    else:
        st.info("这份文档没有第一部分；右侧是整份文档的问题。")


def _overview(findings: Sequence[Finding]) -> None:
    """Findings by rule, the heaviest and most frequent first."""
    rows = "".join(
        f"<tr><td>{escape(one.code)}</td><td>{escape(_rule_title(one.code))}</td><td>{SEVERITY_WORDS[one.severity]}</td>"
        f"<td>{one.findings}</td><td>{one.projects}</td></tr>"
        for one in worklist.tally(findings)
    )
    head = "<tr><th>编号</th><th>规则</th><th>级别</th><th>问题数</th><th>涉及项目</th></tr>"
    st.html(f'<div class="jx-sheet"><table class="jx-rows">{head}{rows}</table></div>')


def _cards(findings: Sequence[Finding], with_project: bool) -> None:
    with st.container(height=620, border=False, key="review_cards"):
        if not findings:
            st.success("在当前筛选下没有问题。")
        cards = []
        for mark in number_findings(findings[:_SHOWN]):
            if with_project:
                cards.append(f'<div class="jx-place">{escape(mark.finding.project or mark.finding.document)}</div>')
            cards.append(finding_html(mark, _rule_title(mark.finding.code)))
        st.html("".join(cards) or "<span></span>")
        if len(findings) > _SHOWN:
            st.caption(f"只列出前 {_SHOWN} 条，共 {len(findings)} 条；选一个项目或加筛选查看其余。")


def _exports(current: state.Reviewed, entry: worklist.Entry | None) -> None:
    document = entry.document if entry else current.documents[0]
    name = Path(document.source).stem
    st.caption(f"导出：审核结果含全部文件；表格为“{plain(document.source)}”按正式格式重排。")
    with st.container(horizontal=True):
        for fmt, label in _REPORTS.items():
            ending = formats.ending(fmt)
            st.download_button(
                label,
                data=partial(formats.render, current.report, current.documents, fmt),  # made when it is asked for
                file_name=f"{label.partition('（')[0]}{ending}",
                mime=state.MIME.get(fmt) or state.MIME[ending[1:]],
                icon=":material/download:",
                on_click="ignore",
                key=f"review_{fmt}",
            )
        table_downloads(document, name, "review_table")


def _not_checked(current: state.Reviewed) -> None:
    checks = current.report.checks
    notices = [(document.source, notice) for document in current.documents for notice in document.notices]
    label = (
        f"检查了什么：执行 {len(checks.ran)} 条规则，不适用 {len(checks.not_applicable)} 条，"
        f"未能执行 {len(checks.could_not_run)} 条，读取提醒 {len(notices)} 条"
    )
    with st.expander(label):
        _reasons("未能执行（缺少输入，需人工核对）", checks.could_not_run)
        _reasons("不适用（表中没有这些规则所检查的内容）", checks.not_applicable)
        if notices:
            lines = "".join(
                f"<li>{escape(source)}{f' 第 {n.where.page} 页' if n.where.page else ''}"
                f"{f' 第 {n.where.line} 行' if n.where.line else ''}：{escape(n.text)}</li>"
                for source, n in notices[:_SHOWN]
            )
            st.html(f'<b>读取时没有把握的地方</b><ul class="jx-plain">{lines}</ul>')


def _reasons(heading: str, left_out: Sequence[NotRun]) -> None:
    if left_out:
        lines = "".join(
            f"<li>{escape(one.code)} {escape(_rule_title(one.code))}：{escape(one.reason)}</li>" for one in left_out
        )
        st.html(f'<b>{heading}</b><ul class="jx-plain">{lines}</ul>')


def _rule_title(code: str) -> str:
    return manual(engine.find_rule(code)).title


with told_in_words():
    show()
