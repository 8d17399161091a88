#include "bidding/affiliated_bids.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <span>

#include "bidding/radau_rule.hpp"

namespace sealedbid {
namespace {

/// Cells between the knots, halved towards both ends of each stretch, where terms may be singular.
std::vector<double> mesh_of(const AffiliatedGame& game, double last, double width) {
  constexpr int halvings = 30;
  std::vector<double> stops = knots_of(game.law), mesh;
  std::erase_if(stops, [last](double knot) { return knot >= last; });
  stops.push_back(last);
  for (std::size_t s = 0; s + 1 < stops.size(); ++s) {
    const double length = stops[s + 1] - stops[s];
    for (int h = 0; h <= halvings; ++h) {
      const double share = h == 0 ? 0.0 : std::ldexp(1.0, h - 1 - halvings);
      mesh.insert(mesh.end(), {stops[s] + share * length, stops[s + 1] - share * length});
    }
  }
  std::ranges::sort(mesh);
  std::vector<double> fine = {mesh.front()};
  const double most = width * (game.high - game.low), least = 1e-12 * (game.high - game.low);
  for (const double edge : mesh) {
    const double from = fine.back();
    if (edge - from <= least) continue;
    const int pieces = static_cast<int>(std::ceil((edge - from) / most));
    for (int piece = 1; piece <= pieces; ++piece) fine.push_back(piece == pieces ? edge : from + (edge - from) * piece / pieces);
  }
  return fine;
}

/// b' = λ(b − v) on a cell, from the bid at its upper end.
void solve_pay_as_bid(const RadauRule& rule, double bid_at_to, AffiliatedCell& cell) {
  const auto points = static_cast<Eigen::Index>(rule.place.size());
  const double width = cell.to - cell.from;
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(points, points);
  Eigen::VectorXd right = Eigen::VectorXd::Constant(points, bid_at_to);
  for (Eigen::Index i = 0; i < points; ++i) {
    for (Eigen::Index j = 0; j < points; ++j) {
      const AffiliatedTerms& terms = cell.terms[static_cast<std::size_t>(j)];
      const double factor = width * rule.integral[static_cast<std::size_t>(i * points + j)] * terms.hazard;
      system(i, j) += factor;
      right(i) += factor * terms.tie_cost;
    }
  }
  const Eigen::VectorXd bids = system.partialPivLu().solve(right);
  cell.bid.assign(bids.begin(), bids.end());
  for (std::size_t i = 0; i < rule.place.size(); ++i) {
    cell.slope[i] = std::max(0.0, cell.terms[i].hazard * (cell.bid[i] - cell.terms[i].tie_cost));
  }
}

/// The slope of the polynomial through the bids of a cell.
double slope_of(std::span<const double> derivative, const AffiliatedCell& cell) {
  double slope = 0.0;
  for (std::size_t i = 0; i < derivative.size(); ++i) slope -= derivative[i] * cell.bid[i];
  return std::max(0.0, slope / (cell.to - cell.from));
}

AffiliatedCell cell_between(const AffiliatedGame& game, const RadauRule& rule, double from, double to, int panels) {
  AffiliatedCell cell{from, to, {}, {}, {}, {}, 0.0};
  for (const double place : rule.place) {
    cell.estimate.push_back(place == 1.0 ? from : to - place * (to - from));
    cell.terms.push_back(terms_inside(game, cell.estimate.back(), panels));
    cell.bid.push_back(cell.terms.back().tie_cost);
  }
  const std::size_t points = rule.place.size();
  for (std::size_t i = 0; i < points; ++i)
    cell.slope.push_back(slope_of(std::span(rule.derivative).subspan(i * points, points), cell));
  return cell;
}

/// The highest estimate whose bidder may expect to lose nothing at the ceiling; below the lowest estimate: nobody.
double screening_level(const AffiliatedGame& game, double ceiling, int panels) {
  const auto loses = [&](double estimate) { return terms_inside(game, estimate, panels).win_cost > ceiling; };
  if (!loses(game.high)) return game.high;
  if (loses(game.low)) return game.low - 1.0;
  double low = game.low, high = game.high;
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = 0.5 * (low + high);
    (loses(middle) ? high : low) = middle;
  }
  return low;
}

}  // namespace

AffiliatedTerms terms_inside(const AffiliatedGame& game, double estimate, int panels) {
  const double hair = 1e-10 * (game.high - game.low);
  return terms_at(game, std::clamp(estimate, game.low + hair, game.high - hair), panels);
}

AffiliatedBids solve_affiliated_bids(const Game& game, const AffiliatedGame& affiliated, double width, int panels) {
  const RadauRule rule = radau_rule();
  AffiliatedBids solution;
  solution.last = affiliated.high;
  if (game.ceiling_per_mwh) solution.last = screening_level(affiliated, *game.ceiling_per_mwh, panels);
  solution.ceiling_binds = solution.last < affiliated.high;
  if (solution.last <= affiliated.low) return solution;
  const std::vector<double> mesh = mesh_of(affiliated, solution.last, width);
  double bid = solution.ceiling_binds ? *game.ceiling_per_mwh : terms_inside(affiliated, affiliated.high, panels).tie_cost;
  for (std::size_t m = mesh.size() - 1; m-- > 0;) {
    AffiliatedCell cell = cell_between(affiliated, rule, mesh[m], mesh[m + 1], panels);
    const bool is_highest = m + 2 == mesh.size();
    if (game.pricing != PricingRule::uniform_lowest_rejected) solve_pay_as_bid(rule, bid, cell);
    cell.slope_at_to = is_highest ? slope_of(rule.derivative_at_start, cell) : solution.cells.back().slope.back();
    bid = cell.bid.back();
    solution.cells.push_back(std::move(cell));
  }
  std::ranges::reverse(solution.cells);
  return solution;
}

}  // namespace sealedbid
