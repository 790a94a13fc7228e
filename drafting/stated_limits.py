"""Rows of the limits that the purpose sets, with the direction that the user gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.library import evidence_for
from corpus.taxonomy import Level2
from drafting.candidates import user_source
from drafting.draft import DraftRow
from drafting.limits import AT_MOST, GAINED, GOOD_OF, KEPT, ONCE_IN, POINTS, RISE, SERVED, SOLVED, SOON, named

_NATURE = re.compile(r"林|草|植被|绿|水土|水质|空气|湿地|碳")
_QUALITY = re.compile(r"(?:不合格|差错|误差|损耗|漏损|返修|故障)率$")


def limit_rows(purpose: str) -> list[DraftRow]:
    """A row for each limit that ``purpose`` sets."""
    rows: dict[str, DraftRow] = {}
    for row in _rows(purpose):
        rows.setdefault(row.name, row)
    return list(rows.values())


def _rows(purpose: str) -> Iterator[DraftRow]:
    for match in SOON.finditer(purpose):
        if name := named(match):
            yield _row(Level2.TIMELINESS, name, "≤", match, f"自受理（发现、接报）到完成的时间，对应“{match[0]}”")
    for match in AT_MOST.finditer(purpose):
        level = Level2.QUALITY if _QUALITY.search(named(match)) else Level2.SOCIAL
        yield _row(level, named(match), "≤", match, f"年度统计的{named(match)}")
    for match in KEPT.finditer(purpose):
        yield _row(Level2.QUALITY, f"{named(match)}时间", "≥", match, f"{named(match)}的最短时间")
    for match in ONCE_IN.finditer(purpose):
        yield _row(Level2.SOCIAL, named(match), "≥", match, f"完工后达到的{named(match)}")
    for match in POINTS.finditer(purpose):
        name = f"{named(match)}{match['way']}幅度"
        level = Level2.ECOLOGICAL if _NATURE.search(name) else Level2.SOCIAL
        yield _row(level, name, "≥", match, f"年末{named(match)}较上年末{match['way']}的百分点数")
    for match in RISE.finditer(purpose):
        name = f"{named(match)}{match['way']}量"
        yield _row(Level2.ECONOMIC, name, "≥", match, f"完工后{named(match)}较实施前{match['way']}的数量")
    for match in GAINED.finditer(purpose):
        name = (
            f"{match['name']}年{match['way']}额" if match["unit"].endswith("元") else f"{match['name']}{match['way']}量"
        )
        yield _row(Level2.ECONOMIC, name, "≥", match, f"项目实施后平均每{match['name'][0]}{match['way']}的数额")
    for match in GOOD_OF.finditer(purpose):
        who = named(match)
        label = "户数" if match["unit"].endswith("户") else "数" if who.endswith("人口") else "人数"
        yield _row(Level2.SOCIAL, f"{who}{label}", "≥", match, f"项目实施后{who}的{label}")
    for match in SOLVED.finditer(purpose):
        yield _row(Level2.SOCIAL, "受益人口数", "≥", match, "项目实施后受益的人口数")
    for match in SERVED.finditer(purpose):
        who = match["name"].removeprefix("受益")
        yield _row(
            Level2.SOCIAL, f"受益{who}{'' if who.endswith('人口') else '人'}数", "≥", match, f"项目实施后受益的{who}数"
        )


def _row(level: Level2, name: str, way: str, match: re.Match[str], about: str) -> DraftRow:
    told = match.groupdict()
    unit = (told["unit"] or told.get("unit2") or "").replace("％", "%")
    if match.re in (SERVED, SOLVED):
        unit += "人"
    unit = unit.replace("余", "").replace("多", "").replace("名", "人")
    return DraftRow(
        level2=level,
        name=name,
        description=about,
        value=f"{way}{told['number'] or told.get('number2')}{unit}",
        way=way,
        unit=unit,
        evidence=evidence_for(level),
        sources=(user_source(match[0]),),
    )
