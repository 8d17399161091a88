#include "simulation/adaptive_bidders.hpp"

#include <algorithm>
#include <cmath>

#include "auction/rules.hpp"
#include "simulation/round_clearing.hpp"

namespace sealedbid {
namespace {

constexpr std::size_t most_known = 512;
constexpr double search_range_sd = 6.0;  ///< above the required price, where no ceiling is known

/// What a group takes one lane's rounds to be like.
struct LaneBeliefs {
  const NormalRivals* rivals;
  bool has_mean;  ///< otherwise rivals are taken to bid around the own required price
  RoundsAhead ahead;
};

double standardised(const RoundsAhead& ahead, double bid_per_mwh) {
  return (bid_per_mwh - ahead.mean_bid_per_mwh) / ahead.sd_per_mwh;
}

/// The bid in ticks, rounded to the nearest, from the required price's up to the ceiling's.
std::int32_t bid_ticks(const LaneBeliefs& beliefs, double required_per_mwh, std::int32_t required_ticks,
                       std::int32_t ceiling_ticks, double price_step_per_mwh) {
  RoundsAhead ahead = beliefs.ahead;
  if (!beliefs.has_mean) ahead.mean_bid_per_mwh = required_per_mwh;
  if (ceiling_ticks == no_price) ahead.highest_bid_per_mwh = required_per_mwh + search_range_sd * ahead.sd_per_mwh;
  if (!beliefs.has_mean || ceiling_ticks == no_price)
    ahead.win_at_highest = win_probability(*beliefs.rivals, standardised(ahead, ahead.highest_bid_per_mwh));
  const double ticks = std::floor(adaptive_bid(*beliefs.rivals, ahead, required_per_mwh) / price_step_per_mwh + 0.5);
  const double most = ceiling_ticks == no_price ? 1073741823.0 : ceiling_ticks;  // as high as bids can be
  return static_cast<std::int32_t>(std::clamp(ticks, double(required_ticks), std::max(double(required_ticks), most)));
}

}  // namespace

void publish(const Market& market, const TileView& tile, PublishedTile& published) {
  LaneIntegers bids{}, awards{};
  LaneReals kw{}, ticks_kw{};
  for (std::size_t slot = 0; slot < tile.drawn.bid_ticks.size(); ++slot) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const std::int32_t ticks = tile.drawn.bid_ticks[slot][lane];
      const double weight = ticks != no_price ? tile.drawn.quantity_kw[slot][lane] : 0.0;
      bids[lane] += ticks != no_price ? 1 : 0;
      awards[lane] += tile.cleared.awarded_kw[slot][lane] > 0 ? 1 : 0;
      kw[lane] += weight;
      ticks_kw[lane] += weight * ticks;
    }
  }
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (bids[lane] == 0) continue;
    published.bids[lane] = bids[lane];
    if (awards[lane] > 0) published.awards[lane] = awards[lane];
    published.mean_bid_per_mwh[lane] = ticks_kw[lane] / kw[lane] * market.auction.price_step_per_mwh;
  }
}

AdaptiveBidders::AdaptiveBidders(const Market& market) : market_(&market), known_(most_known) {
  if (market.auction.pricing == PricingRule::uniform_lowest_rejected) return;
  int first_slot = 0;
  for (const ClassModel& model : market.classes) {
    if (model.strategy == Strategy::adaptive) {
      Group& group = groups_.emplace_back();
      group.first_slot = first_slot;
      group.slots = model.bidders;
      group.beliefs = model.adaptive;
      group.first_rivals = normal_rivals(static_cast<int>(model.adaptive.first_bids.value()),
                                         static_cast<int>(model.adaptive.first_awards.value()));
      const auto own = market.has_plain_rules ? std::nullopt : own_ceiling_ticks(market, model);
      group.own_ceiling_ticks = own ? static_cast<std::int32_t>(std::clamp<std::int64_t>(*own, 0, 1'073'741'824)) : no_price;
    }
    first_slot += model.bidders;
  }
}

const NormalRivals& AdaptiveBidders::rivals_of(int bids, int awards) {
  NormalRivals& known = known_[(static_cast<std::size_t>(bids) * 61 + static_cast<std::size_t>(awards)) % most_known];
  if (known.bids != bids || known.awards != awards) known = normal_rivals(bids, awards);
  return known;
}

void AdaptiveBidders::bid(const PublishedTile& published, std::uint32_t round, DrawnTile& drawn) {
  for (const Group& group : groups_) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) bid_lane(group, published, round, lane, drawn);
  }
}

void AdaptiveBidders::bid_lane(const Group& group, const PublishedTile& published, std::uint32_t round, std::size_t lane,
                               DrawnTile& drawn) {
  const double step = market_->auction.price_step_per_mwh;
  const std::int32_t known_ceiling = group.own_ceiling_ticks != no_price ? group.own_ceiling_ticks : drawn.ceiling_ticks[lane];
  const std::int32_t ceiling_ticks = market_->auction.ceiling_disclosed ? known_ceiling : no_price;
  LaneBeliefs beliefs{&group.first_rivals, published.bids[lane] > 0, {}};
  RoundsAhead& ahead = beliefs.ahead;
  ahead.sd_per_mwh = *group.beliefs.belief_sd_per_mwh;
  ahead.discount_factor = group.beliefs.discount_factor_per_round;
  ahead.rounds = std::min(static_cast<int>(group.beliefs.rounds_ahead), market_->auction.rounds - static_cast<int>(round) + 1);
  ahead.highest_bid_per_mwh = ceiling_ticks * step;
  if (beliefs.has_mean) {
    const std::int32_t awards = published.awards[lane] > 0 ? published.awards[lane] : group.first_rivals.awards;
    beliefs.rivals = &rivals_of(published.bids[lane], awards);
    ahead.mean_bid_per_mwh = published.mean_bid_per_mwh[lane];
    ahead.win_at_highest = win_probability(*beliefs.rivals, standardised(ahead, ahead.highest_bid_per_mwh));
  }
  for (int slot = group.first_slot; slot < group.first_slot + group.slots; ++slot) {
    std::int32_t& ticks = drawn.bid_ticks[std::size_t(slot)][lane];
    if (ticks != no_price)
      ticks = bid_ticks(beliefs, drawn.believed_per_mwh[std::size_t(slot)][lane], ticks, ceiling_ticks, step);
  }
}

}  // namespace sealedbid
