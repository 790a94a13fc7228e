"""Results as tables in a terminal: the same records that ``--format json`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from corpus.facts import CategoryFacts, CostFacts, IndicatorFacts
    from corpus.hits import Hit
    from corpus.ledger import Stats, StoredDocument
    from corpus.records import Document, Indicator, Project
    from drafting.critique import Critique
    from drafting.draft import Draft

_COLUMNS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")


def show_document(document: Document) -> None:
    """A document as printed: part one in short, every table, what was not understood."""
    console = Console()
    department = document.department.name if document.department else None
    _say(console, f"{document.source}　{department or '部门不详'}　{document.year or '年度不详'}", style="bold")
    if document.part_one:
        part = document.part_one
        counts = f"段落 {len(part.paragraphs)}，分项 {len(part.items)}，保障措施 {len(part.measures)}"
        _say(console, f"第一部分：{counts}")
    for project in document.projects:
        _show_project(console, project)
    for notice in document.notices:
        _say(console, f"未读懂 [{notice.code}] {notice.text}", style="yellow")


def show_draft(draft: Draft) -> None:
    """A draft as a table, with the questions it asks and the sources of its rows."""
    console = Console()
    for project in draft.document().projects:
        _show_project(console, project)
    for row in draft.rows:
        sources = "；".join(f"{source.kind.value}：{source.quote}" for source in row.sources)
        reference = f"　参考值 {row.reference_value}" if row.reference_value else ""
        _say(console, f"{row.name}{reference}　{sources}", style="dim")
    for question in draft.questions:
        _say(console, f"待补充：{question}", style="yellow")


def show_critique(critique: Critique) -> None:
    """What is said of a user's own table, row by row."""
    console = Console()
    _say(console, f"\n{critique.project or '未名项目'}", style="bold")
    for finding in critique.table:
        _say(console, f"整表：{finding.message}")
    table = _table("行", "三级指标", "问题", "更好的写法", "参考值")
    for row in critique.rows:
        better = row.better
        words = f"{better.level2.value}　{better.name}　{better.value}\n{better.description}" if better else ""
        said = "\n".join(finding.message for finding in row.findings)
        table.add_row(*_cells(str(row.row), row.name, said, words, row.reference_value))
    console.print(table)
    for missing in critique.missing:
        _say(console, f"缺：{missing.level2.value}　{missing.name}　{missing.value}", style="yellow")
    if critique.note:
        _say(console, critique.note, style="yellow")


def show_hits(hits: Sequence[Hit]) -> None:
    """Search hits, one a row."""
    table = _table("指标或项目", "类别", "指标值", "出处", "为何找到")
    for hit in hits:
        indicator = hit.indicator
        name = indicator.level3 if indicator else hit.project
        weak = "（审核有疑）" if hit.weak else ""
        place = "　".join(str(part) for part in (hit.project if indicator else None, hit.department, hit.year) if part)
        table.add_row(
            *_cells(name + weak if name else "", hit.level2, indicator.value.text if indicator else "", place),
            Text("；".join((*hit.why, *_spreads(hit)))),
        )
    Console().print(table)


def _spreads(hit: Hit) -> tuple[str, ...]:
    return (f"{hit.count} 张表，{'；'.join(spread.told() for spread in hit.spreads)}",) if hit.spreads else ()


def show_facts(indicators: Sequence[IndicatorFacts], costs: Sequence[CostFacts], classes: CategoryFacts | None) -> None:
    """What the corpus knows about figures, one fact a line, with the parts of the first unit under each indicator."""
    console = Console()
    for fact in indicators:
        _say(console, fact.told(), style="bold")
        for unit in fact.units[:1]:
            for name, parts in (("年度", unit.by_year), ("地区", unit.by_region), ("预算", unit.by_budget)):
                told = "；".join(f"{part.name} {part.spread.told()}（{part.spread.values} 条）" for part in parts)
                _say(console, f"　按{name}：{told}")
        if fact.words:
            _say(console, f"　没有数字的写法：{'、'.join(fact.words[:5])}")
        tables = dict.fromkeys(f"{one.document} {one.project or ''}".strip() for one in fact.seen)
        _say(console, f"　出自：{'；'.join(tables)}")
    for cost in costs:
        _say(console, f"单位成本　{cost.told()}")
    if classes:
        _say(console, f"各类指标　{classes.told()}")
    if not (indicators or costs or classes):
        _say(console, "没有找到合适的结果；请换一种说法。")


def show_stored(documents: Sequence[StoredDocument]) -> None:
    """Documents of the corpus, one a row."""
    table = _table("编号", "文件", "部门", "年度", "项目", "指标", "有疑指标")
    for one in documents:
        counts = (str(one.projects), str(one.indicators), str(one.weak))
        table.add_row(*_cells(one.id, one.source, one.department, str(one.year or ""), *counts))
    Console().print(table)


def show_stats(stats: Stats) -> None:
    """The corpus in numbers."""
    console = Console()
    _say(console, f"文件 {stats.documents}，部门 {stats.departments}，项目 {stats.projects}，指标 {stats.indicators}")
    _say(console, f"审核无疑 {stats.sound}，有疑 {stats.weak}，未审核 {stats.unjudged}")
    _say(console, "年度：" + "，".join(f"{year} 年 {n} 份" for year, n in stats.years.items()))
    _say(console, "类别：" + "，".join(f"{name} {n}" for name, n in stats.level2.items()))


def _show_project(console: Console, project: Project) -> None:
    budget = project.budget
    _say(console, f"\n{project.no or ''}．{project.name or project.title or ''}", style="bold")
    amounts = [("预算数", budget.total), ("财政资金", budget.fiscal), ("其他资金", budget.other)]
    money = "　".join(f"{label} {amount} 万元" for label, amount in amounts if amount is not None)
    plan = "　".join(f"{f'{s.month}月底 ' if s.month else ''}{s.percent}%" for s in project.spending_plan)
    for label, text in (("编码", project.code), ("资金", money), ("用途", project.purpose), ("支出计划", plan)):
        if text:
            _say(console, f"{label}：{text}")
    for number, goal in enumerate(project.goals, 1):
        _say(console, f"目标{number}：{goal}")
    table = _table(*_COLUMNS)
    above: tuple[str | None, str | None] = (None, None)
    for row in project.indicators:
        labels = (row.level1, row.level2)
        # A label that goes on is printed once, as the merged cell of the form shows it.
        shown = [label if labels[: k + 1] != above[: k + 1] else "" for k, label in enumerate(labels)]
        table.add_row(*_cells(*shown, *_words(row)))
        above = labels
    console.print(table)


def _words(row: Indicator) -> tuple[str, ...]:
    return tuple(map(row.printed, ("level3", "description", "value", "basis")))


def _table(*columns: str) -> Table:
    table = Table(show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _cells(*texts: str | None) -> Iterable[Text]:
    """Cells as plain text: what stands in a document is never markup."""
    return (Text(text or "") for text in texts)


def _say(console: Console, text: str, style: str = "") -> None:
    console.print(Text(text, style=style))
