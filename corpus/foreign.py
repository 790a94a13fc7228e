"""Whether a query asks for something that the corpus does not hold at all: then the answer is empty, never padded.

A cosine of the offline model cannot tell by itself: it is weighed against how near the query lies to what offices spend
on at large (the names of the library's categories, its indicators, its kinds of spending), beside that of its subject
alone, beside how much of the subject the best hits hold in words, and against how many texts there were to be near to.
Fitted on the labelled queries with and without an answer by tests/eval/search_empty.py; what it is worth:
docs/evaluation-search.md, docs/decisions/0048-empty-answers-and-size.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.chars import fold
from corpus.entries import Brief, Kind
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


_MEANS = 2
"""Rows at the end of the background that are means."""
_RIVALS = 3
"""The nearest categories of the library that count apart from the mean of all."""


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
    spending: float
    """The same to the library's kinds of spending."""
    words: float
    """The largest share of the subject that a hit holds in pairs of characters or synonyms."""
    characters: float
    """The same in single characters."""
    spoken: float
    """1 for a spoken or a long query, of which no hit holds a large share in words, otherwise 0."""
    size: float
    """Doublings of one text that make the texts searched: the more there are, the nearer one lies by chance."""


_WEIGHTS: Mapping[Kind, tuple[float, Signs]] = MappingProxyType(
    {
        "indicator": (
            0.893,
            Signs(
                question=1, subject=0.168, rivals=-0.131, names=1.565, indicators=-1.590, spending=0.119,
                words=0.0413, characters=0.0226, spoken=0.0244, size=-0.0001,
            ),
        ),
        "table": (
            0.541,
            Signs(
                question=1, subject=0.296, rivals=-0.291, names=0.648, indicators=-0.522, spending=-0.267,
                words=0.0305, characters=0.0127, spoken=0.0168, size=-0.0024,
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


def signs(
    query: str, kind: Kind, best: Sequence[Brief], vectors: Vectors, cosines: Sequence[float], texts: int
) -> Signs:
    """The signs of ``query`` with its ``best`` hits among ``texts`` different ones; ``vectors`` are those of the question
    and of its subject, shape ``(2, dimension)``, ``cosines`` the highest of an entry to each. All of the offline model.
    """
    import numpy as np

    names, (indicators, spending) = _background()
    categories = np.sort(names @ vectors.T, axis=0)
    asked = fold(query).lower()
    content = [i for i, c in enumerate(asked) if c.isalnum() and c not in _MEASURES]
    if kind == "table":
        general = {i for match in _GENERAL.finditer(asked) for i in range(*match.span())}
        content = [i for i in content if i not in general] or content
    words = characters = 0.0
    for entry in best if content else ():
        text = fold(" ".join((entry.name, entry.description, entry.label, entry.context))).lower()
        held = _held(asked, text)
        words = max(words, sum(i in held for i in content) / len(content))
        characters = max(characters, sum(asked[i] in text for i in content) / len(content))
    question, subject = cosines
    return Signs(
        question=question,
        subject=subject,
        rivals=float(categories[-_RIVALS:].mean(axis=0).sum()),
        names=float(categories[:, 0].mean()),
        indicators=float(indicators @ vectors[0]),
        spending=float(spending @ vectors[0]),
        words=words,
        characters=characters,
        spoken=float(not content or len(asked) > _LONG or bool(_SPOKEN.search(asked))),
        size=min(math.log2(max(texts, 1)), _LARGEST[kind]),
    )


def _held(asked: str, text: str) -> set[int]:
    """Positions of ``asked`` that belong to pairs of characters or words (or synonyms of theirs) that ``text`` holds."""
    held = {j for i in range(len(asked) - 1) if asked[i : i + 2] in text for j in (i, i + 1)}
    for word in known(asked):
        if any(other in text for other in groups()[word]):
            start = asked.index(word)
            held |= set(range(start, start + len(word)))
    return held


@lru_cache(maxsize=1)
def _background() -> tuple[Vectors, Vectors]:
    """The vectors of the library's category names, and the mean of those of its indicators (with what they are about) and
    of its kinds of spending (with their category), under the offline model as they were when the weights were fitted."""
    import numpy as np

    with (files("corpus") / "library" / "background.npy").open("rb") as file:
        vectors: Vectors = np.load(file).astype(np.float32)
    return vectors[:-_MEANS], vectors[-_MEANS:]
