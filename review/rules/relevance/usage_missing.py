"""A goal or slogan where the use of the money should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.chars import fold
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_GOAL = re.compile(
    r"^将.{2,20}(?:控制|降)|^(?:进一步|全面|有效|着力|切实)*(?:提高|提升|增强|保障|确保|遏制|减少|降低|创造|实现|促进|推动|维护(?!费|经费|保养))"
    r"|控制为零|降为零"
)
_SPENDING = re.compile(
    r"用于|购|买|采|支付|发放|补助|补贴|奖励|费|资金|经费|款|租|聘|印|修|建|装|运维|维护保养|保养|培训|训练|宣传|活动|会议|差旅|"
    r"检查|检测|监测|调查|普查|编制|保险|工程|设备|物资|开展|组织|举办|救助|慰问|服务|开支|支出|工资|薪|缴|配|治理|研发|种植|防治"
)
_LEVEL = re.compile(r"(?:治理|服务|建设|培训|宣传|检测|监测|防治|救助)[^，。；,;]{0,4}(?:水平|能力|质量|效能|体系)")


class UsageMissing(TableRule):
    """资金用途填成了目标或口号。

    依据：财预〔2015〕88号 相应匹配：资金用途要能与任务和金额对应。
    反例：用途栏填“将重特大事故发生数控制为零”。
    正例：用于聘请安全专家排查隐患 8 万元，印制执法文书 2 万元。
    何时可忽略：用途栏另附了支出明细表时。
    """

    code = "JX204"
    name = "usage-missing"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 绩效目标设定要求：相应匹配"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without a stated use."""
        purpose = fold(table.project.purpose or "")
        if not purpose:
            raise NotApplicable("没有填写资金用途")
        # 提升治理水平 is a wish, though 治理 alone is work that costs money.
        if _GOAL.search(purpose) and not _SPENDING.search(_LEVEL.sub("", purpose)):
            yield self.finding(
                table,
                "purpose",
                table.project.purpose or "",
                "资金用途栏写的是目标，没有写钱花在什么上。",
                "把这句话移到绩效目标，用途改写开支内容（如聘请专家、购置设备、印制资料）及金额。",
            )
