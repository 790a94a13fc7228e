"""Synonyms of the field, and queries that ask for what is not there."""

import pytest

from corpus.store import Corpus
from corpus.synonyms import groups, known, spelled_out, synonyms


def test_the_list_is_sound() -> None:
    assert len(groups()) > 300
    assert all(len(word) > 1 for word in groups() if word.isascii())
    assert not [word for word, others in groups().items() if word in others or not others]


@pytest.mark.parametrize(
    ("query", "word", "other"),
    [
        ("体检人次", "体检", "健康检查"),
        ("路面硬化公里数", "路面硬化", "道路硬化"),
        ("政策知晓率", "知晓率", "普及率"),
        ("打药面积", "打药", "植保"),
        ("种粮补助标准", "补助标准", "补贴标准"),
    ],
)
def test_words_of_the_field(query: str, word: str, other: str) -> None:
    assert word in known(query)
    assert other in synonyms(query)
    assert spelled_out(query).startswith(query + " ")


def test_the_longest_word_counts_and_what_is_said_already_is_not_repeated() -> None:
    assert "道路" not in known("路面硬化")
    assert "补贴" not in synonyms("补助补贴")
    assert spelled_out("qwerty") == "qwerty"


@pytest.mark.parametrize("query", ["卫星发射次数", "电影票房", "蓝莓果酱甜度", "航母舰载机起降架次"])
def test_what_the_corpus_does_not_hold_gets_an_empty_answer(kept: Corpus, query: str) -> None:
    hits = kept.search(query)
    assert list(hits) == []
    assert "没有找到合适的结果" in hits.notes[-1]
