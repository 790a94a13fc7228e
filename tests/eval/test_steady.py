"""The same input gives the same bytes, in any order of files; every quote in every output stands in its document."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from corpus.chars import squeeze
from corpus.readers import read_file
from corpus.records import Document
from review import formats
from review.engine import review
from review.findings import Finding
from tests.eval.faults import FAULTS
from tests.eval.tables import sound

ROOT = Path(__file__).resolve().parents[2]
PLANTED = [faulty for n, fault in enumerate(FAULTS) if (faulty := fault.plant(sound()[n % len(sound())]))]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif value is not None:
        yield str(value)


def _words(document: Document) -> str:
    plan = "".join(f"{step.percent}%" for project in document.projects for step in project.spending_plan)
    return squeeze("\0".join([*_strings(document.model_dump(mode="json")), plan]))


def _of(findings: tuple[Finding, ...], source: str) -> str:
    return json.dumps([f.model_dump(mode="json") for f in findings if f.document == source], ensure_ascii=False)


def test_same_input_same_bytes() -> None:
    first = review(PLANTED, strict=True).model_dump_json()
    assert review([Document.model_validate_json(d.model_dump_json()) for d in PLANTED]).model_dump_json() == first


def test_another_process_gives_the_same_bytes() -> None:
    # Sets of strings are ordered by a seed that differs from process to process.
    program = "from tests.eval.test_steady import PLANTED, review; print(review(PLANTED).model_dump_json())"
    told = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_order_of_files_changes_nothing_but_the_order() -> None:
    documents = list(sound())
    straight = review(documents).findings
    random.Random(4).shuffle(documents)
    mixed = review(documents).findings
    assert {d.source: _of(straight, d.source) for d in documents} == {d.source: _of(mixed, d.source) for d in documents}


@pytest.mark.parametrize("document", PLANTED, ids=range(len(PLANTED)))
def test_quotes_of_planted_faults_are_printed(document: Document) -> None:
    words = _words(document)
    assert [f.name for f in review([document]).findings if squeeze(f.evidence) not in words] == []


def test_quotes_in_all_outputs_are_printed() -> None:
    for document in PLANTED[::7]:
        report, words = review([document]), _words(document)
        told = json.loads(formats.render(report, [document], "json"))["findings"]
        assert [f["evidence"] for f in told] == [f.evidence for f in report.findings]
        for text in (formats.render(report, [document], "text"), formats.render(report, [document], "html")):
            plain = squeeze(unescape(re.sub(r"<[^>]*>", "", str(text))))
            for finding in report.findings:
                assert squeeze(finding.evidence) in words
                assert squeeze(finding.evidence)[:40] in plain, finding.name


def test_quotes_of_real_documents_are_printed(shared: Path) -> None:
    files = [*(shared / "seeds").glob("*.txt"), *(shared / "real" / "text").glob("*.txt")]
    assert files
    for path in files:
        document = read_file(path)
        words = _words(document)
        assert [f.name for f in review([document]).findings if squeeze(f.evidence) not in words] == []
