"""What of a model's words about a row holds: its numbers and documents must be the user's, its length that of a cell.

A target holds where its number stands in words of the user that the model quotes, or is arithmetic on the user's
numbers that code can do again. Every other number becomes a reference value that says so.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from corpus.chars import fold, squeeze
from corpus.library import evidence_for, units
from corpus.taxonomy import Level2, level2
from corpus.values import PENDING, Kind, kind, parse_value
from drafting.answers import RowWords
from drafting.brief import Brief
from drafting.costs import plain
from drafting.draft import DraftRow, Source, SourceKind
from drafting.history import similarity
from drafting.owned import numbers, unowned
from prompts.loader import visible
from review.facts.planted import kept_from_model

LONGEST_NAME, LONGEST_TEXT, LONGEST_VALUE = 20, 90, 20
_SAME = 0.75
_KIN_VALUE = 0.3
"""The same where both have one target besides: two drills and two courses are two things."""
KIN = 0.5
"""Share of common character pairs from which a new name still means the old row."""
_LONGEST_QUOTE = 80
_A_RATE = re.compile(r"(?:率|比例|占比)$")
_A_COUNT = re.compile(
    r"(?<!差错)(?<!事故)(?<!投诉)(?:人数|人次|户数|次数|场次|期数|册数|面积|里程|家数|台数|份数|(?<!事故)数量)$"
)
"""Ends of names that count what is done, not how well."""
_A_SUM = re.compile(r"(?:金额|产值|收入|销售额|投资额|贷款额)$")
"""Ends of names that tell an amount of money."""
_CLAUSE = re.compile(r"[，,；;。、]")
_CONVERSIONS = {Decimal(10000)}
"""万元 in 元 …"""
_POWERS = "万亿千百"
_ALIKE = ("人名位", "次场期")
"""Measure words of one meaning."""
_UNIT_AFTER = 4
"""Characters behind a number within which its unit begins: ``300名护林员`` is no ``300次``."""


@dataclass(frozen=True)
class Owner:
    """The texts whose numbers and documents are the user's, each with the name of its field."""

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, brief: Brief, *more: tuple[str, str]) -> Owner:
        """Those of a brief, and ``more`` (field, text)."""
        money = f"预算：{plain(brief.budget)}万元"
        year = (("brief/year", f"{brief.year}年"),) if brief.year else ()
        named = (("brief/name", brief.name), ("brief/purpose", brief.purpose), ("brief/budget", money))
        return cls((*named, *year, *(("brief/basis", basis) for basis in brief.basis), *more))

    @property
    def words(self) -> tuple[str, ...]:
        """The texts alone."""
        return tuple(text for _, text in self.texts)

    def foreign(self, text: str, *own: str) -> bool:
        """Whether ``text`` brings a number or a document that neither the user nor ``own`` has, or speaks to the reviewer."""
        return bool(unowned(text, (*self.words, *own))) or kept_from_model(text)

    def target(self, value: str, value_from: str) -> Source | None:
        """Where the numbers of ``value`` come from; None where they are nobody's."""
        said = line(value_from)
        if not numbers(value) or not 1 < len(said) <= _LONGEST_QUOTE:
            return None
        return self._calculated(value, said) or self._quoted(value, said)

    def _quoted(self, value: str, quote: str) -> Source | None:
        field = next((field for field, text in self.texts if squeeze(quote) in squeeze(text)), None)
        if field is None or not numbers(value) <= numbers(quote):
            return None
        parsed = parse_value(value)
        if parsed.unit and parsed.number is not None and not _counted_in(quote, parsed.number, parsed.unit):
            return None
        return Source(id=field, kind=SourceKind.USER, quote=quote)

    def _calculated(self, value: str, formula: str) -> Source | None:
        result, operands = calculated(formula)
        number = parse_value(value).number
        if result is None or number is None:
            return None
        known = {n for text in self.words for n in numbers(text)}
        exact = number == result or number == result.quantize(number)
        return (
            Source(id="brief/arithmetic", kind=SourceKind.USER, quote=formula)
            if exact and operands <= known | _CONVERSIONS
            else None
        )


