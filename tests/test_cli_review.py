"""`jixiao review` with its outputs, settings and exceptions, in a process of its own."""

import json
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from corpus import writers
from corpus.decisions import Decision, Decisions, Verdict
from corpus.readers import read_bytes
from review.decided import subjects
from review.exceptions import ENDING
from review.findings import Finding
from settings import Settings
from tests.review.builder import document
from tests.review.test_notes import CASE
from tests.test_cli import SAMPLE, jixiao


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "表.docx"
    path.write_bytes(writers.write(document(CASE), "docx"))
    return path


def test_the_file_comes_back_with_comments(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    out = tmp_path / "批注.docx"
    run = jixiao("review", file, "--format", "docx", "-o", out)
    assert run.status == 1, run.err
    found = json.loads(jixiao("review", file, "--format", "json").out)["findings"]
    assert len(docx.Document(BytesIO(out.read_bytes())).comments) == len(found) > 0
    assert file.read_bytes() == before
    assert read_bytes("表.docx", out.read_bytes()).projects == read_bytes("表.docx", before).projects


def test_the_input_is_never_overwritten(file: Path) -> None:
    before = file.read_bytes()
    for target in (file, file.parent):
        run = jixiao("review", file, "--format", "docx", "-o", target)
        assert run.status == 2
        assert "不覆盖" in run.err
    assert file.read_bytes() == before


def test_a_folder_gives_a_file_each(file: Path, tmp_path: Path) -> None:
    (file.parent / "乙.xlsx").write_bytes(writers.write(document(CASE), "xlsx"))
    out = tmp_path / "out"
    refused = jixiao("review", file, file.parent / "乙.xlsx", "--format", "xlsx", "-o", out)
    assert refused.status == 2
    assert "文件夹" in refused.err
    out.mkdir()
    run = jixiao("review", file, file.parent / "乙.xlsx", "--format", "xlsx", "-o", out)
    assert run.status == 1
    assert sorted(path.name for path in out.iterdir()) == ["乙.xlsx", "表.docx.xlsx"]


@pytest.mark.parametrize("fmt", ["sarif", "html"])
def test_text_formats_are_printed(fmt: str) -> None:
    run = jixiao("review", SAMPLE, "--format", fmt)
    assert run.status == 1
    assert run.out.startswith("{" if fmt == "sarif" else "<!DOCTYPE html>")


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "form-docx", "form-xlsx", "summary"])
def test_office_files_need_a_place(fmt: str, tmp_path: Path) -> None:
    refused = jixiao("review", SAMPLE, "--format", fmt)
    assert (refused.status, refused.out) == (2, "")
    assert "-o" in refused.err
    out = tmp_path / "out"
    assert jixiao("review", SAMPLE, "--format", fmt, "-o", out).status == 1
    if fmt.endswith("docx"):
        assert docx.Document(BytesIO(out.read_bytes())).tables
    else:
        assert openpyxl.load_workbook(BytesIO(out.read_bytes())).sheetnames


def test_severities_and_exceptions(file: Path) -> None:
    (file.parent / "jixiao.toml").write_text('[severities]\nJX301 = "hint"\nJX401 = "off"\n', encoding="utf-8")
    exempt = (
        '[[ignore]]\nrule = "unmeasurable-percent"\nreason = "上级下达"\n[[ignore]]\nrule = "JX606"\nreason = "旧"\n'
    )
    (file.parent / (file.name + ENDING)).write_text(exempt, encoding="utf-8")
    run = jixiao("review", file, "--format", "json", cwd=file.parent)
    told = run.json
    assert {f["severity"] for f in told["findings"] if f["code"] == "JX301"} == {"hint"}
    codes = {f["code"] for f in told["findings"]}
    assert "JX401" not in codes and "JX260" not in codes
    assert {i["reason"] for i in told["ignored"]} == {"上级下达"}
    assert len(told["notices"]) == 1 and told["notices"][0] in run.err


def test_a_wrong_severity_is_refused(file: Path) -> None:
    (file.parent / "jixiao.toml").write_text('[severities]\nJX301 = "loud"\n', encoding="utf-8")
    run = jixiao("review", file, cwd=file.parent)
    assert run.status == 2
    assert "severities" in run.err


