"""Whose satisfaction?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from corpus.taxonomy import Level2
from review.findings import Finding, Severity
from review.rule import Row, RowRule, Table

_STRIP = re.compile(
    r"\([^()]*\)|满意(?:或|和|及|与)?(?:较|基本|比较)?满?意?的?|(?:度|率|程度|比例|比率|指标|情况)|对.{0,24}(?:的|工作|效果|服务|情况|项目|评价)"
    r"|通过|问卷|调查|测评|了解|调研|所有|总数|总人数|占|和较|较|和|的|之|达到|达|以上|反馈|综合|总体|整体|[\d%≥≤=.。,，、“”:：]"
)
_EMPTY = re.compile(
    r"(?:(?:社会)?公众[或及、]?(?=服务|受益))?(?:服务|受益|调查|被?调研)?(?:对象|主体|者|单位|方)*|乡村|相关(?:方|人员|部门|单位)?|有关(?:方|人员|部门|单位)?|项目"
)
_BROAD = re.compile(r"(?:社会|人民|广大|全体|受益|服务)*(?:群众|公众|大众|人员|民众|百姓)(?:对象)?|社会(?:各界)?")


class SatisfactionObjectUnclear(RowRule):
    """满意度没有写明调查对象。

    只写“服务对象满意度”“乡村满意度”，不知道该问谁，也就无法调查。“群众满意度”对象过宽，作提示。

    依据：财预〔2021〕101号：满意度指标反映服务对象或项目受益人的认可程度，须开展调查。
    反例：满意度指标“服务对象满意度 ≥95%”，描述也是“服务对象满意度”。
    正例：满意度指标“受训学员满意度 ≥95%”“举报人满意度 ≥90%”。
    何时可忽略：描述或实施方案中已写明调查对象和样本量时。
    """

    code = "JX258"
    name = "satisfaction-object-unclear"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：满意度指标应明确服务对象并开展调查"
    gives_way_to = ("satisfaction-method-invalid", "satisfaction-object-mismatch")

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """A warning where neither name nor description names anybody, a hint where it is only 群众 or a formula."""
        if row.level2 is not Level2.SATISFACTION or "满意" not in row.name + row.description:
            return
        rests = [_STRIP.sub("", fold(text)) for text in (row.name, row.description) if text]
        named = [rest for rest in rests if not _EMPTY.fullmatch(rest)]
        if any(not _BROAD.fullmatch(rest) for rest in named):
            return
        formula = "占" in row.name + row.description
        severity = Severity.HINT if named or formula else Severity.WARNING
        what = "的对象范围太宽" if named else "没有写明调查谁"
        message = f"“{row.name}”{what}，无法确定调查对象和样本。"
        advice = "写明直接受益或办事的人，如“受训学员满意度”“参保农户满意度”“驻点村村民满意度”，并在描述中写明样本量。"
        yield self.finding(table, row, "level3", message, advice, severity=severity)
