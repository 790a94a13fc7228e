"""The word lists that officers may edit: every entry works as an expression, every topic has an answer for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from review.words import any_of, suggestion, words

FILES = ("measure", "classes", "basis", "values", "suggestions")


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{path}.{key}")


@pytest.mark.parametrize("name", FILES)
def test_every_word_is_an_expression(name: str) -> None:
    for path, text in _texts(words(name), name):
        if not path.endswith(".write"):
            re.compile(text)


@pytest.mark.parametrize("topic", sorted(words("suggestions")))
def test_every_topic_answers_anything(topic: str) -> None:
    assert suggestion(topic, "没有任何字眼的名称").endswith("。")
    assert all(entry["write"].endswith("。") for entry in words("suggestions")[topic])


def test_the_name_is_asked_before_the_description() -> None:
    assert "知晓率" in suggestion("unmeasurable", "社会影响力", "预防火灾")
    assert "事故起数" in suggestion("unmeasurable", "甲乙丙", "预防火灾")


def test_longer_words_win() -> None:
    match = re.search(any_of("measure", "rates.known"), "高血压患者规范管理率")
    assert match is not None
    assert match[0] == "规范管理"
