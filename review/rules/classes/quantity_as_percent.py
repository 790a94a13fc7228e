"""A percentage where things are to be counted."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import Level2
from corpus.values import Kind
from review.findings import Finding, Severity
from review.measure import Sort, measures
from review.rewrite import rewrite
from review.rule import Row, RowRule, Table


class QuantityAsPercent(RowRule):
    """数量指标用了百分比。

    数量指标反映提供多少产品和服务，应写绝对数。名称或描述本身是口径清楚的比率（参保率、覆盖率）时，可以衡量，只是放错了类，作警告；
    数的是东西却写百分比，或者没有可数的东西，作错误。

    依据：财预〔2021〕101号：数量指标反映预期提供的公共产品或服务的数量。
    反例：数量指标“项目数 ＝100%”；“物资储备数量 ≥95%”。
    正例：数量指标“实施项目数 ≥12个”；参保率放在质量或社会效益指标。
    何时可忽略：本级财政明确要求以覆盖率作为数量指标时。
    """

    code = "JX251"
    name = "quantity-as-percent"
    severity = Severity.ERROR
    clause = "财预〔2021〕101号：数量指标应反映产出数量，用绝对数"
    gives_way_to = ("placeholder-indicator", "unit-mismatch")

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """A warning for a clear rate, an error for everything else with a percentage."""
        if row.level2 is not Level2.QUANTITY or row.kind is not Kind.PERCENT or not row.name:
            return
        clear = measures(row) in {Sort.RATE, Sort.SATISFACTION}
        why = "是比率，不反映产出数量" if clear else "应当数出来，不能用百分比"
        yield self.finding(
            table,
            row,
            "value",
            f"数量指标“{row.name}”{why}，指标值却是“{row.value}”。",
            rewrite("count", row, table),
            severity=Severity.WARNING if clear else Severity.ERROR,
        )
