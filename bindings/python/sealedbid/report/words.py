"""Keys and values of scenario files as words and numbers that a reader outside the tool understands."""

from __future__ import annotations

from typing import Any

from ..charts.names import country, plain

# Endings of keys and the units they stand for; the longest that fits counts. "$" is the currency.
_UNITS = (
    ("_per_mwh", "$/MWh"), ("_per_kw_year", "$/kW a year"), ("_per_mw_year", "$/MW a year"), ("_per_kw", "$/kW"), ("_per_mw", "$/MW"),
    ("_mwh_per_year", "MWh a year"), ("_fraction_per_year", "% a year"), ("_probability_per_year", "% a year"), ("_fraction", "%"),
    ("_probability", "%"), ("_years", "years"), ("_months", "months"), ("_hours", "hours"), ("_mw", "MW"), ("_mwh", "MWh"),
)  # fmt: skip

_KEYS = {
    "wacc_fraction": "cost of capital", "cost_of_equity_fraction": "cost of equity", "capex_per_kw": "investment cost",
    "opex_per_kw_year": "operating cost", "capacity_factor_fraction": "capacity factor", "pricing": "pricing rule",
    "ceiling_per_mwh": "ceiling price", "volume_mw": "volume", "strategy": "how they bid", "markup_fraction": "mark-up",
    "share_of_energy_fraction": "share of energy exported", "capex_factor": "investment cost, relative to the reference",
    "participation_probability": "chance to take part", "project_capacity_mw": "project size", "type": "contract",
    "reference_price": "reference price", "term_years": "term", "cpi_indexed_fraction": "share indexed to inflation",
    "local_currency_fraction": "share paid in local currency", "yield_estimate_error_fraction": "error of yield estimates",
    "capex_change_after_award_fraction": "change of the investment cost after the award", "performance_bond_per_kw": "performance bond",
    "required_price_per_mwh": "price needed", "state_discount_fraction_per_year": "discount rate of the state",
}  # fmt: skip

_VALUES = {
    "pay_as_bid": "pay-as-bid", "uniform_lowest_rejected": "uniform price, the lowest rejected bid",
    "uniform_highest_accepted": "uniform price, the highest accepted bid", "two_way_cfd": "two-way contract for difference",
    "power_purchase_agreement": "power purchase agreement", "one_way_sliding_premium": "one-way sliding premium",
    "equilibrium": "the best answer to rivals who answer best", "best_response": "the best answer to rivals' costs and mark-ups",
    "markup": "what they need plus a mark-up", "truthful": "what they need", "adaptive": "the best answer to earlier rounds", "table": "by a table",
    "true": "yes", "false": "no",
}  # fmt: skip


def split_key(key: str, currency: str) -> tuple[str, str]:
    """A key as words without its unit, and the unit ("" where there is none)."""
    for ending, unit in sorted(_UNITS, key=lambda pair: -len(pair[0])):
        if key.endswith(ending):
            return _KEYS.get(key, plain(key[: -len(ending)])), unit.replace("$", currency)
    if key in ("fraction", "probability"):
        return "share" if key == "fraction" else key, "%"
    if "_fraction_of_" in key:
        head, _, tail = key.partition("_fraction_of_")
        return plain(head), f"% of {plain(tail)}"
    return _KEYS.get(key, plain(key)), ""


def value_text(key: str, value: Any, currency: str) -> str:
    """A value with its unit: numbers, distributions, choices, lists and countries.

    Parameters
    ----------
    key : str
        Key of the value, whose ending tells the unit.
    value : str, number, bool, dict, list or None
        As read from scenario.resolved.yaml; None stands for a key that was taken out.
    """
    unit = split_key(key, currency)[1]
    if value is None:
        return "none"
    if isinstance(value, dict) and "distribution" in value:
        return _distribution(value, unit)
    if isinstance(value, dict):
        return ", ".join(f"{split_key(inner, currency)[0]} {value_text(inner, item, currency)}" for inner, item in value.items())
    if isinstance(value, list):
        return ", ".join(value_text(key, item, currency) for item in value)
    number = as_number(value)
    if number is not None and not isinstance(value, bool):
        return with_unit(number, unit)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if key in ("origin", "code", "country", "destination"):
        return country(text)
    return _VALUES.get(text, plain(text) if text.replace("_", "").isalnum() else text)


def as_number(value: Any) -> float | None:
    """A number, or None where the value is none."""
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def with_unit(number: float, unit: str) -> str:
    """A number as text with its unit; shares in percent, large amounts with thousands separators."""
    if unit.startswith("%"):
        return f"{number * 100:.6g} {unit}"
    text = f"{number:,.0f}" if abs(number) >= 10000 and number == int(number) else f"{number:.6g}"
    return f"{text} {unit}".strip()


def _distribution(value: dict[str, Any], unit: str) -> str:
    """A distribution in words, e.g. "triangular, 38 to 55, most often 45 USD/MWh"."""
    kind = plain(str(value["distribution"]))

    def at(name: str) -> str:
        number = as_number(value.get(name))
        return "?" if number is None else f"{number * (100 if unit.startswith('%') else 1):.6g}"

    if kind in ("uniform", "triangular", "pert") and {"low", "high"} <= value.keys():
        mode = f", most often {at('mode')}" if "mode" in value else ""
        return f"{at('low')} to {at('high')}{mode} {unit}".strip() + f" ({kind})"
    if kind in ("normal", "truncated normal") and {"mean", "sd"} <= value.keys():
        limits = f", between {at('low')} and {at('high')}" if "low" in value else ""
        return f"{at('mean')} ± {at('sd')} {unit}".strip() + f"{limits} ({kind})"
    if kind == "lognormal" and {"median", "sigma"} <= value.keys():
        return f"median {at('median')} {unit}".strip() + f", spread {as_number(value['sigma']) or 0:.4g} (lognormal)"
    if kind == "empirical" and isinstance(value.get("values"), list):
        numbers = [with_unit(as_number(item) or 0.0, "%" if unit.startswith("%") else "") for item in value["values"]]
        weights = [as_number(item) for item in value.get("weights", [])]
        parts = [f"{number} ({weight * 100:.4g} %)" if weight is not None else number
                 for number, weight in zip(numbers, weights or [None] * len(numbers), strict=False)]  # fmt: skip
        return " or ".join(parts) + f" {unit}".rstrip()
    rest = ", ".join(f"{plain(name)} {item}" for name, item in value.items() if name != "distribution")
    return f"{kind}, {rest} {unit}".strip()
