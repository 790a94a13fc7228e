"""Documents that a text names: 《…》 titles and 发文字号 such as 冀财规〔2020〕13号.

GB/T 9704 prints the year in 〔〕; 【】, [] and （） are habits of typing and are read the same.
"""

import re
from functools import lru_cache

from corpus.chars import squeeze
from corpus.records import Basis, Citation

_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》?")
_NUMBER = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{2,14}?)"
    r"(?:[〔\[【(（﹝](?P<year>(?:19|20)\d{2})[〕\]】)）﹞]第?|(?P<plain>20\d{2})年第?)(?P<serial>\d{1,4})号"
)
_NOT_ISSUER = re.compile(r"^.*(?:通知|办法|意见|方案|规定|条例|细则|依据|按照|根据|文件|关于|印发|和|及|与|的)")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_DOCUMENT_WORD = re.compile(
    r"法$|法(?:律|规|》|第)|条例|办法|规定|细则|标准|规划|纲要|方案|通知|意见|批复|决定|纪要|合同|协议|定额|目录|公告|"
    r"命令|指南|规范|规程|章程|制度|计划|预案|保单|清单|函$|号$|号文"
)


def citations(text: str) -> tuple[Citation, ...]:
    """The documents that ``text`` names, in the order of the text; a title and the number behind it are one."""
    plain = squeeze(text)
    if "《" not in plain and "号" not in plain:
        return ()
    found: list[tuple[int, int, Citation]] = []
    for match in _TITLE.finditer(plain):
        title = match.group(1)
        found.append((match.start(), match.end(), Citation(title=title, year=_last_year(title))))
    for match in _NUMBER.finditer(plain):
        issuer = _NOT_ISSUER.sub("", match.group("issuer"))
        number = issuer + match.group(0)[len(match.group("issuer")) :]
        year = int(match.group("year") or match.group("plain"))
        start = match.end() - len(number)
        before = [k for k, (_, end, c) in enumerate(found) if 0 <= start - end <= 3 and c.number is None]
        if before:
            k = before[-1]
            found[k] = (found[k][0], match.end(), found[k][2].model_copy(update={"number": number, "year": year}))
        elif not any(s <= start and match.end() <= e for s, e, _ in found):
            found.append((start, match.end(), Citation(number=number, year=year)))
    return tuple(citation for _, _, citation in sorted(found, key=lambda f: f[0]))


@lru_cache(maxsize=256)
def parse_basis(text: str) -> Basis:
    """``text`` of a 依据 cell with the documents that it names; most rows of a table print the same."""
    return Basis(text=text, citations=citations(text))


def names_document(text: str) -> bool:
    """Whether ``text`` names anything that could be looked up: a title, a number, or a word such as 条例 or 合同."""
    plain = squeeze(text)
    if _DOCUMENT_WORD.search(plain):
        return True
    return ("《" in plain and bool(_TITLE.search(plain))) or ("号" in plain and bool(_NUMBER.search(plain)))


def _last_year(title: str) -> int | None:
    years = _YEAR.findall(title)
    return int(years[-1]) if years else None
