"""What Word comments and Excel notes share: their words, and the cell at which each finding stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from corpus import writers
from corpus.chars import squeeze
from corpus.grid import Grid
from corpus.places import Place, Places
from corpus.records import Document, Indicator, Project
from corpus.writers.form import clean
from errors import ConfigError
from review.findings import Finding, Report
from review.formats.words import SEVERITY_WORDS

AUTHOR, INITIALS = "绩效目标审核", "审"


def one_document(documents: Sequence[Document], fmt: str) -> Document:
    """The only document. Raises ConfigError where there are several: each is a file of its own."""
    if len(documents) != 1:
        raise ConfigError(
            f"{fmt} 一次写一份文件，这里有 {len(documents)} 份；请用 -o 给出一个文件夹，每份各写一个文件。"
        )
    return documents[0]


def original(document: Document, originals: Mapping[str, bytes], part: str) -> bytes | None:
    """The bytes that ``document`` was read from, if they are an Office file with this ``part`` (such as ``word/``)."""
    from io import BytesIO
    from zipfile import ZipFile, is_zipfile

    data = originals.get(document.sha256)
    if data is None or not is_zipfile(BytesIO(data)):
        return None
    return data if part in ZipFile(BytesIO(data)).namelist() else None


def official(document: Document, fmt: str) -> bytes:
    """The official form of ``document``, for a document that was read from another format."""
    return writers.write(document, fmt)


def told(report: Report, document: Document) -> list[Finding]:
    """The findings about ``document``."""
    return [finding for finding in report.findings if finding.document == document.source]


def text(finding: Finding) -> str:
    """One finding as a note, without characters that Office files cannot hold."""
    lines = (
        f"【{SEVERITY_WORDS[finding.severity]}】{finding.message}",
        f"原文：{squeeze(finding.evidence)}" if finding.evidence.strip() else "",
        f"建议：{finding.suggestion}",
        f"依据：{finding.clause}（{finding.code} {finding.name}）",
    )
    return clean("\n".join(filter(None, lines)))


def places(
    findings: Sequence[Finding], document: Document, shown: Document, grids: Sequence[Grid]
) -> Iterator[tuple[Finding, Place | None]]:
    """Every finding with its cell in ``grids``; None for what stands in no table.

    ``shown`` is ``document`` as read from the file that gets the notes: the same file, or the official form.
    """
    table = Places(shown, grids)
    for finding in findings:
        number = project_of(finding, document)
        if number is None or in_part_one(finding):
            yield finding, table.holding(finding.evidence)
        else:
            yield finding, table.cell(number, finding.where.row, finding.where.field, finding.evidence)


def in_part_one(finding: Finding) -> bool:
    """Whether the quoted words stand in part one, whichever project the finding is about."""
    return finding.where.field == "part_one"


def project_of(finding: Finding, document: Document) -> int | None:
    """Which project of ``document`` (from 0) a finding is about; None for the document as a whole.

    Of several with the same number and name it is the one that has the quoted words.
    """
    alike = [k for k, p in enumerate(document.projects) if (p.no, p.name) == (finding.project_no, finding.project)]
    holding = (k for k in alike if _holds(document.projects[k], finding)) if len(alike) > 1 else iter(alike)
    return next(holding, alike[0] if alike else None)


def _holds(project: Project, finding: Finding) -> bool:
    row = finding.where.row
    if row is not None and row > len(project.indicators):
        return False
    record: Indicator | Project = project if row is None else project.indicators[row - 1]
    return squeeze(finding.evidence) in squeeze(record.model_dump_json())
