#include "bidding/play.hpp"

#include <algorithm>
#include <cmath>

namespace sealedbid {
namespace {

/// Lots that have to be left for a rival-set price to move past a score: see account().
int price_lots(const ScoreGame& game) {
  return game.pricing == PricingRule::uniform_lowest_rejected ? game.lots : game.lots - 1;
}

std::span<const ClassBelow> node_below(const ScoreGame& game, const Play& play, std::size_t node) {
  return std::span(play.below).subspan(node * game.classes.size(), game.classes.size());
}

/// Sums of one bidder's awards, payments (score money), costs of awarded lots, and what profits are worth.
struct Sums {
  double award = 0.0, payment = 0.0, cost = 0.0, worth = 0.0;
};

/// What a profit in score money is worth before it is known what building will cost: itself without an option to build.
double worth_of_profit(const ScoreClass& bidders, double profit) {
  return bidders.utility.family == UtilityFamily::option_to_build ? utility_of(bidders, profit) : profit;
}

Sums sums_of(const ScoreGame& game, const Play& play, std::size_t i) {
  const bool is_pay_as_bid = game.pricing == PricingRule::pay_as_bid;
  const std::size_t size = game.classes.size();
  Sums sums;
  for (std::size_t node = 0; node < play.score.size(); ++node) {
    const auto below_here = node_below(game, play, node);
    const double award = play.mass[node * size + i] * win_probability(below_here, i, game.lots);
    sums.award += award;
    sums.worth += award * worth_of_profit(game.classes[i], play.score[node] - play.cost[node * size + i]);
    sums.cost += award * play.cost[node * size + i];
    sums.payment += award * play.score[node];
    if (!is_pay_as_bid)
      sums.payment += play.length[node] * below_here[i].below * win_probability(below_here, i, price_lots(game));
  }
  const double win_at_top = win_probability(play.at_top, i, game.lots);
  sums.award += play.top_mass[i] * win_at_top;
  sums.payment += play.top_mass[i] * win_at_top * play.top;
  sums.cost += play.top_cost[i] * win_at_top;
  if (play.top_mass[i] > 0.0)
    sums.worth +=
        play.top_mass[i] * win_at_top * worth_of_profit(game.classes[i], play.top - play.top_cost[i] / play.top_mass[i]);
  const double ceiling = game.classes[i].ceiling;
  if (!is_pay_as_bid && std::isfinite(ceiling))
    sums.payment += (ceiling - play.top) * play.at_top[i].below * win_probability(play.at_top, i, price_lots(game));
  return sums;
}

/// Slopes of the parabola through each point and its neighbours.
std::vector<double> parabolic_slopes(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<double> slopes(x.size(), 0.0);
  for (std::size_t i = 1; i + 1 < x.size(); ++i) {
    const double left = x[i] - x[i - 1], right = x[i + 1] - x[i];
    const double left_chord = (y[i] - y[i - 1]) / left, right_chord = (y[i + 1] - y[i]) / right;
    slopes[i] = (left_chord * right + right_chord * left) / (left + right);
  }
  if (x.size() > 2) {
    slopes.front() = 2.0 * (y[1] - y[0]) / (x[1] - x[0]) - slopes[1];
    const std::size_t last = x.size() - 1;
    slopes.back() = 2.0 * (y[last] - y[last - 1]) / (x[last] - x[last - 1]) - slopes[last - 1];
  }
  return slopes;
}

/// Profit of the highest cost of class i under a price that rivals may set.
double last_profit(const ScoreGame& game, const Play& play, std::size_t i) {
  const BidCurve& curve = play.curves[i];
  double profit = (curve.bid.back() - curve.cost.back()) * play.win[i].back();
  for (std::size_t node = 0; node < play.score.size(); ++node)
    if (play.score[node] > curve.bid.back())
      profit += play.length[node] * win_probability(node_below(game, play, node), i, price_lots(game));
  const double ceiling = game.classes[i].ceiling;
  if (std::isfinite(ceiling)) profit += (ceiling - play.top) * win_probability(play.at_top, i, price_lots(game));
  return profit;
}

/// Interim profits in score money at the points of a curve: by definition (pay as bid), else by the envelope theorem
/// (profit falls with the cost as fast as the award probability), integrated to fourth order.
std::vector<double> interim_profits(const ScoreGame& game, const Play& play, std::size_t i) {
  const BidCurve& curve = play.curves[i];
  const std::vector<double>& win = play.win[i];
  std::vector<double> profit(curve.cost.size());
  if (game.pricing == PricingRule::pay_as_bid) {
    for (std::size_t p = 0; p < profit.size(); ++p)
      profit[p] = worth_of_profit(game.classes[i], curve.bid[p] - curve.cost[p]) * win[p];
    return profit;
  }
  const std::vector<double> slopes = parabolic_slopes(curve.cost, win);
  profit.back() = last_profit(game, play, i);
  for (std::size_t p = profit.size() - 1; p-- > 0;) {
    const double width = curve.cost[p + 1] - curve.cost[p];
    profit[p] = profit[p + 1] + 0.5 * width * (win[p] + win[p + 1]) + width * width / 12.0 * (slopes[p] - slopes[p + 1]);
  }
  return profit;
}

ClassEquilibrium class_account(const ScoreGame& game, const Play& play, std::size_t i) {
  const ScoreClass& bidders = game.classes[i];
  const BidCurve& curve = play.curves[i];
  ClassEquilibrium result;
  if (curve.cost.empty()) return result;
  const std::vector<double> profits = interim_profits(game, play, i);
  for (std::size_t p = 0; p < curve.cost.size(); ++p) {
    result.cost_per_mwh.push_back((curve.cost[p] - bidders.shift) / bidders.factor);
    result.bid_per_mwh.push_back((curve.bid[p] - bidders.adder) / bidders.factor);
    result.interim_profit_per_mwh.push_back(profits[p] / bidders.factor);
  }
  result.bid_slope = curve.slope;
  result.win_probability = play.win[i];
  result.lowest_bid_per_mwh = result.bid_per_mwh.front();
  result.highest_bid_per_mwh = result.bid_per_mwh.back();
  result.highest_cost_that_bids_per_mwh = result.cost_per_mwh.back();
  const Sums sums = sums_of(game, play, i);
  result.award_probability = sums.award;
  result.expected_payment_per_mwh = (sums.payment - bidders.adder * sums.award) / bidders.factor;
  const double entered = below(bidders, curve.cost.back());
  const bool may_walk_away = bidders.utility.family == UtilityFamily::option_to_build;  // then paid as bid
  const double profit = may_walk_away ? sums.worth : sums.payment - sums.cost;
  result.expected_profit_per_mwh = (profit - bidders.entry_cost * entered) / bidders.factor;
  return result;
}

}  // namespace

void add_node(Play& play, const ScoreGame& game, double score, double length, const std::vector<double>& cost,
              const std::vector<double>& mass) {
  play.score.push_back(score);
  play.length.push_back(length);
  for (std::size_t j = 0; j < game.classes.size(); ++j) {
    play.below.push_back({game.classes[j].bidders, below(game.classes[j], cost[j]), not_below(game.classes[j], cost[j])});
    play.cost.push_back(cost[j]);
    play.mass.push_back(mass[j]);
  }
}

Equilibrium account(const ScoreGame& game, const Play& play, std::size_t classes_of_game) {
  Equilibrium result;
  result.classes.resize(classes_of_game);
  double nobody = 1.0;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    const int bidders = game.classes[i].bidders;
    ClassEquilibrium& own = result.classes[game.classes[i].origin];
    own = class_account(game, play, i);
    if (own.cost_per_mwh.empty()) continue;
    nobody *= std::pow(play.at_top[i].not_below, bidders);
    result.expected_awarded_lots += bidders * own.award_probability;
    result.expected_payment_per_mwh += bidders * own.expected_payment_per_mwh;
  }
  result.award_probability = 1.0 - nobody;
  if (result.expected_awarded_lots > 0.0)
    result.expected_price_per_mwh = result.expected_payment_per_mwh / result.expected_awarded_lots;
  return result;
}

}  // namespace sealedbid
