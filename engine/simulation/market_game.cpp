#include "simulation/market_game.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/elementary.hpp"
#include "simulation/changed_cost.hpp"

namespace sealedbid {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t grid_points = 257;

/// What the law's prices are multiplied with in a hidden state.
double factor_of(const LearnedMarket& learned, const HiddenPowerLaw& law, std::size_t hidden) {
  return law.power == 0.0 ? 1.0 : exponential(law.power * logarithm(learned.hidden.value[hidden]));
}

std::vector<double> grid_of(const LearnedMarket& learned, const HiddenPowerLaw& law) {
  double low = infinity, high = 0.0;
  for (std::size_t m = 0; m < learned.hidden.value.size(); ++m) {
    const double factor = factor_of(learned, law, m);
    low = std::min(low, law.own.low * factor);
    high = std::max(high, law.own.high() * factor);
  }
  std::vector<double> grid(grid_points);
  for (std::size_t g = 0; g < grid_points; ++g) {
    grid[g] = low + (high - low) * static_cast<double>(g) / static_cast<double>(grid_points - 1);
  }
  return grid;
}

Utility utility_of(const RiskAversion& risk, double reference_per_mwh) {
  switch (risk.form) {
    case RiskForm::none:
      break;
    case RiskForm::crra:
      return {UtilityFamily::crra, risk.coefficient.value_or(1.0)};
    case RiskForm::cara:
      return {UtilityFamily::cara, risk.coefficient.value_or(0.0) * reference_per_mwh};
  }
  return {};
}

/// Where the reference is higher, so is the investment, and a bond of as much money is less of it.
Utility utility_of(const LearnedParty& party, double mean_reference_per_mwh, double reference_per_mwh) {
  const double bond = party.bond * mean_reference_per_mwh / reference_per_mwh;
  const std::optional<BuildOption> option = option_not_to_build(party.change_fraction, party.investment, bond);
  if (!option) return utility_of(party.risk_aversion, reference_per_mwh);
  return {UtilityFamily::option_to_build, 1.0, *option, break_even_margin(*option)};
}

TabulatedClass common_part(const LearnedMarket& learned, const LearnedParty& party, std::size_t node) {
  const double reference = learned.nodes.reference_per_mwh[node];
  TabulatedClass result;
  result.name = party.party.name;
  result.bidders = party.party.bidders;
  result.presence_probability = party.presence_probability;
  result.size_probability = party.size_probability;
  result.score_factor = party.score_factor;
  result.score_adder = (party.score_adder_per_mwh + (party.score_factor - 1.0) * learned.base_per_mwh) / reference;
  result.ceiling = known_ceiling(learned, party, node);
  result.utility = utility_of(party, learned.reference_per_mwh, reference);
  result.entry_cost = party.entry_cost_per_mwh / reference;
  return result;
}

/// P(hidden | estimate) by Bayes' rule; where no state gives the estimate any density, as at the nearest that has one.
void add_posterior(const LearnedMarket& learned, const LearnedParty& party, TabulatedClass& result) {
  const std::size_t states = learned.hidden.value.size(), points = result.estimate.size();
  result.posterior.assign(states, std::vector<double>(points, 1.0));
  if (states == 1) return;
  std::size_t first = points;
  for (std::size_t g = 0; g < points; ++g) {
    double total = 0.0;
    for (std::size_t m = 0; m < states; ++m) {
      const double factor = factor_of(learned, party.believed, m);
      const double weight = learned.hidden.probability[m] * density(party.believed.own, result.estimate[g] / factor) / factor;
      result.posterior[m][g] = weight;
      total += weight;
    }
    const bool has_density = total > 1e-300;
    if (has_density) first = std::min(first, g);
    for (std::size_t m = 0; m < states; ++m) {
      std::vector<double>& posterior = result.posterior[m];
      posterior[g] = has_density ? posterior[g] / total : (first < g ? posterior[g - 1] : 0.0);
    }
  }
  for (std::vector<double>& posterior : result.posterior) {
    std::fill(posterior.begin(), posterior.begin() + std::ptrdiff_t(first), posterior[first]);
  }
}

void add_estimates(const LearnedMarket& learned, const LearnedParty& party, TabulatedClass& result) {
  const std::size_t states = learned.hidden.value.size();
  result.estimate = estimate_grid(learned, party);
  result.cdf.assign(states, {});
  result.expected_cost.assign(states, {});
  const bool minds_spread = !party.realised_variance.mean.empty();
  if (minds_spread) result.cost_deviation.assign(states, {});
  for (std::size_t m = 0; m < states; ++m) {
    const double factor = factor_of(learned, party.believed, m);
    for (const double x : result.estimate) {
      if (minds_spread) {
        const double variance = std::max(0.0, mean_at(party.realised_variance, x / factor));
        result.cost_deviation[m].push_back(factor * std::sqrt(variance));
      }
      result.cdf[m].push_back(cdf(party.believed.own, x / factor));
      result.expected_cost[m].push_back(party.realised.mean.empty() ? x : factor * mean_at(party.realised, x / factor));
    }
  }
  add_posterior(learned, party, result);
}

/// Costs and beliefs of given bids decide nothing; they only have to be there.
void fill_idle_tables(std::size_t states, TabulatedClass& result) {
  result.has_given_bids = true;
  result.posterior.assign(states, std::vector<double>(result.estimate.size(), 1.0 / static_cast<double>(states)));
  result.expected_cost.assign(states, result.estimate);
}

/// Bids up to the ceiling; who would bid more bids it, if it needs no more than that, and else stays away: beyond it.
void add_given_bids(const LearnedMarket& learned, const LearnedParty& party, TabulatedClass& result) {
  constexpr double atom_width = 1e-4;
  const double ceiling = result.ceiling;
  const std::vector<double> grid = grid_of(learned, party.given_bid);
  result.presence_probability = std::max(1e-9, party.presence_probability * party.given_bid_probability);
  const double atom_start = ceiling * (1.0 - atom_width);
  const bool is_cut = grid.back() > atom_start;
  for (const double bid : grid) {
    if (!is_cut || bid < atom_start * (1.0 - atom_width)) result.estimate.push_back(bid);
  }
  const std::size_t uncut = result.estimate.size();
  if (is_cut) {
    for (const double place : {atom_start, ceiling, ceiling * (1.0 + atom_width)}) result.estimate.push_back(place);
  }
  const std::size_t states = learned.hidden.value.size();
  result.cdf.assign(states, {});
  for (std::size_t m = 0; m < states; ++m) {
    const double factor = factor_of(learned, party.given_bid, m), own = factor_of(learned, party.believed, m);
    for (std::size_t g = 0; g < result.estimate.size(); ++g) {
      if (g < uncut + 1) result.cdf[m].push_back(cdf(party.given_bid.own, result.estimate[g] / factor));
    }
    if (!is_cut) continue;
    result.cdf[m].push_back(std::max(result.cdf[m].back(), cdf(party.believed.own, ceiling / own)));
    result.cdf[m].push_back(1.0);
  }
  fill_idle_tables(states, result);
}

/// Bids that rise with the estimate, so that their law is that of the estimates; those that stay away lie beyond the ceiling.
void add_known_bids(const LearnedMarket& learned, const LearnedParty& party, const TabulatedBids& bids, TabulatedClass& result) {
  constexpr double least_step = 1e-9;
  const TabulatedClass all = [&] {
    TabulatedClass tables;
    add_estimates(learned, party, tables);
    return tables;
  }();
  result.cdf.assign(all.cdf.size(), {});
  const auto add = [&](double bid, std::size_t g) {
    const bool rises = result.estimate.empty() || bid > result.estimate.back() + least_step;
    if (rises) result.estimate.push_back(bid);
    for (std::size_t m = 0; m < all.cdf.size(); ++m) {
      if (rises) result.cdf[m].push_back(0.0);
      result.cdf[m].back() = all.cdf[m][g];
    }
  };
  for (std::size_t g = 0; g < all.estimate.size(); ++g) {
    if (!std::isnan(bids.bid[g])) add(bids.bid[g], g);
  }
  const double highest = result.estimate.empty() ? all.estimate.back() : result.estimate.back();
  const double beyond = std::isfinite(result.ceiling) ? std::max(result.ceiling, highest) : highest;
  if (result.estimate.empty()) add(beyond * (1.0 + 1e-6), 0);
  add(beyond * (1.0 + 1e-3), all.estimate.size() - 1);
  fill_idle_tables(all.cdf.size(), result);
}

}  // namespace

