"""Rows taken for a table, each thing said once: when two rows say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.taxonomy import BENEFITS, Level2
from drafting.draft import DraftRow, SourceKind
from drafting.history import similarity

_ONCE = re.compile(r"(成活|审核|足额|(?<!培训)考核达标)(?!通过)[^率]{0,4}率$|(?:认定|确认|核定)[准正]确率$")
_ACCEPTED = re.compile(r"验收(?:合格|通过)率$")
_GENERAL_WORK = re.compile(r"^(?:建设|改造|治理|道路|维修|修缮|项目)*工程(?:项目)?验收合格率$")
"""Whatever is built; it says the same as the acceptance of the very thing."""
_WORKS = frozenset({"activities/build", "activities/repair"})
_GOODS = frozenset({"activities/purchase", "activities/supply", "activities/print"})
_IN_USE = re.compile(r"(?:投入使用|恢复使用|利用)率$")
"""Whether what was bought or built is used: one of the kind is enough."""
_SAME_WORK = 0.45
"""Share of common character pairs from which two acceptance rates are of the same work."""
_TAUGHT = re.compile(r"培训(?:内容|成果)应用率$")
_PASSED = re.compile(r"(?:数据)?(?:合格|达标)率$")
_SAME_TESTED = 0.75
"""Share from which what is tested is the same: 水质检测数据合格率 beside 水质检测达标率."""
_RATES = BENEFITS | {Level2.QUALITY}
_SAME = 0.6
"""Names with this share of common character pairs say the same and stand in a table once."""


class Chosen(list[DraftRow]):
    """Rows already taken; a row whose name says the same as a taken one is left out."""

    def __init__(self, rows: Iterable[DraftRow] = ()) -> None:
        super().__init__()
        self.add(rows)

    def add(self, rows: Iterable[DraftRow], most: int | None = None) -> None:
        """Take the first ``most`` new ones of ``rows``; all of them where it is None."""
        for row in rows:
            if most is not None and most <= 0:
                return
            if not any(same(row, taken) for taken in self):
                self.append(row)
                most = most if most is None else most - 1

    def count_of(self, level: Level2) -> int:
        """How many rows of a class are taken."""
        return sum(row.level2 is level for row in self)


def same(a: DraftRow, b: DraftRow) -> bool:
    """Whether two rows say the same thing, so that one table holds only one of them."""
    if a.name == b.name or a.description == b.description:
        return True
    if a.level2 is Level2.QUALITY and b.level2 is Level2.QUALITY and _measure(a.name) == _measure(b.name) != "":
        return True
    if a.level2 is b.level2 is Level2.QUALITY and _GENERAL_WORK.search(a.name) and _ACCEPTED.search(b.name):
        return b.sources[0].id in ("activities/build", "activities/repair")
    if a.level2 is Level2.QUANTITY and b.level2 is Level2.QUANTITY:
        return a.sources[0].kind is not SourceKind.USER and similarity(a.name, b.name) >= _SAME
    accepted = a.level2 is b.level2 is Level2.QUALITY and _ACCEPTED.search(a.name) and _ACCEPTED.search(b.name)
    if accepted and (similarity(_accepted(a.name), _accepted(b.name)) >= _SAME_WORK or _alike_made(a, b)):
        return True
    if all(_TAUGHT.search(row.name) for row in (a, b)):
        return True
    tested = a.level2 is b.level2 is Level2.QUALITY and a.pending and _PASSED.search(a.name) and _PASSED.search(b.name)
    if tested and similarity(_PASSED.sub("", a.name), _PASSED.sub("", b.name)) >= _SAME_TESTED:
        return True
    if a.level2 is b.level2 is Level2.SOCIAL and _IN_USE.search(a.name) and _IN_USE.search(b.name):
        return True
    rates = a.level2 in _RATES and b.level2 in _RATES and a.name[-3:] == b.name[-3:]
    return rates and similarity(a.name, b.name) >= _SAME


def of_several(row: DraftRow) -> DraftRow:
    """One acceptance rate for all that is made or bought, called by its first thing: 水罐消防车等验收合格率."""
    thing = _ACCEPTED.sub("", row.name)
    name = f"{thing}等{row.name.removeprefix(thing)}"
    about = f"{thing}等验收合格的项数占应验收项数的比例"
    return row.model_copy(update={"name": name, "description": about})


def alike_accepted(row: DraftRow, rows: Iterable[DraftRow]) -> bool:
    """Whether one of ``rows`` is another acceptance rate of works, or of goods, as ``row`` is."""
    return bool(_ACCEPTED.search(row.name)) and any(
        other.name != row.name and _ACCEPTED.search(other.name) and _alike_made(row, other) for other in rows
    )


def _alike_made(a: DraftRow, b: DraftRow) -> bool:
    """Whether two open acceptance rates are both of works or both of goods: one of each is enough."""
    kinds = {row.sources[0].id for row in (a, b)}
    of_sector = any(_of_sector(row) for row in (a, b))  # 公路工程验收合格率 beside 路面修复验收合格率
    return a.pending and b.pending and (of_sector or any(kinds <= made for made in (_WORKS, _GOODS)))


def _of_sector(row: DraftRow) -> bool:
    return row.sources[0].kind is SourceKind.LIBRARY and not row.sources[0].id.startswith("activities/")


def _accepted(name: str) -> str:
    """What an acceptance rate is about: 服务中心 in 服务中心建设验收合格率."""
    return re.sub(r"[（(].*?[)）]|建设|新建|改造|创建|制作|工程|" + _ACCEPTED.pattern, "", name) or name


def _measure(name: str) -> str:
    """What a quality row measures where one of the kind is enough: whether those paid were entitled, and got all."""
    match = _ONCE.search(name)
    return (match[1] or "审核") if match else ""
