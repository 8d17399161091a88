"""The program's project finance against NREL's System Advisor Model (PySAM): required prices, values and returns of varied projects.

Needs the interpreter of build/python-venv, which tools/install_python_packages.sh makes."""

import json
import os
import subprocess
import tempfile
import unittest
from dataclasses import replace
from pathlib import Path

import sam_models as sam
from sam_models import Project

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("SEALEDBID_PROGRAM", str(ROOT / "build/dev/engine/sealedbid"))
TOLERANCE = 1e-5  # SAM searches for prices and for debt that the cover ratio sizes to about 3e-6

GEARED = Project(gearing=0.7, interest=0.055, tenor=15, cost_of_capital=0.12)
SCULPTED = Project(gearing=0.95, interest=0.06, tenor=18, cover_ratio=1.35, cost_of_capital=0.11)
PLAIN = Project(inflation=0.0, degradation=0.0)
MERCHANT = Project(market_price=52.0, market_growth=0.015, tariff="fixed_premium", strike=6.0)

CHARGE_RATES = {
    "plain": PLAIN,
    "without tax, long life": replace(PLAIN, tax=0.0, life=40, cost_of_capital=0.05),
    "wind, declining balance": replace(PLAIN, capex=1450.0, opex=42.0, capacity_factor=0.37, declining_factor=2.0, life=27),
    "three construction years": replace(PLAIN, construction=3, cost_of_capital=0.10, depreciation_years=7),
}

REQUIRED_PRICES = {
    "plain": Project(),
    "without tax": Project(tax=0.0),
    "high tax, fast depreciation": Project(tax=0.38, depreciation_years=5, life=30),
    "declining balance": Project(tax=0.30, depreciation_years=15, declining_factor=1.5),
    "indexed": Project(indexation=0.02),
    "falling prices, strong degradation": Project(indexation=-0.01, degradation=0.02, inflation=0.06),
    "short life, costly capital": Project(life=12, cost_of_capital=0.16, depreciation_years=10),
    "wind": Project(capex=1500.0, opex=45.0, capacity_factor=0.38, curtailment=0.04, life=28, cost_of_capital=0.065),
    "tax relief": Project(relief=0.5, relief_years=7),
    "withholding tax": Project(tax=0.2, withholding=0.1),
    "removal at the end": Project(decommissioning=0.08, inflation=0.03),
    "political-risk cover": Project(cover_premium=0.006),
    "four construction years": Project(construction=4, capex=3000.0, capacity_factor=0.6, cost_of_capital=0.09),
    "geared": GEARED,
    "highly geared, short tenor": replace(GEARED, gearing=0.85, tenor=10, interest=0.08),
    "equal principals": replace(GEARED, equal_principal=True, withholding=0.05),
    "geared, tenor of the whole life": replace(GEARED, tenor=25, indexation=0.015),
    "geared, fee of the lenders": replace(GEARED, upfront_fee=0.02, construction=2),
    "geared, three construction years": replace(GEARED, construction=3, tax=0.3, relief=1.0, relief_years=4),
    "cover ratio": SCULPTED,
    "strict cover ratio, premium": replace(SCULPTED, cover_ratio=1.8, cover_premium=0.005),
    "cover ratio, indexed": replace(SCULPTED, indexation=0.025, tenor=12, tax=0.15),
    "cover ratio limited by gearing": replace(SCULPTED, gearing=0.5),
}

CONTRACTS = {
    "tail after the term": Project(strike=62.0, term=15, after_term_price=30.0),
    "tail, geared": replace(GEARED, strike=66.0, term=18, after_term_price=25.0, indexation=0.01),
    "tail, cover ratio": replace(SCULPTED, strike=60.0, term=20, after_term_price=22.0),
    "loss": Project(strike=41.0, withholding=0.1),
}

MERCHANTS = {
    "market and premium": MERCHANT,
    "falling capture rate": replace(MERCHANT, capture=0.92, capture_change=-0.006, construction=2),
    "partly merchant": replace(MERCHANT, tariff="partially_merchant", merchant=0.4, strike=58.0),
    "two-way contract": replace(MERCHANT, tariff="two_way_cfd", strike=57.0, indexation=0.01),
    "the bidder pays": replace(MERCHANT, market_price=80.0, tariff="payment_by_bidder", strike=9.0),
    "geared": replace(MERCHANT, strike=12.0, gearing=0.5, interest=0.07, tenor=10, cost_of_capital=0.13),
    "cover ratio": replace(MERCHANT, strike=12.0, gearing=0.9, interest=0.07, tenor=14, cover_ratio=2.0, cost_of_capital=0.13),
}


