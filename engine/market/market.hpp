#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "market/shared_quantity.hpp"
#include "scenario/scenario.hpp"

/// The frozen world of one policy: the scenario with names resolved to indices, ready for the loop. The only door is
/// build_market.
namespace sealedbid {

struct TechnologyModel {
  std::string name;
  SharedIndex capex_per_kw, opex_per_kw_year, capacity_factor_fraction, degradation_fraction_per_year, lifetime_years,
      construction_years;
};

struct CorridorModel {
  std::string name;
  SharedIndex capacity_mw, available_from_year, loss_fraction, wheeling_per_mwh, price_per_mwh;
  std::vector<SharedIndex> capture_rate_fraction;  ///< one a technology of the market; none: 1
};

struct ClassModel {
  std::string name;
  std::string origin;
  bool is_foreign = false;
  int bidders = 0;
  int technology = -1;  ///< index into Market::technologies; −1: none named
  /// What rules of the auction ask of a bid; texts may be empty.
  std::string technology_name, zone, segment, lot, delivery_year, owner_group;
  double minimum_award_fraction = 0.0;
  std::map<std::string, Quantity> bid_numbers;  ///< by key: numbers that the class gives its bids, each drawn for a bidder
  std::map<std::string, Quantity> criteria;     ///< by criterion of a points ranking, each drawn for a bidder
  SharedIndex participation_probability;
  Quantity project_capacity_mw, capex_factor, wacc_fraction, yield_estimate_error_fraction, markup_fraction;
  std::optional<Quantity> required_price_per_mwh;  ///< replaces the levelised-cost formula
  Strategy strategy = Strategy::truthful;
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
};

struct TariffModel {
  SharedIndex term_years, indexation_fraction_per_year, after_term_price_per_mwh;
};

struct HostModel {
  SharedIndex corporate_tax_fraction, relief_fraction, relief_years, depreciation_years, inflation_fraction_per_year,
      country_risk_premium_shift_fraction;
};

struct Market {
  std::string currency;
  std::vector<SharedQuantity> shared;  ///< everything drawn once a replication, constants included
  std::vector<SharedCorrelation> correlations;
  HostModel host;
  std::vector<TechnologyModel> technologies;
  std::vector<CorridorModel> corridors;
  SharedIndex export_share_of_energy_fraction;
  TariffModel tariff;
  AuctionModel auction;
  Auction rules;                ///< all of them, for rounds that the block clearing does not know
  bool has_plain_rules = true;  ///< see is_plain
  std::string host_code;
  std::vector<ClassModel> classes;

  int total_bidders() const;
};

/// Resolves a scenario that reading has accepted. Throws InputError, with the place, for what this version cannot simulate.
Market build_market(const Scenario& scenario);

}  // namespace sealedbid
