"""Looks shared by all charts: colours that colour-blind readers tell apart, and quiet axes."""

from __future__ import annotations

from typing import Any

# Okabe & Ito (2008), Color Universal Design, without black; yellow last, as it is weak on white.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C8C8C", "#B8A900")
ACCENT = PALETTE[0]
NEUTRAL = "#8C8C8C"
BETTER = "#009E73"
WORSE = "#D55E00"

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
WIDTH = 620  # px of the plotting area


def colours(names: list[str]) -> dict[str, str]:
    """A colour for each name, by its place in the list; after eight they repeat."""
    return {name: PALETTE[index % len(PALETTE)] for index, name in enumerate(names)}


def config() -> dict[str, Any]:
    """Vega-Lite configuration of every chart; text and lines are readable on white and are recoloured by the report's style."""
    ink, quiet = "#3A3F45", "#D9DCE0"
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "title": {"anchor": "start", "fontSize": 14, "fontWeight": 600, "color": "#1B1F24", "subtitleColor": ink,
                  "subtitleFontSize": 12, "subtitlePadding": 4, "offset": 14, "frame": "group"},
        "axis": {"labelColor": ink, "titleColor": ink, "labelFontSize": 11.5, "titleFontSize": 12, "titleFontWeight": 500,
                 "gridColor": quiet, "domainColor": "#8A9099", "tickColor": "#8A9099", "labelLimit": 220, "titlePadding": 8},
        "header": {"labelColor": ink, "labelFontSize": 12, "labelFontWeight": 600, "titleColor": ink, "labelLimit": 420,
                   "labelPadding": 3},
        "legend": {"labelColor": ink, "titleColor": ink, "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 220,
                   "orient": "top", "title": None},
        "text": {"color": ink, "fontSize": 11.5},
    }  # fmt: skip
