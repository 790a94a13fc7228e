"""Every layout of ../shared/domain/formats.md, read from Word, Excel, a web page and a PDF."""

from decimal import Decimal

import pytest

from corpus.chars import squeeze
from corpus.readers import read_bytes
from corpus.records import Document, Indicator
from tests.corpus.forms import FORMS, docx_of, html_of, pdf_of, xlsx_of

BUILDERS = {"docx": docx_of, "xlsx": xlsx_of, "html": html_of, "pdf": pdf_of}


def rows_of(indicators: tuple[Indicator, ...]) -> list[tuple[str | None, str | None, str, str]]:
    return [(i.level1, i.level2, squeeze(i.level3), squeeze(i.value.text)) for i in indicators]


def money(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("fmt", BUILDERS)
@pytest.mark.parametrize("name", FORMS)
def test_every_layout_in_every_format(name: str, fmt: str) -> None:
    case = FORMS[name]
    document: Document = read_bytes(f"表.{fmt}", BUILDERS[fmt](case))
    project = document.projects[0]
    assert rows_of(project.indicators) == list(case.rows)
    assert rows_of(project.midterm) == list(case.midterm)
    assert project.name == case.name
    assert (project.budget.total, project.budget.fiscal) == (money(case.total), money(case.fiscal))
    assert [squeeze(goal) for goal in project.goals] == [squeeze(goal) for goal in case.goals]
    weights = case.weights or (None,) * len(case.rows)
    assert [i.weight for i in project.indicators] == [money(weight) for weight in weights]
    assert [i.actual for i in project.indicators] == list(case.actual or (None,) * len(case.rows))
    if case.basis:
        assert [i.basis.text if i.basis else None for i in project.indicators] == list(case.basis)
    if case.description:
        assert [i.description for i in project.indicators] == list(case.description)
    assert case.notices <= {notice.code for notice in document.notices}
    assert len(document.projects) == (2 if name == "F12" else 1)
