"""The rows that a reader sees first: counts under the user's own words, and nothing of another matter among them."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.library import activity_kinds, units
from corpus.taxonomy import Level2
from drafting.brief import Brief, brief_of
from drafting.compose import draft
from drafting.draft import DraftRow, SourceKind
from tests.drafting.counted import COUNTED

FIRST = 5
BRIEFS = [json.loads(line) for line in (Path(__file__).parent / "briefs.jsonl").read_text("utf-8").splitlines()]
OURS = {kind.noun for kind in activity_kinds()} | {
    *units().labels.values(),
    "数量",
    "发放",
    "覆盖",
    "活动",
    "办理",
    "件数",
}
"""Words that a name of a count may have besides the user's."""
PIECES = 5


NOT_FIRST = {
    "对老人居室、走廊扶手和消防管网进行改造": "甲乙丙改造里程",
    "对6家粮油加工企业技术改造按设备投资额的15%补助": "15%补助对象审核准确率",
    "应急供应网点补贴2家，组织粮食应急演练1次": "补贴面积核实准确率",
    "按常住人口32万人配套，开展老年人健康体检": "按常住人口人数",
    "护理员与失能老人按1:3配备，护理员48人": "失能老人按1:3配备数量",
    "加装电梯10部，每部奖补15万元": "每部奖补发放人数",
    "政府质量奖奖励2家，商标注册与推广": "与品牌推广数量",
    "卫生院运转，物业纠纷调解委员会运行": "物业纠纷调解委员会完好率",
    "运动员交流输送，青少年夏令营2期": "训练运动员人数",
}


NOT_OF_THE_SECTOR = [
    ("工伤预防", "工伤预防宣传培训企业120家、职工6000人次", "示例县人力资源和社会保障局", "结案率"),
    ("校车运营补助", "全县32辆校车，按每车每年3万元补助", "示例县教育体育局", "资助对象"),
    ("城乡居民养老保险代办员补贴", "155个行政村代办员每人每月100元", "示例县人力资源和社会保障局", "养老待遇"),
    ("大中型水库移民后期扶持", "对水库移民12920人直补，每人每年600元", "示例县水利局", "补偿"),
    ("事业单位法人登记与机构编制核查", "法人登记公告，实地核查", "示例县委编办", "编制规划"),
]


def _first(brief: Brief) -> list[DraftRow]:
    return list(draft(brief).rows[:FIRST])


def _of(purpose: str, name: str = "甲乙丙") -> Brief:
    return brief_of({"name": name, "budget": 10, "purpose": purpose, "year": 2027})


@pytest.mark.parametrize("purpose", COUNTED)
def test_counts_stand_under_the_users_words(purpose: str) -> None:
    rows = draft(_of(purpose)).rows
    own = [row.name for row in rows if row.level2 is Level2.QUANTITY and row.sources[0].kind is SourceKind.USER]
    assert own == COUNTED[purpose]


@pytest.mark.parametrize("purpose", NOT_FIRST)
def test_words_cut_wrongly_and_other_matters_are_no_rows(purpose: str) -> None:
    assert NOT_FIRST[purpose] not in [row.name for row in draft(_of(purpose)).rows]


@pytest.mark.parametrize(("name", "purpose", "department", "other"), NOT_OF_THE_SECTOR)
def test_a_sure_sector_brings_no_first_row_that_the_brief_has_no_word_of(
    name: str, purpose: str, department: str, other: str
) -> None:
    brief = brief_of({"name": name, "budget": 10, "purpose": purpose, "department": department, "year": 2027})
    assert not [row.name for row in _first(brief) if other in row.name]


@pytest.mark.parametrize("told", BRIEFS, ids=[b["sector"] for b in BRIEFS])
def test_names_of_counts_are_made_of_the_users_words(told: dict[str, object]) -> None:
    brief = brief_of({k: v for k, v in told.items() if k != "sector"})
    for row in _first(brief):
        if row.level2 is Level2.QUANTITY and {source.kind for source in row.sources} == {SourceKind.USER}:
            assert _pieces(row.name, brief.name + brief.purpose) <= PIECES, row.name


@pytest.mark.parametrize("told", BRIEFS, ids=[b["sector"] for b in BRIEFS])
def test_the_sectors_first_rows_take_up_a_word_of_the_brief(told: dict[str, object]) -> None:
    brief = brief_of({k: v for k, v in told.items() if k != "sector"})
    text = brief.name + brief.purpose
    for row in _first(brief):
        sector = all(source.kind is SourceKind.LIBRARY for source in row.sources)
        if sector and row.level2 in (Level2.QUANTITY, Level2.QUALITY):
            assert any(a + b in text for a, b in pairwise(row.name)), row.name


def _pieces(name: str, text: str) -> int:
    """Of how few words of ``text`` and of ours ``name`` is put together."""
    fewest = [0] + [len(name) * 9] * len(name)
    for stop in range(1, len(name) + 1):
        for start in range(stop):
            piece = name[start:stop]
            if piece in OURS or (len(piece) > 1 and piece in text) or piece in "、和":
                fewest[stop] = min(fewest[stop], fewest[start] + 1)
    return fewest[-1]
