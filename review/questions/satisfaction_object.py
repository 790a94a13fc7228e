"""调查的人不是本项目的服务对象或受益人?"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.taxonomy import Level2
from review.question import Asked, Question
from review.rule import Table


class SatisfactionObject(Question):
    """满意度问的人不是受益人（模型）。

    依据：财预〔2021〕101号：满意度反映服务对象或受益人的认可程度（C 级，以原文为准）。
    反例：干部培训项目调查“群众满意度”。
    正例：干部培训项目调查“参训干部满意度”。
    何时可忽略：受益人无法直接调查、描述里写明代为评价的人时。
    """

    code = "JX914"
    name = "satisfaction-object-mismatch"
    fields = ("level3", "description")
    told = "调查的人不是本项目的服务对象或受益人"
    advice = "改为直接受益或办事的人，并在描述中写明样本量。"

    def asked(self, table: Table) -> Iterator[Asked]:
        """As :class:`Question`."""
        for row in table.of_class(Level2.SATISFACTION):
            yield row, f"第{row.number}行要调查的人，是否不是本项目直接服务或受益的人？"
