"""The other end of :mod:`corpus.readers.pool`: a process that reads one file after another and answers on its pipe."""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from pathlib import Path
from typing import IO, NamedTuple

from corpus.readers import deadline, load, read_documents
from corpus.readers.kept import Kept
from corpus.records import Document
from errors import ReadError

LENGTH = struct.Struct("<Q")
"""Before each message: its bytes."""
Answer = list[Document] | tuple[str, str]
"""The documents of a file, or source and reason of its ReadError."""


class Content(NamedTuple):
    """A file that was uploaded and lies in no folder."""

    name: str
    data: bytes


def main() -> None:
    """Serve until the pipe closes.

    ``sys.argv`` holds the memory that reading may take, in MB, and the folder that keeps readings, or an empty text.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    limit_memory(int(sys.argv[1]))
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get into the answers
    kept = Kept(Path(sys.argv[2])) if sys.argv[2] else None
    while (message := receive(requests)) is not None:
        asked, max_mb, max_seconds = pickle.loads(message)
        deadline.begin(max_seconds)
        file = asked if isinstance(asked, Content) else Path(asked)
        send(answers, pickle.dumps(_answer(file, max_mb, sys.argv[1], kept)))


def _answer(file: Path | Content, max_mb: int, memory: str, kept: Kept | None) -> Answer:
    try:
        data = file.data if isinstance(file, Content) else load(file, max_mb)
        if kept is None:
            return read_documents(file.name, data)
        found = kept.find(file.name, data)
        if found is None:
            found = read_documents(file.name, data)
            kept.keep(file.name, data, found)
        return found
    except ReadError as error:
        return error.source, error.reason
    except MemoryError:
        return file.name, f"读取要用的内存超过 {memory} MB，已停止；请拆分文件，或在 jixiao.toml 调大 max_memory_mb。"


def limit_memory(megabytes: int) -> None:
    """Hold this process within ``megabytes`` above what it has now; systems that cannot do it are left without limit."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (ImportError, OSError):
        return
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + megabytes * 2**20,) * 2)


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write one message."""
    pipe.write(LENGTH.pack(len(message)) + message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next message; None where the other end is gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    length = LENGTH.unpack(head)[0]
    message = pipe.read(length)
    return message if len(message) == length else None
