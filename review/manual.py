"""A rule's docstring is its manual: ``jixiao explain``, the page docs/rules.md and the web page all read it here.

First line: what is wrong, in a few words. Then free text. Then four sections, each opened by its word and a colon:
依据 (clause, with its grade of proof), 反例, 正例, 何时可忽略.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from review.rule import Rule

SECTIONS = ("依据", "反例", "正例", "何时可忽略")
AXES = {
    "1": "完整性",
    "2": "相关性",
    "3": "适当性",
    "4": "可行性",
    "5": "一致性",
    "6": "文字与格式",
    "9": "模型意见",
}
"""What the first digit of a code stands for."""
_SEVERITY = {"error": "错误", "warning": "警告", "hint": "提示"}
_HEAD = re.compile(r"^(" + "|".join(SECTIONS) + r")[：:]", re.MULTILINE)


@dataclass(frozen=True)
class Manual:
    """A docstring taken apart."""

    title: str
    body: str
    sections: dict[str, str]


def manual(rule: Rule | type[Rule]) -> Manual:
    """The manual of ``rule``. Raises ValueError naming the section that is missing or empty."""
    text = inspect.cleandoc((rule if isinstance(rule, type) else type(rule)).__doc__ or "")
    parts = _HEAD.split(text)
    title, _, body = parts[0].partition("\n")
    sections = {word: _flow(content) for word, content in zip(parts[1::2], parts[2::2], strict=True)}
    for word in SECTIONS:
        if not sections.get(word):
            raise ValueError(f"the docstring has no section “{word}：”")
    if not title:
        raise ValueError("the docstring has no first line")
    return Manual(title.strip(), _flow(body), sections)


def explain(rule: Rule) -> str:
    """What ``jixiao explain`` prints: code, name, severity, clause, manual and thresholds."""
    page = manual(rule)
    lines = [f"{rule.code} {rule.name}（{_SEVERITY[rule.severity]}）{page.title}", ""]
    lines += [page.body, ""] if page.body else []
    lines += [f"{word}：{page.sections[word]}" for word in SECTIONS]
    lines.append(f"条款：{rule.clause}")
    lines += [f"阈值：{o.name} = {o.default:g}，{o.meaning}（{o.source}）" for o in rule.options]
    return "\n".join(lines) + "\n"


def page(rules: Iterable[Rule]) -> str:
    """docs/rules.md: every rule under its axis, in the order of codes."""
    lines = ["# 审核规则", "", "本页由 `make docs` 从规则的说明生成，请勿手工修改。", ""]
    axis = ""
    for rule in sorted(rules, key=lambda r: r.code):
        if AXES[rule.code[2]] != axis:
            axis = AXES[rule.code[2]]
            lines += [f"## {axis}（JX{rule.code[2]}xx）", ""]
        lines += _entry(rule)
    return "\n".join(lines).rstrip("\n") + "\n"


def _entry(rule: Rule) -> list[str]:
    text = manual(rule)
    lines = [f"### {rule.code} `{rule.name}`（{_SEVERITY[rule.severity]}）", "", text.title, ""]
    lines += [text.body, ""] if text.body else []
    lines += [f"- **{word}**：{text.sections[word]}" for word in SECTIONS]
    lines.append(f"- **条款**：{rule.clause}")
    lines += [f"- **阈值** `{o.name}`（默认 {o.default:g}）：{o.meaning}；{o.source}" for o in rule.options]
    return [*lines, ""]


def _flow(text: str) -> str:
    """Docstring lines joined into paragraphs; Chinese needs no space where a line broke."""
    return "\n\n".join(re.sub(r"\s*\n\s*", "", block).strip() for block in re.split(r"\n\s*\n", text)).strip()


if __name__ == "__main__":
    from review import engine

    sys.stdout.write(engine.manual_page())
