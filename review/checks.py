"""What ran, what had nothing to look at and what could not run, over one document or over many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from review.findings import Checks, NotRun
from review.rule import CannotRun, NotApplicable

_NOTHING = "没有可检查的内容"
_WITHHELD = "有结果的引文与原文不符，已扣下不报（程序缺陷，请反馈）"


@dataclass
class Log:
    """What ran, and why the rest did not."""

    ran: set[str] = field(default_factory=set)
    idle: dict[str, list[str]] = field(default_factory=dict)
    blocked: dict[str, list[str]] = field(default_factory=dict)

    def note(self, code: str, error: NotApplicable | CannotRun) -> None:
        """Keep the reason, once."""
        reasons = (self.idle if isinstance(error, NotApplicable) else self.blocked).setdefault(code, [])
        if (reason := str(error)) not in reasons:
            reasons.append(reason)

    def withheld(self, code: str) -> None:
        """A finding of this rule was not shown."""
        _add(self.blocked, code, [_WITHHELD])

    def take(self, checks: Checks) -> None:
        """Add what the review of other documents told."""
        self.ran.update(checks.ran)
        for one in checks.not_applicable:
            _add(self.idle, one.code, [reason for reason in one.reason.split("；") if reason != _NOTHING])
        for one in checks.could_not_run:
            _add(self.blocked, one.code, one.reason.split("；"))

    def checks(self, codes: Iterable[str]) -> Checks:
        """A rule ran if it ran anywhere; otherwise it could not run, or there was nothing to check."""
        ran, idle, blocked = [], [], []
        for code in codes:
            if _WITHHELD in self.blocked.get(code, ()):
                blocked.append(NotRun(code=code, reason=_WITHHELD))
            elif code in self.ran:
                ran.append(code)
            elif code in self.blocked:
                blocked.append(NotRun(code=code, reason="；".join(self.blocked[code])))
            else:
                idle.append(NotRun(code=code, reason="；".join(self.idle.get(code) or [_NOTHING])))
        return Checks(ran=tuple(ran), not_applicable=tuple(idle), could_not_run=tuple(blocked))


def _add(reasons: dict[str, list[str]], code: str, more: Sequence[str]) -> None:
    known = reasons.setdefault(code, [])
    known += [reason for reason in dict.fromkeys(more) if reason not in known]
