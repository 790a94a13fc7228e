"""Files → Documents. One reader file a format; which one is decided by content, the extension only confirms it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from corpus.records import Document
from errors import ReadError

_TEXT = (".txt", ".text", ".md", "")
_JSON = (".json", ".jsonl", ".ndjson")
EXTENSIONS = (".docx", ".xlsx", ".pdf", ".txt", ".md", ".json", ".jsonl")
"""What a folder is searched for."""
_OLD = {".doc": ".docx", ".wps": ".docx", ".xls": ".xlsx", ".et": ".xlsx"}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_KINDS = {b"%PDF": ".pdf", b"PK\x03\x04": ".zip", b"\xd0\xcf\x11\xe0": ".doc"}
_NAMES = {".pdf": "PDF", ".zip": "Office 文档（.docx 或 .xlsx）", ".doc": "旧版 Office 文档"}


def read_documents(name: str, data: bytes) -> list[Document]:
    """Every document in ``data``; only JSON can hold more than one. ``name`` is the file's name with its extension.

    Raises ReadError, in one sentence, for what is empty, damaged, of another format than its name says, or unknown.
    """
    extension = PurePath(name).suffix.lower()
    _check(name, data, extension)
    if extension in _JSON or (extension == "" and data.lstrip()[:1] in (b"{", b"[")):
        return _read_with("json", name, data)
    if extension in (".docx", ".xlsx", ".pdf"):
        return _read_with(extension[1:], name, data)
    if extension in _TEXT:
        return _read_with("text", name, data)
    raise ReadError(name, f"不认识扩展名“{extension}”；能读 {'、'.join(EXTENSIONS)}，其他格式请先另存。")


def read_bytes(name: str, data: bytes) -> Document:
    """The one document in ``data``. Raises ReadError as :func:`read_documents`, and for a JSON with several."""
    documents = read_documents(name, data)
    if len(documents) != 1:
        raise ReadError(name, f"里面有 {len(documents)} 份文档，这里一次只能读一份；请分开后再试。")
    return documents[0]


def read_file(path: Path, max_mb: int = 30) -> Document:
    """The one document in a file. Raises ReadError as :func:`read_bytes`, and for a file over ``max_mb`` MB."""
    return read_bytes(path.name, _load(path, max_mb))


def read_paths(paths: Iterable[Path], max_mb: int = 30) -> Iterator[Document | ReadError]:
    """The documents in files and folders (searched for known extensions, in order of name).

    A file that cannot be read gives its ReadError instead of stopping the others.
    """
    for path in paths:
        for file in _files(path):
            try:
                yield from read_documents(file.name, _load(file, max_mb))
            except ReadError as error:
                yield error


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = [f for f in path.rglob("*") if f.suffix.lower() in (*EXTENSIONS, *_OLD) and f.is_file()]
    return sorted(f for f in found if not f.name.startswith(("~$", ".")))


def _load(path: Path, max_mb: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > max_mb * 1024 * 1024:
            raise ReadError(
                path.name,
                f"有 {size / 1024 / 1024:.0f} MB，超过上限 {max_mb} MB；请拆分，或在 jixiao.toml 调大 max_file_mb。",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(str(path), "找不到这个文件；请检查路径。") from error
    except OSError as error:
        raise ReadError(path.name, f"打不开（{error.strerror}）；请检查权限，或先关闭正在使用它的程序。") from error


def _check(name: str, data: bytes, extension: str) -> None:
    """Raise ReadError where the content cannot be what the extension says."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise ReadError(name, "文件是空的；请检查是否传错了文件。")
    if extension in _OLD:
        raise ReadError(name, f"是旧格式，本版本不读；请用 Word、Excel 或 WPS 另存为 {_OLD[extension]} 再试。")
    if data.startswith(_PICTURES):
        raise ReadError(name, "是图片，本版本不做文字识别；请提供原始的 Word、Excel 或带文字的 PDF。")
    actual = next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), None)
    if actual in (".pdf", ".zip", ".doc") and extension in (*_TEXT, *_JSON):
        raise ReadError(name, f"扩展名是“{extension or '（无）'}”，内容却是{_NAMES[actual]}；请改回正确的扩展名再试。")


def _read_with(module: str, name: str, data: bytes) -> list[Document]:
    """By the reader of one format, loaded when the first such file comes: office libraries take their time."""
    read: Callable[[str, bytes], list[Document] | Document] = importlib.import_module(f"corpus.readers.{module}").read
    found = read(name, data)
    return found if isinstance(found, list) else [found]
