"""Typing slips are mended by what the corpus holds; everything else stays as it was typed."""

from collections.abc import Iterable

import pytest

from corpus.slips import mended

HELD = {
    "环卫": 3,
    "卫保": 2,
    "保洁": 9,
    "森林": 5,
    "林防": 4,
    "防火": 7,
    "康复": 2,
    "宣传": 8,
    "传册": 1,
    "农房": 2,
    "房保": 2,
    "保险": 6,
}


def counts(pairs: Iterable[str]) -> dict[str, int]:
    return {pair: HELD[pair] for pair in pairs if pair in HELD}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("环卫保结", "环卫保洁"),
        ("深林防火", "森林防火"),
        ("农房保显", "农房保险"),
        ("森林防火", "森林防火"),
        ("宣传册", "宣传册"),
        ("乏燃料", "乏燃料"),
        ("多少钱", "多少钱"),
        ("", ""),
        ("？！abc 12", "？！abc 12"),
    ],
)
def test_mended(typed: str, meant: str) -> None:
    assert mended(typed, counts) == meant
