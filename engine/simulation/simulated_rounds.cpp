#include "simulation/simulated_rounds.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/deadline.hpp"
#include "bidding/smoothed_replies.hpp"
#include "simulation/ascending_replies.hpp"
#include "simulation/market_game.hpp"
#include "simulation/parallel.hpp"
#include "simulation/simulated_payoffs.hpp"
#include "simulation/solved_surface.hpp"
#include "simulation/strategy_bids.hpp"
#include "simulation/world_bins.hpp"

namespace sealedbid {

namespace {

constexpr std::int64_t first_simulated_world = 1 << 20;  // those before are the learning worlds
constexpr int blocks = 32;                               // of an iteration; fixed, so that sums do not depend on threads
constexpr std::size_t bid_levels = 161;
constexpr double first_margin_over_range = 0.05, most_margin_over_range = 0.3;  // of the prices at which bids decide anything

/// A party whose bids are sought.
struct SoughtParty {
  std::size_t party = 0;
  std::size_t projects = 1;  ///< of the bidder: as many parties follow one another
  BidLevels levels;
  std::vector<TabulatedClass> tables;    ///< [node]
  std::vector<TabulatedBids> bids;       ///< [node]
  std::vector<TabulatedBids> mean_bids;  ///< [node] over iterations, in which ripples cancel
  OutcomeSums sums;
  double gain = 0.0, profit = 0.0;  ///< means over nodes: of best replies over the bids, of the bids
};

struct Rounds {
  LearnedMarket learned;
  WorldBins bins;
  PolicyMarket policy;
  std::optional<PolicyMarket> imagined;
  std::vector<SoughtParty> parties;
  std::vector<double> margin;  ///< [node] expected profit over expected award
};

void add_parties(Rounds& rounds) {
  const LearnedMarket& learned = rounds.learned;
  const auto [low, high] = price_range(learned);
  const double first_margin = first_margin_over_range * (high - low);
  const std::vector<Part> parts(learned.parties.size(), Part::solved_for);
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (!is_solved_for(learned.parties[p].strategy)) continue;
    SoughtParty& sought = rounds.parties.emplace_back();
    sought.party = p;
    sought.projects = std::size_t(rounds.policy.market.classes[std::size_t(learned.parties[p].party.classes.front())].projects);
    sought.levels = {low, high, bid_levels};
    sought.sums = empty_sums(rounds.bins, bid_levels);
  }
  for (std::size_t node = 0; node < learned.nodes.ceiling_over_reference.size(); ++node) {
    const MarketGame game = market_game(learned, node, parts, {});
    for (SoughtParty& sought : rounds.parties) {
      TabulatedClass bidders = game.game.classes[sought.party];
      bidders.score_factor = 1.0;  // the bid itself is the score here
      bidders.score_adder = 0.0;
      TabulatedBids bids;
      for (const double cost : break_even_bids(bidders)) bids.bid.push_back(std::min(cost + first_margin, bidders.ceiling));
      bids.last_estimate_that_bids = bidders.estimate.back();
      sought.tables.push_back(std::move(bidders));
      sought.bids.push_back(std::move(bids));
    }
  }
  rounds.margin.assign(learned.nodes.ceiling_over_reference.size(), first_margin);
}

void update_surfaces(Rounds& rounds) {
  for (const SoughtParty& sought : rounds.parties) {
    const LearnedParty& party = rounds.learned.parties[sought.party];
    BidSurface surface;
    for (std::size_t node = 0; node < sought.bids.size(); ++node) {
      add_state(rounds.learned, party, node, sought.bids[node], surface);
    }
    const std::size_t last = surface.state.size() - 1;
    if (last > 0 && rounds.bins.highest_state > surface.state[last]) {
      add_outer_state(sought.levels.low, sought.levels.high, party.ceiling_over_state, rounds.bins.highest_state, last, surface);
    }
    if (last > 0 && rounds.bins.lowest_state < surface.state[0]) {
      add_outer_state(sought.levels.low, sought.levels.high, party.ceiling_over_state, rounds.bins.lowest_state, 0, surface);
    }
    for (const int c : party.party.classes) rounds.policy.strategies.surfaces[std::size_t(c)] = surface;
  }
}

/// What fresh worlds add, [sought party].
std::vector<OutcomeSums> simulate_rounds(const Rounds& rounds, std::vector<std::optional<DeviationWorlds>>& workers,
                                         std::uint64_t seed, std::int64_t first_world, const SimulatedRoundsOptions& options) {
  const std::int64_t tiles = options.worlds / lane_count;
  std::vector<OutcomeSums> empty;
  for (std::size_t p = 0; p < rounds.parties.size(); ++p) empty.push_back(empty_sums(rounds.bins, bid_levels));
  std::vector<std::vector<OutcomeSums>> parts(blocks, empty);
  for_each_parallel(blocks, static_cast<int>(workers.size()), [&](int block, int thread) {
    std::optional<DeviationWorlds>& worker = workers[std::size_t(thread)];
    if (!worker) worker.emplace(rounds.policy, rounds.imagined ? &*rounds.imagined : nullptr, seed);
    for (std::int64_t tile = tiles * block / blocks; tile < tiles * (block + 1) / blocks; ++tile) {
      throw_if_stopped(options.stop);
      worker->draw(first_world + tile * lane_count, learning_round);
      for (std::size_t p = 0; p < rounds.parties.size(); ++p) {
        for (const int c : rounds.learned.parties[rounds.parties[p].party].party.classes) {
          add_tile(rounds.bins, rounds.parties[p].levels, c, tile, rounds.policy.market.auction.price_step_per_mwh, *worker,
                   parts[std::size_t(block)][p]);
        }
      }
    }
  });
  for (const std::vector<OutcomeSums>& part : parts) {
    for (std::size_t p = 0; p < empty.size(); ++p) add(part[p], empty[p]);
  }
  return empty;
}

/// The mean of a cell; that of the whole state where no world came into the cell.
double mean_at_level(const OutcomeSums& sums, const std::vector<double>& list, std::size_t state, std::size_t hidden,
                     std::size_t level) {
  const auto cell = [&](std::size_t m) { return state * sums.hidden + m; };
  if (sums.worlds[cell(hidden)] > 0.0) return list[cell(hidden) * sums.levels + level] / sums.worlds[cell(hidden)];
  double total = 0.0, worlds = 0.0;
  for (std::size_t m = 0; m < sums.hidden; ++m) {
    total += list[cell(m) * sums.levels + level];
    worlds += sums.worlds[cell(m)];
  }
  return worlds > 0.0 ? total / worlds : 0.0;
}

/// The simulated outcomes of a party as the payoffs of a game in which it is the only class.
BidPayoffs simulated_payoffs(const Rounds& rounds, const SoughtParty& sought, const OutcomeSums& sums, std::size_t node) {
  BidPayoffs payoffs;
  Contest& contest = payoffs.contest;
  contest.game.classes = {sought.tables[node]};
  contest.game.hidden_probability = rounds.learned.hidden.probability;
  const TabulatedClass& bidders = contest.game.classes.front();
  BiddingRange range;
  range.low = bidders.estimate.front();
  range.high = range.last = range.last_that_bids = bidders.estimate.back();
  range.break_even = break_even_bids(bidders);
  contest.ranges = {range};
  const double low = std::min(sought.levels.low, bidders.ceiling), high = std::min(sought.levels.high, bidders.ceiling);
  for (std::size_t level = 0; level < bid_levels; ++level) {
    ScoreLevel at{low + (high - low) * static_cast<double>(level) / (bid_levels - 1), {range.low}, {}};
    for (std::size_t m = 0; m < sums.hidden; ++m) {
      at.outcome.push_back({mean_at_level(sums, sums.award, node, m, level), mean_at_level(sums, sums.above, node, m, level)});
    }
    payoffs.levels.push_back(std::move(at));
  }
  contest.bottom = low;
  contest.top = high;
  return payoffs;
}

TabulatedBids valued(const BidPayoffs& payoffs, TabulatedBids bids) {
  const std::vector<double>& estimate = payoffs.contest.game.classes.front().estimate;
  for (std::size_t g = 0; g < estimate.size(); ++g) {
    if (estimate[g] > bids.last_estimate_that_bids) bids.bid[g] = std::numeric_limits<double>::quiet_NaN();
  }
  take_stock(payoffs, 0, bids);
  return bids;
}

/// Of the worlds of a party, those at a node.
double share_of_node(const OutcomeSums& sums, std::size_t node) {
  double here = 0.0, all = 0.0;
  for (std::size_t cell = 0; cell < sums.worlds.size(); ++cell) {
    all += sums.worlds[cell];
    if (cell / sums.hidden == node) here += sums.worlds[cell];
  }
  return all > 0.0 ? here / all : 0.0;
}

/// How replies are taken at a node.
struct ReplyTerms {
  std::size_t node = 0;
  double smoothing = 0.0;  ///< of outcomes over bids
  LowEnd low_end = LowEnd::as_it_is;
};

/// The best replies of the projects first … last of a bidder, all at one price.
TabulatedBids best_together(const Rounds& rounds, std::size_t first, std::size_t last, const ReplyTerms& terms) {
  constexpr double tremble = 1e-6;
  std::vector<const OutcomeSums*> sums;
  for (std::size_t p = first; p <= last; ++p) sums.push_back(&rounds.parties[p].sums);
  const SoughtParty& sought = rounds.parties[first];
  const BidPayoffs payoffs = simulated_payoffs(rounds, sought, mean_of(sums), terms.node);
  TabulatedBids bids = sought.bids[terms.node];
  reply(payoffs, 0, payoff_curves(payoffs, 0, terms.smoothing, tremble, terms.low_end), 1.0, bids);
  return bids;
}

/// The best replies of all projects of a bidder, whose parties start with `first`. @return [project].
std::vector<TabulatedBids> best_replies(const Rounds& rounds, std::size_t first, const ReplyTerms& terms) {
  return ascending_replies(rounds.parties[first].projects, [&](std::size_t from, std::size_t to) {
    return best_together(rounds, first + from, first + to, terms);
  });
}

void move_towards(const TabulatedBids& target, double share, TabulatedBids& bids) {
  for (std::size_t g = 0; g < bids.bid.size(); ++g) bids.bid[g] += share * (target.bid[g] - bids.bid[g]);
  const double before = bids.last_estimate_that_bids, last = target.last_estimate_that_bids;
  bids.last_estimate_that_bids = std::isfinite(before) ? before + share * (last - before) : last;
}

/// Finds the margin of a node, then moves its bids towards the replies.
/// @param smoothing_of_margin smoothing of outcomes over bids, as a share of the mean margin.
void reply_at(std::size_t node, double damping, double smoothing_of_margin, Rounds& rounds) {
  double profit = 0.0, award = 0.0;
  for (const SoughtParty& sought : rounds.parties) {
    const TabulatedBids own = valued(simulated_payoffs(rounds, sought, sought.sums, node), sought.bids[node]);
    profit += sought.tables[node].bidders * own.expected_profit;
    award += sought.tables[node].bidders * own.award_probability;
  }
  const double range = rounds.parties.front().levels.high - rounds.parties.front().levels.low;
  if (award > 0.0) rounds.margin[node] = range * std::clamp(profit / award / range, 1e-3, most_margin_over_range);
  const bool is_paid_as_bid = rounds.policy.market.auction.pricing == PricingRule::pay_as_bid;
  const ReplyTerms terms{node, smoothing_of_margin * rounds.margin[node],
                         is_paid_as_bid ? LowEnd::turned_round : LowEnd::as_it_is};
  for (std::size_t first = 0; first < rounds.parties.size(); first += rounds.parties[first].projects) {
    const std::vector<TabulatedBids> target = best_replies(rounds, first, terms);
    for (std::size_t i = 0; i < target.size(); ++i) move_towards(target[i], damping, rounds.parties[first + i].bids[node]);
  }
}

/// What best replies gain, by the sums of outcomes as they are.
void judge(Rounds& rounds) {
  for (std::size_t first = 0; first < rounds.parties.size(); first += rounds.parties[first].projects) {
    for (std::size_t node = 0; node < rounds.margin.size(); ++node) {
      const std::vector<TabulatedBids> target = best_replies(rounds, first, {.node = node});
      for (std::size_t i = 0; i < target.size(); ++i) {
        SoughtParty& sought = rounds.parties[first + i];
        const BidPayoffs payoffs = simulated_payoffs(rounds, sought, sought.sums, node);
        const TabulatedBids own = valued(payoffs, sought.bids[node]);
        const double gain =
            target.size() == 1 ? mean_gain(payoffs, 0, own) : valued(payoffs, target[i]).expected_profit - own.expected_profit;
        const double share = share_of_node(sought.sums, node);
        sought.gain += share * gain;
        sought.profit += share * own.expected_profit;
      }
    }
  }
}

/// Takes the bids of an iteration into their mean. @param weight 1: the first of them.
void take_mean(double weight, Rounds& rounds) {
  for (SoughtParty& sought : rounds.parties) {
    if (weight == 1.0) sought.mean_bids = sought.bids;
    for (std::size_t node = 0; node < sought.bids.size(); ++node) move_towards(sought.bids[node], weight, sought.mean_bids[node]);
  }
}

/// The greatest gain of a party over its profit; profits below a hundredth of the greatest count as that.
double residual_of(const Rounds& rounds) {
  constexpr double negligible_profit = 1e-2;
  double most = 0.0, residual = 0.0;
  for (const SoughtParty& sought : rounds.parties) most = std::max(most, sought.profit);
  for (const SoughtParty& sought : rounds.parties) {
    const double base = std::max(sought.profit, negligible_profit * most);
    if (base > 0.0) residual = std::max(residual, sought.gain / base);
  }
  return residual;
}

}  // namespace

