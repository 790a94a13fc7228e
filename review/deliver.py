"""A report to its files: one for all documents, or one for each where the reviewed files themselves are handed back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from corpus.records import Document
from errors import ConfigError
from review import formats
from review.findings import Report


def outputs(
    report: Report, documents: Sequence[Document], fmt: str, output: Path | None, paths: Iterable[Path]
) -> Iterator[tuple[str | bytes, Path | None]]:
    """(content, where to) in ``fmt``; where is None for standard output.

    ``paths`` are the files and folders that ``documents`` were read from. For a format that hands the reviewed file
    back, ``output`` is a folder where there are several documents: each goes there under its own name. Raises
    ConfigError where an Office file has nowhere to go or ``output`` is no folder, WriteError as the formats do.
    """
    if fmt in formats.BINARY and output is None:
        raise ConfigError(f"{fmt} 是文件，不能打印；请用 -o 指定写到哪里。")
    if fmt not in formats.ONE_BY_ONE:
        yield formats.render(report, documents, fmt), output
        return
    assert output is not None
    paths = list(paths)
    originals = _originals({document.sha256 for document in documents}, paths, formats.ending(fmt))
    if len(documents) != 1 and not output.is_dir():
        raise ConfigError(f"有 {len(documents)} 份文件，-o 要指定一个已有的文件夹；“{output}”不是。")
    taken: set[str] = set()
    for document in documents:
        target = output / _name(document, formats.ending(fmt), taken) if output.is_dir() else output
        refuse_inputs(target, paths)
        yield formats.render(report, [document], fmt, originals), target


def refuse_inputs(target: Path, paths: Iterable[Path]) -> None:
    """Raise ConfigError where ``target`` is one of the files (or in one of the folders) that were read."""
    for path in paths:
        inside = path.is_dir() and target.exists() and target.resolve().is_relative_to(path.resolve())
        if inside or target.resolve() == path.resolve():
            raise ConfigError(f"{target} 是被审核的原文件，不覆盖；请用 -o 另指定一个位置。")


def _name(document: Document, ending: str, taken: set[str]) -> str:
    """``表.docx`` for 表.docx or 表.pdf; a second one of that name is numbered. Never a path, whatever the source says."""
    stem = Path(document.source.replace("\\", "/")).name.removesuffix(ending) or "审核"
    name, number = f"{stem}{ending}", 2
    while name in taken:
        name, number = f"{stem}({number}){ending}", number + 1
    taken.add(name)
    return name


def _originals(marks: set[str], paths: Iterable[Path], ending: str) -> Mapping[str, bytes]:
    """sha256 → bytes of the files with this ending that the documents were read from."""
    found = {}
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix.lower() == ending and file.is_file():
                data = file.read_bytes()
                mark = hashlib.sha256(data).hexdigest()
                if mark in marks:
                    found[mark] = data
    return found
