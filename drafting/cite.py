"""Basis only from what exists. A document of another place is a source to look at and never a basis here."""

from __future__ import annotations

import re

from corpus.citations import citations
from corpus.records import Citation
from drafting.brief import Brief

_PLACE = re.compile(
    r".*(?:[省州旗乡]|(?<!城)市(?!场|政|容|民)|县(?!级)|(?<!社|地|小|园)区(?!域|划)|镇(?!村)|街道(?!办事处$))"
)
_DOCUMENT = re.compile(r"(?:通知|办法|意见|方案|规划|条例|规定|决定|纪要|计划|标准|批复|细则|要点|法)(?:（.*）)?$")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_OLDEST = 5
"""Years after which a document is no longer taken over as a basis."""


def place(department: str | None) -> str | None:
    """The place that a department belongs to: ``示例县应急管理局`` → ``示例县``; None where its name says none."""
    match = _PLACE.match(department or "")
    return match[0] if match else None


def same_place(brief: Brief, department: str | None) -> bool:
    """Whether ``department`` belongs to the place of the brief's department."""
    here = place(brief.department)
    return here is not None and here == place(department)


def local_basis(brief: Brief, department: str | None, basis: str | None) -> str | None:
    """``basis`` of an older row where it may stand in this draft too.

    It has to come from the same unit of the same place, to name a document, and still to hold: a plan that has another
    year in its title was for that year, and a number older than five years is to be looked up first.
    """
    if not basis or not same_place(brief, department) or department != brief.department:
        return None
    named = citations(basis)
    annual = [c for c in named if c.title and _YEAR.search(c.title) and str(brief.year) not in c.title]
    years = [c.year for c in named if c.year]
    if not named or annual or (brief.year and years and min(years) < brief.year - _OLDEST):
        return None
    return basis


def user_documents(brief: Brief) -> tuple[str, ...]:
    """The documents that the user names: in ``basis``, or by 《…》 or number within the purpose."""
    named = [f"《{c.title}》{c.number or ''}" if c.title else c.number for c in citations(brief.purpose) if _founds(c)]
    return (*brief.basis, *(text for text in named if text))


def _founds(citation: Citation) -> bool:
    """Whether a work named in a purpose is a document to found targets on, not a book that the money pays for."""
    return bool(citation.number) or bool(_DOCUMENT.search(citation.title or ""))
