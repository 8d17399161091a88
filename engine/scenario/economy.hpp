#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenario/quantity.hpp"

/// The economic part of a scenario: technologies, country, markets, tariff, export, what the state counts. See scenario.hpp.
namespace sealedbid {

enum class TariffType {
  power_purchase_agreement,
  two_way_cfd,
  one_way_sliding_premium,
  fixed_premium,
  partially_merchant,
  capability_cfd,
  payment_by_bidder,
};
/// Over what the price is averaged that a payment refers to.
enum class ReferencePeriod { hour, month, year };
/// captured: what the technology earns; baseload: the plain mean of the market.
enum class ReferencePrice { captured, baseload };
enum class NegativePriceRule { supported, unsupported, unsupported_with_extension };
enum class IndexedFrom { commissioning, award };
enum class AfterTermSale { fixed_price, home_market };
enum class ExportRight { share, obligation, option };
enum class ExportAllocation { pro_rata, priority, capacity_auction };
enum class DepreciationMethod { straight_line, declining_balance };
enum class ExchangeRegime { floating, pegged };

struct Technology {
  std::string name;
  Quantity capex_per_kw;
  Quantity opex_per_kw_year;
  Quantity capacity_factor_fraction;
  Quantity degradation_fraction_per_year = Constant{0.0};
  Quantity curtailment_fraction = Constant{0.0};  ///< of the energy, without compensation
  Quantity lifetime_years;                        ///< rounded to whole years
  Quantity construction_years = Constant{1.0};    ///< rounded to whole years
  double between_year_sd_fraction = 0.0;          ///< of the yield of one year, relative to its mean
  double decommissioning_fraction_of_capex = 0.0;
  double imported_fraction_of_capex = 0.0;
  double local_currency_fraction_of_opex = 0.0;
};

struct TaxRelief {
  Quantity fraction = Constant{0.0};
  Quantity years = Constant{0.0};
};

/// Value of the host's currency in the scenario's currency, relative to the award.
struct ExchangeRate {
  ExchangeRegime regime = ExchangeRegime::floating;
  double drift_fraction_per_year = 0.0;       ///< of the expected value, while it floats
  double volatility_fraction_per_year = 0.0;  ///< sd of the logarithm over a year, while it floats
  double peg_break_probability_per_year = 0.0;
  double peg_break_loss_fraction = 0.0;

  bool operator==(const ExchangeRate&) const = default;
};

struct HostCountry {
  std::string code;  ///< ISO 3166-1 alpha-3; bidders with another origin are foreign
  Quantity corporate_tax_fraction = Constant{0.0};
  TaxRelief tax_relief;
  Quantity depreciation_years = Constant{20.0};
  DepreciationMethod depreciation_method = DepreciationMethod::straight_line;
  double declining_balance_factor = 2.0;                         ///< over the depreciation years: the yearly rate
  Quantity inflation_fraction_per_year = Constant{0.0};          ///< escalates operating cost
  Quantity country_risk_premium_shift_fraction = Constant{0.0};  ///< added to every bidder's cost of capital
  Quantity import_duty_fraction = Constant{0.0};                 ///< of imported equipment
  Quantity import_vat_fraction = Constant{0.0};                  ///< of imported equipment with duty; not recovered
  double withholding_tax_fraction = 0.0;                         ///< on profits paid out to foreign owners
  double local_content_obligation_fraction = 0.0;                ///< of the investment
  ExchangeRate exchange_rate;
};

/// A market for electricity. The price of a month is mean · growth · season · exp(x − s²/2), with x_m = persistence · x_{m−1} +
/// sd_of_change · shock, stationary, s² = sd_of_change²/(1 − persistence²).
struct ElectricityMarket {
  std::string name;
  std::string country;
  Quantity mean_price_per_mwh;
  double growth_fraction_per_year = 0.0;                  ///< of the mean, from the year of the award
  double persistence_fraction = 0.0;                      ///< from one month to the next
  double sd_of_change_fraction = 0.0;                     ///< of a month's shock to the logarithm
  std::vector<double> seasonality_factor;                 ///< of January to December, scaled to mean 1; empty: 1
  double hourly_sd_fraction = 0.0;                        ///< of the logarithm of an hour's price around its month's
  std::map<std::string, Quantity> capture_rate_fraction;  ///< by technology; 1 where absent
  std::map<std::string, Quantity> capture_rate_change_fraction_per_year;  ///< by technology; 0 where absent
  std::map<std::string, Quantity> energy_at_negative_prices_fraction;     ///< by technology; 0 where absent
};

struct AfterTerm {
  AfterTermSale sale = AfterTermSale::fixed_price;
  Quantity price_per_mwh = Constant{0.0};
};

struct Tariff {
  TariffType type = TariffType::power_purchase_agreement;
  Quantity term_years = Constant{20.0};
  Quantity indexation_fraction_per_year = Constant{0.0};
  double cpi_indexed_fraction = 0.0;  ///< share of the strike that rises with the host's inflation
  IndexedFrom indexed_from = IndexedFrom::commissioning;
  double local_currency_fraction = 0.0;  ///< share of the strike that is fixed in the host's currency
  ReferencePeriod reference_period = ReferencePeriod::month;
  ReferencePrice reference_price = ReferencePrice::captured;
  double merchant_fraction = 0.0;  ///< for partially_merchant: share paid by the market
  NegativePriceRule negative_prices = NegativePriceRule::supported;
  std::optional<double> supported_hours_per_year;  ///< full-load hours a year that are supported at most
  std::optional<double> supported_hours_in_total;  ///< full-load hours after which the support ends
  AfterTerm after_term;
};

struct Corridor {
  std::string name;
  std::string destination;
  Quantity capacity_mw;
  Quantity available_from_year;
  Quantity loss_fraction = Constant{0.0};
  Quantity wheeling_per_mwh = Constant{0.0};
  Quantity cable_charge_per_mwh = Constant{0.0};
  std::optional<Quantity> price_per_mwh;                  ///< known price; or else a market
  std::string market;                                     ///< name of an electricity market; may be empty
  std::map<std::string, Quantity> capture_rate_fraction;  ///< by technology; 1 where absent; with price_per_mwh
};

struct Export {
  std::vector<Corridor> corridors;
  ExportRight right = ExportRight::share;
  Quantity share_of_energy_fraction = Constant{0.0};
  ExportAllocation allocation = ExportAllocation::pro_rata;
  std::vector<std::string> priority;                 ///< bidder classes, first ones served first; for allocation priority
  double state_share_of_export_gain_fraction = 0.0;  ///< of the net export price above the strike, in the term
};

/// What the state counts after the award. Nothing is settled year by year without a discount rate.
struct Settlement {
  std::optional<double> state_discount_fraction_per_year;
  std::optional<Quantity> avoided_cost_per_mwh;  ///< of the generation that the awarded plants replace

  bool is_asked() const { return state_discount_fraction_per_year.has_value(); }
  bool operator==(const Settlement&) const = default;
};

}  // namespace sealedbid
