"""Speed of reading, beside what the bare libraries and markitdown take for the same files in the same run.

Processor time of one process, the best of a few rounds; what the program remembers of texts is forgotten before each, so
that a file read twice is no cheaper than a new one. Files are made here; those of ../shared are added where it lies.
"""

from __future__ import annotations

import gc
import importlib.util
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.readers import read_documents, read_paths
from corpus.records import Department, Document
from corpus.writers import write
from tests.corpus import forms, listed
from tests.corpus.flattened import flatten
from tests.corpus.pdf_builder import Page, build, table
from tests.eval.bench.page import machine
from tests.eval.tables import sound

ORDER, QUICK = 2, True
SHARED = Path(__file__).parents[4] / "shared"
ROUNDS = 3
ENOUGH = 2.0
"""Seconds of work after which no further round is made."""
FOLDER = 1000


@dataclass(frozen=True)
class File:
    """A file to be read. ``note`` says what it is."""

    name: str
    data: bytes
    note: str


def section() -> str:
    """Tables by format, a folder of files, and the start of the command."""
    logging.disable(logging.ERROR)
    parts = [
        "## 读取",
        "处理器时间（秒），单进程，几轮中最好的一轮；每轮之前清空程序记住的内容。“倍数”是本程序的时间除以同一行中裸库的时间；"
        "裸库只取出单元格，本程序还要认出表、行和指标值。markitdown 只转成 Markdown。",
        f"- 机器：{machine()}。",
        *(_text(), _pdf(), _xlsx(), _docx(), _folder()),
    ]
    return "\n\n".join(parts)


def _text() -> str:
    rows = []
    for file in _texts():
        ours = seconds(file)
        speed = f"{len(file.data) / ours / 1e6:.2f}"
        rows.append([file.note, f"{len(file.data) / 1000:.0f}", f"{ours:.3f}", speed, _markitdown(file)])
    return _table("文本", ["文件", "KB", "本程序", "MB/秒", "markitdown"], rows)


def _texts() -> Iterator[File]:
    yield File("a.txt", flatten(merged(100)).encode(), "100 张官方格式的表，PDF 文字层的样子")
    for name, shape in {**listed.APART, "glued": listed.glued}.items():
        yield File("b.txt", "\n\n".join(map(shape, sheets(30))).encode(), f"30 张别的版式的表：{name}")
    for path in sorted(SHARED.glob("seeds/*.txt")):
        yield File(path.name, path.read_bytes(), f"种子 {path.name[:3]}")
    real = sorted(SHARED.glob("real/text/*.txt"))
    if real:
        yield File("c.txt", b"\n\n".join(path.read_bytes() for path in real), f"{len(real)} 张真实的表连在一起")


def merged(count: int) -> Document:
    """One document with so many projects, each with a name and rows of its own."""
    projects = []
    for n, project in enumerate(islice(cycle([p for d in sound() for p in d.projects]), count), 1):
        rows = tuple(
            row.model_copy(update={"description": f"第{n}批{row.description or row.level3}"})
            for row in project.indicators
        )
        projects.append(project.model_copy(update={"no": n, "name": f"{project.name}{n}期", "indicators": rows}))
    department = Department(code="426001", name="示例县财政局")
    return Document(source="", year=2026, department=department, projects=tuple(projects))


def sheets(count: int) -> list[listed.Sheet]:
    """So many tables for the layouts of other places, each with a name and rows of its own."""
    return [_sheet(document, n) for n, document in enumerate(islice(cycle(sound()), count))]


def _sheet(document: Document, n: int) -> listed.Sheet:
    project = document.projects[0]
    rows = tuple(
        (row.level1 or "产出指标", row.level2 or "数量指标", f"第{n}批{row.level3}", row.value.text)
        for row in project.indicators
    )
    return listed.Sheet(rows=rows, name=f"{project.name}{n}期")


def _pdf() -> str:
    rows = []
    for file in _pdfs():
        ours, bare = seconds(file), _best(partial(_extract_tables, file.data))
        rows.append([file.note, f"{ours:.3f}", f"{bare:.3f}", f"{ours / bare:.2f}", _markitdown(file)])
    return _table("PDF", ["文件", "本程序", "pdfplumber extract_tables", "倍数", "markitdown"], rows)


def _pdfs() -> Iterator[File]:
    yield File("a.pdf", forms.pdf_of(next(iter(forms.FORMS.values()))), "一页，各省格式")
    header: list[str | None] = ["一级指标", "二级指标", "三级指标", "指标值", "依据"]
    pages: list[Page] = []
    for n in range(30):
        body = [["产出指标", "数量指标", f"第{n}批任务{k}", f"≥{k}次", "年度计划"] for k in range(20)]
        pages.append(table([header, *body], 60))
    yield File("b.pdf", build(pages), "30 页，一张长表")
    for path in sorted(SHARED.glob("typeset/*.pdf")):
        yield File(path.name, path.read_bytes(), f"排版 {path.name}")