def calculated(formula: str) -> tuple[Decimal | None, frozenset[Decimal]]:
    """(result, operands) of ``300×2`` or ``18÷3=6``; (None, none) for what is no calculation."""
    text = fold(formula).partition("=")[0].translate(str.maketrans("×÷xX", "*/**"))
    if (
        len(text) > LONGEST_VALUE * 2
        or not re.fullmatch(r"[\d.+\-*/() ]*\d[\d.+\-*/() ]*", text)
        or "**" in text
        or "//" in text
    ):
        return None, frozenset()
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        operands = frozenset(Decimal(str(n.value)) for n in ast.walk(tree) if isinstance(n, ast.Constant))
        return (_value_of(tree), operands) if isinstance(tree, ast.BinOp) else (None, operands)
    except (SyntaxError, ValueError, DecimalException):
        return None, frozenset()


_SIGNS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _value_of(node: ast.AST) -> Decimal:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Decimal(str(number))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
            return _SIGNS[type(sign)](_value_of(left), _value_of(right))
        case _:
            raise ValueError("no calculation")


def _counted_in(quote: str, number: Decimal, unit: str) -> bool:
    """Whether ``quote`` counts ``number`` in ``unit``, or in what begins like it (人, 人次); 18万元 are no 18元."""
    text, wanted = fold(quote), fold(unit)
    first = wanted.lstrip(_POWERS)[:1]
    alike = next((group for group in _ALIKE if first in group), first) if first else ""
    for match in re.finditer(r"\d+(?:,\d{3})*(?:\.\d+)?|[一二两三四五六七八九十百千]+", text):
        behind = text[match.end() : match.end() + _UNIT_AFTER].lstrip()
        same_power = _power(behind) == _power(wanted)
        if number in numbers(match[0] + "个") and same_power and any(c in behind for c in alike):
            return True
    return False


def _power(text: str) -> str:
    return text[: len(text) - len(text.lstrip(_POWERS))]


def reworded(row: DraftRow, words: RowWords, owner: Owner, model: str) -> DraftRow | None:
    """``row`` in the model's words; None where they do not hold.

    The target of a row that has one stays, and its name may only be turned, not changed for another. Of an open row all
    may change; under a name that no longer means the same the old sources and the old reference value go.
    """
    name, about = line(words.name), line(words.description)
    kin = similarity(name, row.name) >= KIN
    if not (row.pending or kin) or not fits(name, about, row.level2, owner, (row.name, row.description, row.value)):
        return None
    if not row.pending:
        return _marked(row, {"name": name, "description": about}, model)
    level = level2(words.level2) or row.level2
    level = level if level is row.level2 else _measured_in(level, name)
    base = row if kin and level is row.level2 else _bare(level, row.way)
    return _marked(base, {"name": name, "description": about, **_value(base, words, owner)}, model)


def new_row(words: RowWords, levels: Sequence[Level2], owner: Owner, model: str) -> DraftRow | None:
    """The row that a model adds; None where it does not hold or belongs to another class than ``levels``."""
    level, name, about = level2(words.level2), line(words.name), line(words.description)
    level = level and _measured_in(level, name)
    if level is None or level not in levels or not fits(name, about, level, owner, ()):
        return None
    base = _bare(level, None)
    return _marked(base, {"name": name, "description": about, **_value(base, words, owner)}, model)


def option_row(row: DraftRow | None, level: Level2, words: RowWords, owner: Owner, model: str) -> DraftRow | None:
    """What stands in the place of ``row`` (class ``level``) after a wish; None where it does not hold.

    The user's target stays while the row still means the same and the wish brings no other.
    """
    name, about = line(words.name), line(words.description)
    own = (row.name, row.description, row.value) if row else ()
    if not fits(name, about, level, owner, own):
        return None
    update: dict[str, object] = {"name": name, "description": about}
    if row is None or level is not row.level2 or similarity(name, row.name) < KIN:
        bare = _bare(level, None)
        return _marked(bare, update | _value(bare, words, owner), model)
    claimed = _value(row, words, owner)
    target = claimed if row.pending or "value" in claimed else {}
    evidence = {"evidence": row.evidence or evidence_for(level)}
    return _marked(row, update | evidence | target, model)


def same_row(a: DraftRow, b: DraftRow) -> bool:
    """Whether two rows say the same: one name, or names of one class that are alike; or one target of one class."""
    if a.level2 is not b.level2 or a.name == b.name:
        return a.name == b.name
    alike = similarity(a.name, b.name)
    return (
        a.description == b.description
        or alike >= _SAME
        or (not a.pending and a.value == b.value and (alike >= _KIN_VALUE or a.level2 is Level2.COST))
    )


