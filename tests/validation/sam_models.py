"""One project as NREL's System Advisor Model sees it, through its Python package PySAM: what finance_against_sam_test compares with.

Only inputs are set here; all finance is SAM's. Off are what this project does not model: reserve accounts, working capital, insurance,
property tax, salvage value, tax credits and incentives. SAM has one capital expenditure at commissioning, so the cost of financing
the construction years and the fee of the lenders are worked out here and added to it as not depreciable.
"""

from dataclasses import dataclass

import PySAM.Lcoefcr as lcoefcr
import PySAM.Merchantplant as merchantplant
import PySAM.Singleowner as singleowner

KW = 1000.0  # size of SAM's plant
HOURS = 8760


@dataclass(frozen=True)
class Project:
    """Money per kW in nominal currency, prices per MWh, shares and rates as fractions."""
    capex: float = 800.0
    opex: float = 15.0
    capacity_factor: float = 0.22
    degradation: float = 0.005
    curtailment: float = 0.0
    life: int = 25
    construction: int = 1
    inflation: float = 0.02
    tax: float = 0.25
    relief: float = 0.0
    relief_years: int = 0
    withholding: float = 0.0
    depreciation_years: int = 20
    declining_factor: float = 0.0  # 0: straight line
    decommissioning: float = 0.0
    cover_premium: float = 0.0
    cost_of_capital: float = 0.08
    gearing: float = 0.0
    interest: float = 0.0
    tenor: int = 0
    equal_principal: bool = False
    cover_ratio: float = 0.0  # 0: debt of fixed gearing
    upfront_fee: float = 0.0  # of debt of fixed gearing
    indexation: float = 0.0
    term: int = 0  # 0: the life
    after_term_price: float = 0.0
    strike: float = 0.0  # for comparisons at a given strike
    tariff: str = "power_purchase_agreement"
    merchant: float = 0.0
    market_price: float = 0.0  # 0: no home market
    market_growth: float = 0.0
    capture: float = 1.0
    capture_change: float = 0.0

    @property
    def term_years(self) -> int:
        return self.term or self.life


def depreciation(p: Project) -> list[float]:
    """Shares of the investment by year."""
    if not p.declining_factor:
        return [1.0 / p.depreciation_years] * p.depreciation_years
    left, shares = 1.0, []
    for year in range(p.depreciation_years):
        shares.append(max(left * min(1.0, p.declining_factor / p.depreciation_years), left / (p.depreciation_years - year)))
        left -= shares[-1]
    return shares


def prices(p: Project) -> list[float]:
    """Revenue per MWh by year of operation, at the strike price."""
    result = []
    for t in range(1, p.life + 1):
        since_award = p.construction + t - 1
        market = p.market_price * (1 + p.market_growth)**since_award * (p.capture + p.capture_change * since_award)
        strike = p.strike * (1 + p.indexation)**(t - 1)
        in_term = {"power_purchase_agreement": strike,
                   "two_way_cfd": strike,
                   "fixed_premium": market + strike,
                   "partially_merchant": (1 - p.merchant) * strike + p.merchant * market,
                   "payment_by_bidder": market - strike}[p.tariff]
        result.append(in_term if t <= p.term_years else p.after_term_price)
    return result


def construction_value(rate: float, payments: int) -> float:
    return sum((1 + rate)**j for j in range(payments)) / payments


def _set_finance(model, p: Project) -> None:
    debt = p.gearing * p.capex * construction_value(p.interest, p.construction)
    equity = (1 - p.gearing) * p.capex * construction_value(p.cost_of_capital, p.construction) + p.upfront_fee * debt
    finance = model.FinancialParameters
    finance.analysis_period = p.life
    finance.inflation_rate = 100 * p.inflation
    finance.real_discount_rate = 100 * ((1 + p.cost_of_capital) / (1 + p.inflation) - 1)
    finance.state_tax_rate = tuple(100 * p.tax * (1 - (p.relief if t < p.relief_years else 0)) for t in range(p.life))
    finance.federal_tax_rate = (100 * p.withholding,)  # SAM deducts state tax from the base of federal tax
    finance.construction_financing_cost = (debt + equity - p.capex) * KW
    finance.system_capacity = KW
    for name in ("insurance_rate", "property_tax_rate", "salvage_percentage", "cost_debt_closing", "cost_debt_fee",
                 "cost_other_financing", "months_working_reserve", "months_receivables_reserve", "dscr_reserve_months",
                 "equip1_reserve_cost", "equip2_reserve_cost", "equip3_reserve_cost", "reserves_interest", "loan_moratorium"):
        setattr(finance, name, 0)
    finance.term_int_rate = 100 * p.interest
    finance.term_tenor = p.tenor or p.life
    finance.payment_option = int(p.equal_principal)
    finance.debt_option = int(p.cover_ratio > 0)
    finance.debt_percent = 100 * debt / (debt + equity)
    if p.cover_ratio:
        finance.dscr = p.cover_ratio
        finance.dscr_limit_debt_fraction = 1
        finance.dscr_maximum_debt_fraction = 100 * p.gearing
    custom = model.Depreciation
    custom.depr_alloc_sl_20_percent = 0
    custom.depr_alloc_custom_percent = 100 * p.capex / (debt + equity)
    custom.depr_custom_schedule = tuple(100 * share for share in depreciation(p))


