#include "bidding/play_ends.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <limits>

namespace sealedbid {

void add_gap(const InverseBidFrame& frame, double from_score, double to_score, const std::vector<double>& from_cost,
             const std::vector<double>& to_cost, Play& play) {
  std::vector<double> cost, mass;
  for (std::size_t i = 0; i < from_cost.size(); ++i) {
    const ScoreClass& bidders = frame.game.classes[i];
    cost.push_back(0.5 * (from_cost[i] + to_cost[i]));
    mass.push_back(std::max(0.0, below(bidders, to_cost[i]) - below(bidders, from_cost[i])));
  }
  add_node(play, frame.game, 0.5 * (from_score + to_score), to_score - from_score, cost, mass);
}

void close_curve(const InverseBidFrame& frame, std::size_t i, double first_score, double last_score, double last_cost,
                 Play& play) {
  BidCurve& curve = play.curves[i];
  const double low = frame.game.classes[i].low;
  if (curve.cost.front() > low) {
    curve.cost.insert(curve.cost.begin(), low);
    curve.bid.insert(curve.bid.begin(), std::min(first_score, curve.bid.front()));
    curve.slope.insert(curve.slope.begin(), std::numeric_limits<double>::quiet_NaN());
    play.win[i].insert(play.win[i].begin(), play.win[i].front());
  }
  if (curve.cost.back() < last_cost) {
    curve.cost.push_back(last_cost);
    curve.bid.push_back(std::max(last_score, curve.bid.back()));
    curve.slope.push_back(std::numeric_limits<double>::quiet_NaN());
    play.win[i].push_back(play.win[i].back());
  }
}

void add_top_mass(const InverseBidFrame& frame, const std::vector<double>& cost, Play& play) {
  for (std::size_t i = 0; i < cost.size(); ++i) {
    const ScoreClass& bidders = frame.game.classes[i];
    const auto moment = [&](double c) { return c * below_density(bidders, c); };
    play.at_top.push_back({bidders.bidders, below(bidders, frame.last[i]), not_below(bidders, frame.last[i])});
    play.top_mass.push_back(std::max(0.0, play.at_top[i].below - below(bidders, cost[i])));
    play.top_cost.push_back(
        boost::math::quadrature::gauss_kronrod<double, 15>::integrate(moment, cost[i], frame.last[i], 5, 1e-10));
  }
}

void add_indifference(const InverseBidFrame& frame, double score, const std::vector<double>& cost, Play& play) {
  constexpr int points = 32, halvings = 50;
  ScoreState state;
  for (int p = 1; p < points; ++p) {
    const double at = score + (frame.top - score) * p / points;
    const auto cost_at = [&](std::size_t j, double share) { return std::min(cost[j] + share * (frame.last[j] - cost[j]), at); };
    double low = 0.0, high = 1.0;
    for (int halving = 0; halving < halvings; ++halving) {
      const double share = 0.5 * (low + high);
      state.below.clear();
      for (std::size_t j = 0; j < cost.size(); ++j)
        state.below.push_back({frame.game.classes[j].bidders, 0.0, not_below(frame.game.classes[j], cost_at(j, share))});
      (lone_preference(frame, at, state) > 0.0 ? low : high) = share;
    }
    for (std::size_t j = 0; j < cost.size(); ++j) {
      BidCurve& curve = play.curves[j];
      if (j == frame.lone || curve.cost.empty() || cost_at(j, high) <= curve.cost.back()) continue;
      curve.cost.push_back(cost_at(j, high));
      curve.bid.push_back(at);
      curve.slope.push_back(std::numeric_limits<double>::quiet_NaN());
      play.win[j].push_back(0.0);
    }
  }
}

namespace {

constexpr double negligible_mass = 1e-9;

}  // namespace

void reach_top(Play& play) {
  for (std::size_t i = 0; i < play.curves.size(); ++i) {
    BidCurve& curve = play.curves[i];
    if (curve.cost.empty() || play.top_mass[i] <= negligible_mass) continue;
    curve.bid.back() = play.top;
    curve.slope.back() = std::numeric_limits<double>::quiet_NaN();
  }
}

void step_below_mass(Play& play) {
  constexpr double step_over_range = 1e-9;
  double lowest = play.top;
  for (const BidCurve& curve : play.curves)
    if (!curve.bid.empty()) lowest = std::min(lowest, curve.bid.front());
  const double below_top = play.top - step_over_range * (play.top - lowest);
  for (std::size_t i = 0; i < play.curves.size(); ++i) {
    bool others_bid_top = false;
    for (std::size_t j = 0; j < play.curves.size(); ++j) others_bid_top |= j != i && play.top_mass[j] > negligible_mass;
    for (double& bid : play.curves[i].bid) bid = others_bid_top ? std::min(bid, below_top) : bid;
  }
}

}  // namespace sealedbid
