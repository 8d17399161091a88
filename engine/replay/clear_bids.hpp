#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auction/clear_list.hpp"
#include "scenario/read_scenario.hpp"

/// Clearing of a real round: a file of bids and a file of rules give every bid's award, its price and the reason.
namespace sealedbid {

struct ClearReportRow {
  std::string bid, bidder, origin;  ///< bidder and origin are empty where the file has no such column
  double capacity_mw = 0.0;
  double price_per_mwh = 0.0;
  bool is_eligible = false;
  BidOutcome outcome = BidOutcome::rejected;
  std::string reason;  ///< one sentence for people, without a final period
  bool tie_decided_by_lottery = false;
  int rank = 0;  ///< from 1 among eligible bids; 0 if not eligible
  double awarded_mw = 0.0;
  std::optional<double> price_paid_per_mwh;  ///< nothing where nothing is awarded
};

/// Prices are in the currency of the rules.
struct ClearReport {
  std::string title, currency;
  PricingRule pricing = PricingRule::pay_as_bid;
  MarginalBidRule marginal_bid = MarginalBidRule::award_in_full;
  TieRule ties = TieRule::lottery;
  std::vector<ClearReportRow> rows;  ///< by rank, then the bids that are not eligible in the order of the file
  double volume_mw = 0.0;
  std::optional<double> ceiling_per_mwh;
  int bids = 0, eligible_bids = 0, awarded_bids = 0;
  double eligible_mw = 0.0, awarded_mw = 0.0;
  /// Uniform pricing: the price paid; pay-as-bid: the highest awarded bid. Nothing where nothing is awarded.
  std::optional<double> clearing_price_per_mwh;
  std::optional<double> mean_price_paid_per_mwh;  ///< Σ price paid · awarded / Σ awarded
  bool is_void = false, is_undersubscribed = false;
  bool price_is_ceiling = false;  ///< uniform_lowest_rejected without a rejected bid
};

/// The name of an outcome in CSV and JSON, e.g. "awarded_in_part".
std::string name_of(BidOutcome outcome);

/// Clears the bids of a CSV file by the rules; the volume is taken to the nearest kW.
/// @param bids_csv path of a file with the columns bid (unique), capacity_mw (> 0, at most 1,000,000, whole kW), price_per_mwh (≥
/// 0, on the rules' price grid) and, if wanted, bidder and origin.
/// @param lottery_seed the lot of a bid is a function of this seed and its name.
/// Throws InputError with every fault of the file.
ClearReport clear_bids(const std::string& bids_csv, const RulesFile& rules, std::uint64_t lottery_seed);

}  // namespace sealedbid
