"""Good files made bad, always the same way for the same seed."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from corpus.readers import read_bytes
from corpus.writers import write
from tests.corpus.forms import FORMS, docx_of, html_of, pdf_of, xlsx_of

_TEXT = frozenset({"txt", "csv", "md", "html", "json"})
_ENCODINGS = ("gb18030", "utf-16", "utf-16-be", "utf-8-sig", "big5", "utf-32")


def good_files() -> dict[str, bytes]:
    """One file of each format, by its name."""
    case = FORMS["F1"]
    document = read_bytes("表.docx", docx_of(case))
    rows = [[text.replace("\n", " ").strip("^<") for text in row] for row in case.texts()]
    return {
        "表.docx": docx_of(case),
        "表.xlsx": xlsx_of(case),
        "表.pdf": pdf_of(case),
        "表.xls": (Path(__file__).parent / "old_workbook.xls").read_bytes(),
        "表.html": html_of(case).decode("gb18030").encode(),
        "表.json": write(document, "json"),
        "表.csv": "\n".join(",".join(row) for row in rows).encode(),
        "表.md": "\n".join("| " + " | ".join(row) + " |" for row in rows).encode(),
        "表.txt": "\n".join(" ".join(row) for row in rows).encode(),
    }


def damaged(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """``count`` files with their names: truncated, bits flipped, parts of archives swapped or dropped, recoded, renamed."""
    random_ = random.Random(seed)
    good = list(good_files().items())
    for number in range(count):
        name, data = good[number % len(good)]
        extension = name.rpartition(".")[2]
        harms = [_truncate, _flip, _overwrite, _double]
        harms += [_swap_members, _drop_member, _break_member] if extension in {"docx", "xlsx"} else []
        harms += [_recode] * 3 if extension in _TEXT else []
        data = random_.choice(harms)(data, random_)
        if random_.random() < 0.1:
            extension = random_.choice(["docx", "xlsx", "xls", "pdf", "html", "csv", "txt", "json", "md", "doc", "et"])
        yield f"{number:03}.{extension}", data


def _truncate(data: bytes, random_: random.Random) -> bytes:
    return data[: random_.randrange(len(data))]


def _flip(data: bytes, random_: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(random_.choice([1, 5, 50])):
        out[random_.randrange(len(out))] ^= 1 << random_.randrange(8)
    return bytes(out)


def _overwrite(data: bytes, random_: random.Random) -> bytes:
    start = random_.randrange(len(data))
    return data[:start] + random_.randbytes(random_.choice([4, 64])) + data[start + 64 :]


def _double(data: bytes, random_: random.Random) -> bytes:
    start = random_.randrange(len(data))
    return data[: start + 200] + data[start:]


def _recode(data: bytes, random_: random.Random) -> bytes:
    text = data.decode("utf-8")
    return text.encode(random_.choice(_ENCODINGS), errors="replace")


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _swap_members(data: bytes, random_: random.Random) -> bytes:
    members = _members(data)
    one, two = random_.sample(sorted(members), 2)
    members[one], members[two] = members[two], members[one]
    return _packed(members)


def _drop_member(data: bytes, random_: random.Random) -> bytes:
    members = _members(data)
    del members[random_.choice(sorted(members))]
    return _packed(members)


def _break_member(data: bytes, random_: random.Random) -> bytes:
    """Damage inside a part: the archive itself stays sound."""
    members = _members(data)
    name = random_.choice([name for name in sorted(members) if len(members[name]) > 10])
    members[name] = random_.choice([_truncate, _flip, _overwrite])(members[name], random_)
    return _packed(members)
