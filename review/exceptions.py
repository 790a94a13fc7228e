"""Exceptions that lie beside a file (``表.docx.jixiao.toml``): findings that somebody has looked at and set aside.

::

    [[ignore]]
    rule = "JX301"              # code, name or the beginning of either
    project = "消防专项"         # optional: words of the project's name
    row = "演练次数"             # optional: the indicator's name
    reason = "当年只付首期，余款列入下年预算"   # required
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from corpus.chars import fold
from corpus.records import Document, Project, Record
from errors import ConfigError
from review.findings import Finding

ENDING = ".jixiao.toml"


class Exempt(Record):
    """One exception. The reason is required: who reads the report must see why."""

    rule: str = Field(min_length=1)
    project: str | None = None
    row: str | None = None
    reason: str = Field(min_length=1)

    def covers(self, finding: Finding, project: Project | None, codes: Iterable[str]) -> bool:
        """Whether ``finding`` about ``project`` is set aside; ``codes`` are those that ``rule`` stands for."""
        if finding.code not in codes:
            return False
        if self.project is not None and fold(self.project) not in fold(finding.project or ""):
            return False
        if self.row is None:
            return True
        number = finding.where.row
        if project is None or number is None:
            return False
        return fold(self.row) == fold(project.indicators[number - 1].level3)


class _File(Record):
    """The contents of a file of exceptions."""

    ignore: tuple[Exempt, ...] = ()


def read_exceptions(path: Path) -> tuple[Exempt, ...]:
    """The exceptions in one file. Raises ConfigError naming the file and what is wrong in it."""
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).ignore
    except OSError as error:
        raise ConfigError(f"例外清单 {path.name} 读不出来（{error.strerror}）；请检查权限。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"例外清单 {path.name} 不是有效的 TOML（{error}）；请改正后再试。") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ConfigError(
            f"例外清单 {path.name} 的 {place} 不对（{first['msg']}）；每条 [[ignore]] 要有 rule 和 reason，可有 project、row。"
        ) from error


def beside(
    paths: Iterable[Path], documents: Sequence[Document]
) -> tuple[Mapping[str, tuple[Exempt, ...]], tuple[str, ...]]:
    """(source of a document → its exceptions, notices) for the files and folders that ``documents`` were read from.

    A list belongs to the document with the same contents as the file beside it, else to one of the same name.
    Raises ConfigError as :func:`read_exceptions`.
    """
    found: dict[str, tuple[Exempt, ...]] = {}
    notices = []
    for path in dict.fromkeys(file for given in paths for file in _lists(given)):
        target = path.with_name(path.name.removesuffix(ENDING))
        mark = hashlib.sha256(target.read_bytes()).hexdigest() if target.is_file() else None
        owners = [d.source for d in documents if d.sha256 == mark] or [
            d.source for d in documents if d.source == target.name
        ]
        if not owners:
            notices.append(f"例外清单 {path.name} 旁边没有它所说的文件，未使用。")
        for source in owners:
            found[source] = found.get(source, ()) + read_exceptions(path)
    return found, tuple(notices)


def _lists(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(path.rglob(f"*{ENDING}"))
    else:
        own = path.with_name(path.name + ENDING)
        if own.is_file():
            yield own
