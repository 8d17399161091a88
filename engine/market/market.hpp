#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "market/expected_revenue.hpp"
#include "market/shared_quantity.hpp"
#include "scenario/scenario.hpp"

/// The frozen world of one policy: the scenario with names resolved to indices, ready for the loop. The only door is
/// build_market.
namespace sealedbid {

struct TechnologyModel {
  std::string name;
  SharedIndex capex_per_kw, opex_per_kw_year, capacity_factor_fraction, degradation_fraction_per_year, curtailment_fraction,
      lifetime_years, construction_years;
  double between_year_sd_fraction = 0.0, decommissioning_fraction_of_capex = 0.0, imported_fraction_of_capex = 0.0,
         local_currency_fraction_of_opex = 0.0;
};

/// A market for electricity; lists by technology hold none where the scenario leaves a value out.
struct MarketModel {
  std::string name;
  SharedIndex mean_price_per_mwh;
  double growth_fraction_per_year = 0.0;
  PriceLaw law;
  std::vector<SharedIndex> capture_rate_fraction, capture_rate_change_fraction_per_year, energy_at_negative_prices_fraction;
};

struct CorridorModel {
  std::string name;
  SharedIndex capacity_mw, available_from_year, loss_fraction, wheeling_per_mwh, cable_charge_per_mwh;
  SharedIndex price_per_mwh;                       ///< none: the price of a market
  int market = SharedIndex::none;                  ///< index into Market::markets
  std::vector<SharedIndex> capture_rate_fraction;  ///< one a technology of the market; none: 1
};

/// What decides the cash flow of a project apart from its own draws. Classes that agree in it share one.
struct ProfileModel {
  int technology = 0;
  ProjectDebt debt;  ///< its interest is a shared quantity, below
  SharedIndex debt_interest_fraction;
  double withholding_tax_fraction = 0.0;  ///< with the foreign share of the owners
  double cover_premium_fraction_of_capex_per_year = 0.0;
  int delay_years = 0;
};

/// Where the capital of a class comes from.
struct CapitalModel {
  SharedIndex country_premium_fraction;
  double uncovered_fraction = 1.0;  ///< of the country premium
  JointVenture joint_venture;
  OutwardInvestment outward_investment;
  double equity_fraction = 0.25;                    ///< of the investment that the bidder sends abroad, without the partner's
  Quantity local_content_fraction = Constant{0.0};  ///< at least what is obligatory, where it is not drawn
  double local_content_obligation_fraction = 0.0;
  double local_content_cost_premium_fraction = 0.0;
};

struct ClassModel {
  std::string name;        ///< in results: that of the class, with .1, .2, … where its bidders have several projects
  std::string class_name;  ///< as written
  std::string origin;
  bool is_foreign = false;
  int bidders = 0;
  int project = 0;   ///< of each bidder, from 0; what is drawn for a bidder is the same for all of its projects
  int projects = 1;  ///< of each bidder: as many models follow one another, of which this is one
  int technology = -1;       ///< index into Market::technologies; −1: none named
  int profile = -1;          ///< index into Market::profiles; −1: no technology
  int delayed_profile = -1;  ///< of those who need approval; −1: no limit
  CapitalModel capital;
  /// What rules of the auction ask of a bid; texts may be empty.
  std::string technology_name, zone, segment, lot, delivery_year, owner_group;
  double minimum_award_fraction = 0.0;
  std::map<std::string, Quantity> bid_numbers;  ///< by key: numbers that the class gives its bids, each drawn for a bidder
  std::map<std::string, Quantity> criteria;     ///< by criterion of a points ranking, each drawn for a bidder
  SharedIndex participation_probability;
  Quantity project_capacity_mw, capex_factor, yield_estimate_error_fraction, markup_fraction;
  Quantity cost_of_capital_fraction;               ///< WACC; of equity where the profile has debt
  std::optional<Quantity> required_price_per_mwh;  ///< replaces the levelised-cost formula
  Strategy strategy = Strategy::truthful;
  BidFunctionTable bid_table;
  RiskAversion risk_aversion;
  double entry_cost_per_mwh = 0.0;
  AdaptiveBidding adaptive;
  Quantity capex_change_after_award_fraction = Constant{0.0};
  int ring = -1;  ///< index of the ring that the class belongs to; −1: none
};

struct AuctionModel {
  SharedIndex volume_mw, ceiling_per_mwh;  ///< each may be none
  bool ceiling_disclosed = true;
  double price_step_per_mwh = 0.01;
  std::int64_t minimum_bids = 1;
  PricingRule pricing = PricingRule::pay_as_bid;
  MarginalBidRule marginal_bid = MarginalBidRule::award_in_full;
  TieRule ties = TieRule::lottery;
  double award_year = 0.0;
  int rounds = 1;  ///< the same in every policy of a run
};

struct TariffModel {
  Tariff tariff;  ///< its choices and constants; its quantities are shared ones, below
  SharedIndex term_years, indexation_fraction_per_year, after_term_price_per_mwh;
};

struct HostModel {
  SharedIndex corporate_tax_fraction, relief_fraction, relief_years, depreciation_years, inflation_fraction_per_year,
      country_risk_premium_shift_fraction, import_duty_fraction, import_vat_fraction;
  DepreciationMethod depreciation_method = DepreciationMethod::straight_line;
  double declining_balance_factor = 2.0;
  ExchangeRate exchange_rate;
};

struct ExportModel {
  ExportRight right = ExportRight::share;
  ExportAllocation allocation = ExportAllocation::pro_rata;
  std::vector<int> priority;  ///< indices of classes, first ones served first
  SharedIndex share_of_energy_fraction;
  double state_share_of_export_gain_fraction = 0.0;
};

struct SettlementModel {
  bool is_asked = false;
  double state_discount_fraction_per_year = 0.0;
  SharedIndex avoided_cost_per_mwh;  ///< may be none
};

struct Market {
  std::string currency;
  std::vector<SharedQuantity> shared;  ///< everything drawn once a replication, constants included
  std::vector<SharedCorrelation> correlations;
  HostModel host;
  std::vector<TechnologyModel> technologies;
  std::vector<MarketModel> markets;
  int home_market = SharedIndex::none;  ///< index into markets
  MarketTables tables;
  std::vector<CorridorModel> corridors;
  ExportModel exports;
  TariffModel tariff;
  AuctionModel auction;
  Auction rules;                ///< all of them, for rounds that the block clearing does not know
  bool has_plain_rules = true;  ///< see is_plain
  std::string host_code;
  std::vector<ProfileModel> profiles;
  std::vector<ClassModel> classes;
  SettlementModel settlement;
  EquilibriumAim equilibrium;
  double performance_bond_per_kw = std::numeric_limits<double>::infinity();  ///< infinite: winners have to build

  int total_bidders() const;
  /// True if the costs of some class change between award and decision to build.
  bool costs_may_change() const;
};

/// Resolves a scenario that reading has accepted. Throws InputError, with the place, for what this version cannot simulate.
Market build_market(const Scenario& scenario);

}  // namespace sealedbid
