"""A draft between its record and the grid in which it is edited: pure functions, no Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from corpus import taxonomy
from corpus.chars import same
from corpus.citations import parse_basis
from corpus.hits import Hit
from corpus.records import Document, Indicator, Project, SpendingStep
from corpus.values import PENDING, parse_value

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "参考值", "指标值确定依据")
SOURCE_WORDS = {"history": "历史表", "library": "指标库", "user": "您填写的", "model": "模型建议"}


@dataclass(frozen=True)
class Origin:
    """Where a row came from and what alike tables set."""

    sources: tuple[Mapping[str, str], ...] = ()
    """``{"id", "kind", "quote"}`` as in ``draft --format json``."""
    reference: str = ""

    def joined(self, other: Origin) -> Origin:
        """Both sources; the reference value of ``other`` only where there is none yet."""
        return Origin((*self.sources, *other.sources), self.reference or other.reference)


def origins(draft: Mapping[str, Any]) -> list[Origin]:
    """The origin of every row of ``draft`` (``Draft.to_json()``)."""
    return [Origin(tuple(row["sources"]), row.get("reference_value") or "") for row in draft["indicators"]]


def with_picked(project: Project, rows: Sequence[Origin], hit: Hit) -> tuple[Project, list[Origin]]:
    """``project`` and its origins with the picked indicator added behind its class, its value and basis left open.

    A number or a document of another table is never taken over as one's own: the number stands as the reference value.
    """
    picked = hit.indicator
    if picked is None:
        return project, list(rows)
    origin = _origin(hit)
    for n, other in enumerate(project.indicators):
        if same(other.level3, picked.level3):  # the draft has it already: the hit is one more source of that row
            return project, [*rows[:n], rows[n].joined(origin), *rows[n + 1 :]]
    one, two = taxonomy.level1(picked.level1) or picked.level1, hit.level2 or picked.level2
    row = Indicator(
        level1=one,
        level2=two,
        level3=picked.level3,
        description=picked.description or "",
        value=parse_value(PENDING),
        basis=parse_basis(PENDING),
    )
    there = [n for n, other in enumerate(project.indicators, 1) if (other.level1, other.level2) == (one, two)]
    there = there or [n for n, other in enumerate(project.indicators, 1) if other.level1 == one]
    at = there[-1] if there else len(rows)
    lengthened = (*project.indicators[:at], row, *project.indicators[at:])
    return project.model_copy(update={"indicators": lengthened}), [*rows[:at], origin, *rows[at:]]


def _origin(hit: Hit) -> Origin:
    value = hit.indicator.value.text if hit.indicator else ""
    quote = " ".join(filter(None, (hit.document, hit.project, value)))
    return Origin(({"id": hit.id, "kind": "history", "quote": quote},), value)


def frame(project: Project, rows: Sequence[Origin]) -> pd.DataFrame:
    """The indicators as a grid with :data:`COLUMNS`, numbered from 1; the number names a row's origin while it is edited."""
    import pandas as pd

    cells = [
        (
            row.level1 or "",
            row.level2 or "",
            row.level3,
            row.description or "",
            row.value.text,
            origin.reference,
            row.basis.text if row.basis else "",
        )
        for row, origin in zip(project.indicators, rows, strict=True)
    ]
    index = pd.RangeIndex(1, len(cells) + 1, name="行")
    return pd.DataFrame(cells, index=index, columns=list(COLUMNS), dtype=object)


def indicators(grid: pd.DataFrame) -> tuple[Indicator, ...]:
    """The rows of an edited grid as records; rows in which nothing is written are left out."""
    found = []
    for cells in grid.fillna("").astype(str).to_dict("records"):
        one, two, three, description, value, _, basis = (cells[column].strip() for column in COLUMNS)
        if any((one, two, three, description, value, basis)):
            found.append(
                Indicator(
                    level1=one or None,
                    level2=two or None,
                    level3=three,
                    description=description,
                    value=parse_value(value),
                    basis=parse_basis(basis),
                )
            )
    return tuple(found)


def kept_origins(grid: pd.DataFrame, rows: Sequence[Origin]) -> list[Origin]:
    """The origins of the rows that are still in ``grid``, in its order; rows added by hand have an empty one."""
    written = grid.drop(columns=["参考值"]).fillna("").astype(str).apply(lambda row: "".join(row).strip() != "", axis=1)
    return [
        rows[label - 1] if isinstance(label, int) and 0 < label <= len(rows) else Origin()
        for label, there in zip(grid.index.tolist(), written.tolist(), strict=True)
        if there
    ]


def edited(document: Document, rows: Iterable[Indicator], purpose: str, goals: str, plan: Sequence[str]) -> Document:
    """``document`` (one project) with what was edited; ``goals`` one a line, ``plan`` the percentages as printed."""
    project = document.projects[0]
    steps = tuple(
        SpendingStep(month=step.month, percent=percent.strip().rstrip("%％"))
        for step, percent in zip(project.spending_plan, plan, strict=True)
    )
    changed = {
        "indicators": tuple(rows),
        "purpose": purpose,
        "goals": tuple(line.strip() for line in goals.splitlines() if line.strip()),
        "spending_plan": steps,
    }
    return document.model_copy(update={"projects": (project.model_copy(update=changed),)})


def sources_html(document: Document, rows: Sequence[Origin]) -> str:
    """A card for every row: what it rests on, with the quote."""
    cards = []
    for number, (row, origin) in enumerate(zip(document.projects[0].indicators, rows, strict=True), 1):
        quotes = "".join(
            f'<div class="jx-meta"><span class="jx-tag">{escape(SOURCE_WORDS.get(s["kind"], s["kind"]))}</span>'
            f"{escape(s.get('quote') or '')}</div>"
            for s in origin.sources
        )
        reference = f'<div class="jx-meta">参考值：{escape(origin.reference)}</div>' if origin.reference else ""
        cards.append(
            f'<div class="jx-card"><div class="jx-card-head"><b>{number}</b><span>{escape(row.level3)}</span></div>'
            f"{quotes or '<div class=jx-meta>手工填写</div>'}{reference}</div>"
        )
    return "".join(cards)
