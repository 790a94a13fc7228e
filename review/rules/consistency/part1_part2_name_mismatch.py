"""Building in part one, maintenance in part two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold, squeeze
from corpus.records import Document
from review.facts.part_one import matches
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Table

_BUILD = re.compile(r"建设|启动|新建|建造|购置")
_KEEP = re.compile(r"维护|运维|运行|维修|维保|管护")


class Part1Part2NameMismatch(DocumentRule):
    """第一部分与项目表的项目性质不一致。

    名称相近的两处，一处是建设、启动，一处是维护、运行。

    依据：河北部门预算绩效文本结构：两部分相互支撑（A 级，样本）。
    反例：第一部分“视频监控平台建设启动资金”，项目表“视频监控平台维护费用”。
    正例：两处都是“视频监控平台维护费用”。
    何时可忽略：确为前后两个阶段的两个项目，且两处都有说明时。
    """

    code = "JX505"
    name = "part1-part2-name-mismatch"
    severity = Severity.ERROR
    clause = "河北部门预算绩效文本：分项绩效目标与项目绩效目标一致"

    def check(self, document: Document) -> Iterator[Finding]:
        """One finding for each pair. Raises NotApplicable without matched items."""
        pairs = [(item, project) for item, project in matches(document) if project]
        if not pairs:
            raise NotApplicable("第一部分没有分项目标，或与项目表对不上")
        for item, project in pairs:
            ours, theirs = fold(item.name), fold(project.name or "")
            if _kind(ours) and _kind(theirs) and _kind(ours) != _kind(theirs):
                yield self.finding(
                    document,
                    "part_one",
                    squeeze(item.name),
                    f"第一部分第{item.no}项是“{squeeze(item.name)}”，项目表是“{squeeze(project.name or '')}”，项目性质不同。",
                    "按实际安排的资金统一项目名称，并同步修改目标和指标。",
                    table=Table.of(document, project),
                    item=item.no,
                )


def _kind(name: str) -> str | None:
    build, keep = bool(_BUILD.search(name)), bool(_KEEP.search(name))
    return None if build is keep else "建设" if build else "维护"
