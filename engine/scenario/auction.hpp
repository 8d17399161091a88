#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenario/quantity.hpp"

/// The auction block of a scenario or rules file: the rules by which a list of bids becomes awards and prices. A small set of
/// parts that combine freely: who may bid, how much is bought, in which order bids are taken, in which stages and under which
/// limits, what happens to the bid that does not fit, what winners are paid. docs/methods/auction-rules.md explains each.
namespace sealedbid {

enum class Direction { procurement, sale };  ///< sale: bidders pay; the highest bid ranks first, ceilings become reserve prices
enum class PricingRule { pay_as_bid, uniform_highest_accepted, uniform_lowest_rejected };
/// What happens to the bid that exceeds what is left of a volume, stage or limit.
enum class MarginalBidRule {
  award_in_full,          ///< awarded whole; the volume, stage or limit is then closed
  partial,                ///< cut to what is left
  reject,                 ///< rejected; the volume, stage or limit is closed although something is left of it
  reject_and_skip,        ///< rejected; later bids that fit may still be awarded
  partial_above_minimum,  ///< cut to what is left if that is at least the bid's own minimum, otherwise rejected and skipped
  reject_delivery_year    ///< rejected, and all later bids of the same delivery year with it (UK)
};
enum class TieRule { lottery, smaller_first, larger_first, earlier_first, higher_fee_first, shared };
enum class OriginFilter { any, domestic, foreign };
/// Bids that share a uniform price.
enum class PriceScope { all, technology, zone, segment, lot, delivery_year, stage };
/// A limit holds for all bids it concerns together, or for each of these on its own.
enum class LimitScope { all, bid, bidder, owner_group, technology, zone, segment, lot, delivery_year, origin };
enum class LimitCounts { whole_bid, foreign_share, domestic_share };
enum class RankBy { price, discount, support_per_tco2, points };
enum class YieldCorrection { none, eeg_2021, eeg_2023, given_factor };
enum class AdjustmentScale { one, local_content, foreign_share };
enum class PointsFormula { linear_above_lowest, lowest_over_value, value_over_highest, as_given };
enum class VolumeRule {
  as_offered,
  share_of_bids,
  permits_and_unawarded,
  mean_of_last_two,
  last_round_bids,
  competition_surplus
};
enum class ShareApplies { always, when_undersubscribed };
enum class Uncontested { normal_price, pay_ceiling };
enum class AuctionFormat { sealed_bid, sealed_then_descending_clock, descending_clock_then_sealed, descending_clock_then_fee };
/// Whether a bidder that does not accept a level of a rising fee may offer one between the level before and this one.
enum class IntermediateBids { none, allowed };

/// Bids that match every list that is not empty.
struct BidFilter {
  std::vector<std::string> technologies = {}, zones = {}, segments = {}, lots = {};
  std::vector<std::string> delivery_years = {};
  OriginFilter origin = OriginFilter::any;

  friend bool operator==(const BidFilter&, const BidFilter&) = default;
};

/// Bids that are not admitted.
struct Exclusion {
  std::string name = {};
  BidFilter bids = {};
  std::string source = {};  ///< where the rule is written, e.g. "EEG 2023 § 32 (1)"; quoted in reasons

  friend bool operator==(const Exclusion&, const Exclusion&) = default;
};

/// A ceiling of some bids, instead of the general one.
struct CeilingRule {
  std::string name = {};
  BidFilter bids = {};
  double ceiling_per_mwh = 0.0;
  std::string source = {};  ///< where the rule is written, e.g. "EEG 2023 § 32 (1)"; quoted in reasons

  friend bool operator==(const CeilingRule&, const CeilingRule&) = default;
};

/// ceiling = min(at_most, round(factor × mean of the last `rounds` highest awards)).
struct CeilingFromHistory {
  double factor = 0.0;  ///< 0: not used
  std::int64_t rounds = 3;
  std::optional<double> at_most_per_mwh = {};
  double rounded_to_per_mwh = 0.01;

  friend bool operator==(const CeilingFromHistory&, const CeilingFromHistory&) = default;
};

/// Earlier rounds, oldest first; lists of equal length, in the units of the bids.
struct RoundHistory {
  std::vector<double> volume_mw = {}, eligible_bids_mw = {}, awarded_mw = {}, highest_award_per_mwh = {};
  double new_permits_mw = 0.0;

  friend bool operator==(const RoundHistory&, const RoundHistory&) = default;
};

struct VolumeResponse {
  VolumeRule rule = VolumeRule::as_offered;
  double share_of_bids_fraction = 1.0;  ///< for share_of_bids
  double surplus_fraction = 0.0;        ///< for competition_surplus: bids must exceed the volume by this
  ShareApplies applies = ShareApplies::always;

  friend bool operator==(const VolumeResponse&, const VolumeResponse&) = default;
};

/// Changes the rank of some bids, never the price test or the payment.
struct RankAdjustment {
  std::string name = {};
  BidFilter bids = {};
  double add_fraction = 0.0;
  double add_per_mwh = 0.0;
  AdjustmentScale scaled_by = AdjustmentScale::one;
  std::string source = {};  ///< where the rule is written, e.g. "EEG 2023 § 32 (1)"; quoted in reasons

  friend bool operator==(const RankAdjustment&, const RankAdjustment&) = default;
};

/// One criterion of a points ranking; the name `price` means the bid price.
struct Criterion {
  std::string name = {};
  double weight = 0.0;
  PointsFormula formula = PointsFormula::as_given;

