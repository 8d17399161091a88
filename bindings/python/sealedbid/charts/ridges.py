"""Histograms one above the other, one row a series: readable for two series as for twenty."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from .series import only_shown
from .theme import ACCENT, NEUTRAL, WIDTH


def ridges(
    frame: pd.DataFrame,
    x_title: str,
    share_title: str,
    order: list[str],
    outline: str | None = None,
    colours: dict[str, str] | None = None,
    height: int | None = None,
) -> Any:
    """Rows of histograms with a common axis.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns series, low, high, share; optionally second_share (drawn darker within the first), outline_share (drawn as a
        line), mean and mean_text (given in the first row of each series, empty elsewhere).
    x_title, share_title : str
        What the axis and the heights show, with units.
    order : list of str
        Series from top to bottom.
    outline : str, optional
        Name of the series whose outline is drawn behind the others, for the tooltip.
    colours : dict, optional
        Colour of each series; one colour for all where not given.
    height : int, optional
        Height of a row in px; 52 where not given, and less where there are many rows, so that all of it fits on a page.
    """
    height = height or (52 if len(order) <= 12 else 34)
    colour = (
        alt.Color("series:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)
        if colours
        else alt.value(ACCENT)
    )
    x = alt.X("low:Q", title=x_title, scale=alt.Scale(zero=False, nice=False), axis=alt.Axis(tickCount=14))
    highest = highest_share(frame)
    frame = frame.assign(cut_text=[f"{share:.0%}" if share > highest else "" for share in frame["share"]])
    top = 1.3 * highest  # room for the mean's label
    y = alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, top], nice=False), axis=alt.Axis(format="%", tickCount=2, domain=False, ticks=False))
    base = alt.Chart()
    layers = [base.mark_area(interpolate="step-after", opacity=0.45 if "second_share" in frame else 0.75, clip=True).encode(x=x, y=y, color=colour)]
    if "second_share" in frame:
        layers.append(base.mark_area(interpolate="step-after", clip=True).encode(x=x, y="second_share:Q", color=colour))
    if outline is not None:
        layers.append(base.mark_line(interpolate="step-after", strokeWidth=1.2, color=NEUTRAL, clip=True).encode(x=x, y="outline_share:Q"))
    if (frame["cut_text"] != "").any():
        cut = base.transform_filter("datum.cut_text !== ''")
        layers.append(cut.mark_text(align="left", dx=4, fontSize=11).encode(x=alt.X("high:Q"), y=alt.value(0.65 * height), text="cut_text:N"))
    if "mean" in frame:
        means = base.transform_filter("isValid(datum.mean)")
        layers.append(means.mark_tick(orient="vertical", thickness=2, size=height, color="#3A3F45").encode(x=alt.X("mean:Q")))
        layers.append(
            means.mark_text(align="left", dx=5, dy=-height / 2 + 8, fontSize=11).encode(
                x=alt.X("mean:Q"), y=alt.value(height / 2), text="mean_text:N"
            )
        )
    layers.append(base.mark_bar(opacity=0, aria=False, clip=True).encode(x=x, x2="high:Q", y=y, tooltip=_tooltips(frame, x_title, share_title, outline)))
    return (
        alt.layer(*layers)
        .properties(width=WIDTH, height=height)
        .facet(
            row=alt.Row("series:N", title=None, sort=order, header=alt.Header(labelOrient="top", labelAnchor="start")),
            data=frame,
            spacing=4,
        )
        .transform_filter(only_shown("series"))
    )


def highest_share(frame: pd.DataFrame) -> float:
    """Share at which bars are cut off and labelled instead, so that one series at nearly one value does not flatten the others."""
    peaks = frame.groupby("series")["share"].max()
    return float(min(peaks.max(), 3.0 * peaks.median()))


def _tooltips(frame: pd.DataFrame, x_title: str, share_title: str, outline: str | None) -> list[Any]:
    tips = [
        alt.Tooltip("series:N", title="series"),
        alt.Tooltip("low:Q", title=f"from, {x_title}", format=",.5~g"),
        alt.Tooltip("high:Q", title=f"to, {x_title}", format=",.5~g"),
        alt.Tooltip("share:Q", title=share_title, format=".2%"),
    ]
    if "second_share" in frame:
        tips.append(alt.Tooltip("second_share:Q", title="of these awarded", format=".2%"))
    if outline is not None:
        tips.append(alt.Tooltip("outline_share:Q", title=f"the same, {outline}", format=".2%"))
    return tips
