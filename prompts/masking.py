"""Personal data leaves the machine masked and comes back restored: mobile, identity and account numbers, names.

A name within running text cannot be told from other words; it is masked where a label stands before it (负责人：), a
person's title behind it (同志, 女士, 局长), and from then on wherever it stands in the same question.
"""

from __future__ import annotations

import re
from functools import partial

_NUMBER = r"(?<![0-9A-Za-z]){}(?![0-9A-Za-z])"
_KINDS = (
    ("邮箱", re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("证件号", re.compile(_NUMBER.format(r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx]"))),
    ("证件号", re.compile(_NUMBER.format(r"[1-9]\d{5} (?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d ?\d{3}[\dXx]"))),
    ("账号", re.compile(_NUMBER.format(r"\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?"))),
    ("手机号", re.compile(_NUMBER.format(r"(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}"))),
    ("电话", re.compile(_NUMBER.format(r"(?:0\d{2,3}|[(（]0\d{2,3}[)）])[- ]?\d{7,8}(?:-\d{1,5})?"))),
)
_WIDE = str.maketrans("０１２３４５６７８９－", "0123456789-")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_LABEL = r"(?:联系|负责|填报|填表|经办|经手|审核|责任|法定代表|联络)人|姓名|户名|收款人"
_TITLE = r"(?:同志|先生|女士|老师|(?:副|正)?(?:局长|县长|市长|镇长|乡长|处长|科长|股长|主任|书记|院长|校长|所长|站长))"
_LABELLED = re.compile(rf"((?:{_LABEL})(?:\s*[：:]\s*|为|是|\s+))([一-龥]{{2,4}})(?![一-龥])")
_AFTER_LABEL = re.compile(rf"((?:{_LABEL}))([{_SURNAMES}][一-龥]{{1,2}})(?=[\s，。；、,;（(\d]|$)")
_TITLED = re.compile(rf"((?:^|[\s，。；、,;：:由向经（(]))([{_SURNAMES}][一-龥]{{1,2}})(?={_TITLE})", re.MULTILINE)


class Mask:
    """Marks for what was masked in one question; the same words get the same mark."""

    def __init__(self) -> None:
        self._marks: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """``text`` with marks such as ``〔手机号1〕``."""
        for kind, pattern in _KINDS:
            text = _replaced_wide(pattern, partial(self._mark, kind), text)
        for named in (_LABELLED, _AFTER_LABEL, _TITLED):
            for _, name in named.findall(text):
                text = text.replace(name, self._mark("姓名", name))
        return text

    def restore(self, text: str) -> str:
        """``text`` with the masked words in the place of their marks."""
        for words, mark in self._marks.items():
            text = text.replace(mark, words)
        return text

    def _mark(self, kind: str, words: str) -> str:
        return self._marks.setdefault(words, f"〔{kind}{len(self._marks) + 1}〕")


def _replaced_wide(pattern: re.Pattern[str], mark: partial[str], text: str) -> str:
    """``text`` with what ``pattern`` finds in it marked, full-width digits counting as digits."""
    parts, last = [], 0
    for match in pattern.finditer(text.translate(_WIDE)):
        parts += [text[last : match.start()], mark(text[match.start() : match.end()])]
        last = match.end()
    return "".join([*parts, text[last:]])
