"""项目内容不像这个部门的职责?"""

from __future__ import annotations

from collections.abc import Iterator

from review.findings import Severity
from review.question import Asked, Question
from review.rule import Table


class DepartmentFit(Question):
    """项目与部门职能不符（模型）。

    依据：财预〔2015〕88号 相关性：与部门职能相关（C 级，以原文为准）。
    反例：应急管理局设招商引资项目。
    正例：应急管理局设应急演练项目。
    何时可忽略：上级统一安排或临时交办、有文件可查时。
    """

    code = "JX905"
    name = "dept-function-mismatch"
    severity = Severity.HINT
    fields = ("name", "purpose")
    told = "项目内容不像这个部门的职责"
    advice = "核对项目归口，或在依据里写明交办文件。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        department = table.document.department
        if department and department.name and (table.project.name or table.project.purpose):
            yield None, "这个项目要做的事，是否明显不属于填报部门的职责？（quote 抄项目名称或用途里的词句）"
