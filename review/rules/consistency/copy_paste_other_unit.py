"""A county office that writes as if it were the provincial finance department."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from corpus.records import Document
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable

_OTHER = re.compile(
    r"(?:建立|健全|完善|强化|推进|加强|按照|围绕|提升)[\u4e00-\u9fff]{0,4}?(?<![省区部])"
    r"(财政厅|省厅|我厅|本厅|厅机关)(?![《关于印发下达文件通知])"
)


class CopyPasteOtherUnit(DocumentRule):
    """照搬其他单位的文字。

    市县单位的文本以“财政厅、我厅”自称，多为套用省级文本没有改。

    依据：财预〔2015〕88号 指向明确；审核实务“照搬”（A 级，S23）。
    反例：某县应急局的保障措施写“建立健全财政厅部门预算绩效管理路径和制度体系”。
    正例：建立健全本局预算绩效管理制度。
    何时可忽略：确为厅级单位，或是引用省厅文件时（规则已排除引用）。
    """

    code = "JX509"
    name = "copy-paste-other-unit"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 绩效目标设定要求：指向明确"

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each distinct word. Raises NotApplicable without part one, or for a 厅 itself."""
        name = fold((document.department.name if document.department else None) or "")
        part = document.part_one
        if part is None or "厅" in name or not name:
            raise NotApplicable("没有第一部分，或没有读出单位名称，或本身是厅级单位")
        told = set()
        texts = (part.overall_goal or "", *part.paragraphs, *(measure.text for measure in part.measures))
        for text in texts:
            for match in _OTHER.finditer(fold(text)):
                if match[1] not in told:
                    told.add(match[1])
                    yield self.finding(
                        document,
                        "part_one",
                        match[0],
                        f"单位是{name}，文中却写“{match[0]}”，疑照搬省级单位的文本。",
                        "改为本单位的名称和职责。",
                    )
