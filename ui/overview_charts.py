"""The charts of the overview page, from the frames of :mod:`ui.overview`. Readable in print: every mark has its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from ui.overview import GRADES

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

MARK = "mark"
"""Name of the selection: the fields of the mark that was clicked."""
_SHADES = ["#dbe7f5", "#a9c6e8", "#6b9bd1", "#3a6fae", "#1f4e79"]
_GRADE_COLOURS = ["#2e7d4f", "#1f5fa8", "#b67a00", "#b42318"]
_BAR = "#3a6fae"
_FLAT = 4
"""Groups whose names have room beside each other; more are written aslant."""
_STEP = 24
"""Pixels a line takes."""


def draw(chart: alt.LayerChart, key: str, told: str, clicked: Callable[[str], None]) -> None:
    """Put ``chart`` on the page; ``clicked`` is called with its session key when a mark is chosen."""
    name = f"overview_{key}"
    st.altair_chart(chart, on_select=partial(clicked, name), selection_mode=MARK, key=name, alt=told)


def _ink() -> str:
    """Colour of words beside the marks: dark enough to be read in print, light in the dark theme."""
    return "#e4e8ee" if st.context.theme.type == "dark" else "#1c2430"


def heat(counts: pd.DataFrame) -> alt.LayerChart:
    """Problems by rule and group; groups with the most problems first."""
    import altair as alt

    sums = counts.groupby("组", sort=False)["问题数"].sum().sort_values(ascending=False, kind="stable")
    rules, groups = counts["名称"].drop_duplicates().tolist(), [str(name) for name in sums.index]
    picked = alt.selection_point(name=MARK, fields=["规则", "组"])
    flat = len(groups) <= _FLAT
    above = alt.Axis(labelAngle=0 if flat else -35, labelLimit=220 if flat else 170, orient="top", labelColor=_ink())
    base = alt.Chart(counts).encode(
        x=alt.X("组:N", sort=groups, title=None, axis=above),
        y=alt.Y("名称:N", sort=rules, title=None, axis=alt.Axis(labelLimit=260, labelColor=_ink())),
        tooltip=["名称", "组", "问题数", "级别"],
    )
    top = max(int(counts["问题数"].max()), 2)
    scale = alt.Scale(range=_SHADES, domain=[0, top])
    marks = base.mark_rect(stroke="#ffffff", cursor="pointer").encode(
        color=alt.Color("问题数:Q", scale=scale, legend=None)
    )
    dark = alt.condition(alt.datum["问题数"] > top * 0.45, alt.value("#ffffff"), alt.value("#1c2430"))
    numbers = base.mark_text(fontSize=11, cursor="pointer").encode(text="问题数:Q", color=dark)
    return _step(alt.layer(marks.add_params(picked), numbers))


def grades(counts: pd.DataFrame, order: Sequence[str], *, by_project: bool) -> alt.LayerChart:
    """Score of each project, or projects by grade in each group."""
    import altair as alt

    colour = alt.Color(
        "等级:N",
        sort=list(GRADES),
        scale=alt.Scale(domain=list(GRADES), range=_GRADE_COLOURS),
        legend=alt.Legend(orient="top", title=None, labelColor=_ink()),
    )
    if by_project:
        x = alt.X("得分:Q", title=None, scale=alt.Scale(domain=[0, 100]))
        return _bars(counts, order, x, "得分:Q", ["组", "等级", "得分"], colour)
    x = alt.X("项目数:Q", title="项目数", axis=alt.Axis(tickMinStep=1))
    return _bars(counts, order, x, None, ["组", "等级", "项目数"], colour)


def share(lines: pd.DataFrame, order: Sequence[str]) -> alt.LayerChart:
    """Share of targets that are 100 %, 0 … 1."""
    import altair as alt

    x = alt.X("占比:Q", title=None, axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    tooltip: list[Any] = ["组", "取100%", "指标数", alt.Tooltip("占比:Q", format=".0%")]
    return _bars(lines, order, x, alt.Text("占比:Q", format=".0%"), tooltip)


def money(lines: pd.DataFrame, order: Sequence[str]) -> alt.LayerChart:
    """Budgets, 万元."""
    import altair as alt

    return _bars(
        lines, order, alt.X("预算:Q", title=None), alt.Text("预算:Q", format=",.2~f"), ["组", "预算", "项目数"]
    )


def trend(lines: pd.DataFrame) -> alt.Chart:
    """Problems a project, year by year."""
    import altair as alt

    tooltip: list[Any] = [
        "年度",
        "项目数",
        alt.Tooltip("每个项目的问题数:Q", format=".1f"),
        alt.Tooltip("取100%的占比:Q", format=".0%"),
    ]
    base = alt.Chart(lines).encode(x=alt.X("年度:N", title=None, axis=alt.Axis(labelAngle=0)), tooltip=tooltip)
    line: alt.Chart = base.mark_line(point=True, color="#b42318").encode(y=alt.Y("每个项目的问题数:Q", title=None))
    return line.properties(height=220)


def _bars(
    lines: pd.DataFrame,
    order: Sequence[str],
    x: alt.X,
    text: Any,
    tooltip: Sequence[Any],
    colour: alt.Color | None = None,
) -> alt.LayerChart:
    """Bars by group with their number behind them."""
    import altair as alt

    y = alt.Y("组:N", sort=list(order), title=None, axis=alt.Axis(labelLimit=190, labelColor=_ink()))
    base = alt.Chart(lines).encode(x=x, y=y, tooltip=list(tooltip))
    bars = base.mark_bar(cursor="pointer").encode(color=colour or alt.value(_BAR))
    bars = bars.add_params(alt.selection_point(name=MARK, fields=["组"]))
    numbers = [] if text is None else [base.mark_text(align="left", dx=4, color=_ink()).encode(text=text)]
    return _step(alt.layer(bars, *numbers))


def _step(chart: Any) -> alt.LayerChart:
    """With a fixed height a line, so that no label is left out."""
    import altair as alt

    made: alt.LayerChart = chart.properties(height=alt.Step(_STEP))
    return made
