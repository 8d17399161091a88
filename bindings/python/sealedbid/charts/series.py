"""Series that a reader may switch off: a parameter of the chart that lists the ones shown, and a filter that obeys it."""

from __future__ import annotations

from typing import Any

import altair as alt


def finish(chart: Any, title: str, subtitle: str | list[str], series: list[str] | None = None, colours: dict[str, str] | None = None) -> Any:
    """Gives a chart its title, looks, and the parameter `shown` that the filter of `only_shown` reads.

    Parameters
    ----------
    series : list of str, optional
        Names of the series that may be switched off, as they stand in the data. The report makes a button for each.
    colours : dict, optional
        Colour of each series where colour tells them apart.
    """
    from .theme import config

    properties: dict[str, Any] = {"title": alt.TitleParams(text=title, subtitle=subtitle)}
    if series:
        properties["params"] = [alt.param(name="shown", value=series).param]
        properties["usermeta"] = {"series": [{"name": name, "colour": (colours or {}).get(name)} for name in series]}
    return chart.properties(**properties).configure(**config())


def only_shown(field: str) -> str:
    """Filter expression that keeps the rows of series which are shown."""
    return f"indexof(shown, datum.{field}) >= 0"
