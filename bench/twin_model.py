"""The scenario bench/twin.yaml as plain numbers, for the NumPy twin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

SCENARIO = Path(__file__).resolve().parent / "twin.yaml"


@dataclass(frozen=True)
class BidderClass:
    name: str
    is_foreign: bool
    bidders: int
    participation_probability: float
    capacity_kw: int
    capex_factor: tuple[float, float]  # mean, sd
    wacc_fraction: tuple[float, float]
    yield_error_fraction: tuple[float, float]
    markup_fraction: float


@dataclass(frozen=True)
class Model:
    """The scenario as plain numbers; a KeyError or TypeError means that it uses something this twin does not know."""

    capex_median_per_kw: float
    capex_sigma: float
    opex_per_kw_year: float
    capacity_factor: tuple[float, float, float, float]  # mean, sd, low, high
    degradation: float
    lifetime_years: int
    construction_years: int
    tax: float
    relief_fraction: float
    relief_years: int
    depreciation_years: int
    inflation: float
    premium_shift: tuple[float, float]
    classes: tuple[BidderClass, ...]
    volume_kw: int
    minimum_bids: int
    ceiling_ticks: int
    step: float
    term_years: int
    indexation: float
    after_term_price: float

    @property
    def bidders(self) -> int:
        return sum(c.bidders for c in self.classes)


def scaled_scenario(bidders: int) -> dict[str, int]:
    """What `--set` makes of twin.yaml for this many bidders, a multiple of ten: key path → value."""
    base = yaml.safe_load(SCENARIO.read_text(encoding="utf-8"))
    counts = {name: c["bidders"] for name, c in base["bidder_classes"].items()}
    factor, rest = divmod(bidders, sum(counts.values()))
    if factor < 1 or rest:
        raise ValueError(f"{bidders} bidders: use a positive multiple of {sum(counts.values())}")
    values = {f"bidder_classes.{name}.bidders": count * factor for name, count in counts.items()}
    return {**values, "auction.volume_mw": base["auction"]["volume_mw"] * factor}


def read_model(bidders: int) -> Model:
    s = yaml.safe_load(SCENARIO.read_text(encoding="utf-8"))
    scaled = scaled_scenario(bidders)
    technology, host, auction, tariff = s["technologies"]["solar_pv"], s["host_country"], s["auction"], s["tariff"]
    if (auction["pricing"], auction["marginal_bid"]) != ("pay_as_bid", "award_in_full"):
        raise ValueError("the twin knows pay_as_bid with award_in_full only")

    origins = [c["origin"] for c in s["bidder_classes"].values()]
    if len(set(origins)) < len(origins):
        raise ValueError("the twin knows one class an origin only")

    def normal(quantity):
        return quantity["mean"], quantity["sd"]

    cf = technology["capacity_factor_fraction"]
    classes = tuple(
        BidderClass(name, c["origin"] != host["code"], scaled[f"bidder_classes.{name}.bidders"],
                    c["participation_probability"], round(c["project_capacity_mw"] * 1000), normal(c["capex_factor"]),
                    normal(c["wacc_fraction"]), normal(c["yield_estimate_error_fraction"]), c["markup_fraction"])
        for name, c in s["bidder_classes"].items())
    return Model(
        technology["capex_per_kw"]["median"], technology["capex_per_kw"]["sigma"], technology["opex_per_kw_year"],
        (cf["mean"], cf["sd"], cf["low"], cf["high"]), technology["degradation_fraction_per_year"], technology["lifetime_years"],
        technology["construction_years"], host["corporate_tax_fraction"], host["tax_relief"]["fraction"],
        host["tax_relief"]["years"], host["depreciation_years"], host["inflation_fraction_per_year"],
        normal(host["country_risk_premium_shift_fraction"]), classes,
        round(scaled["auction.volume_mw"] * 1000), auction["minimum_bids"],
        round(auction["ceiling_per_mwh"] / auction["price_step_per_mwh"]), auction["price_step_per_mwh"], tariff["term_years"],
        tariff["indexation_fraction_per_year"], tariff["after_term"]["price_per_mwh"])
