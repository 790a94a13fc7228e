"""The rules on the real documents beside the checkout: every quote is printed, and the labels of seed 000 are met."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.readers import read_file
from review import formats
from review.engine import review


@pytest.mark.parametrize("seed", ["000", "002"])
def test_every_quote_is_printed(shared: Path, seed: str) -> None:
    document = read_file(next((shared / "seeds").glob(f"{seed}_*.txt")))
    report = review([document], strict=True)
    assert report.findings
    assert {one.reason for one in report.checks.could_not_run} == {"没有给出上年的表"}


def test_labelled_errors_are_found_and_no_trap_is_taken(shared: Path, tmp_path: Path) -> None:
    document = read_file(next((shared / "seeds").glob("000_*.txt")))
    told = tmp_path / "review.json"
    told.write_text(formats.render(review([document]), [document], "json"), encoding="utf-8")
    gold, scorer = shared / "gold", shared / "check" / "score_review.py"
    command = [
        sys.executable,
        *map(str, (scorer, gold / "findings_000.jsonl", told)),
        "--traps",
        str(gold / "traps_000.jsonl"),
    ]
    done = subprocess.run([*command, "--min-recall", "90", "--min-precision", "95"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "traps 0" in done.stdout
