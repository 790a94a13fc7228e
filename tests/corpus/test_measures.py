"""What a question asks to be measured, and what an indicator measures."""

import pytest

from corpus.entries import Brief
from corpus.measures import Measure, asked, measures
from corpus.store import Corpus


@pytest.mark.parametrize(
    ("query", "measure"),
    [
        ("学员给老师打分", Measure.SATISFACTION),
        ("一亩地补多少", Measure.MONEY),
        ("每人每月给多少", Measure.MONEY),
        ("款项什么时候到账", Measure.TIME),
        ("设备能用的占几成", Measure.SHARE),
        ("发了多少份传单", Measure.COUNT),
        ("受益人数", Measure.COUNT),
        ("森林防火", None),
        ("数据共享", None),
    ],
)
def test_what_is_asked(query: str, measure: Measure | None) -> None:
    assert asked(query) is measure


@pytest.mark.parametrize(
    ("measure", "names"),
    [
        (Measure.SATISFACTION, {"群众满意度", "学生家长满意度"}),
        (Measure.MONEY, {"项目总成本", "维修单价"}),
        (Measure.TIME, {"开学前完工率"}),
        (
            Measure.COUNT,
            {
                "防火演练次数",
                "护林员培训人次",
                "举办推介活动数量（个）",
                "签约项目个数",
                "供水管网改造长度",
                "受益人口数",
            },
        ),
    ],
)
def test_what_an_indicator_measures(kept: Corpus, measure: Measure, names: set[str]) -> None:
    entries = [entry for document in kept.list() for entry in kept.entries(document.id)]
    assert {entry.name for entry in entries if measures(Brief.of(entry), measure)} == names