std::vector<double> estimate_grid(const LearnedMarket& learned, const LearnedParty& party) {
  return grid_of(learned, party.believed);
}

double known_ceiling(const LearnedMarket& learned, const LearnedParty& party, std::size_t node) {
  const double state = learned.nodes.ceiling_over_reference[node];
  return state > 0.0 ? state * party.ceiling_over_state : infinity;
}

MarketGame market_game(const LearnedMarket& learned, std::size_t node, const std::vector<Part>& parts,
                       const std::vector<std::optional<TabulatedBids>>& known) {
  MarketGame result;
  TabulatedGame& game = result.game;
  game.hidden_probability = learned.hidden.probability;
  game.volume_probability = learned.volume_probability;
  game.pricing = learned.pricing;
  game.marginal_bid = learned.marginal_bid;
  game.minimum_bids = learned.minimum_bids;
  game.unknown_ceiling = learned.unknown_ceiling;
  const auto add = [&](std::size_t p, Part part, int bidders) {
    const LearnedParty& party = learned.parties[p];
    TabulatedClass bidder = common_part(learned, party, node);
    bidder.bidders = bidders;
    if (part == Part::as_given) {
      add_given_bids(learned, party, bidder);
    } else if (part == Part::by_known_bids) {
      add_known_bids(learned, party, *known[p], bidder);
    } else {
      add_estimates(learned, party, bidder);
    }
    game.classes.push_back(std::move(bidder));
    result.party.push_back(static_cast<int>(p));
  };
  for (std::size_t p = 0; p < parts.size(); ++p) {
    add(p, parts[p], parts[p] == Part::solved_for_one ? 1 : learned.parties[p].party.bidders);
  }
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const int others = learned.parties[p].party.bidders - 1;
    if (parts[p] == Part::solved_for_one && others > 0) add(p, Part::as_given, others);
  }
  return result;
}

}  // namespace sealedbid
