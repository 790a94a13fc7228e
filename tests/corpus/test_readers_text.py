"""Text layers of PDFs: real ones against their transcription, and our own tables laid out in several settings."""

import contextlib
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.chars import fold
from corpus.readers import read_bytes, read_documents
from corpus.records import Document
from errors import ReadError
from tests.conftest import ROOT
from tests.corpus.flattened import Setting, flatten, stacked

SAMPLES = sorted((ROOT / "ui" / "samples").glob("*.json"))
SETTINGS = {
    "as usual": Setting(),
    "wider cells": Setting(level3=12, description=20, value=12, basis=12),
    "wide basis, short pages": Setting(level3=14, description=26, basis=16, page=30),
    "rows cut by pages": Setting(page=17),
    "header not repeated": Setting(page=23, header_repeated=False),
}
LEAST_RIGHT = 0.98


def document_of(path: Path) -> Document:
    return read_documents(path.name, path.read_bytes())[0]


def fields(document: Document) -> dict[str, str]:
    """Every field of part two by its place, folded."""
    found: dict[str, str | None] = {}
    for project in document.projects:
        at = f"{project.no}"
        found |= {
            f"{at} code": project.code,
            f"{at} name": project.name,
            f"{at} purpose": project.purpose,
            f"{at} total": str(project.budget.total),
            f"{at} fiscal": str(project.budget.fiscal),
            f"{at} other": str(project.budget.other),
            f"{at} plan": " ".join(step.percent for step in project.spending_plan),
            f"{at} goals": "|".join(project.goals),
        }
        for k, row in enumerate(project.indicators, 1):
            cells = (
                row.level1,
                row.level2,
                row.level3,
                row.description,
                row.value.text,
                row.basis.text if row.basis else None,
            )
            found |= {f"{at}/{k}/{n}": cell for n, cell in enumerate(cells)}
    return {place: fold(text or "") for place, text in found.items()}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_table_laid_out_as_text_is_read_back(sample: Path, setting: str) -> None:
    document = document_of(sample)
    text = flatten(document, SETTINGS[setting])
    wanted, got = fields(document), fields(read_bytes("样例.txt", text.encode()))
    wrong = {place: (want, got.get(place)) for place, want in wanted.items() if got.get(place) != want}
    extra = [place for place in got if place not in wanted]
    assert not extra
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(wanted), wrong


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_form_is_known_without_codes_of_projects(sample: Path) -> None:
    document = document_of(sample)
    text = re.sub(r"项目编码\n.*?(?=\n项目名称)", "", flatten(document), flags=re.DOTALL)
    wanted, got = fields(document), fields(read_bytes("样例.txt", text.encode()))
    wrong = {place: (want, got.get(place)) for place, want in wanted.items() if got.get(place) != want}
    wrong = {place: both for place, both in wrong.items() if not place.endswith("code")}
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(wanted), wrong


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_table_saved_as_text_by_a_word_processor_is_read_back(sample: Path) -> None:
    document = document_of(sample)
    read = read_bytes("样例.txt", stacked(document).encode())
    assert fields(read) == fields(document)
    assert not [notice for notice in read.notices if notice.code == "cell-split-doubtful"]


