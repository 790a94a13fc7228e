"""What the commands share: options, exit status, reading what the user names, printing what comes out.

Results go to stdout, talk to stderr. Nothing heavy is imported before it is needed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from errors import ConfigError, ModelError, ReadError

if TYPE_CHECKING:
    from corpus.records import Document
    from corpus.store import Corpus
    from prompts.gateway import Client
    from review.findings import ModelUse
    from settings import Settings

DONE, FOUND, FAILED = 0, 1, 2
"""Exit status: nothing to report; findings at or above ``--fail-on``; the tool could not do it."""
_LONG_RUN = 20
"""Files from which on a run tells its progress."""
_BETWEEN = 10.0
"""Seconds between two lines on how far the model is."""

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="文件或文件夹；- 表示标准输入")]
Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="语料库所在的文件夹（也可用环境变量 JIXIAO_DATA）")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="写到这个文件，不写则打印")]
Model = Annotated[bool | None, typer.Option("--model/--no-model", help="是否用已设置的模型辅助；规则总是先行")]


class Listing(StrEnum):
    """How a result is printed."""

    json = "json"
    table = "table"


class Form(StrEnum):
    """How a table is written."""

    json = "json"
    table = "table"
    docx = "docx"
    xlsx = "xlsx"
    html = "html"


def settings_of(data: Path | None = None) -> Settings:
    """The settings of this run; ``data`` is the flag. Raises ConfigError."""
    from settings import load

    return load(data=data)


def corpus_of(data: Path | None) -> Corpus:
    """The corpus in the folder of this run. Raises CorpusError."""
    from corpus.store import Corpus

    settings = settings_of(data)
    return Corpus.open(settings.data, settings)


def each(files: Sequence[str], settings: Settings) -> Iterator[Document | ReadError]:
    """Documents and read errors of ``files``, ``-`` being standard input."""
    from itertools import groupby

    from corpus.readers import read_documents, read_paths
    from corpus.readers.kept import FOLDER

    for is_input, group in groupby(files, key=lambda file: file == "-"):
        if not is_input:
            yield from read_paths(
                map(Path, group),
                settings.max_file_mb,
                max_seconds=settings.max_seconds,
                max_memory_mb=settings.max_memory_mb,
                progress=progress,
                keep_in=settings.data / FOLDER,
            )
            continue
        try:
            yield from read_documents("stdin", sys.stdin.buffer.read(settings.max_file_mb * 1024 * 1024))
        except ReadError as error:
            yield error


def documents_of(files: Sequence[str], settings: Settings) -> tuple[list[Document], bool]:
    """What could be read, and whether anything could not; each failure is told in one sentence."""
    documents: list[Document] = []
    failed = False
    try:
        for item in each(files, settings):
            if isinstance(item, ReadError):
                failed = True
                say(str(item))
            else:
                documents.append(item)
    except KeyboardInterrupt:
        if len(documents) >= _LONG_RUN:
            say(f"已读的 {len(documents)} 份留着，再运行同一命令会接着读。")
        raise
    if not documents and not failed:
        raise ConfigError("没有找到能读的文件；请检查路径和扩展名。")
    return documents, failed


def with_tables(files: Sequence[str], settings: Settings) -> tuple[list[Document], bool]:
    """As :func:`_documents`, without those in which no table was found: nothing could be said about them."""
    documents, failed = documents_of(files, settings)
    for document in documents:
        if not document.projects and document.part_one is None:
            failed = True
            say(f"{document.source}：{document.notices[-1].text if document.notices else '没有找到绩效目标表。'}")
    return [d for d in documents if d.projects or d.part_one], failed


def lines_of_stdin() -> Iterator[str]:
    """The filled lines of standard input."""
    return (line.strip() for line in sys.stdin if line.strip())


def model_of(wanted: bool | None, settings: Settings) -> Client | None:
    """The gateway to the model where one is wanted and set; says where texts will go, or why rules stand alone."""
    if not wanted:
        return None
    from prompts.gateway import client_of

    try:
        client = client_of(settings)
    except ModelError as error:
        say(f"{error} 这次只用规则。")
        return None
    if client is None:
        say("没有设置模型端点（OPENAI_BASE_URL、OPENAI_API_KEY 和 JIXIAO_MODEL），这次只用规则。")
        return None
    say(f"表里的文字将发送到 {client.place}。")
    client.watch = _Answered()
    return client


class _Answered:
    """Says how far the model is while it keeps somebody waiting; the end is told by what it cost."""

    def __init__(self) -> None:
        self._told = 0
        self._at: float | None = None

    def __call__(self, answered: int, asked: int) -> None:
        now = time.monotonic()
        self._at = self._at or now
        if answered not in (0, self._told, asked) and now - self._at >= _BETWEEN:
            self._told, self._at = answered, now
            say(f"模型已答 {answered}/{asked} 问")


def divided_by(client: Client, documents: Sequence[Document]) -> list[Document]:
    """``documents`` with the cell divisions that the model chose where the reader is in doubt; says what it cost."""
    from review.splits import divided

    changed, use = divided(documents, client)
    if use:
        say_cost(use)
    return changed


def say_cost(use: ModelUse) -> None:
    """What the model cost and what was left out; why it could not do all of it."""
    each_table = f"，每表约 {use.tokens // use.tables} 个" if use.tables > 1 else ""
    say(
        f"模型 {use.model}：调用 {use.calls} 次，取自留存 {use.cached} 次，{use.tokens} 个词元{each_table}；"
        f"略去站不住的回答 {use.dropped} 条。"
    )
    if use.note:
        say(f"{use.note}规则的结果不受影响。")


def write(document: Document, fmt: str, output: Path | None) -> None:
    """The document in the official form. Raises ConfigError where it would be printed into a terminal."""
    from corpus import writers

    content = writers.write(document, fmt)
    if output is None and fmt != "json" and sys.stdout.isatty():
        raise ConfigError(f"{fmt} 不能直接打印；请用 -o 指定文件。")
    put(content, output)


def print_json(value: Any, compact: bool = False, output: Path | None = None) -> None:
    """``value`` as JSON, on one line where ``compact``."""
    import json

    put(json.dumps(value, ensure_ascii=False, indent=None if compact else 2) + "\n", output)


def put(content: str | bytes, output: Path | None) -> None:
    """To a file or to standard output. Raises WriteError where the file cannot be written."""
    from errors import WriteError

    data = content.encode() if isinstance(content, str) else content
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise WriteError(f"不能写入 {output}（{error.strerror}）；请检查文件夹是否存在、文件是否正被打开。") from error
    say(f"已写入 {output}")


def progress(number: int, total: int, name: str) -> None:
    """Long runs say where they are; a few files are read before anyone asks."""
    if total >= _LONG_RUN:
        say(f"[{number}/{total}] {name}")


def say(text: str) -> None:
    """Talk, which never mixes with results."""
    print(text, file=sys.stderr, flush=True)
