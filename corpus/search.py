"""Query → hits: two arms (words, meaning), one order, and for each hit why it was found.

The arms' own scores are added with weights, for an indicator also those of its project and of what it measures;
figures in docs/evaluation-search.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from corpus.chars import fold
from corpus.entries import Brief, Entry, plain_name
from corpus.hits import Filters, Hit, Spread
from corpus.measures import asked as asked_measure
from corpus.measures import measures

Ranked = Sequence[tuple[int, float]]
"""Row numbers with an arm's own score, best first."""
Key = TypeVar("Key")
LEXICAL_WEIGHT = 0.5
DENSE_WEIGHT = 1.0
PROJECT_WEIGHT = 0.25
"""What an indicator gains, beside 1 for being first in both arms, where its project is the nearest to the query: the
query names a project and one of its indicators (``网球赛花了多少``)."""
MEASURE_WEIGHT = 0.2
"""What it gains where it measures what the query asks for: money, time, a share, a number, satisfaction."""
WEAK_FACTOR = 0.7
"""What a weak indicator's score is multiplied with: it falls behind the next five or so sound ones and still shows
where nothing else answers the question."""
NAMED_FACTOR = 0.93
"""The same for a weak indicator that was asked for by name: it gives way to a sound equal, not to something else."""
NAMED_SHARE = 0.6
"""From which share of the query's characters standing in an indicator's name it counts as asked for by name."""
OTHER_NAME = 0.99
"""What every score is multiplied with, so that only an entry whose whole name was asked for has 1."""
_SHORTEST = 2
_MOST_WORDS = 6
JUDGED = 10
"""Hits by which it is judged whether the corpus holds anything that fits."""


@dataclass
class Found:
    """An entry with what the arms said about it."""

    row: int
    entry: Brief
    score: float
    words: tuple[str, ...]
    """Parts of the query that the entry holds, two characters and longer, in the query's order."""
    cosine: float | None

    members: list[Found] = field(default_factory=list)

    @property
    def weak(self) -> bool:
        """Whether the reviewer rejects it."""
        return bool(self.entry.weak)


def fuse(lexical: Ranked, dense: Ranked, spread: float | None) -> dict[int, float]:
    """Rows with scores from 0 to 1, in no order; 1 is the first of both arms (or of the only one that answers).

    An arm's own scores count, against its best: words in proportion, cosines by how far they fall below the best one,
    measured against ``spread`` (None: the whole span of the answers).
    """
    scores: dict[int, float] = {}
    full = (LEXICAL_WEIGHT if lexical else 0) + (DENSE_WEIGHT if dense else 0)
    for key, score in lexical:
        scores[key] = LEXICAL_WEIGHT * max(score, 0) / max(lexical[0][1], 1e-9) / full
    for key, share in nearness(dense, spread).items():
        scores[key] = scores.get(key, 0.0) + DENSE_WEIGHT * share / full
    return scores


def nearness(dense: Sequence[tuple[Key, float]], spread: float | None) -> dict[Key, float]:
    """What ``dense`` names with 1 for the nearest, less the further away, 0 from ``spread`` on (None: at the last one)."""
    if not dense:
        return {}
    best = dense[0][1]
    span = spread or max(best - dense[-1][1], 1e-9)
    return {key: max(0.0, 1 - (best - cosine) / span) for key, cosine in dense}


def rank(
    query: str,
    lexical: Ranked,
    dense: Ranked,
    find: Callable[[list[int]], Mapping[int, Brief]],
    floor: float | None,
    spread: float | None,
    projects: Sequence[tuple[str, float]] = (),
) -> list[Found]:
    """Every entry that fits, best first, weak and sound alike.

    An entry fits where it holds a word of the query or where its cosine reaches ``floor`` (None: any cosine will do);
    without a dense arm, two scattered characters will do. An entry whose whole name is the query comes first.
    ``projects``: ids of the tables nearest to the query, where indicators are looked for.
    """
    scores = fuse(lexical, dense, spread)
    entries = find(list(scores))
    _weigh_indicators(scores, entries, query, nearness(projects, spread))
    cosines = dict(dense)
    asked = plain_name(query)
    found = []
    for key, entry in entries.items():
        words = common_words(query, entry)
        if not words and not dense:
            words = common_characters(query, entry)
        cosine = cosines.get(key)
        near = cosine is not None and (floor is None or cosine >= floor)
        if words or near or asked == plain_name(entry.name):
            score = 1.0 if asked == plain_name(entry.name) else OTHER_NAME * scores[key]
            found.append(Found(key, entry, score, words, cosine))
    return sorted(found, key=lambda f: (-f.score, -(f.cosine or 0), f.entry.id))