def test_a_table_whose_title_is_printed_and_that_is_not_read_is_told() -> None:
    text = flatten(document_of(SAMPLES[0])) + "\n9.示例河道清淤绩效目标表\n"
    told = [n.text for n in read_bytes("样例.txt", text.encode()).notices if n.code == "table-not-read"]
    assert len(told) == 1 and "示例河道清淤" in told[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encoding_is_told_by_content(encoding: str) -> None:
    document = document_of(SAMPLES[0])
    text = flatten(document)
    assert fields(read_bytes("a.txt", text.encode(encoding))) == fields(read_bytes("a.txt", text.encode()))


def test_seed_is_read_as_transcribed(shared: Path, tmp_path: Path) -> None:
    seed = next((shared / "seeds").glob("000_*.txt"))
    read = tmp_path / "read.json"
    document = read_bytes(seed.name, seed.read_bytes())
    read.write_text(json.dumps({"version": 1, "documents": [document.to_json()]}, ensure_ascii=False), "utf-8")
    gold = shared / "gold" / "000.json"
    scorer = [sys.executable, str(shared / "check" / "score_read.py"), str(gold), str(read), "--min", "99"]
    scored = subprocess.run(scorer, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout


def test_seed_with_items_has_its_parts(shared: Path) -> None:
    seed = next((shared / "seeds").glob("002_*.txt"))
    document = read_bytes(seed.name, seed.read_bytes())
    part = document.part_one
    assert (len(document.projects), sum(len(p.indicators) for p in document.projects)) == (11, 76)
    assert part is not None
    assert [item.no for item in part.items] == list(range(1, 14))
    assert all(item.duties and item.goal and item.indicators_text for item in part.items)
    assert [measure.no for measure in part.measures] == list(range(1, 7))
    assert document.year == 2024
    assert "目录" not in fold("".join(row.level3 for p in document.projects for row in p.indicators))


@pytest.mark.parametrize("form", [("1、", "2、"), ("（一）", "（二）"), ("(1)", "(2)")])
def test_items_and_measures_however_they_are_numbered(form: tuple[str, str]) -> None:
    one, two = form
    front = [
        "第一部分 部门整体绩效目标", "一、总体绩效目标", "守住安全底线。", "二、分项绩效目标",
        f"{one}森林防火", "组织巡护。", "绩效目标：减少火情。", "绩效指标：演练不少于4次，经费120万元。",
        f"{two}国土绿化", "开展造林。", "绩效目标：造林1万亩。", "绩效指标：成活率85%以上。",
        "三、工作保障措施", f"{one}完善制度。制定办法。", f"{two}加强调度。按季通报。", "第二部分 预算项目绩效目标",
    ]  # fmt: skip
    document = read_bytes("a.txt", ("\n".join(front) + "\n" + flatten(document_of(SAMPLES[0]))).encode())
    part = document.part_one
    assert part is not None
    assert [(i.no, i.name, i.duties, i.goal, i.indicators_text) for i in part.items] == [
        (1, "森林防火", "组织巡护。", "减少火情。", "演练不少于4次，经费120万元。"),
        (2, "国土绿化", "开展造林。", "造林1万亩。", "成活率85%以上。"),
    ]
    assert [(m.no, m.title, m.text) for m in part.measures] == [
        (1, "完善制度", "制定办法。"),
        (2, "加强调度", "按季通报。"),
    ]


def test_what_the_text_does_not_say_is_a_notice() -> None:
    document = document_of(SAMPLES[0])
    project = document.projects[0].model_copy(update={"spending_plan": document.projects[0].spending_plan[-1:]})
    text = flatten(document.model_copy(update={"projects": (project,)}))
    read = read_bytes("a.txt", text.encode())
    assert [step.month for step in read.projects[0].spending_plan] == [None]
    assert "plan-columns-unknown" in {notice.code for notice in read.notices}


BAD = {
    "empty": ("空.txt", b"", "空"),
    "blank": ("空白.txt", b" \n\n\t\n", "空"),
    "pdf named txt": ("表.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "word named txt": ("表.txt", b"PK\x03\x04" + bytes(60), "Office"),
    "noise": ("噪声.txt", bytes(range(256)) * 400, "不是文本"),
    "no zip": ("表.docx", "这不是压缩包".encode(), "Word"),
    "old word": ("表.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "另存为 .docx"),
    "picture": ("表.png", b"\x89PNG\r\n\x1a\n" + bytes(60), "图片"),
    "unknown": ("表.xyz", b"abc", ".xyz"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_gets_one_sentence(case: str) -> None:
    name, data, word = BAD[case]
    with pytest.raises(ReadError) as error:
        read_documents(name, data)
    message = str(error.value)
    assert name in message
    assert word in message
    assert "\n" not in message


def test_text_without_tables_gives_none_and_says_so() -> None:
    document = read_bytes("信.txt", "关于召开会议的通知\n\n请各单位准时参加。\n".encode())
    assert document.projects == ()
    assert document.part_one is None
    assert [notice.code for notice in document.notices] == ["no-table"]


@pytest.mark.parametrize("length", [40, 400, 4000])
def test_a_line_that_is_far_too_long_for_its_cell_is_kept(length: int) -> None:
    document = document_of(SAMPLES[0])
    first, *others = document.projects[0].indicators
    long = first.model_copy(update={"description": "长" * length})
    project = document.projects[0].model_copy(update={"indicators": (long, *others)})
    text = flatten(document.model_copy(update={"projects": (project,)}), Setting(description=2 * length))
    read = read_bytes("a.txt", text.encode())
    assert "长" * length in "".join(fields(read).values())


DAMAGE: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "lines lost": lambda lines, chance: [line for line in lines if chance.random() > 0.1],
    "lines shuffled": lambda lines, chance: chance.sample(lines, len(lines)),
    "blank lines lost": lambda lines, chance: [line for line in lines if line.strip()],
    "lines joined": lambda lines, chance: [" ".join(lines[k : k + 3]) for k in range(0, len(lines), 3)],
    "cut out": lambda lines, chance: lines[chance.randrange(len(lines)) :][: chance.randrange(20, 200)],
    "letters shuffled": lambda lines, chance: ["".join(chance.sample(line, len(line))) for line in lines],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_text_is_read_or_refused_but_never_breaks(damage: str) -> None:
    chance = random.Random(damage)
    text = "\n".join(flatten(document_of(sample)) for sample in SAMPLES)
    for _ in range(8):
        damaged = DAMAGE[damage](text.split("\n"), chance)
        with contextlib.suppress(ReadError):
            read_bytes("a.txt", "\n".join(damaged).encode())
