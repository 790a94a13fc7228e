"""What the project's name says of the activities that its purpose only counts: 代办员补贴, 公园绿地养护."""

from __future__ import annotations

from corpus.library import activity_kinds
from drafting.activities import read_purpose
from drafting.activity import Activity, Reading
from drafting.afterwards import as_paid
from drafting.lexicon import doing_of, is_people, kind_of, verbs
from drafting.project_name import titled
from drafting.purpose_words import OF_ACTS, ON_THINGS

_WORD = 2
"""Characters of a word."""


def read_with(name: str, reading: Reading) -> Reading:
    """``reading`` of a purpose with what the project's ``name`` says is done."""
    return _done(_kept_up(_paid(reading, name), name), name)


def _done(reading: Reading, name: str) -> Reading:
    """``reading`` of a purpose that says nothing of what is done, with what the name says: 办公楼消防设施改造."""
    if reading.activities or kind_of(next((v for v in verbs() if titled(name).endswith(v)), "")) not in ON_THINGS:
        return reading
    return reading.model_copy(update={"activities": read_purpose(titled(name)).activities})


def _paid(reading: Reading, name: str) -> Reading:
    """``reading`` with those whom an amount for each is paid, as paid by what the project is called: 代办员补贴."""
    ending = titled(name)[-_WORD:]
    return reading.model_copy(update={"activities": tuple(as_paid(a, ending) for a in reading.activities)})


def _kept_up(reading: Reading, name: str) -> Reading:
    """``reading`` of a purpose that only counts things, with what the project's name says is done to them: 公园绿地养护."""
    act = next((v for v in verbs() if titled(name).endswith(v)), "")
    if kind_of(act) not in ON_THINGS or any(a.act for a in reading.activities):
        return reading
    kind = next(kind for kind in activity_kinds() if kind.id == kind_of(act))
    like = {"kind": kind, "act": act}
    kept = (a.model_copy(update=like) if _counts_things(a) else a for a in reading.activities)
    return reading.model_copy(update={"activities": tuple(kept)})


def _counts_things(activity: Activity) -> bool:
    """Whether the user's count is one of things, not of people nor of how often something is done."""
    counted = bool(activity.quantities) and activity.quantities[0].unit not in OF_ACTS
    return counted and not (is_people(activity.object) or doing_of(activity.object))
