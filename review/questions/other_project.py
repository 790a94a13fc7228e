"""有文字像是从别的项目或单位抄来的?"""

from __future__ import annotations

from collections.abc import Iterator

from review.question import Asked, Question
from review.rule import Table


class OtherProject(Question):
    """照搬其他项目或单位的文字（模型）。

    依据：财预〔2015〕88号 指向明确；审核实务“形式化、照搬”（A 级，S23、S24）。
    反例：车辆购置项目的目标里写“平台访问量稳步增长”。
    正例：目标只写本项目的人和事。
    何时可忽略：两个项目共用一套设备或人员时。
    """

    code = "JX904"
    name = "copy-paste-other-project"
    fields = ("goals", "purpose")
    told = "有文字像是从别的项目或单位抄来的"
    advice = "核对这句话是否属于本项目，不属于的删去。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        if table.project.goals:
            yield None, "目标或用途里有没有明显属于别的项目或别的单位的词句？（quote 抄那个词句）"
