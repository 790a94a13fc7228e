"""Running costs of the office in a project's money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_BASIC = re.compile(
    r"(?:保障|维持|保证)[^，。；,;]{0,4}(?:机关|单位|局|办公室)[^，。；,;]{0,4}(?:日常|正常)?运[转行]|(?:弥补|补充)[^，。；,;]{0,4}公用经费"
    r"|(?:在职|在编|退休)(?:人员|干部|职工)?[^，。；,;]{0,6}(?:工资|津贴|补贴|社保|公积金)|(?:增加|新增)[^，。；,;]{0,8}工作人员"
)


class BudgetScopeDoubt(TableRule):
    """项目支出里像有基本支出的内容。

    机关日常运转、在编人员工资、增加工作人员等一般由基本支出安排；列在项目里的，要说明是否为购买服务或劳务派遣。只作提示，由审核人判断。

    依据：财预〔2015〕88号 相应匹配：目标与资金的使用方向、范围相符。
    反例：宣传专项的用途写“保障机关日常运转”。
    正例：聘请第三方讲师 6 人次，支付讲课费 1.2 万元。
    何时可忽略：运转类项目，或批复的支出范围已包含时。
    """

    code = "JX333"
    name = "budget-scope-doubt"
    severity = Severity.HINT
    clause = "财预〔2015〕88号 绩效目标设定要求：相应匹配"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one hint. Raises NotApplicable without a stated use or goals."""
        project = table.project
        texts = [("purpose", project.purpose or "")] + [("goals", goal) for goal in project.goals]
        if not any(text.strip() for _, text in texts):
            raise NotApplicable("没有填写资金用途和绩效目标")
        for field, text in texts:
            match = _BASIC.search(fold(text))
            if match:
                yield self.finding(
                    table,
                    field,
                    text,
                    f"“{match[0]}”一般属于基本支出，列在项目里需要说明。",
                    "属于基本支出的，从项目中调出；属于购买服务、劳务派遣的，写明内容和人数。",
                )
                return
