#include "bidding/shot_equilibrium.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "bidding/implicit_shot.hpp"
#include "bidding/play_ends.hpp"

namespace sealedbid {
namespace {

constexpr double wide_steps = 1e-5, narrow_steps = 1e-6;  // tolerances

/// The two neighbours of the equilibrium.
struct Neighbours {
  ImplicitShot too_low, too_high;
  int shots = 0;

  bool are_found() const { return !too_low.points.empty() && !too_high.points.empty(); }
};

/// Halves [low, high] to the last digits.
void bisect(const InverseBidFrame& frame, double low, double high, double step_tolerance, const Deadline& deadline,
            Neighbours& found) {
  const double digits = 2.0 * std::numeric_limits<double>::epsilon() * std::max(std::abs(low), std::abs(high));
  while (high - low > digits && !deadline.has_passed()) {
    const double middle = 0.5 * (low + high);
    ImplicitShot shot = implicit_shot(frame, middle, step_tolerance);
    ++found.shots;
    const bool is_too_low = shot.is_too_low();
    (is_too_low ? low : high) = middle;
    (is_too_low ? found.too_low : found.too_high) = std::move(shot);
  }
}

/// Widens a bracket around `guess` until its ends are neighbours, then bisects.
void bisect_near(const InverseBidFrame& frame, double guess, double lowest, double step_tolerance, const Deadline& deadline,
                 Neighbours& found) {
  double width = 1e-6 * (frame.top - lowest), low = guess - width, high = guess + width;
  const auto is_too_low = [&](double score) {
    ++found.shots;
    return implicit_shot(frame, score, step_tolerance).is_too_low();
  };
  for (; low > lowest && !is_too_low(low); low -= width *= 16.0) high = low;
  for (width = 1e-6 * (frame.top - lowest); high < frame.top && is_too_low(high); high += width *= 16.0) low = high;
  bisect(frame, std::max(low, lowest), std::min(high, frame.top), step_tolerance, deadline, found);
}

/// P(nobody ranks below).
double left_at(const InverseBidFrame& frame, const ShotPoint& point) {
  double result = 1.0;
  for (std::size_t i = 0; i < point.below.size(); ++i) result *= std::pow(1.0 - point.below[i], frame.game.classes[i].bidders);
  return result;
}

/// The points on which the neighbours agree.
std::vector<ShotPoint> agreed_points(const InverseBidFrame& frame, const Neighbours& found) {
  constexpr double less_left = 1e4, nearer = 100.0;
  std::vector<ShotPoint> points = found.too_high.points;
  if (found.too_high.end == ShotEnd::lone_is_done || found.too_low.end != ShotEnd::met_costs) return points;
  const ShotPoint& parted = found.too_low.points.back();
  const double left = less_left * left_at(frame, parted), distance = nearer * (frame.top - parted.score);
  const auto agree = [&](const ShotPoint& point) {
    return point.ends_step && point.score < parted.score &&
           (left_at(frame, point) >= left || frame.top - point.score >= distance);
  };
  while (points.size() > 1 && !agree(points.back())) points.pop_back();
  return points;
}

/// The cost at which a bid of `score` has this ratio of utility to marginal utility.
double cost_with_ratio(const ScoreClass& bidders, double score, double ratio) {
  double low = 0.0, high = score - bidders.low;
  if (!(utility_ratio(bidders, high) > ratio)) return bidders.low;
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = 0.5 * (low + high);
    (utility_ratio(bidders, middle) < ratio ? low : high) = middle;
  }
  return score - 0.5 * (low + high);
}

/// Adds the bids at a score of those who bid there.
void add_curves(const InverseBidFrame& frame, const ShotPoint& point, RivalCounts& counts, Play& play) {
  std::vector<ClassBelow> positions;
  for (std::size_t i = 0; i < point.cost.size(); ++i) {
    const ScoreClass& bidders = frame.game.classes[i];
    const bool has_begun = point.below[i] > 0.0;
    positions.push_back({bidders.bidders, point.below[i], has_begun ? not_below(bidders, point.cost[i]) : 1.0});
  }
  rival_counts(positions, frame.game.lots, counts);
  for (std::size_t i = 0; i < point.cost.size(); ++i) {
    const double least = 1e-13 * (frame.last[i] - frame.game.classes[i].low);
    BidCurve& curve = play.curves[i];
    if (!(point.rate[i] > 0.0) || (!curve.cost.empty() && point.cost[i] <= curve.cost.back() + least)) continue;
    curve.cost.push_back(point.cost[i]);
    curve.bid.push_back(point.score);
    curve.slope.push_back(below_density(frame.game.classes[i], point.cost[i]) / point.rate[i]);
    play.win[i].push_back(counts.win[i]);
  }
}

/// Adds the bids of the few with costs below those that a waiting class is taken to start with: where rivals make them best.
void add_few(const InverseBidFrame& frame, const ShotPoint& point, Play& play) {
  double total = 0.0;  // hazard that a bidder of no class meets
  for (std::size_t i = 0; i < point.cost.size(); ++i)
    total += frame.game.classes[i].bidders * std::max(point.rate[i], 0.0) / (1.0 - point.below[i]);
  for (std::size_t i = 0; i < point.cost.size(); ++i) {
    const ScoreClass& bidders = frame.game.classes[i];
    BidCurve& curve = play.curves[i];
    if (point.below[i] > 0.0 || !(total > 0.0)) continue;
    const double cost = cost_with_ratio(bidders, point.score, 1.0 / total);
    const bool is_few = cost > bidders.low && cost < point.cost[i];
    if (!is_few || (!curve.cost.empty() && cost <= curve.cost.back())) continue;
    curve.cost.push_back(cost);
    curve.bid.push_back(point.score);
    curve.slope.push_back(std::numeric_limits<double>::quiet_NaN());
    play.win[i].push_back(left_at(frame, point));
  }
}

/// Leads costs from where the shots part to the top: straight where rivals hold bids, by the root of the distance at a ceiling.
void add_way_to_top(const InverseBidFrame& frame, const ShotPoint& from, bool is_ceiling, Play& play) {
  constexpr int steps = 32;
  for (int p = 1; p <= steps; ++p) {
    const double share = static_cast<double>(p) / steps, score = from.score + share * (frame.top - from.score);
    const double margin_left = is_ceiling ? std::sqrt(1.0 - share) : 1.0 - share;
    for (std::size_t i = 0; i < from.cost.size(); ++i) {
      BidCurve& curve = play.curves[i];
      if (curve.cost.empty() || from.cost[i] >= frame.last[i]) continue;
      const double margin = (from.score - from.cost[i]) + share * ((frame.top - frame.last[i]) - (from.score - from.cost[i]));
      const double reaching = score - (from.score - from.cost[i]) * margin_left;
      const double cost = std::min(frame.last[i], frame.last[i] < frame.top ? score - margin : reaching);
      if (!(cost > curve.cost.back())) continue;
      curve.cost.push_back(cost);
      curve.bid.push_back(score);
      curve.slope.push_back(std::numeric_limits<double>::quiet_NaN());
      play.win[i].push_back(0.0);
    }
  }
}

/// Who has found no lower bid better bids the ceiling, if that wins at all and nobody else is left there.
void add_ceiling_bidder(const InverseBidFrame& frame, Play& play) {
  std::size_t waiting = no_class;
  int bidders = 0;
  for (std::size_t i = 0; i < play.curves.size(); ++i) {
    if (!play.curves[i].cost.empty() || frame.game.classes[i].low >= frame.top) continue;
    waiting = i;
    bidders += frame.game.classes[i].bidders;
  }
  if (bidders != 1) return;
  play.curves[waiting] = {{frame.game.classes[waiting].low}, {frame.top}, {std::numeric_limits<double>::quiet_NaN()}};
  play.win[waiting] = {win_probability(play.at_top, waiting, frame.game.lots)};
}

Play play_of(const InverseBidFrame& frame, const std::vector<ShotPoint>& points, bool is_ceiling) {
  const std::size_t size = frame.game.classes.size();
  Play play;
  play.curves.resize(size);
  play.win.resize(size);
  play.top = frame.top;
  std::vector<double> start, last_bid(size, frame.top);
  for (const ScoreClass& bidders : frame.game.classes) start.push_back(bidders.low);
  RivalCounts counts;
  add_gap(frame, points.front().score, points.front().score, start, points.front().cost, play);
  for (const ShotPoint& point : points) {
    std::vector<double> mass;
    for (const double rate : point.rate) mass.push_back(std::max(rate, 0.0) * point.weight);
    if (point.weight > 0.0) add_node(play, frame.game, point.score, point.weight, point.cost, mass);
    if (frame.game.lots == 1) add_few(frame, point, play);
    add_curves(frame, point, counts, play);
  }
  const ShotPoint& end = points.back();
  constexpr double left_over = 1e-2;  // of the costs: more of them at the top are no rounding, but bid the top
  const double near_top = frame.top - 1e-6 * (frame.top - points.front().score);
  std::vector<double> top_cost = end.cost;
  for (std::size_t i = 0; i < size; ++i) {
    BidCurve& curve = play.curves[i];
    if (end.cost[i] >= frame.last[i] && !curve.bid.empty()) {
      last_bid[i] = curve.bid.back();
      curve.cost.back() = frame.last[i];
    }
    const bool bids_top = end.score >= near_top && frame.last[i] - end.cost[i] > left_over * (frame.last[i] - start[i]);
    if (end.below[i] > 0.0 && !bids_top) top_cost[i] = frame.last[i];
  }
  if (frame.lone != no_class) {
    add_indifference(frame, end.score, end.cost, play);
  } else {
    add_way_to_top(frame, end, is_ceiling, play);
  }
  add_gap(frame, end.score, frame.top, end.cost, top_cost, play);
  add_top_mass(frame, top_cost, play);
  if (is_ceiling && left_at(frame, end) > 1e-9) add_ceiling_bidder(frame, play);
  reach_top(play);
  for (std::size_t i = 0; i < size; ++i)
    if (!play.curves[i].cost.empty()) close_curve(frame, i, play.curves[i].bid.front(), last_bid[i], frame.last[i], play);
  step_below_mass(play);
  return play;
}

}  // namespace

AsymmetricSolution solve_by_shots(const InverseBidFrame& frame, bool is_ceiling, double tolerance, const Deadline& deadline) {
  AsymmetricSolution result;
  double lowest = frame.top;
  for (const ScoreClass& bidders : frame.game.classes) lowest = std::min(lowest, bidders.low);
  Neighbours wide, narrow;
  bisect(frame, lowest, frame.top, wide_steps, deadline, wide);
  result.iterations = wide.shots;
  result.reason = "No lowest bid was found for which the bid functions meet at the top.";
  if (!wide.are_found()) return result;
  bisect_near(frame, wide.too_high.lowest_score, lowest, narrow_steps, deadline, narrow);
  result.iterations += narrow.shots;
  if (!narrow.are_found()) return result;
  result.residual = std::abs(narrow.too_high.lowest_score - wide.too_high.lowest_score);
  result.is_solved = result.residual <= tolerance * (frame.top - narrow.too_high.lowest_score);
  result.reason = result.is_solved ? "" : "The lowest bid did not settle to the tolerance.";
  result.play = play_of(frame, agreed_points(frame, narrow), is_ceiling);
  return result;
}

}  // namespace sealedbid
