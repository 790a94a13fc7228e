"""Whether a query asks for something that the corpus does not hold at all: then the answer is empty, never padded.

A cosine of the offline model cannot tell by itself: it is weighed against how near the query lies to what offices spend
on at large (the names of the library's categories, its indicators), beside that of its subject
alone, beside how much of the subject the best hits hold in words, and against how many texts there were to be near to.
Fitted on the labelled queries with and without an answer by tests/eval/search_empty.py; what it is worth:
docs/evaluation-search.md, docs/decisions/0048-empty-answers-and-size.md and 0057-empty-answers-and-sectors.md.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from corpus.chars import fold
from corpus.entries import Brief, Kind
from corpus.library import categories
from corpus.library.recognise import is_general
from corpus.synonyms import groups, known

if TYPE_CHECKING:
    from corpus.embed import Vectors

_MEASURES = frozenset("的了吗呢着过多少几个次数量率人额度不没有得到能会好是在给和与比例程度情况件项台大小")
"""Characters of counting and asking: an entry that holds them holds nothing of the subject yet."""
_SPOKEN = re.compile(
    r"[的了吗呢得着能会不没太哪咱俺啥咋搞弄]|多少|多[久远长大]|几[个次场回趟部号公天]|怎么|什么|万一|老板|人家|孩子|乡下|城里|村里|家里|出去|给.{1,6}[修买添发]"
)
"""Signs of spoken language, for which the model's cosines lie lower: fewer of those queries are foreign."""
_GENERAL = re.compile(
    r"建设|维修|修缮|补贴|补助|资助|监管|监督|更新|改造|购置|采购|维护|养护|运营|运行|运维|项目|工程|经费|资金|费用|保护|服务|管理|工作|专项|扶持|"
    r"机构|公司|部门|单位|设施|设备|系统|平台|活动|安装|发放|制造|生产|处理|市场|基地|中心|城市|农村|国家|全县|全市|开展|举办|实施|推进|提升|提高|加强|"
    r"保障|促进|发展|新增|扩建|新建"
)
"""What any project could be called: a table that holds it holds nothing of the subject yet."""


_EVERYWHERE = re.compile(r"满意[度率]?|及时率?|时效|成本|(?:经济|社会|生态)效益|可持续影响")
"""What every table measures, by the names of its classes."""
BACKGROUND = Path(__file__).parent / "library" / "background.npz"
_RIVALS = 3
"""The nearest categories of the library that count apart from the mean of all."""
_FIRST = 3
"""Hits whose sectors are those that answer; all of them, for a word of another sector."""
_STRONG = 5
"""Weight of a category's word from which on it speaks for that category alone."""


@dataclass(frozen=True)
class Signs:
    """What speaks for an answer and against it."""

    question: float
    """The highest cosine of an entry to the question."""
    subject: float
    """The same to its subject."""
    rivals: float
    """The cosines of question and subject to the nearest categories of the library, added, their mean."""
    names: float
    """The question's mean cosine to all categories: spoken questions lie further from everything."""
    indicators: float
    """The same to the library's indicators: some questions are worded as an indicator is, whatever they ask for."""
    words: float
    """The largest share of the subject that a hit holds in pairs of characters or synonyms."""
    characters: float
    """The same in single characters."""
    spoken: float
    """1 for a spoken or a long query, of which no hit holds a large share in words, otherwise 0."""
    elsewhere: float
    """The weight, as a share of a strong one, of the question's strongest word of a sector to which no hit belongs, and
    that no hit holds."""
    sector: float
    """How much nearer the question lies to the indicators of some category than to those of the first hits' categories;
    0 for a question that could be any sector's."""
    size: float
    """Doublings of one text that make the texts searched: the more there are, the nearer one lies by chance."""


_WEIGHTS: Mapping[Kind, tuple[float, Signs]] = MappingProxyType(
    {
        "indicator": (
            1.0670,
            Signs(
                question=1, subject=0.2218, rivals=0, names=1.6196, indicators=-1.6478, words=0.0509, characters=0.0286,
                spoken=0.0288, elsewhere=-0.0174, sector=-0.2980, size=0,
            ),
        ),
        "table": (
            1.0080,
            Signs(
                question=1, subject=0.6039, rivals=-0.3559, names=0.9139, indicators=-0.6765, words=0.0401,
                characters=0.0149, spoken=0.0274, elsewhere=-0.0235, sector=-0.9778, size=-0.0063,
            ),
        ),
    }
)  # fmt: skip
"""What a query needs, and what each sign counts. The need lies below all answered queries but one of each kind."""
_LARGEST: Mapping[Kind, float] = MappingProxyType({"indicator": 9.5, "table": 6.5})
"""The size from which on it counts no more: some one and a half doublings beyond the corpora that were measured."""
_READ = 100
"""Characters of a query in which its subject is looked for."""
_LONG = 20
"""Characters from which a query is a description."""


def foreign(signs: Signs, kind: Kind) -> bool:
    """Whether a query with these ``signs`` fits nothing."""
    least, weights = _WEIGHTS[kind]
    score: float = sum(sign * weight for sign, weight in zip(astuple(signs), astuple(weights), strict=True))
    return score < least