void solve_by_simulated_rounds(const Market& market, LearnedMarket learned, std::uint64_t seed, int threads,
                               const SimulatedRoundsOptions& options, Strategies& found) {
  constexpr double first_damping = 0.3, damping = 0.05, first_smoothing = 0.16, last_smoothing = 0.1, tolerance = 0.1;
  constexpr double many_worlds = 2048.0, forgetting_of_many = 0.4, least_forgetting = 0.1;
  Rounds rounds{std::move(learned), {}, {"", market, found}, {}, {}, {}};
  rounds.policy.market.settlement.is_asked = false;
  rounds.bins = bin_worlds(rounds.policy, seed, rounds.learned);
  add_parties(rounds);
  update_surfaces(rounds);
  const bool has_responders =
      std::ranges::any_of(market.classes, [](const ClassModel& model) { return model.strategy == Strategy::best_response; });
  if (has_responders) rounds.imagined = imagined_by_best_response(rounds.policy);
  std::vector<std::optional<DeviationWorlds>> workers(static_cast<std::size_t>(thread_count(threads)));
  const int settling = options.iterations / 2;
  const double share_of_many = std::min(1.0, static_cast<double>(options.worlds) / many_worlds);
  const double forgetting = std::max(least_forgetting, forgetting_of_many * share_of_many);
  const auto simulate = [&](int t) {
    const std::vector<OutcomeSums> newest =
        simulate_rounds(rounds, workers, seed, first_simulated_world + t * options.worlds, options);
    const double weight = std::max(1.0 / t, forgetting);
    for (std::size_t p = 0; p < newest.size(); ++p) mix(newest[p], weight, rounds.parties[p].sums);
  };
  for (int t = 1; t <= options.iterations; ++t) {
    simulate(t);
    const double smoothing = first_smoothing + (last_smoothing - first_smoothing) * t / options.iterations;
    for (std::size_t node = 0; node < rounds.margin.size(); ++node) {
      reply_at(node, t <= settling / 2 ? first_damping : damping, smoothing, rounds);
    }
    if (t > settling) take_mean(1.0 / (t - settling), rounds);
    if (t == options.iterations) {
      for (SoughtParty& sought : rounds.parties) sought.bids = sought.mean_bids;
    }
    update_surfaces(rounds);
  }
  simulate(options.iterations + 1);
  judge(rounds);
  found.surfaces = rounds.policy.strategies.surfaces;
  found.solution.method = "best response to simulated rounds";
  found.solution.base_per_mwh = rounds.learned.base_per_mwh;
  found.solution.reference_per_mwh = rounds.learned.reference_per_mwh;
  const double residual = residual_of(rounds);
  for (const double state : rounds.learned.nodes.ceiling_over_reference) {
    const bool is_solved = residual <= tolerance;
    found.solution.states.push_back({state, is_solved ? EquilibriumStatus::solved : EquilibriumStatus::not_converged,
                                     is_solved ? "" : "Best replies still gain more than the tolerance.", residual,
                                     options.iterations});
  }
}

}  // namespace sealedbid
