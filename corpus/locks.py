"""One lock for one corpus folder: writing, and every use of the embedded vector index, which bears one process only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from errors import CorpusError

WRITE_WAIT = 60.0
"""Seconds that a writer waits for another process: longer than any single step that holds the lock."""
QUERY_WAIT = 10.0
"""Seconds that a query waits before it goes on without the vector index."""


class FolderLock:
    """A lock file in ``folder``; safe between processes, between threads, and for a thread that holds it already."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._holder = folder / "corpus.lock.holder"
        self._lock = FileLock(folder / "corpus.lock")

    @contextmanager
    def hold(self, doing: str | None, wait: float = WRITE_WAIT) -> Iterator[None]:
        """Hold the lock; ``doing`` is what others are told while they wait in vain, None for what lasts milliseconds.

        Raises CorpusError after ``wait`` seconds, saying who holds it, or where the folder cannot be written.
        """
        try:
            self._lock.acquire(timeout=wait)
        except Timeout as error:
            raise CorpusError(
                f"语料库 {self._folder} 正被另一个程序使用（{self._who()}），等了 {wait:.0f} 秒仍未空出；"
                "请等它结束后再试，或关闭那个程序。"
            ) from error
        except OSError as error:
            raise CorpusError(
                f"语料库 {self._folder} 不能写入（{error.strerror or error}）；请检查文件夹权限和磁盘空间，"
                "或用 --data 换一个文件夹。"
            ) from error
        try:
            if doing:
                self._sign(doing[:60])
            yield
        finally:
            self._lock.release()

    def _sign(self, doing: str) -> None:
        try:
            self._holder.write_text(f"进程 {os.getpid()}，{datetime.now():%H:%M:%S} 起{doing}", encoding="utf-8")
        except OSError as error:
            raise CorpusError(f"语料库 {self._folder} 不能写入（{error.strerror}）；请检查磁盘空间。") from error

    def _who(self) -> str:
        try:
            return self._holder.read_text(encoding="utf-8")
        except OSError:
            return "进程不明"
