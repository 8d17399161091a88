#include "bidding/affiliated_deviation.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <limits>
#include <optional>

#include "bidding/affiliated_estimates.hpp"

namespace sealedbid {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr int common_panels = 8, panels_between_kinks = 3;
constexpr std::size_t most_stretches = 100;  ///< of estimates, for expectations
/// Golden-section search costs its time: grids are this much coarser than with private costs.
constexpr int coarser_costs = 4, coarser_bids = 8;

/// What all bidders face.
struct Field {
  const Game& game;
  const BidTable& table;
  EstimateLaw law;
  double low, high;    ///< of the estimates
  double highest_bid;  ///< that is of use: the ceiling, or the rivals' highest
  bool has_kinks;      ///< the own parts' law begins or ends with a jump of its density
};

/// A bidder that has seen its estimate: common parts with their posterior probabilities.
struct Informed {
  double estimate = 0.0;
  double density = 0.0;  ///< of the estimate
  std::vector<double> common, probability;
  double lowest_rival = infinity, highest_rival = -infinity;  ///< estimates that rivals may have
};

/// @param threshold an estimate of rivals at which the bidder wants to know its chances
Informed informed(const Field& field, double estimate, std::optional<double> threshold = std::nullopt) {
  const double hair = 1e-10 * (field.high - field.low), inside = std::clamp(estimate, field.low + hair, field.high - hair);
  Informed own{estimate, 0.0, {}, {}, infinity, -infinity};
  const int panels = threshold ? panels_between_kinks : common_panels;
  for (const CommonNode& node : common_nodes(field.law, inside, panels, threshold)) {
    const double weight = node.prior * node.at_estimate.density;
    if (!(weight > 0.0)) continue;
    own.common.push_back(node.common);
    own.probability.push_back(weight);
    own.density += weight;
    own.lowest_rival = std::min(own.lowest_rival, lowest_given(field.law, node.common));
    own.highest_rival = std::max(own.highest_rival, highest_given(field.law, node.common));
  }
  for (double& probability : own.probability) probability /= own.density;
  return own;
}

/// A bid's chance of an award, and the expected true cost × award.
struct Award {
  double probability = 0.0, cost = 0.0;
};

/// P(j rivals are below) and the award, given a common part; rivals are below with estimates up to `threshold`.
Award award_given(const Field& field, double estimate, double common, double threshold) {
  const int rivals = field.game.classes[0].bidders - 1, lots = field.game.lots;
  const GivenCommon one = given_common(field.law, common, threshold);
  const TrueAmount amount = field.game.common_value->true_amount;
  PartialMeans means;
  if (amount == TrueAmount::mean_of_estimates) means = partial_means(field.law, common, threshold);
  Award award;
  for (int j = 0; j < std::min(lots, rivals + 1); ++j) {
    const double choices = std::exp(std::lgamma(rivals + 1.0) - std::lgamma(j + 1.0) - std::lgamma(rivals - j + 1.0));
    const double chance = choices * std::pow(one.below, j) * std::pow(one.above, rivals - j);
    double cost = amount == TrueAmount::common ? common : estimate;
    if (amount == TrueAmount::mean_of_estimates) {
      cost = (estimate + j * means.below + (rivals - j) * means.above) / (rivals + 1);
    }
    award.probability += chance;
    award.cost += chance * (cost + field.game.classes[0].tariff_per_mwh);
  }
  return award;
}

Award award_of(const Field& field, const Informed& prepared, double bid) {
  const double threshold = std::clamp(highest_cost_bidding(field.table, bid), field.low, field.high);
  const Informed& own = field.has_kinks ? informed(field, prepared.estimate, threshold) : prepared;
  Award award;
  for (std::size_t node = 0; node < own.common.size(); ++node) {
    const Award given = award_given(field, own.estimate, own.common[node], threshold);
    award.probability += own.probability[node] * given.probability;
    award.cost += own.probability[node] * given.cost;
  }
  return award;
}

bool is_lowest_rejected(const Field& field) {
  return field.game.pricing == PricingRule::uniform_lowest_rejected;
}

/// ∫ P(award and price > p) dp over prices between two bids: what the lowest rejected price pays beyond the lower one.
double price_tail(const Field& field, const Informed& own, double from, double to) {
  const auto chance = [&](double price) { return award_of(field, own, price).probability; };
  return boost::math::quadrature::gauss<double, 5>::integrate(chance, from, to);
}

/// Bids to try, ascending, and what the lowest rejected price pays beyond each.
struct BidGrid {
  std::vector<double> bid, tail;
};

BidGrid bid_grid(const Field& field, const Informed& own, int bids) {
  const std::vector<double>& table = field.table.bid_per_mwh;
  const double lowest = table.front() - 1e-3 * (field.highest_bid - table.front());
  const double last = field.table.cost_per_mwh.back();
  const double local_low = bid_of(field.table, std::min(own.lowest_rival, last));
  const double local_high = bid_of(field.table, std::min(own.highest_rival, last));
  BidGrid grid;
  for (int m = 0; m < bids; ++m) {
    const double share = static_cast<double>(m) / (bids - 1);
    grid.bid.push_back(lowest + (field.highest_bid - lowest) * share);
    grid.bid.push_back(std::min(local_low + (local_high - local_low) * share, field.highest_bid));
  }
  for (int halving = 1; halving <= 20; ++halving) {  // where chances begin and end steeply
    const double near = std::ldexp(local_high - local_low, -halving);
    grid.bid.insert(grid.bid.end(), {local_low + near, local_high - near});
  }
  grid.bid.push_back(table.back());
  std::ranges::sort(grid.bid);
  grid.bid.erase(std::ranges::unique(grid.bid).begin(), grid.bid.end());
  grid.tail.assign(grid.bid.size(), 0.0);
  if (!is_lowest_rejected(field)) return grid;
  for (std::size_t m = grid.bid.size() - 1; m-- > 0;) {
    grid.tail[m] = grid.tail[m + 1] + price_tail(field, own, grid.bid[m], grid.bid[m + 1]);
  }
  return grid;
}

double payment_of(const Field& field, const Informed& own, const BidGrid& grid, double bid, double award_probability) {
  const double at_own_bid = bid * award_probability;
  if (!is_lowest_rejected(field) || bid >= grid.bid.back()) return at_own_bid;
  const auto next = std::ranges::upper_bound(grid.bid, bid);
  return at_own_bid + price_tail(field, own, bid, *next) + grid.tail[static_cast<std::size_t>(next - grid.bid.begin())];
}

double profit_of(const Field& field, const Informed& own, const BidGrid& grid, double bid) {
  const Award award = award_of(field, own, bid);
  return payment_of(field, own, grid, bid, award.probability) - award.cost;
}

struct Reply {
  double profit = -infinity, bid = 0.0;
};

/// Golden-section search. Source: Kiefer (1953).
Reply refine(const Field& field, const Informed& own, const BidGrid& grid, double low, double high) {
  constexpr double golden = 0.6180339887498949;
  const auto at = [&](double bid) { return Reply{profit_of(field, own, grid, bid), bid}; };
  Reply left = at(high - golden * (high - low)), right = at(low + golden * (high - low));
  for (int step = 0; step < 20; ++step) {
    if (left.profit >= right.profit) {
      high = right.bid;
      right = left;
      left = at(high - golden * (high - low));
    } else {
      low = left.bid;
      left = right;
      right = at(low + golden * (high - low));
    }
  }
  return left.profit >= right.profit ? left : right;
}

Reply best_reply(const Field& field, const Informed& own, const BidGrid& grid) {
  const std::size_t points = grid.bid.size();
  std::vector<Reply> replies, peaks;
  for (std::size_t m = 0; m < points; ++m) {
    const Award award = award_of(field, own, grid.bid[m]);
    replies.push_back({grid.bid[m] * award.probability + grid.tail[m] - award.cost, grid.bid[m]});
  }
  std::vector<std::size_t> tops;
  for (std::size_t m = 0; m < points; ++m) {
    const bool above_left = m == 0 || replies[m].profit >= replies[m - 1].profit;
    if (above_left && (m + 1 == points || replies[m].profit >= replies[m + 1].profit)) tops.push_back(m);
  }
  std::ranges::sort(tops, [&](std::size_t a, std::size_t b) { return replies[a].profit > replies[b].profit; });
  Reply best;
  for (std::size_t top = 0; top < std::min<std::size_t>(tops.size(), 3); ++top) {
    const std::size_t m = tops[top];
    const Reply near = refine(field, own, grid, grid.bid[m == 0 ? 0 : m - 1], grid.bid[std::min(m + 1, points - 1)]);
    for (const Reply& reply : {replies[m], near}) best = reply.profit > best.profit ? reply : best;
  }
  return best;
}

std::vector<double> estimates_to_try(const Field& field, int steps) {
  const CommonPart& part = *field.game.common_value;
  std::vector<double> estimates;
  for (int m = 0; m < steps; ++m) {
    const double share = static_cast<double>(m) / (steps - 1);
    const double common = quantile(part.common, share), own = quantile(field.law.own, share);
    estimates.push_back(field.low + (field.high - field.low) * share);
    estimates.push_back(
        std::clamp(part.form == EstimateForm::common_plus_own ? common + own : common * own, field.low, field.high));
  }
  const double last = field.table.cost_per_mwh.back();
  estimates.insert(estimates.end(), {last, std::min(std::nextafter(last, infinity), field.high)});
  std::ranges::sort(estimates);
  estimates.erase(std::ranges::unique(estimates).begin(), estimates.end());
  return estimates;
}

void search(const Field& field, const DeviationOptions& options, ClassDeviation& result) {
  double previous = field.low, gain_density_before = 0.0;
  for (const double estimate : estimates_to_try(field, std::max(2, options.costs / coarser_costs))) {
    const Informed own = informed(field, estimate);
    const BidGrid grid = bid_grid(field, own, std::max(2, options.bids / coarser_bids));
    const double table_bid = bid_of(field.table, estimate);
    const double table_profit = std::isnan(table_bid) ? 0.0 : profit_of(field, own, grid, table_bid);
    const Reply reply = best_reply(field, own, grid);
    const double gain = std::max(0.0, std::max(0.0, reply.profit) - table_profit);
    result.average_gain_per_mwh += 0.5 * (gain * own.density + gain_density_before) * (estimate - previous);
    previous = estimate;
    gain_density_before = gain * own.density;
    if (gain <= result.gain_per_mwh && estimate > field.low) continue;
    const bool is_table = gain == 0.0;
    result.gain_per_mwh = gain;
    result.at_cost_per_mwh = estimate;
    result.table_bid_per_mwh = table_bid;
    result.better_bid_per_mwh = is_table ? table_bid : reply.profit > 0.0 ? reply.bid : not_a_number;
  }
}

/// What the table is worth before the estimate is known, stretch by stretch between its rows.
void add_expectations(const Field& field, ClassDeviation& result) {
  const std::vector<double>& rows = field.table.cost_per_mwh;
  const auto add = [&](double estimate, double weight) {
    const Informed own = informed(field, estimate);
    const double bid = bid_of(field.table, estimate), share = weight * own.density;
    const BidGrid grid = is_lowest_rejected(field) ? bid_grid(field, own, 9) : BidGrid{{field.highest_bid}, {0.0}};
    const Award award = award_of(field, own, bid);
    const double payment = payment_of(field, own, grid, bid, award.probability);
    result.award_probability += share * award.probability;
    result.expected_payment_per_mwh += share * payment;
    result.expected_profit_per_mwh += share * (payment - award.cost);
  };
  using Rule = boost::math::quadrature::gauss<double, 3>;
  const std::size_t stride = 1 + rows.size() / most_stretches;
  for (std::size_t m = 0; m + 1 < rows.size(); m += stride) {
    const double to = rows[std::min(m + stride, rows.size() - 1)], middle = 0.5 * (rows[m] + to), half = 0.5 * (to - rows[m]);
    if (half < 1e-10 * (field.high - field.low)) continue;  // not worth its time
    add(middle, half * Rule::weights()[0]);
    for (const double side : {-1.0, 1.0}) add(middle + side * half * Rule::abscissa()[1], half * Rule::weights()[1]);
  }
  result.expected_value_per_mwh = result.expected_profit_per_mwh;
}

}  // namespace

ClassDeviation affiliated_deviation(const Game& game, const BidTable& table, const DeviationOptions& options) {
  ClassDeviation result;
  if (table.cost_per_mwh.empty()) return result;
  Field field{game, table, estimate_law(game), 0.0, 0.0, 0.0, false};
  field.low = lowest_estimate(field.law);
  field.high = highest_estimate(field.law);
  field.highest_bid = game.ceiling_per_mwh ? *game.ceiling_per_mwh : table.bid_per_mwh.back();
  const CostLaw& parts = field.law.own;
  const double edge = std::max(density(parts, parts.low_per_mwh), density(parts, parts.high_per_mwh));
  field.has_kinks = edge * (parts.high_per_mwh - parts.low_per_mwh) > 1e-6;
  add_expectations(field, result);
  search(field, options, result);
  const double value = result.expected_value_per_mwh;
  result.gain_share = result.gain_per_mwh == 0.0 ? 0.0 : value > 0.0 ? result.gain_per_mwh / value : infinity;
  return result;
}

}  // namespace sealedbid
