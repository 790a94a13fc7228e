"""Runs of a Word document that no reader sees on paper: hidden by property, white on white, or too small to read."""

from __future__ import annotations

from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})
_LEAST_SIZE = 4
"""Half points: smaller print than 2 pt is meant to be overlooked."""


def is_hidden(run: Any) -> bool:
    """Whether the w:r element ``run`` is hidden from people; its text must not be read as the document's."""
    properties = run.find(f"{_W}rPr")
    if properties is None or not len(properties):
        return False
    vanish = properties.find(f"{_W}vanish")
    if vanish is not None and vanish.get(f"{_W}val", "1").lower() not in _OFF:
        return True
    size = properties.find(f"{_W}sz")
    if size is not None and size.get(f"{_W}val", "").isdecimal() and int(size.get(f"{_W}val")) < _LEAST_SIZE:
        return True
    colour = properties.find(f"{_W}color")
    return colour is not None and colour.get(f"{_W}val", "").upper() == "FFFFFF" and not _on_colour(run)


def mark_hidden_by_style(body: Any, styles: Any) -> None:
    """Give the runs under ``body`` that a style of ``styles`` (w:styles) hides the property itself, as Word shows them."""
    if next(styles.iter(f"{_W}vanish"), None) is None:
        return
    by_id = {style.get(f"{_W}styleId"): style for style in styles.iterfind(f"{_W}style")}
    hidden = {key for key in by_id if _hides(key, by_id)}
    for run in body.iter(f"{_W}r") if hidden else ():
        paragraph = next(run.iterancestors(f"{_W}p"), None)
        names = (run.find(f"{_W}rPr/{_W}rStyle"), None if paragraph is None else paragraph.find(f"{_W}pPr/{_W}pStyle"))
        if any(name is not None and name.get(f"{_W}val") in hidden for name in names):
            properties = run.find(f"{_W}rPr")
            if properties is None:
                properties = run.makeelement(f"{_W}rPr", {})
                run.insert(0, properties)
            if properties.find(f"{_W}vanish") is None:
                properties.append(properties.makeelement(f"{_W}vanish", {}))


def _hides(key: str | None, styles: dict[str | None, Any]) -> bool:
    """Whether the style or one that it is based on hides its text; what a nearer style says counts."""
    seen: set[str | None] = set()
    while key in styles and key not in seen:
        seen.add(key)
        vanish = styles[key].find(f"{_W}rPr/{_W}vanish")
        if vanish is not None:
            return vanish.get(f"{_W}val", "1").lower() not in _OFF
        base = styles[key].find(f"{_W}basedOn")
        key = None if base is None else base.get(f"{_W}val")
    return False


def _on_colour(run: Any) -> bool:
    """Whether the run, its paragraph or its cell is shaded or highlighted, so that white print shows."""
    places = [run.find(f"{_W}rPr")]
    for above in run.iterancestors(f"{_W}p", f"{_W}tc"):
        places.append(above.find(f"{_W}pPr" if above.tag == f"{_W}p" else f"{_W}tcPr"))
    for place in places:
        if place is None:
            continue
        if place.find(f"{_W}highlight") is not None:
            return True
        shade = place.find(f"{_W}shd")
        if shade is not None and shade.get(f"{_W}fill", "").upper() not in {"FFFFFF", "AUTO", ""}:
            return True
    return False
