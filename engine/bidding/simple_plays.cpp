#include "bidding/simple_plays.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>

namespace sealedbid {

namespace {

constexpr int panels_between_ends = 64;
using Rule = boost::math::quadrature::gauss<double, 10>;

/// Visits the nodes of Gauss's rule on [from, to]: visitor(place, weight).
template <class Visitor>
void visit_panel(double from, double to, const Visitor& visitor) {
  const double middle = 0.5 * (from + to), half = 0.5 * (to - from);
  for (std::size_t q = Rule::abscissa().size(); q-- > 0;) {
    visitor(middle - half * Rule::abscissa()[q], half * Rule::weights()[q]);
  }
  for (std::size_t q = 0; q < Rule::abscissa().size(); ++q) {
    visitor(middle + half * Rule::abscissa()[q], half * Rule::weights()[q]);
  }
}

void add_truthful_node(const ScoreGame& game, double score, double length, Play& play) {
  std::vector<double> cost, mass;
  for (const ScoreClass& bidders : game.classes) {
    const double last = std::min(bidders.high, bidders.ceiling);
    const bool is_active = score > bidders.low && score < last;
    cost.push_back(std::clamp(score, bidders.low, last));
    mass.push_back(is_active ? length * below_density(bidders, score) : 0.0);
  }
  add_node(play, game, score, length, cost, mass);
}

/// P(award) at a cost under truthful bids.
double truthful_win(const ScoreGame& game, std::size_t own, double score) {
  std::vector<ClassBelow> below_score;
  for (const ScoreClass& bidders : game.classes) {
    const double place = std::min(score, std::min(bidders.high, bidders.ceiling));
    below_score.push_back({bidders.bidders, below(bidders, place), not_below(bidders, place)});
  }
  return win_probability(below_score, own, game.lots);
}

/// Mean of the costs that bid, times their probability.
double mean_cost_below(const ScoreClass& bidders, double last) {
  double sum = 0.0;
  const double width = (last - bidders.low) / panels_between_ends;
  for (int panel = 0; panel < panels_between_ends; ++panel) {
    visit_panel(bidders.low + width * panel, bidders.low + width * (panel + 1),
                [&](double cost, double weight) { sum += weight * cost * below_density(bidders, cost); });
  }
  return sum;
}

}  // namespace

Play truthful_play(const ScoreGame& game, int table_points) {
  Play play;
  play.curves.resize(game.classes.size());
  play.win.resize(game.classes.size());
  std::vector<double> ends;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    const ScoreClass& bidders = game.classes[i];
    const double last = std::min(bidders.high, bidders.ceiling);
    for (int p = 0; p < table_points; ++p) {
      const double cost = bidders.low + (last - bidders.low) * p / (table_points - 1);
      play.curves[i].cost.push_back(cost);
      play.curves[i].bid.push_back(cost);
      play.curves[i].slope.push_back(1.0);
      play.win[i].push_back(truthful_win(game, i, cost));
    }
    ends.insert(ends.end(), {bidders.low, last});
    play.at_top.push_back({bidders.bidders, below(bidders, last), not_below(bidders, last)});
    play.top_mass.push_back(0.0);
    play.top_cost.push_back(0.0);
  }
  std::ranges::sort(ends);
  play.top = ends.back();
  for (std::size_t e = 0; e + 1 < ends.size(); ++e) {
    const double width = (ends[e + 1] - ends[e]) / panels_between_ends;
    if (width <= 0.0) continue;
    for (int panel = 0; panel < panels_between_ends; ++panel) {
      visit_panel(ends[e] + width * panel, ends[e] + width * (panel + 1),
                  [&](double score, double length) { add_truthful_node(game, score, length, play); });
    }
  }
  return play;
}

Equilibrium uncontested(const ScoreGame& game, const std::vector<double>& top, std::size_t classes_of_game) {
  Equilibrium result;
  result.classes.resize(classes_of_game);
  double nobody = 1.0;
  for (std::size_t i = 0; i < game.classes.size(); ++i) {
    const ScoreClass& bidders = game.classes[i];
    ClassEquilibrium& own = result.classes[bidders.origin];
    const double bid = (top[i] - bidders.adder) / bidders.factor;
    const double last = std::min(bidders.high, top[i] - bidders.entry_cost);
    if (last <= bidders.low) continue;
    for (const double cost : {bidders.low, last}) {
      own.cost_per_mwh.push_back((cost - bidders.shift) / bidders.factor);
      own.bid_per_mwh.push_back(bid);
      own.bid_slope.push_back(0.0);
      own.win_probability.push_back(1.0);
      own.interim_profit_per_mwh.push_back((top[i] - cost) / bidders.factor);
    }
    own.lowest_bid_per_mwh = own.highest_bid_per_mwh = bid;
    own.highest_cost_that_bids_per_mwh = own.cost_per_mwh.back();
    own.award_probability = below(bidders, last);
    own.expected_payment_per_mwh = bid * own.award_probability;
    own.expected_profit_per_mwh =
        ((top[i] - bidders.entry_cost) * own.award_probability - mean_cost_below(bidders, last)) / bidders.factor;
    nobody *= std::pow(1.0 - own.award_probability, bidders.bidders);
    result.expected_awarded_lots += bidders.bidders * own.award_probability;
    result.expected_payment_per_mwh += bidders.bidders * own.expected_payment_per_mwh;
  }
  result.award_probability = 1.0 - nobody;
  if (result.expected_awarded_lots > 0.0) {
    result.expected_price_per_mwh = result.expected_payment_per_mwh / result.expected_awarded_lots;
  }
  return result;
}

}  // namespace sealedbid
