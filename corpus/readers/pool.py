"""Many files read by worker processes, each file within bounds of time and memory.

A worker that overruns its time is ended and replaced; the file becomes a ReadError and the others go on. Plain
processes on pipes: they can be ended one by one, on every system, and nothing of the parent is copied into them.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from corpus.readers import Progress
from corpus.readers.kept import Kept
from corpus.readers.worker import Answer, Content, receive, send
from corpus.records import Document
from errors import ReadError
from settings import package_root

_AHEAD = 4
"""Files read ahead of the one that is handed out next, for each worker."""
_SPARING = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "4194304", "OPENBLAS_NUM_THREADS": "1"}
"""Address space counts against the bound of memory though nothing is in it: threads of libraries reserve less of it, and
large pieces go back to the system when they are free."""
_SERVE = "from corpus.readers.worker import main; main()"


class Pool:
    """Worker processes for one file each at a time; the page keeps one for all its sessions.

    A worker is started when its first file comes, and again after it had to be ended.
    """

    def __init__(self, count: int, max_memory_mb: int, keep_in: Path | None = None) -> None:
        self._free: SimpleQueue[_Worker] = SimpleQueue()
        self._everyone = [_Worker(max_memory_mb, keep_in) for _ in range(count)]
        for worker in self._everyone:
            self._free.put(worker)

    def start(self) -> None:
        """Start the processes now, so that the first files need not wait for it."""
        for worker in self._everyone:
            worker.start()

    def read(self, file: Path | Content, max_mb: int, max_seconds: float) -> Answer:
        """The documents of ``file``, or source and reason of its ReadError; waits for a worker that is free."""
        worker = self._free.get()
        try:
            return worker.read(file, max_mb, max_seconds)
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End all processes at once; reads under way give up."""
        for worker in self._everyone:
            worker.close()

    def end(self) -> None:
        """Wait until all processes are gone."""
        for worker in self._everyone:
            worker.end()


def read_all(
    files: Sequence[Path],
    max_mb: int,
    max_seconds: float,
    max_memory_mb: int,
    progress: Progress | None = None,
    keep_in: Path | None = None,
) -> Iterator[Document | ReadError]:
    """The documents of ``files`` in their order; see :func:`corpus.readers.read_paths`.

    Closing the iterator, or an interrupt while it waits, ends all workers at once.
    """
    if keep_in is not None:
        Kept(keep_in).forget_old()
    count = max(1, min(os.cpu_count() or 1, len(files)))
    pool = Pool(count, max_memory_mb, keep_in)
    threads = ThreadPoolExecutor(count, thread_name_prefix="jixiao-read")
    waiting: deque[Future[Answer]] = deque()
    rest = iter(files)
    try:
        for number, file in enumerate(files, 1):
            while len(waiting) < count * _AHEAD and (ahead := next(rest, None)) is not None:
                waiting.append(threads.submit(pool.read, ahead, max_mb, max_seconds))
            if progress is not None:
                progress(number, len(files), file.name)
            answer = waiting.popleft().result()
            if isinstance(answer, tuple):
                yield ReadError(*answer)
            else:
                yield from answer
    finally:
        pool.close()
        threads.shutdown(wait=True, cancel_futures=True)
        pool.end()


class _Worker:
    """One process."""

    def __init__(self, max_memory_mb: int, keep_in: Path | None) -> None:
        self._memory = max_memory_mb
        self._keep_in = "" if keep_in is None else str(keep_in.absolute())
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = threading.Lock()

    def read(self, file: Path | Content, max_mb: int, max_seconds: float) -> Answer:
        name = file.name
        process = self.start()
        if process is None:
            return name, "读取已中止。"
        assert process.stdin is not None and process.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(max_seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            asked = file if isinstance(file, Content) else str(file.absolute())
            send(process.stdin, pickle.dumps((asked, max_mb, max_seconds)))
            message = receive(process.stdout)
        except OSError:
            message = None
        finally:
            timer.cancel()
        if message is not None and not late.is_set():
            answer: Answer = pickle.loads(message)
            return answer if isinstance(file, Content) else self._named(answer, file)
        self.end()
        if late.is_set():
            return name, f"{max_seconds:g} 秒内没有读完，已停止；请拆分文件，或在 jixiao.toml 调大 max_seconds。"
        return name, f"读取程序中途退出，多半是内存超过 {self._memory} MB 或文件已损坏；请拆分或重新另存后再试。"

    @staticmethod
    def _named(answer: Answer, file: Path) -> Answer:
        """A missing file is named as the user wrote it, not by its full path."""
        return (str(file), answer[1]) if isinstance(answer, tuple) and answer[0] == str(file.absolute()) else answer

    def start(self) -> subprocess.Popen[bytes] | None:
        """The process, started where it is not there; None once the worker is closed."""
        with self._lock:
            if self._closed:
                return None
            if self._process is None:
                path = os.pathsep.join(filter(None, (str(package_root()), os.environ.get("PYTHONPATH"))))
                self._process = subprocess.Popen(
                    [sys.executable, "-c", _SERVE, str(self._memory), self._keep_in],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **_SPARING},
                )
            return self._process

    def end(self) -> None:
        """End the process and wait until it is gone; the next file starts another."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _shut(pipe)

    def close(self) -> None:
        """End the process for good; a read that waits for it gives up."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()


def _shut(pipe: object) -> None:
    try:
        pipe.close()  # type: ignore[attr-defined]
    except OSError:
        return  # the request that it still held is for nobody
