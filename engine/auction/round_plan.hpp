#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "auction/bid.hpp"
#include "auction/exact.hpp"
#include "scenario/auction.hpp"

/// The auction block of a scenario, matched once against the bids of a round, so that clearing it reads only integers.
///
/// A sale is planned as a procurement at negated prices; all ticks here are those of the procurement.
namespace sealedbid {

/// What a volume or limit counts. Units of its amount and of a bid's use: kW·10⁻⁶, kWh·10⁻¹², kWh·10⁻⁶·ticks, awards.
enum class LimitMeasure { power, energy, support, awards };

/// The rule that decided on a bid.
struct DecidingRule {
  enum class Kind { none, exclusion, size, floor, band, ceiling, minimum_competition, volume, stage, limit, delivery_year };
  Kind kind = Kind::none;
  int index = -1;  ///< into the lists of the auction where it has several of the kind; for a volume: 0 MW, 1 MWh, 2 budget
};

/// A volume, the volume of a stage, or a limit: at most `amount` may be awarded to the bids it concerns.
struct PlannedLimit {
  DecidingRule rule;
  LimitMeasure measure = LimitMeasure::power;
  MarginalBidRule marginal_bid = MarginalBidRule::award_in_full;
  /// Nothing: the round's volume in MW, which comes with each round, times fraction_of_volume_1e6.
  std::optional<Int128> amount;
  std::int64_t fraction_of_volume_1e6 = 1'000'000;
  int instances = 1;                     ///< each has the whole amount
  std::vector<std::int32_t> instance;    ///< [bid], −1 where the limit does not concern it
  std::vector<std::int64_t> use_per_kw;  ///< [bid]; support: to be multiplied by the price minus the reference; awards: unused
  bool is_valued_at_clearing_price = false;  ///< support only: winners count at what they will be paid (UK)
};

/// Whether a bid counts against a limit. One on foreign MW does not concern a domestic bid, even if it is used up.
inline bool concerns(const PlannedLimit& limit, std::size_t bid) {
  const bool counts_shares = limit.measure == LimitMeasure::power || limit.measure == LimitMeasure::energy;
  return limit.instance[bid] >= 0 && (!counts_shares || limit.use_per_kw[bid] != 0);
}

struct PlannedStage {
  std::vector<std::uint8_t> admits;           ///< [bid]
  std::optional<std::int64_t> ceiling_ticks;  ///< instead of the bid's own
  std::vector<int> limits;                    ///< its volumes, indices into RoundPlan::limits
};

/// [bid] arrays have one element a bid.
struct RoundPlan {
  Auction auction;
  std::size_t bids = 0;
  std::vector<PlannedLimit> limits;                        ///< limits, then volumes of stages, then those of the round
  std::vector<std::vector<int>> limits_of_stage;           ///< [stage]: what counts its awards, in the order of examination
  std::vector<PlannedStage> stages;                        ///< the last is the remainder, which takes every bid
  std::vector<std::int32_t> exclusion;                     ///< [bid], index into auction.exclusions or −1
  std::vector<std::uint8_t> has_general_ceiling;           ///< [bid]
  std::vector<std::optional<std::int64_t>> ceiling_ticks;  ///< [bid], where a rule other than the general ceiling sets it
  std::optional<std::int64_t> floor_ticks;                 ///< least admissible price
  std::vector<std::int32_t> price_group;                   ///< [bid]
  std::vector<std::string> price_group_names;              ///< the first is empty where all bids share one
  std::vector<PricingRule> pricing;                        ///< [bid]
  std::vector<std::int32_t> bidder, delivery_year;         ///< [bid], numbered from 0
  std::vector<std::int64_t> rank_factor_1e8;               ///< [bid], multiplies the price
  std::vector<std::int64_t> rank_adder_1e8_ticks;          ///< [bid]
  std::vector<std::int64_t> full_load_hours_1e6;           ///< [bid]
  std::vector<std::int64_t> emission_1e6;                  ///< [bid]
  std::vector<std::vector<std::int64_t>> criteria_1e6;     ///< [criterion][bid]; empty for the criterion price
  std::int64_t reference_ticks = 0;
};

/// Matches the rules against the bids.
/// @param host_code country of the auction; decides which bids are foreign. May be empty where no rule asks for it.
/// Throws InputError where a rule needs something that a bid lacks, e.g. an energy volume and no full-load hours.
RoundPlan plan_round(const Auction& auction, const std::string& host_code, std::span<const BidAttributes> bids);

/// Takes the numbers of the attributes anew (hours, shares, factors, criteria); the texts must be those of plan_round.
void update_numbers(RoundPlan& plan, const std::string& host_code, std::span<const BidAttributes> bids);

}  // namespace sealedbid
