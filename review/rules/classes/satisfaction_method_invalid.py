"""A test of knowledge is no survey."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.taxonomy import Level2
from review.findings import Finding, Severity
from review.rule import Row, RowRule, Table

_TEST = re.compile(r"竞答|竞赛|抢答|考试|考核|测试|答题|比赛|签到|点击量|统计报表")


class SatisfactionMethodInvalid(RowRule):
    """所写的方法测不出满意度。

    竞答、考试测的是知识掌握程度，签到数、点击量测的是参与，都不是满意不满意。

    依据：财预〔2021〕101号：满意度通过问卷、访谈等调查取得（取值方式，C 级）。
    反例：满意度指标“通过宣传活动竞答了解群众满意度 ≥90%”。
    正例：满意度指标“参加活动居民满意度 ≥90%”，描述“活动现场发放问卷，满意和较满意人数占有效问卷数的比例”。
    何时可忽略：考核、考试本身就是被评价的服务（如“考生对考试服务的满意度”）时。
    """

    code = "JX259"
    name = "satisfaction-method-invalid"
    severity = Severity.WARNING
    clause = "财预〔2021〕101号：满意度指标的取值方式应为满意度调查"

    def check(self, row: Row, table: Table) -> Iterator[Finding]:
        """One warning for ``通过…竞答…满意`` in a satisfaction row."""
        if row.level2 is not Level2.SATISFACTION:
            return
        for text in (row.name, row.description):
            match = re.search(rf"(?:通过|以|用|采取|利用)[^,。]{{0,16}}?({_TEST.pattern})[^,。]{{0,12}}满意", text)
            if match:
                message = f"“{match[1]}”测不出满意度：“{text}”。"
                advice = "改用问卷或电话回访，指标写“××（对象）满意度”，描述写明样本量和算法。"
                yield self.finding(table, row, "level3", message, advice)
                return
