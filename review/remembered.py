"""What people decided on the review page, applied to a review that runs elsewhere; the report says that it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.records import Document
from errors import CorpusError
from review.findings import Report

if TYPE_CHECKING:
    from settings import Settings

_LEDGER = "ledger.sqlite3"


def remembered(report: Report, documents: Sequence[Document], settings: Settings) -> Report:
    """``report`` with the decisions of the ledger that ``settings`` name, and a notice that tells how many.

    Nothing is opened, and nothing heavy loaded, where there is no ledger yet. A ledger that cannot be read is told in a
    notice and every finding is listed.
    """
    if settings.ledger_url is None and not (settings.data / _LEDGER).is_file():
        return report
    from corpus.decisions import Decisions
    from review.decided import VERDICT_WORDS, mark, settle, subjects

    try:
        decisions = Decisions.beside(settings).of({mark(document) for document in documents})
    except CorpusError as error:
        return _with_notice(report, f"以前的处理意见读不出来，本次全部列出：{error}")
    met = Counter(
        VERDICT_WORDS[decisions[one].verdict] for one in subjects(report.findings, documents) if one in decisions
    )
    if not met:
        return report
    settled = settle(report, documents, decisions)
    told = "，".join(f"{word} {met[word]} 条" for word in VERDICT_WORDS.values() if met[word])
    aside = len(settled.ignored) - len(report.ignored)
    return _with_notice(settled, f"按台账中以前的处理意见：{told}；其中 {aside} 条不计入。--no-decisions 列出全部。")


def _with_notice(report: Report, notice: str) -> Report:
    return report.model_copy(update={"notices": (*report.notices, notice)})
