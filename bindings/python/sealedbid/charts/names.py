"""Plain names and units for metrics, groups and origins, as a reader who never saw a run directory needs them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pandas as pd

_TITLES = {
    "mean_awarded_price_per_mwh": "Price paid to winners",
    "clearing_price_per_mwh": "Clearing price",
    "lowest_awarded_price_per_mwh": "Lowest price paid",
    "highest_awarded_price_per_mwh": "Highest price paid",
    "bid_per_mwh": "Bids",
    "awarded_bid_per_mwh": "Awarded bids",
    "mean_bid_per_mwh": "Mean bid",
    "number_of_bids": "Number of bids",
    "number_of_awards": "Number of awards",
    "awarded_mw": "Capacity awarded",
    "realised_mw": "Capacity built",
    "realisation_fraction": "Built share of awarded capacity",
    "forfeited_bonds": "Forfeited bonds",
    "win_probability": "Chance of winning",
    "share_of_awarded_mw_fraction": "Share of awarded capacity",
    "foreign_share_of_awarded_mw_fraction": "Foreign share of awarded capacity",
    "void_probability": "Chance that nothing is awarded",
    "undersubscribed_probability": "Chance of too few bids for the volume",
    "support_cost_present_value": "Support cost, present value",
    "support_cost_per_mwh": "Support cost per MWh",
    "support_cost_per_year": "Support cost per year",
    "state_revenue_present_value": "State revenue, present value",
    "consumer_cost_over_avoided_cost_present_value": "Consumer cost over avoided cost, present value",
    "exported_mwh_per_year": "Energy exported in the first year",
    "exported_mwh_in_total": "Energy exported over the lifetime",
    "export_revenue_present_value": "Export revenue, present value",
    "bidder_profit_per_mwh": "Winners' margin over what they need",
    "bidder_profit_per_year": "Winners' margin per year",
    "payments_per_year": "Payments in the first year",
    "bidder_return_fraction": "Winners' return",
    "negative_return_probability": "Chance that a winner loses money",
    "return_below_cost_of_capital_probability": "Chance that a winner misses its cost of capital",
    "award_cost_over_least_cost": "Cost of the award over the least possible",
    "priced_out_bidders": "Bidders who need more than the ceiling",
}

_COUNTRIES = {
    "ALB": "Albania", "ARE": "United Arab Emirates", "ARG": "Argentina", "AZE": "Azerbaijan", "BRA": "Brazil", "CHL": "Chile",
    "CHN": "China", "DEU": "Germany", "DNK": "Denmark", "EGY": "Egypt", "ESP": "Spain", "FRA": "France", "GBR": "United Kingdom",
    "GEO": "Georgia", "GRC": "Greece", "HUN": "Hungary", "IND": "India", "ITA": "Italy", "JPN": "Japan", "KAZ": "Kazakhstan",
    "KOR": "South Korea", "MEX": "Mexico", "NLD": "Netherlands", "NOR": "Norway", "PAK": "Pakistan", "POL": "Poland",
    "PRT": "Portugal", "ROU": "Romania", "RUS": "Russia", "SAU": "Saudi Arabia", "SWE": "Sweden", "TUR": "Türkiye",
    "USA": "United States", "UZB": "Uzbekistan", "ZAF": "South Africa",
}  # fmt: skip


@dataclass(frozen=True)
class Display:
    """How values of a metric are shown.

    Attributes
    ----------
    factor : float
        Shown value = stored value × factor.
    unit : str
        Unit of shown values, e.g. "million USD" or "%"; empty for counts.
    """

    factor: float
    unit: str

    def axis_title(self, title: str) -> str:
        """Title of an axis: what, and its unit."""
        return f"{title} ({self.unit})" if self.unit else title


def plain(name: str) -> str:
    """A name as words: underscores, control characters and line separators become blanks."""
    return "".join(" " if sign == "_" or unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in name)


def metric_title(metric: str) -> str:
    """Plain title of a metric, without its unit."""
    return _TITLES.get(metric, plain(metric).capitalize())


def country(code: str) -> str:
    """English name of a country, or its code where the name is not known here."""
    return _COUNTRIES.get(code, code)


def group_title(group: str) -> str:
    """Plain name of a group such as "class:gulf_developer" or "origin:CHN"."""
    kind, _, name = group.partition(":")
    if kind == "origin":
        return country(name)
    return plain(name) if name else plain(kind)


def display_of(metric: str, unit: str, values: pd.Series | list[float]) -> Display:
    """Chooses how the values of a metric are shown.

    Parameters
    ----------
    metric : str
        Name of the metric; shares and probabilities are shown in percent.
    unit : str
        Unit in the run directory, e.g. "USD/MWh", "USD" or "1".
    values : pandas.Series or list of float
        Typical values in that unit; they choose between thousands, millions and billions.
    """
    if unit == "1":
        is_share = metric.endswith(("_fraction", "_probability"))
        return Display(100.0, "%") if is_share else Display(1.0, "")
    largest = float(pd.Series(values, dtype="float64").abs().max())
    if unit.split("/")[0] in ("MWh",):
        return Display(1e-3, unit.replace("MWh", "GWh", 1)) if largest >= 1e4 else Display(1.0, unit)
    if "/" in unit and not unit.endswith("/year") or unit == "MW":
        return Display(1.0, unit)
    for limit, factor, word in ((1e9, 1e-9, "billion"), (1e5, 1e-6, "million"), (1e4, 1e-3, "thousand")):
        if largest >= limit:
            return Display(factor, f"{word} {unit}")
    return Display(1.0, unit)
