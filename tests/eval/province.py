"""A made-up province: tables over years, districts and departments, drawn from the built-in indicator library.

Most indicators name what they are about (a place, an object), as in real tables; the classes that everybody words alike
(满意度, 成本) repeat. The same numbers always give the same documents.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

from corpus.library import Category, LibraryIndicator, categories
from corpus.records import Budget, Department, Document, Indicator, Project, Where
from corpus.taxonomy import Level2
from corpus.values import parse_value

YEARS = tuple(range(2016, 2026))
DISTRICTS = tuple(f"示例{a}{b}{c}" for a in "东南西北中上下" for b in "河山湖林原" for c in ("县", "区"))
OFFICES = (
    "财政局", "教育局", "水利局", "林业局", "农业农村局", "卫生健康局", "民政局", "公安局", "文化和旅游局", "应急管理局",
    "市场监督管理局", "交通运输局", "生态环境局", "人力资源和社会保障局", "住房和城乡建设局", "科学技术局",
)  # fmt: skip
PLACES = tuple(
    f"{a}{b}" for a in "青白黄红金银石沙柳杨松桃梅竹云龙" for b in ("溪镇", "岭乡", "桥街道", "坪村", "湾社区")
)
OBJECTS = (
    "主干道", "中心小学", "卫生院", "敬老院", "水库", "河道", "灌渠", "文化站", "农贸市场", "产业园", "信息平台", "监测站点",
    "公交站亭", "污水管网", "防火通道", "图书馆", "体育场", "养老服务中心", "保障房小区", "便民大厅", "档案库房", "泵站",
    "果园", "示范田", "护林站",
)  # fmt: skip
PROJECTS_EACH = 10
"""Tables of one document: a department's projects of a year."""
ROWS_EACH = 12
_COMMON = {Level2.SATISFACTION, Level2.COST, Level2.TIMELINESS}


def documents(indicators: int, seed: int = 1) -> Iterator[Document]:
    """As many documents as hold ``indicators`` indicators between them, no two alike."""
    made = 0
    number = 0
    while made < indicators:
        number += 1
        document = _document(number, random.Random(seed * 1_000_003 + number))
        made += sum(len(project.indicators) for project in document.projects)
        yield document


def questions(count: int, seed: int = 7) -> list[str]:
    """What officers might ask of it: names of the library, some with an object, some in part."""
    draw = random.Random(seed)
    names = [row.name for category in categories() for row in category.indicators]
    asked = []
    for _ in range(count):
        name = draw.choice(names)
        asked.append(draw.choice((name, f"{draw.choice(OBJECTS)}{name}", name[: max(4, len(name) - 2)], "群众满意度")))
    return asked


def _document(number: int, draw: random.Random) -> Document:
    year, district, office = draw.choice(YEARS), draw.choice(DISTRICTS), draw.choice(OFFICES)
    name = f"{district}{office}"
    return Document(
        source=f"{year}_{name}_{number}.xlsx",
        year=year,
        department=Department(name=name),
        projects=tuple(_project(number, no, year, draw) for no in range(1, PROJECTS_EACH + 1)),
    )


def _project(number: int, no: int, year: int, draw: random.Random) -> Project:
    category = draw.choice(categories())
    place, thing = draw.choice(PLACES), draw.choice(OBJECTS)
    rows = [draw.choice(category.indicators) for _ in range(ROWS_EACH - 1)]
    indicators = [_indicator(row, place, thing, k, draw) for k, row in enumerate(rows, 1)]
    return Project(
        no=no,
        name=f"{year}年{place}{thing}{category.name}",
        budget=Budget(total=Decimal(draw.randint(10, 500_000)) / 100),
        purpose=f"{place}{thing}的{'、'.join(draw.sample(category.spending, min(3, len(category.spending))))}",
        goals=(f"{'，'.join(o.text for o in category.outcome[:2]) or category.name}（{number}-{no}）",),
        indicators=(*indicators, _satisfaction(category, draw)),
        where=Where(page=no, table=no),
    )


def _indicator(row: LibraryIndicator, place: str, thing: str, k: int, draw: random.Random) -> Indicator:
    own = row.level2 not in _COMMON and draw.random() < 0.6
    name = f"{draw.choice((place, ''))}{thing}{row.name}" if own else row.name
    value = row.typical or f"{row.way if row.way != 'date' else '='}{draw.randint(1, 300)}{row.unit or '项'}"
    return Indicator(
        level2=row.level2,
        level3=name,
        description=row.about if draw.random() < 0.5 else "",
        value=parse_value(value),
        where=Where(row=k),
    )


def _satisfaction(category: Category, draw: random.Random) -> Indicator:
    who = draw.choice((*category.satisfaction, "群众", "服务对象"))
    return Indicator(
        level2=Level2.SATISFACTION,
        level3=f"{who}满意度",
        description="",
        value=parse_value(f"≥{draw.choice((85, 90, 92, 95, 98))}%"),
        where=Where(row=ROWS_EACH),
    )
