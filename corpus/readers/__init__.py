"""Files → Documents. One reader file a format; which one is decided by content, the extension only confirms it."""

from __future__ import annotations

import gc
import importlib
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from corpus.grid import GridTooLargeError
from corpus.readers.kinds import EXTENSIONS, LIGHT, reader_of
from corpus.records import Document
from errors import ReadError

__all__ = ["EXTENSIONS", "check_size", "read_bytes", "read_documents", "read_file", "read_paths"]

MAX_SECONDS = 60
MAX_MEMORY_MB = 1024
_HEAVY_BYTES = 5_000_000
_CIRCULAR = frozenset({"pdf", "scan", "office"})
"""Readers whose libraries leave circles of objects behind page by page, or which wait for another program."""
_MANY = 20
"""Files from which on even plain texts are worth the start of worker processes."""
Progress = Callable[[int, int, str], None]
"""Called before each file of a run: its number from 1, how many there are, its name."""


def read_documents(name: str, data: bytes) -> list[Document]:
    """Every document in ``data``; only JSON can hold more than one. ``name`` is the file's name with its extension.

    Raises ReadError, in one sentence, for what is empty, damaged, of another format than its name says, or unknown.
    """
    reader = reader_of(name, data)
    read: Callable[[str, bytes], list[Document] | Document] = importlib.import_module(f"corpus.readers.{reader}").read
    try:
        with nullcontext() if reader in _CIRCULAR else _uncollected():
            found = read(name, data)
    except GridTooLargeError as error:
        raise ReadError(name, "表格的行列太多，不像绩效目标表；请删去表外的行列和过大的合并后再试。") from error
    except RecursionError as error:
        raise ReadError(name, "内容嵌套太深，不能读取；请用 Office 打开后另存再试。") from error
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # a slip of the reader's own must not cost the other files of a run (0055)
        place = traceback.extract_tb(error.__traceback__)[-1]
        slip = f"{type(error).__name__}，{Path(place.filename).name} 第 {place.lineno} 行"
        raise ReadError(name, f"读取时程序自己出错（{slip}）；请换一种格式再试，并把这句话告诉维护的人。") from error
    return found if isinstance(found, list) else [found]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without garbage collection: reading makes objects by the hundred thousand and hardly a circle of them, and each
    collection would look through all that the program holds. Of several threads the first that is done ends it for all."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def read_bytes(name: str, data: bytes) -> Document:
    """The one document in ``data``. Raises ReadError as :func:`read_documents`, and for a JSON with several."""
    documents = read_documents(name, data)
    if len(documents) != 1:
        raise ReadError(name, f"里面有 {len(documents)} 份文档，这里一次只能读一份；请分开后再试。")
    return documents[0]


def read_file(path: Path, max_mb: int = 30) -> Document:
    """The one document in a file. Raises ReadError as :func:`read_bytes`, and for a file over ``max_mb`` MB."""
    return read_bytes(path.name, load(path, max_mb))


def read_paths(
    paths: Iterable[Path],
    max_mb: int = 30,
    *,
    max_seconds: float = MAX_SECONDS,
    max_memory_mb: int = MAX_MEMORY_MB,
    progress: Progress | None = None,
    keep_in: Path | None = None,
) -> Iterator[Document | ReadError]:
    """The documents in files and folders (searched for known extensions, in order of name), in that order.

    A file that cannot be read gives its ReadError instead of stopping the others. Office files, PDFs and long runs are
    read by worker processes, as many at a time as there are cores, each file within ``max_seconds`` and
    ``max_memory_mb``; a few plain texts are read right here, as starting a process takes longer than they do. A long run
    keeps its readings in the folder ``keep_in``, where one is given: stopped and begun again it goes on where it was.
    """
    files = [file for path in paths for file in _files(path)]
    if len(files) >= _MANY or any(_is_heavy(file) for file in files):
        from corpus.readers.pool import read_all

        yield from read_all(
            files, max_mb, max_seconds, max_memory_mb, progress, keep_in if len(files) >= _MANY else None
        )
        return
    for number, file in enumerate(files, 1):
        if progress is not None:
            progress(number, len(files), file.name)
        try:
            yield from read_documents(file.name, load(file, max_mb))
        except ReadError as error:
            yield error


def load(path: Path, max_mb: int) -> bytes:
    """The bytes of a file. Raises ReadError where it is missing, over ``max_mb`` MB, or cannot be opened."""
    try:
        check_size(path.name, path.stat().st_size, max_mb)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(str(path), "找不到这个文件；请检查路径。") from error
    except OSError as error:
        raise ReadError(path.name, f"打不开（{error.strerror}）；请检查权限，或先关闭正在使用它的程序。") from error


def check_size(name: str, size: int, max_mb: int) -> None:
    """Raise ReadError where a file of ``size`` bytes is over ``max_mb`` MB."""
    if size > max_mb * 1024 * 1024:
        raise ReadError(
            name, f"有 {size / 1024 / 1024:.0f} MB，超过上限 {max_mb} MB；请拆分，或在 jixiao.toml 调大 max_file_mb。"
        )


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = [f for f in path.rglob("*") if f.suffix.lower() in EXTENSIONS and f.is_file()]
    return sorted(f for f in found if not f.name.startswith(("~$", ".")))


def _is_heavy(path: Path) -> bool:
    """Whether a reader of ``path`` uses libraries or much time, so that it must be held within bounds."""
    if not path.is_file():
        return False
    return path.suffix.lower() not in {*LIGHT, ""} or path.stat().st_size > _HEAVY_BYTES