def fits(name: str, about: str, level: Level2, owner: Owner, own: Sequence[str]) -> bool:
    """Whether name and description fit their cells and bring nothing that is nobody's."""
    if not name or not about or len(name) > LONGEST_NAME or len(about) > LONGEST_TEXT:
        return False
    if level is Level2.SATISFACTION and not name.endswith("满意度"):
        return False
    return not any(owner.foreign(text, *own) for text in (name, about))


def _measured_in(level: Level2, name: str) -> Level2:
    """The class that the end of a name asks for: a count of heads is no quality, a rate no quantity."""
    if level is Level2.QUANTITY and _A_RATE.search(name):
        return Level2.QUALITY
    if level in (Level2.QUALITY, Level2.TIMELINESS) and _A_COUNT.search(name):
        return Level2.QUANTITY
    return level


def _bare(level: Level2, way: str | None) -> DraftRow:
    return DraftRow(
        level2=level, name="", description="", value=PENDING, way=way, evidence=evidence_for(level), sources=()
    )


def _value(row: DraftRow, words: RowWords, owner: Owner) -> dict[str, object]:
    """What becomes of the value that a model gives for an open row: a target, a reference value, or nothing."""
    text = line(words.value)
    counted = {} if row.unit else _counted_by_name(line(words.name))
    if not numbers(text) or len(text) > LONGEST_VALUE or kept_from_model(text) or PENDING in text:
        return counted
    parsed = parse_value(text)
    if parsed.number is None and kind(parsed) is not Kind.DATE:
        return counted
    # Under a name that is another's the old direction does not hold: 流失率 ≤, where 回访率 was ≥.
    own = row.way if similarity(line(words.name), row.name) >= _SAME else parsed.operator or row.way
    way = own or parsed.operator or ("date" if parsed.number is None else None)
    measured: dict[str, object] = {"way": way, "unit": row.unit or parsed.unit}
    source = owner.target(text, words.value_from)
    if source and (source.id == "brief/arithmetic" or _counts_this(line(words.name), text, source.quote)):
        return {**measured, "value": text, "reference_value": None, "sources": (*row.sources, source)}
    if row.reference_value and text in row.reference_value:
        return measured
    told = f"{text}（模型建议，须核实）"
    return {**measured, "reference_value": f"{row.reference_value}；{told}" if row.reference_value else told}


def _counts_this(name: str, value: str, quote: str) -> bool:
    """Whether the clause of ``quote`` that has the number speaks of what ``name`` names: 新闻发布会6场 are no 协调会议."""
    wanted = numbers(value)
    clauses = [part for part in _CLAUSE.split(quote) if wanted & numbers(part)] or [quote]
    return any(name[k : k + 2] in part for part in clauses for k in range(len(name) - 1))


def _counted_by_name(name: str) -> dict[str, object]:
    """Unit and direction that the end of a name says, for a target that nobody has given: 活动次数 in 次, a 率 in %."""
    if name.endswith(("率", "比例", "占比")):
        return {"unit": "%"}
    known = {label: unit for unit, label in reversed(units().labels.items()) if label not in ("数量", "面积")}
    label = max((end for end in known if name.endswith(end)), key=len, default=None)
    if label:
        return {"unit": known[label], "way": "≥"}
    measure = next((unit for unit in units().plain if name.endswith(f"{unit}数")), None)  # 采用篇数
    if measure is None and _A_SUM.search(name):
        measure = "万元"
    return {"unit": measure, "way": "≥"} if measure else {}


def _marked(row: DraftRow, update: dict[str, object], model: str) -> DraftRow:
    """``row`` with ``update`` and the model among its sources; ``row`` itself where nothing is changed."""
    changed = row.model_copy(update=update)
    if changed == row:
        return row
    quote = changed.name if changed.name != row.name else changed.description
    source = Source(id=model, kind=SourceKind.MODEL, quote=quote)
    return changed.model_copy(update={"sources": (*changed.sources, source)})


def line(text: str) -> str:
    """A model's words on one line, without what nobody sees."""
    return "".join(visible(text).split())
