#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

/// A bid of a sealed-bid round, in two parts: what stays the same in every replication, and what is drawn or bid anew.
namespace sealedbid {

/// What rules may ask of a bid besides its price and quantity. Texts may be empty; a bid without a text is matched by filters
/// that do not ask for it. Numbers are read to six decimals.
struct BidAttributes {
  std::string name = {};
  std::string bidder = {};       ///< empty: the bid's own name
  std::string owner_group = {};  ///< empty: the bidder
  std::string origin = {};       ///< ISO 3166-1 alpha-3
  std::string technology = {}, zone = {}, segment = {}, lot = {}, delivery_year = {};
  std::optional<double> foreign_share_fraction =
      {};                              ///< of a joint venture; absent: 1 if the origin is not the host's, otherwise 0
  double full_load_hours = 0.0;        ///< MWh a year per MW, for volumes of energy and budgets
  double site_quality_fraction = 1.0;  ///< site yield / reference yield, for the EEG correction factors
  double rank_factor = 1.0;            ///< for YieldCorrection::given_factor
  double local_content_fraction = 0.0;
  double emission_tco2_per_mwh = 0.0;           ///< avoided, for RankBy::support_per_tco2
  std::map<std::string, double> criteria = {};  ///< by criterion of a points ranking
};

/// A bid of one round in the auction's integers.
struct RoundBid {
  std::int64_t price_ticks = 0;  ///< may be negative where the rules have a floor below zero
  std::int64_t quantity_kw = 0;  ///< 0: takes no part
  std::int64_t minimum_kw = 0;   ///< least award accepted under partial_above_minimum; 0: any
  std::int64_t submission = 0;   ///< order of arrival, for earlier_first
  std::int64_t fee = 0;          ///< contribution offered (currency per MW), for higher_fee_first
  std::uint64_t lottery = 0;     ///< smaller first among bids equal in all else
};

}  // namespace sealedbid