def test_last_year(file: Path, tmp_path: Path) -> None:
    case = {
        **CASE,
        "projects": [
            {**CASE["projects"][0], "rows": [["产出指标/数量指标", "消防演练次数", "组织演练的次数", "≥4次", "计划"]]}
        ],
    }
    earlier = tmp_path / "上年.xlsx"
    earlier.write_bytes(writers.write(document({**case, "year": 2023}), "xlsx"))
    run = jixiao("review", file, "--last-year", earlier, "--format", "json", "--select", "JX36")
    assert run.status == 0
    assert "JX362" in run.json["checks"]["ran"]
    without = jixiao("review", file, "--format", "json", "--select", "JX36").json["checks"]["could_not_run"]
    assert {one["reason"] for one in without} == {"没有给出上年的表"}
    missing = jixiao("review", file, "--last-year", tmp_path / "没有.docx")
    assert missing.status == 2


def test_fix_shows_and_writes_only_where_told(tmp_path: Path) -> None:
    rows = [["产出指标/质量指标", "合格率", "合格数占总数的比例", "＝１００％", "冀财规【2020】13号"]]
    file, out = tmp_path / "表.docx", tmp_path / "改.docx"
    file.write_bytes(writers.write(document({"project": {"name": "甲经费"}, "rows": rows}), "docx"))
    before = file.read_bytes()
    run = jixiao("review", file, "--fix", "--fail-on", "never")
    assert run.status == 0
    assert "- ＝１００％\n+ =100%\n" in run.out
    assert "+ 冀财规〔2020〕13号\n" in run.out
    assert [path.name for path in tmp_path.iterdir()] == ["表.docx"]
    assert jixiao("review", file, "--fix", "-o", file).status == 2
    assert jixiao("review", file, "--fix", "-o", out, "--fail-on", "never").status == 0
    assert file.read_bytes() == before
    (row,) = read_bytes("改.docx", out.read_bytes()).projects[0].indicators
    assert (row.value.text, row.basis and row.basis.text) == ("=100%", "冀财规〔2020〕13号")


def test_processes_do_not_change_the_answer(tmp_path: Path) -> None:
    lines = tmp_path / "多.jsonl"
    one = json.loads(jixiao("read", SAMPLE).out)["documents"][0]
    lines.write_text("".join(json.dumps({**one, "source": f"{n}.txt"}) + "\n" for n in range(120)), encoding="utf-8")
    alone = jixiao("review", lines, "--format", "json", "--jobs", "1")
    together = jixiao("review", lines, "--format", "json", "--jobs", "2")
    assert alone.out == together.out
    assert "已审核" in together.err


def test_what_was_decided_on_the_page_holds_here_too(file: Path, tmp_path: Path) -> None:
    data = tmp_path / "corpus"
    before = jixiao("review", file, "--format", "json", data=data)
    first, second, *others = (Finding.model_validate(one) for one in before.json["findings"])
    documents = [read_bytes(file.name, file.read_bytes())]
    named = subjects([first, second], documents)
    kept = Decisions.beside(Settings(data=data))
    kept.decide(Decision(subject=named[0], verdict=Verdict.IGNORED, reason="余款列入下年预算"))
    kept.decide(Decision(subject=named[1], verdict=Verdict.ACCEPTED))
    after = jixiao("review", file, "--format", "json", data=data)
    assert len(after.json["findings"]) == len(others) + 1
    assert [one["reason"] for one in after.json["ignored"]] == ["忽略：余款列入下年预算"]
    assert "采纳 1 条，忽略 1 条；其中 1 条不计入" in after.err
    assert "其中 1 条不计入" in after.json["notices"][-1]
    text = jixiao("review", file, data=data).out
    assert "理由：忽略：余款列入下年预算" in text and "--no-decisions" in text
    everything = jixiao("review", file, "--format", "json", "--no-decisions", data=data)
    assert everything.json["findings"] == before.json["findings"]
    elsewhere = jixiao("review", file, "--format", "json", data=tmp_path / "other")
    assert elsewhere.json["findings"] == before.json["findings"]


def test_decisions_that_cannot_be_read_hide_nothing(file: Path, tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite3").write_bytes(b"no database at all" * 99)
    run = jixiao("review", file, "--format", "json", data=tmp_path)
    assert run.status == 1
    assert run.json["findings"] and "本次全部列出" in run.json["notices"][-1]
