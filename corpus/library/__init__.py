"""The built-in indicator library: spending categories, kinds of activity and sample tables, all data written here.

Figures under ``typical`` are what is usual in practice; they are shown beside a draft as a reference and are never its
target. Amounts and quantities have no typical value: those come from the user.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from corpus.records import Document, Record
from corpus.taxonomy import Level2, level2
from corpus.values import parse_value


class LibraryIndicator(Record):
    """One typical indicator of a category."""

    id: str
    """``category/ordinal``, for example ``training/3``."""
    level2: Level2
    name: str
    about: str
    """What is measured: numerator, denominator, scope."""
    unit: str | None = None
    way: str
    """Direction: ≥ ≤ = or ``date``."""
    typical: str | None = None
    """A percent or a zero that is usual in practice (``≥95%``); null for amounts and quantities."""
    when: tuple[str, ...] = ()
    """Words of a brief of which one must be there for the indicator to fit; empty: it always fits the category."""
    unless: tuple[str, ...] = ()
    """Words of a brief with which the indicator is beside the point: what is only kept up yields no more than before."""
    evidence: str
    """The kind of document that would found the value."""


class Audience(Record):
    """Who is served where a word of the brief says so."""

    who: str
    when: tuple[str, ...]


class Outcome(Record):
    """What changes by the work, as a clause of the goals."""

    text: str
    """May hold ``{obj}``, ``{act}``, ``{whom}`` and, where the object is people, ``{people}``."""
    when: tuple[str, ...] = ()
    """Words of which the brief (of a sector's) or the activity (of a kind's) has to have one; empty: it always fits."""
    unless: tuple[str, ...] = ()
    """Words with which it is beside the point."""


class Category(Record):
    """One spending category."""

    id: str
    name: str
    form: bool = False
    """A form of spending found in every sector (培训, 购置) and not a sector of its own."""
    words: dict[str, int]
    """Words that speak for the category, with weights."""
    spending: tuple[str, ...]
    """What the money typically goes to."""
    satisfaction: tuple[str, ...]
    """Whose satisfaction is asked for."""
    audience: tuple[Audience, ...] = ()
    """Who is asked instead where the project serves only a part of the sector's people."""
    outcome: tuple[Outcome, ...] = ()
    """What changes when the money has been spent well, each only for a brief that speaks of it."""
    season: str | None = None
    """The date by which the work has to stand ready, where a season decides it: 汛期前."""
    season_month: int = 12
    """The month by whose end the money is then spent."""
    laws: tuple[str, ...] = ()
    """National laws and regulations on the subject, titles only: to look at, never a value's basis by themselves."""
    indicators: tuple[LibraryIndicator, ...]


class Pattern(Record):
    """An indicator with holes: ``{obj}`` the user's object, ``{act}`` the user's verb, ``{theme}`` the project's subject."""

    level2: Level2
    name: str
    about: str
    unit: str | None = None
    way: str
    typical: str | None = None
    unless: tuple[str, ...] = ()
    """Ends of objects that the indicator does not suit."""
    only: tuple[str, ...] = ()
    """Words of which the object has to have one; empty: any object."""
    acts: tuple[str, ...] = ()
    """Verbs that it suits; empty: all of its kind."""
    unless_acts: tuple[str, ...] = ()
    """Verbs that it does not suit."""
    lacks: tuple[str, ...] = ()
    """Words of which what is done may have none, wherever they stand: nothing is asked of soldiers' entitlement."""
    counted_in: tuple[str, ...] = ()
    """Measure words of the activity's count that the indicator suits; empty: all."""
    lasting: bool = False
    """Whether it suits only what is not used up: 宣传品 have no rate of use."""
    evidence: str


class ActivityKind(Record):
    """One kind of activity that money pays for."""

    id: str
    verbs: tuple[str, ...]
    noun: str
    """What the activity is called in the name of its quantity indicator; may hold ``{act}``."""
    unit: str
    """Unit of its quantity where the object does not say."""
    lead: str = "完成"
    """How the goals begin to tell of it: ``{act}`` stands before its object (采购帐篷), 开展 before both."""
    outcome: tuple[Outcome, ...] = ()
    """What changes by it, the first that fits: for the goals of a brief whose sector has nothing to say."""
    of_people: bool = False
    """Whether it is done to people and so counted by heads."""
    satisfaction: str | None = None
    soft: bool = False
    """Whether its own indicators are weaker than those of a sector and come after them."""
    evidence: str
    quality: tuple[Pattern, ...] = ()
    effect: tuple[Pattern, ...] = ()


