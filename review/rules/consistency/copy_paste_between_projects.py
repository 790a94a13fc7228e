"""One sentence in the goals of several projects."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.chars import squeeze
from corpus.records import Document
from review.facts.texts import plain
from review.findings import Finding, Severity
from review.rule import DocumentRule, NotApplicable, Option, Table


class CopyPasteBetweenProjects(DocumentRule):
    """几个项目的绩效目标是同一段文字。

    同一句较长的目标原样出现在两个以上项目里，看不出各项目自己的产出和效果。只作提示。

    依据：财预〔2015〕88号 指向明确；审核实务“形式化、照搬”（A 级，S23、S24）。
    反例：三个项目的目标都写“提高安全生产监管水平，有效遏制重特大事故”。
    正例：各项目写各自的任务和效果。
    何时可忽略：同一项资金分成几个项目填报，总目标确实相同时。
    """

    code = "JX531"
    name = "copy-paste-between-projects"
    severity = Severity.HINT
    clause = "财预〔2015〕88号 绩效目标设定要求：指向明确"
    options = (Option("length", 12, "至少多少字的目标才比较", "工具参考值"),)

    def check(self, document: Document) -> Iterator[Finding]:
        """One hint for each sentence, at its second project. Raises NotApplicable with fewer than two tables."""
        if len(document.projects) < 2:
            raise NotApplicable("文件只有一张表")
        first: dict[str, str | None] = {}
        told = set()
        for project in document.projects:
            for goal in dict.fromkeys(project.goals):
                words = plain(goal)
                if len(words) < self.limits["length"]:
                    continue
                earlier = first.setdefault(words, project.name)
                if earlier is project.name or earlier == project.name or words in told:
                    continue
                told.add(words)
                yield self.finding(
                    document,
                    "goals",
                    goal,
                    f"这条目标与项目“{squeeze(earlier or '')}”的目标文字相同。",
                    "改写为本项目的产出和效果，写出本项目的数量、对象和时限。",
                    table=Table.of(document, project),
                )
