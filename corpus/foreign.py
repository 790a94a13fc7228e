"""Whether a query asks for something that the corpus does not hold at all: then the answer is empty, never padded.

The cosines of the offline model alone cannot tell, so they are weighed together with how much of the query the best
hits hold. Calibrated on the labelled queries with and without an answer: docs/evaluation-search.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from corpus.chars import fold
from corpus.entries import Brief, Kind
from corpus.synonyms import groups, known

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


@dataclass(frozen=True)
class _Limit:
    """How much a query needs to be answered, in cosine."""

    words: float
    """What a query whose subject stands whole in a hit gains over one of which nothing does."""
    characters: float
    """The same for single characters."""
    least: float
    spoken: float
    """Of a spoken or a long query, by cosine alone."""


_LIMITS: Mapping[Kind, _Limit] = MappingProxyType(
    {"indicator": _Limit(0.105, 0.036, 0.935, 0.85), "table": _Limit(0.08, 0.012, 0.924, 0.875)}
)
_LONG = 20
"""Characters from which a query is a description, of which no hit holds a large share."""


def foreign(query: str, kind: Kind, best: Sequence[Brief], cosine: float) -> bool:
    """Whether ``query`` fits nothing, judged by the ``best`` hits and the highest ``cosine`` of the offline model.

    Every part depends on the query and its hits alone, none on how large the corpus is.
    """
    asked = fold(query).lower()
    limit = _LIMITS[kind]
    content = [i for i, c in enumerate(asked) if c.isalnum() and c not in _MEASURES]
    if not content or len(asked) > _LONG or _SPOKEN.search(asked):
        return cosine < limit.spoken
    if kind == "table":
        general = {i for match in _GENERAL.finditer(asked) for i in range(*match.span())}
        content = [i for i in content if i not in general] or content
    words = characters = 0.0
    for entry in best:
        text = fold(" ".join((entry.name, entry.description, entry.label, entry.context))).lower()
        held = _held(asked, text)
        words = max(words, sum(i in held for i in content) / len(content))
        characters = max(characters, sum(asked[i] in text for i in content) / len(content))
    return cosine + limit.words * words + limit.characters * characters < limit.least


def _held(asked: str, text: str) -> set[int]:
    """Positions of ``asked`` that belong to pairs of characters or words (or synonyms of theirs) that ``text`` holds."""
    held = {j for i in range(len(asked) - 1) if asked[i : i + 2] in text for j in (i, i + 1)}
    for word in known(asked):
        if any(other in text for other in groups()[word]):
            start = asked.index(word)
            held |= set(range(start, start + len(word)))
    return held
