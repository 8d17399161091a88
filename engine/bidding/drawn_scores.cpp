#include "bidding/drawn_scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "bidding/common_posterior.hpp"

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double drawn_amount(const Sampler& sampler, const CostLaw& law, std::uint64_t bits) {
  const double amount = sampler.quantile(uniform_of(bits));
  return law.is_mirrored ? -amount : amount;
}

}  // namespace

double uniform_of(std::uint64_t bits) {
  return (static_cast<double>(bits >> 11) + 0.5) * 0x1p-53;
}

double true_cost(const Game& game, double estimate, const DrawnCommon& shared) {
  if (!game.common_value) return estimate;
  switch (game.common_value->true_amount) {
    case TrueAmount::common:
      return shared.common;
    case TrueAmount::own_estimate:
      return estimate;
    case TrueAmount::mean_of_estimates:
      return shared.sum_of_estimates / game.classes[0].bidders;
  }
  return estimate;
}

DrawnGame drawn_game(const Game& game, const Equilibrium& equilibrium, std::uint64_t seed) {
  if (equilibrium.classes.size() != game.classes.size()) {
    throw std::invalid_argument("drawn bids: " + std::to_string(equilibrium.classes.size()) + " tables for " +
                                std::to_string(game.classes.size()) + " classes (a table for each class is needed)");
  }
  DrawnGame drawn{game, {}, {}, {}, {}, {}};
  if (game.common_value) {
    drawn.common.emplace(game.common_value->common.quantity);
    drawn.common_key = make_stream_key(seed, "certificate/common");
  }
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    drawn.tables.push_back(bid_table(equilibrium.classes[i]));
    drawn.costs.emplace_back(game.classes[i].cost.quantity);
    drawn.keys.push_back(make_stream_key(seed, "certificate/" + std::to_string(i)));
    const std::vector<double>& bids = drawn.tables[i].bid_per_mwh;
    if (game.ceiling_per_mwh && !bids.empty() && bids.back() > *game.ceiling_per_mwh + 1e-12 * std::abs(*game.ceiling_per_mwh)) {
      throw std::invalid_argument("drawn bids: class " + game.classes[i].name + " bids " + std::to_string(bids.back()) +
                                  ", above the ceiling of " + std::to_string(*game.ceiling_per_mwh) + " (inadmissible)");
    }
  }
  return drawn;
}

DrawnCommon draw_bids(const DrawnGame& drawn, std::int64_t world, std::uint32_t round, std::optional<std::size_t> left_out,
                      std::vector<DrawnBid>& bids, std::optional<double> common) {
  bids.clear();
  DrawnCommon shared;
  const std::optional<CommonPart>& part = drawn.game.common_value;
  if (part) {
    const auto drawn_common = [&] {
      return drawn_amount(*drawn.common, part->common, draw_bits(drawn.common_key, world, round, 0, Purpose::project));
    };
    shared.common = common ? *common : drawn_common();
  }
  for (std::size_t i = 0; i < drawn.game.classes.size(); ++i) {
    const GameClass& bidders = drawn.game.classes[i];
    for (int member = left_out == i ? 1 : 0; member < bidders.bidders; ++member) {
      const auto bits = [&](Purpose purpose) {
        return draw_bits(drawn.keys[i], world, round, static_cast<std::uint32_t>(member), purpose);
      };
      if (bidders.presence_probability < 1.0 && uniform_of(bits(Purpose::bidder)) >= bidders.presence_probability) continue;
      const double own = drawn_amount(drawn.costs[i], bidders.cost, bits(Purpose::project));
      const double cost = part ? estimate_of(*part, shared.common, own) : own;
      shared.sum_of_estimates += cost;
      const double bid = bid_of(drawn.tables[i], cost);
      if (std::isnan(bid)) continue;
      bids.push_back({bidders.score_factor * bid + bidders.score_adder_per_mwh, cost, bits(Purpose::lottery), i});
    }
  }
  for (DrawnBid& bid : bids) bid.cost_per_mwh = true_cost(drawn.game, bid.cost_per_mwh, shared);
  std::sort(bids.begin(), bids.end(),
            [](const DrawnBid& a, const DrawnBid& b) { return a.score != b.score ? a.score < b.score : a.lot < b.lot; });
  return shared;
}

double clearing_score(const Game& game, std::span<const DrawnBid> bids, std::size_t winners) {
  if (game.pricing == PricingRule::uniform_lowest_rejected) return winners < bids.size() ? bids[winners].score : infinity;
  const bool are_lots_left = game.ceiling_per_mwh && winners < static_cast<std::size_t>(game.lots);
  return are_lots_left && game.unsold_lots == UnsoldLots::pay_ceiling ? infinity : bids[winners - 1].score;
}

double payment_of(const Game& game, std::size_t bidder_class, double own_score, double clearing_score) {
  const GameClass& bidder = game.classes[bidder_class];
  const double score = game.pricing == PricingRule::pay_as_bid ? own_score : clearing_score;
  const double payment = (score - bidder.score_adder_per_mwh) / bidder.score_factor;
  if (game.ceiling_per_mwh) return std::min(payment, *game.ceiling_per_mwh);
  if (payment == infinity) {
    throw std::invalid_argument("class " + bidder.name +
                                " wins with no bid rejected, and there is no ceiling to be paid (give ceiling_per_mwh)");
  }
  return payment;
}

LoneBidOutcome outcome_of(const Game& game, std::span<const DrawnBid> rivals, double own_score) {
  const auto lots = static_cast<std::size_t>(game.lots);
  const auto by_score = [](const DrawnBid& bid, double score) { return bid.score < score; };
  const auto first = std::lower_bound(rivals.begin(), rivals.end(), own_score, by_score);
  const auto below = static_cast<std::size_t>(first - rivals.begin());
  if (below >= lots) return {0.0, own_score};
  std::size_t level = 0;
  while (below + level < rivals.size() && rivals[below + level].score == own_score) ++level;
  const double chance = std::min(1.0, static_cast<double>(lots - below) / static_cast<double>(level + 1));
  switch (game.pricing) {
    case PricingRule::pay_as_bid:
      break;
    case PricingRule::uniform_highest_accepted: {  // the rivals that win beside it
      const std::size_t others = std::min(lots - 1, rivals.size());
      const bool are_lots_left = game.ceiling_per_mwh && rivals.size() + 1 < lots;
      if (are_lots_left && game.unsold_lots == UnsoldLots::pay_ceiling) return {chance, infinity};
      return {chance, others == 0 ? own_score : std::max(own_score, rivals[others - 1].score)};
    }
    case PricingRule::uniform_lowest_rejected:
      return {chance, rivals.size() >= lots ? rivals[lots - 1].score : infinity};
  }
  return {chance, own_score};
}

}  // namespace sealedbid
