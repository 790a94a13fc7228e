"""Which spending categories a project belongs to, by the words of its name, its purpose and its department."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from corpus.library import Category, categories
from errors import ConfigError

_NAME_WEIGHT = 2
"""A word in the project's name counts so many times a word in its purpose."""
_LEAST = 4
_SHARE = 0.7
"""A second category needs this share of the first one's score."""
_MOST = 2
_EVEN = 0.9
"""From this share of the best score on two categories are even."""
_PLAIN = 20
"""Score from which a category is no guess: its word in the name, and another one."""
_SOME, _CLEAR = 12, 1.6
"""So much is enough where no other category comes near: the best has so many times its score."""
_AHEAD = 1.2
"""A category is a guess where another one comes nearer than this."""
_COMMON = 6
"""Categories from which on a pair of characters in indicator names says nothing about the matter."""
_MANY = 3
"""Pairs of an indicator's name that a text has to share where it lacks the one with which the name begins."""
_WIDE = 4
"""Categories from which on a word of one of them says nothing about the matter."""
_FORM_FIRST = 1.5
"""A form of spending comes before the sectors where it scores so many times the best of them: a party school's courses."""


def recognise(name: str, purpose: str, department: str = "") -> tuple[Category, ...]:
    """The categories that the words speak for, best first; empty where they speak for none. Sectors come before forms
    of spending, unless the form is plainly what the project is."""
    scored = _scored(name, purpose, department)
    sectors = [(s, c) for s, c in scored if not c.form]
    forms = [(s, c) for s, c in scored if c.form]
    if max(s for s, _ in forms) >= _FORM_FIRST * max(s for s, _ in sectors):
        return _best(forms)
    return _best(sectors, name, department)


def is_plain(name: str, purpose: str, department: str = "") -> bool:
    """Whether so many words speak for the best category that it is hardly a guess."""
    scored = _scored(name, purpose, department)
    form = max(score for score, c in scored if c.form)
    first, second = sorted((score for score, c in scored if not c.form), reverse=True)[:2]
    near = second * _CLEAR > first
    return form >= _FORM_FIRST * first or first >= (max(_PLAIN, second * _AHEAD) if near else _SOME)


def speaks_of(indicator: str, text: str, *, plainly: bool = False) -> bool:
    """Whether ``text`` has a word of the indicator's name that is not one of those that every sector's names have.

    ``plainly``: nor a word of one sector that others' names have too (道路, 垃圾); and the word with which the name
    begins, or several.
    """
    pairs = _pairs(indicator) - _common_pairs()
    if not plainly:
        return any(pair in text for pair in pairs)
    said = [pair for pair in pairs - _wide_words() if pair in text]
    return len(said) >= _MANY or (bool(said) and indicator[:2] in text)


def of_another_sector(indicator: str, text: str) -> bool:
    """Whether ``indicator`` names a matter of some sector and takes up no word of ``text``: 新增造林面积 of a vocational school.

    Words that the indicators of many sectors have (就业, 宣传) name no sector's matter.
    """
    return not speaks_of(indicator, text) and any(word in indicator for word in _own_words())


def is_general(text: str) -> bool:
    """Whether ``text`` holds nothing but words that every sector's indicators have: 群众满意度, 完成及时率."""
    common = {j for k in range(len(text) - 1) if text[k : k + 2] in _common_pairs() for j in (k, k + 1)}
    return all(k in common or not c.isalnum() for k, c in enumerate(text))


def named(text: str) -> Category:
    """The category that ``text`` names: its id, its name, a part of its name, or one of its words.

    Raises ConfigError where it names none.
    """
    for category in categories():
        if text.strip() in (category.id, category.name):
            return category
    near = [c for c in categories() if text.strip() in c.name or any(w == text.strip() for w in c.words)]
    if near:
        return near[0]
    known = "、".join(c.name for c in categories())
    raise ConfigError(f"支出类别“{text}”不认识；可用：{known}。")


def form_of(name: str, purpose: str) -> Category | None:
    """The form of spending that the words speak for most, whatever the sector; None where they speak for none."""
    scored = [(_score(c, ((name, _NAME_WEIGHT), (purpose, 1))), c) for c in categories() if c.form]
    found = _best(scored)
    return found[0] if found else None


def _score(category: Category, texts: Sequence[tuple[str, int]]) -> int:
    """How much the words speak for ``category``; a word inside a longer one that also speaks counts once."""
    total = 0
    for text, times in texts:
        taken: list[str] = []
        for word, weight in _longest_first(category.id):
            if word in text and not any(word in longer for longer in taken):
                taken.append(word)
                total += weight * times
    return total


@cache
def _longest_first(category_id: str) -> tuple[tuple[str, int], ...]:
    """The words of a category with their weights."""
    words = next(c.words for c in categories() if c.id == category_id)
    return tuple(sorted(words.items(), key=lambda pair: -len(pair[0])))


def _scored(name: str, purpose: str, department: str) -> list[tuple[int, Category]]:
    texts = ((name, _NAME_WEIGHT), (purpose, 1), (department, 1))
    return [(_score(category, texts), category) for category in categories()]


@lru_cache(maxsize=1)
def _common_pairs() -> frozenset[str]:
    """Character pairs that the indicators of many categories have: 数量, 合格, 活动."""
    seen = Counter(pair for c in categories() for pair in {p for i in c.indicators for p in _pairs(i.name)})
    return frozenset(pair for pair, count in seen.items() if count >= _COMMON)


@lru_cache(maxsize=1)
def _own_words() -> frozenset[str]:
    """Words of sectors that the indicator names of few sectors have: 造林, 贴息."""
    return frozenset(word for word, spread in _spread().items() if spread < _WIDE)


@lru_cache(maxsize=1)
def _wide_words() -> frozenset[str]:
    """Words of sectors that the indicator names of several sectors have."""
    return frozenset(word for word, spread in _spread().items() if spread >= _WIDE)


@lru_cache(maxsize=1)
def _spread() -> dict[str, int]:
    """Word of a sector → in how many sectors' indicator names it stands."""
    sectors = [c for c in categories() if not c.form]
    names = ["\0".join(i.name for i in c.indicators) for c in sectors]
    return {word: sum(word in told for told in names) for c in sectors for word in c.words}


def _pairs(text: str) -> set[str]:
    return {text[k : k + 2] for k in range(len(text) - 1)}


def _best(scored: list[tuple[int, Category]], name: str = "", department: str = "") -> tuple[Category, ...]:
    """The best first; of two that are all but even the one of which the department's name speaks, or the project's first."""
    top = max(score for score, _ in scored)
    ranked = sorted(
        scored,
        key=lambda pair: (
            (-_score(pair[1], ((department, 1),)), _place(pair[1], name)) if pair[0] >= top * _EVEN else (0, len(name)),
            -pair[0],
            pair[1].id,
        ),
    )
    return tuple(c for s, c in ranked[:_MOST] if s >= max(_LEAST, top * _SHARE))


def _place(category: Category, name: str) -> int:
    """Where in ``name`` the first word of ``category`` stands."""
    return min((name.find(word) for word in category.words if word in name), default=len(name))
