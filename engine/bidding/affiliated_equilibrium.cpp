#include "bidding/affiliated_equilibrium.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>

#include "bidding/affiliated_bids.hpp"
#include "bidding/radau_rule.hpp"

namespace sealedbid {
namespace {

constexpr int coarse_panels = 6;           ///< of the integral over the common part
constexpr double coarse_width = 1.0 / 64;  ///< of a cell, as a share of the estimates

/// P(no bidder's estimate is low enough to bid).
double nobody_bids(const AffiliatedGame& game, double last) {
  double sum = 0.0;
  constexpr int pieces = 2048;
  for (int piece = 0; piece < pieces; ++piece) {  // over the common part's probability
    const auto nobody = [&](double probability) {
      return std::pow(given_common(game.law, quantile(game.law.common, probability), last).above, game.bidders);
    };
    sum += boost::math::quadrature::gauss<double, 7>::integrate(nobody, 1.0 * piece / pieces, (piece + 1.0) / pieces);
  }
  return sum;
}

/// Expected payment of a bidder with an estimate, × award, at the lowest rejected bid (the ceiling if none is rejected).
double second_price_payment(const Game& game, const AffiliatedGame& affiliated, const ClassEquilibrium& table, double estimate,
                            double last) {
  double sum = 0.0, density = 0.0;
  for (const CommonNode& node : common_nodes(affiliated.law, estimate, coarse_panels)) {
    const double weight = node.prior * node.at_estimate.density;
    const auto paid = [&](double place) {
      return bid_at(table, place) * std::exp(rivals_given(affiliated, given_common(affiliated.law, node.common, place)).log_tie);
    };
    density += weight;
    if (!(weight > 0.0)) continue;
    const double top = std::min(last, highest_given(affiliated.law, node.common));
    const double middle = 0.5 * (estimate + top);
    sum += weight * (boost::math::quadrature::gauss<double, 15>::integrate(paid, estimate, middle) +
                     boost::math::quadrature::gauss<double, 15>::integrate(paid, middle, top));
    if (last >= affiliated.high) continue;
    const RivalsGivenCommon rivals = rivals_given(affiliated, given_common(affiliated.law, node.common, last));
    sum += weight * std::exp(rivals.log_win) * *game.ceiling_per_mwh;
  }
  return density > 0.0 ? sum / density : 0.0;
}

void add_interim_profits(const Game& game, const AffiliatedGame& affiliated, const AffiliatedBids& solution,
                         const std::vector<AffiliatedTerms>& at_rows, ClassEquilibrium& own) {
  const bool is_pay_as_bid = game.pricing != PricingRule::uniform_lowest_rejected;
  for (std::size_t row = 0; row < at_rows.size(); ++row) {
    const AffiliatedTerms& terms = at_rows[row];
    double payment = terms.win * own.bid_per_mwh[row];
    if (!is_pay_as_bid) payment = second_price_payment(game, affiliated, own, own.cost_per_mwh[row], solution.last);
    own.interim_profit_per_mwh.push_back(payment - terms.win * terms.win_cost);
  }
}

/// What the bids are worth before estimates are known, by Radau's rule over the cells.
void add_expectations(const Game& game, const AffiliatedGame& affiliated, const AffiliatedBids& solution, ClassEquilibrium& own) {
  const RadauRule rule = radau_rule();
  const bool is_pay_as_bid = game.pricing != PricingRule::uniform_lowest_rejected;
  double cost = 0.0;
  for (const AffiliatedCell& cell : solution.cells) {
    for (std::size_t i = 0; i < rule.place.size(); ++i) {
      const AffiliatedTerms& terms = cell.terms[i];
      const double length = rule.weight[i] * (cell.to - cell.from), award = length * terms.density * terms.win;
      own.award_probability += award;
      cost += award * terms.win_cost;
      own.expected_payment_per_mwh += cell.bid[i] * (is_pay_as_bid ? award : length * terms.tie_mass);
    }
  }
  if (!is_pay_as_bid && solution.ceiling_binds) {
    own.expected_payment_per_mwh += *game.ceiling_per_mwh * terms_at(affiliated, solution.last, 2 * coarse_panels).below_win;
  }
  own.expected_profit_per_mwh = own.expected_payment_per_mwh - cost;
}

ClassEquilibrium class_of(const Game& game, const AffiliatedGame& affiliated, const AffiliatedBids& solution) {
  ClassEquilibrium own;
  std::vector<AffiliatedTerms> at_rows;
  const auto add_row = [&](double estimate, double bid, double slope, const AffiliatedTerms& terms) {
    own.cost_per_mwh.push_back(estimate);
    own.bid_per_mwh.push_back(bid);
    own.bid_slope.push_back(slope);
    own.win_probability.push_back(terms.win);
    at_rows.push_back(terms);
  };
  for (const AffiliatedCell& cell : solution.cells) {
    const bool is_wide = cell.to - cell.from > 1e-3 * (affiliated.high - affiliated.low);
    for (std::size_t i = cell.bid.size(); i-- > 0;) {  // reading by cubics needs more rows than solving needs cells
      add_row(cell.estimate[i], cell.bid[i], cell.slope[i], cell.terms[i]);
      if (!is_wide) break;
    }
  }
  const AffiliatedCell& highest = solution.cells.back();
  const AffiliatedTerms at_last = terms_inside(affiliated, solution.last, 2 * coarse_panels);
  const bool pays_ceiling = solution.ceiling_binds && game.pricing != PricingRule::uniform_lowest_rejected;
  add_row(solution.last, pays_ceiling ? *game.ceiling_per_mwh : at_last.tie_cost, highest.slope_at_to, at_last);
  own.lowest_bid_per_mwh = own.bid_per_mwh.front();
  own.highest_bid_per_mwh = own.bid_per_mwh.back();
  own.highest_cost_that_bids_per_mwh = own.cost_per_mwh.back();
  add_interim_profits(game, affiliated, solution, at_rows, own);
  add_expectations(game, affiliated, solution, own);
  return own;
}

/// The largest change of a bid at the edges of a coarser solution; changes count less where an estimate is rarer than if all
/// were alike.
double change_from(const AffiliatedBids& coarse, const AffiliatedGame& game, const ClassEquilibrium& fine) {
  double change = 0.0;
  for (const AffiliatedCell& cell : coarse.cells) {
    const double rarity = std::min(1.0, cell.terms.back().density * (game.high - game.low));
    change = std::max(change, rarity * std::abs(cell.bid.back() - bid_at(fine, cell.from)));
  }
  return change;
}

bool ascends(const ClassEquilibrium& own) {
  const double rounding = 1e-9 * (own.cost_per_mwh.back() - own.cost_per_mwh.front());
  for (std::size_t row = 1; row < own.bid_per_mwh.size(); ++row) {
    if (own.bid_per_mwh[row] < own.bid_per_mwh[row - 1] - rounding) return false;
  }
  return true;
}

void add_totals(const AffiliatedGame& game, double last, Equilibrium& result) {
  const ClassEquilibrium& own = result.classes[0];
  result.award_probability = last < game.high ? 1.0 - nobody_bids(game, last) : 1.0;
  result.expected_awarded_lots = game.bidders * own.award_probability;
  result.expected_payment_per_mwh = game.bidders * own.expected_payment_per_mwh;
  result.expected_price_per_mwh = own.expected_payment_per_mwh / own.award_probability;
}

}  // namespace

std::string reason_to_refuse_affiliated(const Game& game) {
  if (game.classes.size() != 1) return "A common value among unlike classes is not in this version. Give one class.";
  const GameClass& all = game.classes[0];
  if (all.presence_probability < 1.0) return "A common value with bidders who may be absent is not in this version.";
  if (all.entry_cost_per_mwh > 0.0) return "A common value with entry costs is not in this version.";
  if (!(all.utility == Utility{})) return "A common value with bidders averse to risk is not in this version.";
  if (all.bidders <= game.lots) return "There are lots for all bidders: with a common value that is not in this version.";
  if (game.pricing == PricingRule::uniform_highest_accepted && game.lots > 1) {
    return "A common value at the highest accepted price of several lots is not in this version: the winner who sets the price "
           "learns another cost from it than the others.";
  }
  return {};
}

Equilibrium solve_affiliated(const Game& game, const SolverOptions& options) {
  const AffiliatedGame affiliated = affiliated_game(game);
  Equilibrium result;
  result.classes.resize(1);
  result.method = "quadrature";
  const AffiliatedBids coarse = solve_affiliated_bids(game, affiliated, coarse_width, coarse_panels);
  const AffiliatedBids fine = solve_affiliated_bids(game, affiliated, 0.5 * coarse_width, 2 * coarse_panels);
  if (fine.cells.empty() || coarse.cells.empty()) {
    result.status = EquilibriumStatus::no_trade;
    result.reason = "Even who wins with the lowest estimate would expect a loss at the ceiling, so that nobody bids.";
    return result;
  }
  result.classes[0] = class_of(game, affiliated, fine);
  if (!ascends(result.classes[0])) {
    result.classes[0] = {};
    result.status = EquilibriumStatus::refused;
    result.reason = "Bids would not ascend with the estimates: the law of the own parts is too uneven (not log-concave).";
    return result;
  }
  add_totals(affiliated, fine.last, result);
  result.residual = change_from(coarse, affiliated, result.classes[0]);
  result.iterations = 1;
  const bool is_solved = result.residual <= options.tolerance * (affiliated.high - affiliated.low);
  result.status = is_solved ? EquilibriumStatus::solved : EquilibriumStatus::not_converged;
  if (!is_solved) result.reason = "Bids still change with the mesh.";
  return result;
}

}  // namespace sealedbid
