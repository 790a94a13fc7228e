"""A use of money that only repeats the project's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.facts.texts import plain, subject
from review.findings import Finding, Severity
from review.rule import NotApplicable, Table, TableRule

_LEAD = re.compile(r"^(?:20\d{2}年度?|用于|单位|本单位|我单位|开展|做好|完成|进行|保障|支付|落实|各项|的)+")
_TAIL = re.compile(r"(?:等|的|相关|各项|专项|工作|项目|任务|业务|活动|经费|资金|费用|支出|开支|补助|费)+$")


class UsageVague(TableRule):
    """资金用途等同项目名称。

    用途应写清开支内容（买什么、请谁、发给谁）和测算依据，只写“用于开展××工作”看不出钱花在哪里。

    依据：财预〔2015〕88号 相应匹配：目标与任务数、资金量相对应。
    反例：项目“招商引资专项资金”，用途“招商引资专项资金”；“用于开展防汛抗旱专项工作”。
    正例：用于外出招商差旅 3 万元、项目推介会 2 场 2 万元、资料印制 1 万元。
    何时可忽略：项目名称本身已写明开支内容（如“购置洒水车1台”）时。
    """

    code = "JX203"
    name = "usage-vague"
    severity = Severity.WARNING
    clause = "财预〔2015〕88号 绩效目标设定要求：相应匹配"

    def check(self, table: Table) -> Iterator[Finding]:
        """At most one finding. Raises NotApplicable without a stated use or name."""
        purpose, name = table.project.purpose or "", table.project.name or ""
        if not plain(purpose) or not plain(name):
            raise NotApplicable("没有填写资金用途或项目名称")
        use, title = _core(purpose), _core(name)
        if plain(purpose) == plain(name) or subject(purpose) == subject(name) or (use and (use == title)):
            yield self.finding(
                table,
                "purpose",
                purpose,
                f"资金用途“{purpose.strip()}”只重复了项目名称，没有写明开支内容。",
                "列出主要开支内容、数量和单价，合计等于预算数。",
            )


def _core(text: str) -> str:
    return _TAIL.sub("", _LEAD.sub("", plain(text)))