def _weigh_indicators(
    scores: dict[int, float], entries: Mapping[int, Brief], query: str, projects: Mapping[str, float]
) -> None:
    """Let an indicator's project and what it measures count too; scores stay between 0 and 1."""
    wanted = asked_measure(query)
    full = 1 + (PROJECT_WEIGHT if projects else 0) + (MEASURE_WEIGHT if wanted else 0)
    for key, entry in entries.items():
        if entry.kind == "indicator":
            scores[key] += PROJECT_WEIGHT * projects.get(entry.table_id, 0.0)
            scores[key] += MEASURE_WEIGHT * bool(wanted and measures(entry, wanted))
            scores[key] /= full


def by_name(query: str, found: Sequence[Found]) -> bool:
    """Whether the whole name of one of the first hits is asked for."""
    asked = plain_name(query)
    return any(asked == plain_name(one.entry.name) for one in found[:JUDGED])


def prefer_sound(query: str, found: Sequence[Found]) -> list[Found]:
    """The same entries with weak ones lowered."""
    asked = fold(query)
    for one in found:
        if one.weak:
            name = fold(one.entry.name)
            named = sum(len(word) for word in one.words if word in name) >= NAMED_SHARE * len(asked)
            one.score *= NAMED_FACTOR if named else WEAK_FACTOR
    return sorted(found, key=lambda f: (-f.score, f.weak, -(f.cosine or 0), f.entry.id))


def fold_alike(found: Sequence[Found]) -> list[Found]:
    """One of each kind of alike entries, the others as its members; a sound one stands for the kind where there is one."""
    kinds: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        kinds.setdefault(one.entry.alike, []).append(one)
    folded = []
    for group in kinds.values():
        first, *rest = sorted(group, key=lambda f: f.weak)
        first.score = max(f.score for f in group if f.weak == first.weak)
        first.members = rest
        folded.append(first)
    return sorted(folded, key=lambda f: -f.score)


def hit(found: Found, query: str, filters: Filters, entries: Mapping[str, Entry], tables: int) -> Hit | None:
    """``found`` as it is shown, with its reasons, those of its members that are among ``entries``, the spread of the
    values of all of them, and the number of ``tables`` that hold it or one alike. None where it is gone from the ledger.
    """
    group = (found, *found.members)
    if found.entry.id not in entries:
        return None
    first, *members = (
        Hit.of(entries[one.entry.id], one.score, why(one, entries[one.entry.id], query, filters))
        for one in group
        if one.entry.id in entries
    )
    spreads = Spread.of([(one.entry.value, one.weak) for one in group])
    return first.model_copy(
        update={
            "members": tuple(members),
            "count": tables,
            "spread": spreads[0] if spreads else None,
            "spreads": spreads,
        }
    )


def why(found: Found, entry: Entry, query: str, filters: Filters) -> list[str]:
    """The reasons for one hit, in Chinese, strongest first."""
    reasons = []
    if plain_name(query) == plain_name(entry.name):
        reasons.append("名称相同")
    if found.words:
        reasons.append("命中词" + "".join(f"「{word}」" for word in found.words[:_MOST_WORDS]))
    if found.cosine is not None:
        reasons.append(f"语义相近 {found.cosine:.2f}")
    if filters.level2:
        reasons.append(f"同类别：{entry.level2}")
    if filters.departments is not None:
        reasons.append(f"同部门：{entry.department}")
    if filters.year is not None:
        reasons.append(f"同年度：{entry.year}")
    if filters.budget_min is not None or filters.budget_max is not None:
        reasons.append(f"预算相近：{entry.budget} 万元")
    if found.members:
        reasons.append(f"另有 {len(found.members)} 条相同的")
    if found.weak:
        reasons.append("审核认为有不足：" + "、".join(entry.weak or ()))
    return reasons


def common_words(query: str, entry: Brief) -> tuple[str, ...]:
    """The longest parts of ``query`` that the entry's name, description, class or context holds."""
    asked, text = fold(query).lower(), _text(entry)
    words: list[str] = []
    start = 0
    while start < len(asked):
        end = start + _SHORTEST
        while end <= len(asked) and asked[start:end] in text:
            end += 1
        word = asked[start : end - 1]
        if len(word) >= _SHORTEST and any(c.isalnum() for c in word):
            words.append(word)
            start = end - 1
        else:
            start += 1
    return tuple(dict.fromkeys(words))


def common_characters(query: str, entry: Brief) -> tuple[str, ...]:
    """The characters of ``query`` that the entry holds, where there are two or more of them."""
    text = _text(entry)
    found = tuple(dict.fromkeys(c for c in fold(query).lower() if c.isalnum() and c in text))
    return found if len(found) >= _SHORTEST else ()


def _text(entry: Brief) -> str:
    """All that is searched of an entry; no query holds the line ends between its parts."""
    return "\n".join(map(fold, (entry.name, entry.description, entry.label, entry.context))).lower()