def _set_plant(model, p: Project) -> None:
    costs = model.SystemCosts
    costs.om_capacity, costs.om_capacity_escal = (p.opex,), 0
    costs.om_production, costs.om_fuel_cost = (0,), (0,)
    removal = p.decommissioning * p.capex * (1 + p.inflation)**p.life
    costs.om_fixed = tuple(KW * (p.cover_premium * p.capex * (t <= p.term_years) + removal * (t == p.life))
                           for t in range(1, p.life + 1))  # yearly amounts: SAM does not escalate them
    costs.total_installed_cost = p.capex * KW
    output = model.SystemOutput
    output.system_capacity = KW
    output.gen = (p.capacity_factor * (1 - p.curtailment) * KW,) * HOURS
    output.degradation = (100 * p.degradation,)


def _single_owner(p: Project):
    model = singleowner.default("CustomGenerationProfileSingleOwner")
    _set_finance(model, p)
    _set_plant(model, p)
    model.ElectricityRates.en_electricity_rates = 1  # prices for what the plant draws itself, which is nothing
    model.Revenue.ppa_multiplier_model = 0  # by time of day; its multipliers are 1
    return model


def required_ppa_price(p: Project) -> float:
    """The price per MWh of the first year at which the owner's return over the life is the cost of capital."""
    model = _single_owner(p)
    model.Revenue.ppa_soln_mode = 0
    model.Revenue.ppa_escalation = 100 * p.indexation
    model.Revenue.flip_target_percent = 100 * p.cost_of_capital
    model.Revenue.flip_target_year = p.life
    model.execute()
    return model.Outputs.ppa * 10  # from cents per kWh


def value_with_contract(p: Project) -> tuple[float, float]:
    """Net present value per kW and internal rate of return of the owner, paid prices(p) by a purchase agreement."""
    model = _single_owner(p)
    model.Revenue.ppa_soln_mode = 1
    model.Revenue.ppa_escalation = 0
    model.Revenue.ppa_price_input = tuple(price / 1000 for price in prices(p))
    model.execute()
    return model.Outputs.project_return_aftertax_npv / KW, model.Outputs.project_return_aftertax_irr / 100


def value_as_merchant(p: Project) -> tuple[float, float]:
    """The same, paid prices(p) by the market."""
    model = merchantplant.default("CustomGenerationProfileMerchantPlant")
    _set_finance(model, p)
    _set_plant(model, p)
    model.Revenue.mp_enable_energy_market_revenue = 1
    model.Revenue.mp_enable_market_percent_gen = 1
    model.Revenue.mp_market_percent_gen = 100
    model.Revenue.mp_energy_market_revenue_single = tuple((price,) for price in prices(p))
    model.execute()
    return model.Outputs.project_return_aftertax_npv / KW, model.Outputs.project_return_aftertax_irr / 100


def lcoe_by_fixed_charge_rate(p: Project) -> float:
    """Per MWh. The charge rate is the capital recovery factor times (1 − τ·PVD)/(1 − τ), PVD the present value of depreciation, times the
    cost of financing the construction years: the recipe of SAM's calculator. For projects without inflation and degradation."""
    rate = p.cost_of_capital
    recovery = rate / (1 - (1 + rate)**-p.life)
    depreciated = sum(share / (1 + rate)**(t + 1) for t, share in enumerate(depreciation(p)))
    financing = construction_value(rate, p.construction) - p.tax * depreciated
    model = lcoefcr.new()
    model.SimpleLCOE.annual_energy = p.capacity_factor * HOURS * KW
    model.SimpleLCOE.capital_cost = p.capex * KW
    model.SimpleLCOE.fixed_operating_cost = p.opex * KW
    model.SimpleLCOE.variable_operating_cost = 0
    model.SimpleLCOE.fixed_charge_rate = recovery * financing / (1 - p.tax)
    model.execute()
    return model.Outputs.lcoe_fcr * 1000