  friend bool operator==(const Criterion&, const Criterion&) = default;
};

struct Ranking {
  RankBy by = RankBy::price;
  YieldCorrection yield_correction = YieldCorrection::none;
  std::vector<RankAdjustment> adjustments = {};
  std::vector<Criterion> criteria = {};  ///< for points
  std::int64_t points_decimals = 2;      ///< each criterion's points are rounded to these
  double reference_per_mwh = 0.0;        ///< market price in support_per_tco2 and in budgets: support = price − reference
  std::optional<double> band_above_lowest_fraction = {};  ///< only scores up to lowest × (1 + band) are admitted

  friend bool operator==(const Ranking&, const Ranking&) = default;
};

/// Bids that are served before the rest, up to a volume of their own that counts towards the round's.
struct Stage {
  std::string name = {};
  BidFilter bids = {};
  std::optional<double> volume_mw = {}, volume_fraction = {}, volume_mwh_per_year = {}, budget_per_year = {};
  std::optional<double> ceiling_per_mwh = {};  ///< of this stage; instead of the bid's general one
  MarginalBidRule marginal_bid = MarginalBidRule::award_in_full;
  std::string source = {};  ///< where the rule is written, e.g. "EEG 2023 § 32 (1)"; quoted in reasons

  friend bool operator==(const Stage&, const Stage&) = default;
};

/// At most so much may be awarded to some bids (cap, quota from above, one winner a lot).
struct Limit {
  std::string name = {};
  BidFilter bids = {};
  LimitScope per = LimitScope::all;
  LimitCounts counts = LimitCounts::whole_bid;
  std::optional<double> volume_mw = {}, volume_fraction = {}, volume_mwh_per_year = {}, budget_per_year = {};
  std::optional<std::int64_t> awards = {};  ///< number of awarded bids
  MarginalBidRule marginal_bid = MarginalBidRule::reject_and_skip;
  bool has_own_price_when_binding = false;  ///< bids under a closed limit form a price group of their own
  std::string source = {};                  ///< where the rule is written, e.g. "EEG 2023 § 32 (1)"; quoted in reasons

  friend bool operator==(const Limit&, const Limit&) = default;
};

/// Some bids are paid by another rule than the rest.
struct PricingException {
  std::string name = {};
  BidFilter bids = {};
  PricingRule pricing = PricingRule::uniform_highest_accepted;
  std::string source = {};  ///< where the rule is written, e.g. "EEG 2023 § 32 (1)"; quoted in reasons

  friend bool operator==(const PricingException&, const PricingException&) = default;
};

/// Open phase before or after the sealed bids; see auction/clock.hpp.
struct Clock {
  double step_per_mwh = 0.01;
  double admitted_over_volume_fraction = 0.0;  ///< sealed_then_descending_clock: best bids admitted until this multiple; 0: all
  double stops_at_supply_over_volume_fraction = 1.0;            ///< descending_clock_then_sealed
  std::int64_t fee_step_per_mw = 1;                             ///< descending_clock_then_fee: currency/MW
  IntermediateBids intermediate_fees = IntermediateBids::none;  ///< descending_clock_then_fee

  friend bool operator==(const Clock&, const Clock&) = default;
};

/// One product of a package auction.
struct PackageProduct {
  std::string name = {};
  double demand = 0.0;  ///< units wanted (least cost) or wanted at most (with a value)
  std::optional<double> value_per_unit =
      {};  ///< what the buyer would pay; absent in every product: least cost of the whole demand

  friend bool operator==(const PackageProduct&, const PackageProduct&) = default;
};

struct Auction {
  Direction direction = Direction::procurement;
  AuctionFormat format = AuctionFormat::sealed_bid;
  std::int64_t rounds = 1;  ///< held one after the other under the same rules
  std::optional<Quantity> volume_mw = {};
  std::optional<double> volume_mwh_per_year = {}, budget_per_year = {};
  VolumeResponse volume_response = {};
  RoundHistory history = {};
  std::int64_t minimum_bids = 1;
  std::int64_t minimum_bidders = 1;
  std::optional<double> minimum_bid_mw = {}, maximum_bid_mw = {};
  std::vector<Exclusion> exclusions = {};
  std::optional<Quantity> ceiling_per_mwh = {};
  bool ceiling_disclosed = true;
  std::vector<CeilingRule> ceilings = {};
  CeilingFromHistory ceiling_from_history = {};
  std::optional<double> floor_per_mwh = {};
  double price_step_per_mwh = 0.01;
  Ranking ranking = {};
  std::vector<Stage> stages = {};
  std::vector<Limit> limits = {};
  PricingRule pricing = PricingRule::pay_as_bid;
  PriceScope uniform_price_within = PriceScope::all;
  std::vector<PricingException> pricing_exceptions = {};
  Uncontested uncontested = Uncontested::normal_price;
  MarginalBidRule marginal_bid = MarginalBidRule::award_in_full;
  TieRule ties = TieRule::lottery;
  Clock clock = {};
  std::vector<PackageProduct> packages = {};  ///< products; not empty: bids are packages of them
  std::int64_t award_year = 0;                ///< default: price_year
  std::string source = {};                    ///< where volume, ceiling and award rules are written; quoted in reasons
};

/// True where the rules are those of a plain round: one volume in MW, ranking by price, one price rule; what the block clearing
/// of simulations handles. All else goes through clear_round.
bool is_plain(const Auction& auction);

}  // namespace sealedbid
