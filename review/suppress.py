"""A baseline: what an old document already had is not told again.

Findings are counted by document, project, words of the row and rule, not by row number, so that inserting a row elsewhere
changes nothing, while editing a row or making the same mistake once more does.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.chars import fold
from corpus.records import Document, Project
from errors import ConfigError, WriteError
from review.findings import Finding, Report

VERSION = 1


def counts(report: Report, documents: Sequence[Document]) -> Counter[str]:
    """How often each kind of finding stands in ``report``; the keys are what a baseline file holds."""
    projects = _projects(documents)
    return Counter(_key(finding, projects) for finding in report.findings)


def fingerprints(findings: Sequence[Finding], documents: Sequence[Document]) -> list[str]:
    """For each finding what stays the same while its row and rule do, wherever in the document the row moves."""
    projects = _projects(documents)
    return [_key(finding, projects) for finding in findings]


def write_baseline(report: Report, documents: Sequence[Document], path: Path) -> None:
    """Keep the findings of ``report`` as known in ``path``. Raises WriteError where that is not possible."""
    content = {"version": VERSION, "counts": dict(sorted(counts(report, documents).items()))}
    try:
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise WriteError(f"基线文件“{path}”写不进去（{error.strerror}）；请检查文件夹和权限。") from error


def apply_baseline(report: Report, documents: Sequence[Document], path: Path) -> Report:
    """``report`` without what the baseline in ``path`` already counts (moved to ``known``); checks and assessment stay.

    Where there is no such file yet it is made from this report, which is told in full one last time. Raises ConfigError
    for a file that is no baseline, WriteError where a new one cannot be written.
    """
    if not path.exists():
        write_baseline(report, documents, path)
        return report.model_copy(update={"known": ()})
    left = Counter(_read(path))
    projects = _projects(documents)
    kept, known = [], []
    for finding in report.findings:
        key = _key(finding, projects)
        if left[key] > 0:
            left[key] -= 1
            known.append(finding)
        else:
            kept.append(finding)
    return report.model_copy(update={"findings": tuple(kept), "known": tuple(known)})


def _read(path: Path) -> Mapping[str, int]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"基线文件“{path}”读不出来（{error.strerror}）；请检查路径。") from error
    except ValueError as error:
        raise ConfigError(f"基线文件“{path}”不是 JSON；请改用本工具写出的基线文件。") from error
    known = content.get("counts") if isinstance(content, dict) and content.get("version") == VERSION else None
    if not isinstance(known, dict) or not all(isinstance(count, int) for count in known.values()):
        raise ConfigError(f"基线文件“{path}”的内容不是第 {VERSION} 版基线；请重新生成。")
    return known


def _projects(documents: Sequence[Document]) -> dict[tuple[str, int | None, str | None], Project]:
    return {(document.source, p.no, p.name): p for document in documents for p in document.projects}


def _key(finding: Finding, projects: Mapping[tuple[str, int | None, str | None], Project]) -> str:
    """``file|project|code|hash``; the hash is of the row's words, or of the quote where there is no row."""
    project = projects.get((finding.document, finding.project_no, finding.project))
    row = finding.where.row
    if project is not None and row is not None and row <= len(project.indicators):
        one = project.indicators[row - 1]
        cells = map(one.printed, ("level2", "level3", "description", "value", "basis"))
        words = "\x1f".join(map(fold, cells))
    else:
        words = f"{finding.where.field}\x1f{fold(finding.evidence)}"
    mark = hashlib.sha256(words.encode()).hexdigest()[:16]
    return f"{finding.document}|{fold(finding.project or '')}|{finding.code}|{mark}"
