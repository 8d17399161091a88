#pragma once

#include <optional>
#include <vector>

#include "scenario/bidder_class.hpp"
#include "scenario/economy.hpp"

/// One project in one world, as numbers: everything that decides what it costs and earns except the strike price and the paths
/// that prices, yields and exchange rates will take. Money per kW is nominal, in the scenario's currency.
namespace sealedbid {

/// A market in which the project's energy can be sold.
struct SaleTerms {
  int market = none;                ///< index into Market::markets; none: the price is known
  double mean_price_per_mwh = 0.0;  ///< in the year of the award
  double growth_fraction_per_year = 0.0;
  double capture_rate_fraction = 1.0;  ///< of this technology, in the year of the award
  double capture_rate_change_fraction_per_year = 0.0;
  static constexpr int none = -1;
};

/// Mean price that the market as a whole has, and that the technology captures, `years` after the award. A capture rate does
/// not fall below 0.05 (or its first value).
double baseload_price_per_mwh(const SaleTerms& sale, int years);
double captured_price_per_mwh(const SaleTerms& sale, int years);

/// A corridor through which the project may (share, option) or must (obligation) sell.
struct CorridorTerms {
  SaleTerms sale;
  double capacity_over_volume = 0.0;  ///< the project's part of the corridor, over its own capacity
  double available_from_year = 0.0;   ///< whole calendar year
  double loss_fraction = 0.0;
  double charge_per_mwh = 0.0;  ///< wheeling and cable, a MWh that enters the corridor
};

struct TariffTerms {
  TariffType type = TariffType::power_purchase_agreement;
  int term_years = 20;
  double indexation_fraction_per_year = 0.0, cpi_indexed_fraction = 0.0, local_currency_fraction = 0.0;
  IndexedFrom indexed_from = IndexedFrom::commissioning;
  ReferencePeriod reference_period = ReferencePeriod::month;
  ReferencePrice reference_price = ReferencePrice::captured;
  double merchant_fraction = 0.0;
  NegativePriceRule negative_prices = NegativePriceRule::supported;
  std::optional<double> supported_hours_per_year, supported_hours_in_total;
  AfterTermSale after_term_sale = AfterTermSale::fixed_price;
  double after_term_price_per_mwh = 0.0;
};

struct TaxTerms {
  double corporate_fraction = 0.0, relief_fraction = 0.0;
  int relief_years = 0;
  int depreciation_years = 20;
  DepreciationMethod depreciation_method = DepreciationMethod::straight_line;
  double declining_balance_factor = 2.0;
  double withholding_fraction = 0.0;  ///< on profits after tax, of the foreign share of the owners
};

struct DebtTerms {
  bool exists = false;
  DebtSizing sizing = DebtSizing::gearing;
  Repayment repayment = Repayment::annuity;
  double gearing_fraction = 0.0, interest_fraction = 0.0, cover_ratio = 1.3, upfront_fee_fraction = 0.0;
  int tenor_years = 0;
};

struct ProjectTerms {
  // The plant.
  double capex_per_kw = 0.0;  ///< all in: bidder's factor, local content, duty and VAT
  double opex_per_kw_year = 0.0;
  double energy_mwh_per_kw = 0.0;  ///< available in the first year, before curtailment
  double degradation_fraction_per_year = 0.0, curtailment_fraction = 0.0, between_year_sd_fraction = 0.0;
  int lifetime_years = 25, construction_years = 1;
  double decommissioning_fraction_of_capex = 0.0;         ///< at the end, in money of the year of commissioning
  double cover_premium_fraction_of_capex_per_year = 0.0;  ///< political-risk cover, during the term
  double local_currency_fraction_of_opex = 0.0;
  // Country, contract, markets.
  double award_year = 0.0;
  int delay_years = 0;  ///< of operation; the contract runs from the planned commissioning
  double inflation_fraction_per_year = 0.0;
  ExchangeRate exchange_rate;
  TaxTerms tax;
  TariffTerms tariff;
  bool has_home_market = false;
  SaleTerms home;
  double energy_at_negative_prices_fraction = 0.0;
  std::vector<CorridorTerms> corridors;
  ExportRight export_right = ExportRight::share;
  double wanted_export_fraction = 0.0;  ///< of the energy, as far as corridors have room; 1 for obligation and option
  double state_share_of_export_gain_fraction = 0.0;
  // Who finances it.
  DebtTerms debt;
  double cost_of_capital_fraction = 0.0;  ///< WACC; of equity where there is debt
};

}  // namespace sealedbid
