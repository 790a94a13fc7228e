"""A ratio written the wrong way round, or not a ratio at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import bare
from review.rule import Row, RowRule, Table

_RATIO = re.compile(
    r"(?P<part>[^，,。；;]{2,40})[，,]?占(?P<whole>[^，,。；;]{2,30}?)的?(?:比例|比率|比重|百分比|百分率|率)"
)
_DIVIDED = re.compile(r"(?P<part>[^，,。；;()=＝]{2,24})(?:÷|/|除以)(?P<whole>[^，,。；;()×*]{2,24})")
_DONE = re.compile(
    r"(?<!应)(?<!需)(?<!须)(?:合格|达标|通过|整改|办结|参保|投保|理赔|赔付|赔偿|发放|核查|完成|覆盖|救助|资助|就业|入学|接种|知晓|满意)"
)
_ALL = re.compile(r"总|应|需|须|全部|计划|符合[^，,]{0,12}(?:要求|条件|规定)|目标数|在册|所有")
_HAD = re.compile(r"已|实际|实有|成功")
_DEGREE = re.compile(r"满意(?:程度|度|率)占")


class FormulaError(RowRule):
    """分子分母写反，或算法不通。

    “应整改数占已整改数的比例”“满意程度占服务对象的比率”一类，照着写算不出这个率。只报拿得准的：指标名里的那件事只出现在分母，
    或者拿“程度”当分子，或者分子分母是同一样东西。

    依据：财预〔2021〕101号：指标解释应写明计算方法和数据口径（C 级）。
    反例：“出险赔付率”描述为“符合理赔要求的受灾农户，占后期理赔比例”。
    正例：“出险赔付率”描述为“已赔付户数占符合理赔条件户数的比例”。
    何时可忽略：描述是约定俗成的简写，另有公式时。
    """

    code = "JX331"
    name = "formula-error"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：指标解释应明确计算方法和数据口径"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """At most one warning for the description of a percentage."""
        if row.kind is not Kind.PERCENT or not row.description:
            return
        why = self._wrong(row)
        if why:
            advice = "写成“做到的数 ÷ 应做的数 × 100%”，分子、分母都用数得清的东西。"
            yield self.finding(table, row, "description", f"“{row.name}”的描述{why}。", advice)

    def _wrong(self, row: Row) -> str | None:
        if _DEGREE.search(row.description):
            return "拿满意程度作分子，程度不能占人数的比例，应是满意人数"
        match = _RATIO.search(row.description) or _DIVIDED.search(row.description)
        if match is None:
            return None
        part, whole = match["part"], match["whole"]
        if bare(part) == bare(whole):
            return "的分子和分母是同一样东西"
        act = {found for found in _DONE.findall(whole) if found in row.name or _kin(found, row.name)}
        mine = any(found in part for found in act) and not _ALL.search(part)
        if act and not mine and not _ALL.search(whole) and _ALL.search(part) and not _HAD.search(part):
            return f"把分子分母写反了：“{part}”是应做的，“{whole}”是做到的"
        return None


def _kin(word: str, name: str) -> bool:
    """Words for one act: 理赔 is what a 赔付率 counts."""
    kin = {
        "理赔": ("赔付", "赔偿"),
        "赔付": ("理赔", "赔偿"),
        "赔偿": ("赔付", "理赔"),
        "投保": ("参保",),
        "参保": ("投保",),
    }
    return any(other in name for other in kin.get(word, ()))