class Units(Record):
    """Measure words and what offices count with them."""

    labels: dict[str, str]
    """Measure word → how the count is called at the end of an indicator name: ``次`` → ``次数``."""
    plain: tuple[str, ...]
    """Measure words whose count is simply 数量."""
    objects: dict[str, str]
    """End of an object → its usual unit."""
    people: tuple[str, ...]
    """Ends of words for people."""
    consumed: tuple[str, ...]
    """Ends of words for what is used up or given away."""
    users: dict[str, str]
    """Place → who uses it: ``学校`` → ``师生和家长``."""
    doings: dict[str, str]
    """What is done and is of no kind of activity → what it is counted in: ``抢修`` → ``次``."""


_CLASSES = {
    "quantity": Level2.QUANTITY,
    "quality": Level2.QUALITY,
    "timeliness": Level2.TIMELINESS,
    "cost": Level2.COST,
    "economic": Level2.ECONOMIC,
    "social": Level2.SOCIAL,
    "ecological": Level2.ECOLOGICAL,
    "sustainable": Level2.SUSTAINABLE,
}


@lru_cache(maxsize=1)
def categories() -> tuple[Category, ...]:
    """Every spending category, in the order of their ids."""
    folder = files(__name__) / "categories"
    found = [_category(tomllib.loads(f.read_text("utf-8"))) for f in folder.iterdir() if f.name.endswith(".toml")]
    return tuple(sorted(found, key=lambda c: c.id))


@lru_cache(maxsize=1)
def activity_kinds() -> tuple[ActivityKind, ...]:
    """Every kind of activity, in the order of the file."""
    kinds = []
    for raw in _toml("activities.toml")["kinds"]:
        quality = [_filled(Level2.QUALITY, entry) for entry in raw.pop("quality", ())]
        effect = [_filled(_level2(entry.pop("level2")), entry) for entry in raw.pop("effect", ())]
        kinds.append(
            ActivityKind(
                quality=tuple(Pattern(**entry) for entry in quality),
                effect=tuple(Pattern(**entry) for entry in effect),
                **raw,
            )
        )
    return tuple(kinds)


@lru_cache(maxsize=1)
def units() -> Units:
    """Measure words, names of counts and usual units of objects."""
    raw = _toml("units.toml")
    return Units(
        labels=raw["labels"],
        plain=raw["plain"]["words"],
        objects=raw["objects"],
        people=raw["people"]["words"],
        consumed=raw["consumed"]["words"],
        users=raw["users"],
        doings={word: unit for unit, found in raw["doings"].items() for word in found},
    )


@lru_cache(maxsize=1)
def samples() -> tuple[Document, ...]:
    """The fictional sample tables, which ``make run`` loads into the corpus."""
    folder = files(__name__) / "samples"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".json"))
    return tuple(Document.model_validate_json((folder / name).read_text("utf-8")) for name in names)


def evidence_for(level: Level2) -> str:
    """The kind of document that is wanted as the basis of a value of this class."""
    return str(_toml("defaults.toml")["evidence"][level.value])


def _category(raw: dict[str, Any]) -> Category:
    entries = [_filled(level, entry) for key, level in _CLASSES.items() for entry in raw.pop(key, ())]
    indicators = tuple(LibraryIndicator(id=f"{raw['id']}/{n}", **entry) for n, entry in enumerate(entries, 1))
    return Category(indicators=indicators, **raw)


def _filled(level: Level2, entry: dict[str, Any]) -> dict[str, Any]:
    """``entry`` with class, direction, unit and evidence, read from its typical value or from the class's defaults."""
    typical = parse_value(entry["typical"]) if "typical" in entry else None
    return {
        "way": (typical and typical.operator) or _toml("defaults.toml")["way"][level.value],
        "unit": typical.unit if typical else None,
        "evidence": evidence_for(level),
        "level2": level,
    } | entry


def _level2(label: str) -> Level2:
    found = level2(label)
    if found is None:
        raise ValueError(f"activities.toml: no level-2 class {label}")
    return found


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__name__) / name).read_text("utf-8"))
