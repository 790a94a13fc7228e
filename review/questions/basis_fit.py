"""这份依据与这一行的内容对不上?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.values import PENDING
from review.question import Asked, Question
from review.rule import Table


class BasisFit(Question):
    """依据与指标无关（模型）。

    依据：审核实务“指标值设定是否有逻辑依据”（A 级，S23）。
    反例：成本≤20万元，依据是部门“三定”规定。
    正例：成本≤20万元，依据是预算批复。
    何时可忽略：依据文件确有对应条款、只是名称看不出时。
    """

    code = "JX918"
    name = "basis-irrelevant"
    fields = ("basis",)
    told = "这份依据与这一行的内容对不上"
    advice = "换成能说明这个值从哪里来的文件、合同、标准或上年实际。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        for row in table.rows:
            if row.basis and PENDING not in row.basis and len(row.basis) > 3 and row.name:
                yield row, f"第{row.number}行的依据，从名称看是否与这一行考核的事毫无关系？"