def subject(query: str) -> str:
    """``query`` without what is counted and how it is asked: ``学校食堂浪费多少`` → ``学校食堂浪费``; itself where nothing
    is left."""
    asked = fold(query).lower()[:_READ]
    left = "".join(c if c.isalnum() and c not in _MEASURES else " " for c in asked)
    return " ".join(left.split()) or query


@dataclass(frozen=True)
class Best:
    """One of the best hits."""

    words: str
    """Name, description, class and context, folded."""
    sectors: Set[str]
    """Ids of the categories of its project; empty where none was recognised."""

    @classmethod
    def of(cls, entry: Brief, sectors: Set[str]) -> Best:
        """As the search found it."""
        return cls(fold(" ".join((entry.name, entry.description, entry.label, entry.context))).lower(), sectors)


def signs(
    query: str, kind: Kind, best: Sequence[Best], vectors: Vectors, cosines: Sequence[float], texts: int
) -> Signs:
    """The signs of ``query`` with its ``best`` hits among ``texts`` different ones; ``vectors`` are those of the question
    and of its subject, shape ``(2, dimension)``, ``cosines`` the highest of an entry to each. All of the offline model.
    """
    import numpy as np

    background = _background()
    near = np.sort(background.names @ vectors.T, axis=0)
    asked = fold(query).lower()
    content = [i for i, c in enumerate(asked) if c.isalnum() and c not in _MEASURES]
    if kind == "table":
        general = {i for match in _GENERAL.finditer(asked) for i in range(*match.span())}
        content = [i for i in content if i not in general] or content
    words = characters = 0.0
    for one in best if content else ():
        held = _held(asked, one.words)
        words = max(words, sum(i in held for i in content) / len(content))
        characters = max(characters, sum(asked[i] in one.words for i in content) / len(content))
    question, subject = cosines
    return Signs(
        question=question,
        subject=subject,
        rivals=float(near[-_RIVALS:].mean(axis=0).sum()),
        names=float(near[:, 0].mean()),
        indicators=float(background.indicators @ vectors[0]),
        words=words,
        characters=characters,
        spoken=float(not content or len(asked) > _LONG or bool(_SPOKEN.search(asked))),
        elsewhere=_elsewhere(asked, best),
        sector=_other_sector(asked, vectors[0], {sector for one in best[:_FIRST] for sector in one.sectors}),
        size=min(math.log2(max(texts, 1)), _LARGEST[kind]),
    )


def _elsewhere(asked: str, best: Sequence[Best]) -> float:
    """Between 0 and 1: how strongly the question speaks of a sector that none of the hits belongs to."""
    weights = _sector_words()
    spoken = [word for word in weights if word in asked]
    spoken = [word for word in spoken if not any(word != other and word in other for other in spoken)]

    def missing(one: Best) -> int:
        return max(
            (
                max(weights[word].values())
                for word in spoken
                if weights[word].keys().isdisjoint(one.sectors)
                and not any(said in one.words for said in (word, *groups().get(word, ())))
            ),
            default=0,
        )

    return min(min(map(missing, best), default=0), _STRONG) / _STRONG


def _other_sector(asked: str, vector: Vectors, sectors: Set[str]) -> float:
    """How much nearer ``vector`` lies to the indicators of some category than to those of ``sectors``; 0 where ``asked``
    could be asked in any sector."""
    if is_general(_EVERYWHERE.sub(" ", asked)):
        return 0
    background = _background()
    cosines = background.measures @ vector
    own = [cosines[k] for k, category in enumerate(background.ids) if category in sectors]
    return float(cosines.max() - (max(own) if own else cosines.mean()))


@lru_cache(maxsize=1)
def _sector_words() -> Mapping[str, Mapping[str, int]]:
    """Words that speak for a sector → id of the category → weight."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for category in categories():
        for word, weight in category.words.items():
            found[word][category.id] = weight
    return found


def _held(asked: str, text: str) -> set[int]:
    """Positions of ``asked`` that belong to pairs of characters or words (or synonyms of theirs) that ``text`` holds."""
    held = {j for i in range(len(asked) - 1) if asked[i : i + 2] in text for j in (i, i + 1)}
    for word in known(asked):
        if any(other in text for other in groups()[word]):
            start = asked.index(word)
            held |= set(range(start, start + len(word)))
    return held


class _Background(NamedTuple):
    """What the library looks like to the offline model; unit vectors but for the means."""

    ids: Sequence[str]
    """Of the categories."""
    names: Vectors
    """The categories' names, shape ``(categories, dimension)``."""
    measures: Vectors
    """The mean of each category's indicators, the same shape."""
    indicators: Vectors
    """The mean of all indicators with what they are about, shape ``(dimension,)``."""


@lru_cache(maxsize=1)
def _background() -> _Background:
    """As it was when the weights were fitted: tests/eval/search_background.py."""
    import numpy as np

    with np.load(BACKGROUND) as held:
        vectors = (held[key].astype(np.float32) for key in ("names", "measures", "indicators"))
        return _Background(held["ids"].tolist(), *vectors)
