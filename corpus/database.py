"""One connection pool to the ledger's database, for all that is kept in it.

SQLite in the corpus folder by default, any other database by its SQLAlchemy URL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError

from errors import CorpusError

_BUSY = 30
"""Seconds that SQLite waits for another writer."""


class Database:
    """The database behind ``url``. Every method of its heirs is one transaction and may be called from any thread.

    Every method raises CorpusError where the database is locked, damaged, full or not to be written.
    """

    def __init__(self, url: str) -> None:
        """Connects at the first call, not here. Raises CorpusError for a URL that is none."""
        try:
            address = make_url(url)
            if address.drivername in ("postgres", "postgresql"):  # of the drivers, the one that we install
                address = address.set(drivername="postgresql+psycopg")
            connect = {"timeout": _BUSY} if url.startswith("sqlite") else {}
            self._engine = create_engine(address, connect_args=connect, pool_pre_ping=not connect)
        except (ArgumentError, ImportError) as error:
            raise CorpusError(
                f"台账地址不可用（{error}）；请检查 JIXIAO_LEDGER_URL，并安装它需要的数据库驱动。"
            ) from error
        self._place = (url.startswith("sqlite") and address.database) or address.render_as_string(hide_password=True)
        if url.startswith("sqlite"):
            event.listen(self._engine, "connect", _prepare_sqlite)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, doing: str) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise CorpusError(_told(error, doing, self._place)) from error


def _prepare_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-32768")  # of SQLite's own 2 MB nothing is left at the next search
    cursor.close()


_REASONS = (
    ("locked", "正被另一个程序写入", "请稍后再试"),
    ("readonly", "不能写入", "请检查文件夹和文件的权限，或用 --data 换一个文件夹"),
    ("unable to open", "打不开", "请检查文件夹是否存在、是否有权限，或用 --data 换一个文件夹"),
    ("full", "所在的磁盘已满", "请腾出空间后再试；已收入的文件不受影响"),
    ("disk i/o", "所在的磁盘读写出错", "请检查磁盘空间和磁盘状况；已收入的文件不受影响"),
    ("not a database", "已损坏或不是语料库", "请从备份恢复，或换一个文件夹后用 jixiao corpus add 重新收入"),
    ("malformed", "已损坏", "请从备份恢复，或换一个文件夹后用 jixiao corpus add 重新收入"),
)


def _told(error: SQLAlchemyError, doing: str, place: str) -> str:
    cause = " ".join(str(getattr(error, "orig", None) or error).split())
    for sign, what, advice in _REASONS:
        if sign in cause.lower():
            return f"语料库台账 {place} {what}（{doing}时）；{advice}。"
    return f"语料库台账 {place} 在{doing}时出错（{cause}）；请检查数据库是否可用。"