def scenario(p: Project) -> dict:
    """The project as a scenario file: JSON, which is YAML too."""
    technology = {"capex_per_kw": p.capex, "opex_per_kw_year": p.opex, "capacity_factor_fraction": p.capacity_factor,
                  "degradation_fraction_per_year": p.degradation, "curtailment_fraction": p.curtailment, "lifetime_years": p.life,
                  "construction_years": p.construction, "decommissioning_fraction_of_capex": p.decommissioning}
    host = {"code": "AAA", "corporate_tax_fraction": p.tax, "tax_relief": {"fraction": p.relief, "years": p.relief_years},
            "depreciation_years": p.depreciation_years, "inflation_fraction_per_year": p.inflation,
            "withholding_tax_fraction": p.withholding}
    if p.declining_factor:
        host |= {"depreciation_method": "declining_balance", "declining_balance_factor": p.declining_factor}
    bidder = {"origin": "BBB", "bidders": 3, "technology": "plant", "project_capacity_mw": 50, "strategy": "truthful"}
    if p.gearing:
        bidder["cost_of_equity_fraction"] = p.cost_of_capital
        debt = {"gearing_fraction": p.gearing, "interest_fraction": p.interest, "tenor_years": p.tenor}
        debt |= {"sizing": "cover_ratio", "cover_ratio": p.cover_ratio} if p.cover_ratio else {}
        debt |= {"upfront_fee_fraction": p.upfront_fee} if p.upfront_fee else {}
        debt |= {"repayment": "equal_principal"} if p.equal_principal else {}
        bidder["project_debt"] = debt
    else:
        bidder["wacc_fraction"] = p.cost_of_capital
    if p.cover_premium:
        bidder["political_risk_cover"] = {"covered_fraction": 1, "premium_fraction_per_year": p.cover_premium}
    tariff = {"type": p.tariff, "term_years": p.term_years, "indexation_fraction_per_year": p.indexation}
    if p.term_years < p.life:
        tariff["after_term"] = {"price_per_mwh": p.after_term_price}
    if p.tariff == "partially_merchant":
        tariff["merchant_fraction"] = p.merchant
    auction = {"volume_mw": 100, "ceiling_per_mwh": 1000}
    if p.tariff == "payment_by_bidder":
        auction = {"direction": "sale", "volume_mw": 100}
    result = {"schema_version": 1, "name": "project", "currency": "USD", "price_year": 2025, "technologies": {"plant": technology},
              "host_country": host, "bidder_classes": {"bidder": bidder}, "auction": auction, "tariff": tariff}
    if p.market_price:
        home = {"country": "AAA", "mean_price_per_mwh": p.market_price, "growth_fraction_per_year": p.market_growth,
                "capture_rate_fraction": {"plant": p.capture}, "capture_rate_change_fraction_per_year": {"plant": p.capture_change}}
        result["electricity_markets"] = {"home": home}
    return result | {"simulation": {"replications": 1, "seed": 1}}


def cost(p: Project, *options: str) -> dict:
    """What `sealedbid cost` says of the project."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project.yaml"
        path.write_text(json.dumps(scenario(p), indent=1) + "\n")
        done = subprocess.run([PROGRAM, "cost", str(path), "--format", "json", *options], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)["classes"][0]


def relative_difference(ours: float, theirs: float) -> float:
    return abs(ours / theirs - 1)


def difference_of_values(ours: dict, p: Project, theirs: tuple[float, float]) -> float:
    """Net present value over the investment, rate of return over itself. SAM puts construction payments of several years, with
    their return at the cost of capital, at commissioning: the value stays, other rates of return do not."""
    value, rate = theirs
    difference = abs(ours["npv_per_kw"] - value) / p.capex
    return difference if p.construction > 1 else max(difference, relative_difference(ours["equity_irr_fraction"], rate))


def worst_differences(change=lambda p: p) -> dict[str, float]:
    """By case; `change` is what the program sees differently from SAM."""
    worst = {}
    for name, p in CHARGE_RATES.items():
        worst["charge rate: " + name] = relative_difference(cost(change(p))["lcoe_nominal_per_mwh"], sam.lcoe_by_fixed_charge_rate(p))
    for name, p in REQUIRED_PRICES.items():
        ours, theirs = cost(change(p)), sam.required_ppa_price(p)
        worst["required price: " + name] = relative_difference(ours["required_strike_per_mwh"], theirs)
    for kind, cases, reference in (("contract: ", CONTRACTS, sam.value_with_contract), ("merchant: ", MERCHANTS, sam.value_as_merchant)):
        for name, p in cases.items():
            ours = cost(change(p), "--strike", str(p.strike))["at_strike"]
            worst[kind + name] = difference_of_values(ours, p, reference(p))
    return worst


class FinanceAgainstSam(unittest.TestCase):
    def test_prices_values_and_returns_agree(self):
        worst = worst_differences()
        print(f"{len(worst)} projects, largest difference {max(worst.values()):.1e}")
        for name, difference in worst.items():
            with self.subTest(name):
                self.assertLess(difference, TOLERANCE)

    def test_one_point_of_tax_is_noticed_in_every_project(self):
        for name, difference in worst_differences(lambda p: replace(p, tax=p.tax + 0.01)).items():
            with self.subTest(name):
                self.assertGreater(difference, 50 * TOLERANCE)

    def test_levelised_costs_are_required_prices_of_tariffs_that_pay_all_energy_alike(self):
        for p in (REQUIRED_PRICES["wind"], REQUIRED_PRICES["tax relief"], GEARED, SCULPTED):
            self.assertLess(relative_difference(cost(p)["lcoe_nominal_per_mwh"], sam.required_ppa_price(p)), TOLERANCE)
            indexed = replace(p, indexation=p.inflation)
            self.assertLess(relative_difference(cost(p)["lcoe_real_per_mwh"], sam.required_ppa_price(indexed)), TOLERANCE)


if __name__ == "__main__":
    unittest.main()