def _extract_tables(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def _xlsx() -> str:
    rows = []
    for file in _workbooks():
        ours, bare = seconds(file), _best(partial(_calamine, file.data))
        rows.append([file.note, f"{ours:.3f}", f"{bare:.4f}", f"{ours / bare:.1f}", _markitdown(file)])
    return _table("Excel", ["文件", "本程序", "python-calamine", "倍数", "markitdown"], rows)


def _workbooks() -> Iterator[File]:
    yield File("a.xlsx", write(sound()[0], "xlsx"), "本程序写的一张表")
    yield File("b.xlsx", write(merged(100), "xlsx"), "本程序写的 100 张表")
    yield File("c.xlsx", _foreign(30_000), "别的明细表，30 万格")
    for path in sorted(SHARED.glob("typeset/*.xlsx")):
        yield File(path.name, path.read_bytes(), f"排版 {path.name}")


def _foreign(rows: int) -> bytes:
    """A workbook with nothing of ours in it: ten columns of names, numbers and percentages."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("明细")
    for n in range(rows):
        share = WriteOnlyCell(sheet, n % 100 / 100)
        share.number_format = "0.0%"
        sheet.append([f"支出{n}", n, n * 1.5, "示例县财政局", "2026年", "", share, "备注", "一般公共预算", 12.34])
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def _calamine(data: bytes) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        _ = sheet.to_python(), sheet.merged_cell_ranges


def _docx() -> str:
    rows = []
    files = [File("a.docx", write(merged(20), "docx"), "本程序写的 20 张表")]
    files += [File(p.name, p.read_bytes(), f"排版 {p.name}") for p in sorted(SHARED.glob("typeset/*.docx"))]
    for file in files:
        ours, bare = seconds(file), _best(partial(_row_cells, file.data))
        rows.append([file.note, f"{ours:.3f}", f"{bare:.3f}", f"{ours / bare:.2f}", _markitdown(file)])
    return _table("Word", ["文件", "本程序", "python-docx 的 row.cells", "倍数", "markitdown"], rows)


def _row_cells(data: bytes) -> None:
    import docx

    for found in docx.Document(BytesIO(data)).tables:
        for row in found.rows:
            _ = [cell.text for cell in row.cells]


def _folder() -> str:
    """Elapsed time: workers read side by side."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        documents = sound()
        for n in range(FOLDER):
            fmt = ("docx", "xlsx", "html", "txt")[n % 4]
            document = documents[n % len(documents)].model_copy(
                update={"department": Department(code="426001", name=f"示例县第{n}局")}
            )
            data = flatten(document).encode() if fmt == "txt" else write(document, fmt)
            (folder / f"{n:04}.{fmt}").write_bytes(data)
        started = time.perf_counter()
        read = sum(isinstance(found, Document) for found in read_paths([folder]))
        spent = time.perf_counter() - started
    start = min(_elapsed([sys.executable, "-m", "cli", "--help"]) for _ in range(5))
    words = f"{FOLDER} 份文件的文件夹（Word、Excel、网页、文本各四分之一）：{spent:.1f} 秒，读出 {read} 份，{os.cpu_count()} 个进程。"
    return f"### 文件夹与启动\n\n- {words}\n- `jixiao --help`：{start:.2f} 秒（经过的时间）。"


def _elapsed(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def seconds(file: File) -> float:
    """Processor time of reading ``file``."""
    return _best(lambda: read_documents(file.name, file.data))


def _markitdown(file: File) -> str:
    """Its seconds; a dash where it is not installed."""
    if importlib.util.find_spec("markitdown") is None:
        return "–"
    import markitdown

    converter = markitdown.MarkItDown(enable_plugins=False)
    suffix = Path(file.name).suffix
    return f"{_best(lambda: converter.convert_stream(BytesIO(file.data), file_extension=suffix)):.3f}"


def _best(work: Callable[[], object]) -> float:
    """Seconds of processor time of the fastest round; slow work is done fewer times."""
    spent: list[float] = []
    while len(spent) < ROUNDS and sum(spent) < ENOUGH:
        _forget()
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


def _forget() -> None:
    """Empty the memories of our functions."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "corpus":
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()
    gc.collect()


def _table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"### {title}", "", *("| " + " | ".join(row) + " |" for row in (header, ["---"] * len(header), *rows))]
    return "\n".join(lines)
