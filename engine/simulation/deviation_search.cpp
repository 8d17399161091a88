#include "simulation/deviation_search.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "auction/rules.hpp"
#include "base/deadline.hpp"
#include "base/elementary.hpp"
#include "simulation/deviation_bids.hpp"
#include "simulation/deviation_cells.hpp"
#include "simulation/deviation_statistics.hpp"
#include "simulation/deviation_worlds.hpp"
#include "simulation/parallel.hpp"

namespace sealedbid {

namespace {

constexpr int state_bins = 4, estimate_bins = 16;
constexpr int blocks = 64;           // of a pass; fixed, so that sums do not depend on threads
constexpr int tiles_for_cells = 64;  // first worlds of the search, which set the bins
constexpr double confidence = 0.99;

/// A class whose bids were solved for.
struct SearchedClass {
  int bidder_class = 0;
  BidderValue value;
  std::vector<Deviation> deviations;
  InformationCells cells;
  double mean_estimate = 1.0;  ///< over the reference price, in size
  std::vector<int> chosen;     ///< [cell]: index of the deviation, or keep_strategy
};

/// Everything that a pass over worlds knows.
struct Search {
  const PolicyMarket& policy;
  std::optional<PolicyMarket> imagined;
  const DeviationSearchOptions& options;
  std::vector<SearchedClass> classes;
  int threads = 1;
};

bool is_searched(const PolicyMarket& policy, std::size_t c) {
  const Strategy strategy = policy.market.classes[c].strategy;
  if (strategy != Strategy::equilibrium && strategy != Strategy::best_response) return false;
  const Strategies& strategies = policy.strategies;
  const bool has_surface = c < strategies.surfaces.size() && strategies.surfaces[c].has_value();
  return has_surface || strategies.solution.method == "truthful";
}

OwnInformation information(const Deviators& bidders, std::size_t lane) {
  return {bidders.state[lane], (bidders.estimate_per_mwh[lane] - bidders.base_per_mwh[lane]) / bidders.reference_per_mwh[lane]};
}

/// Adds the lanes of a tile in which somebody of the class could bid. `sums` are those of each lane's cell.
template <class SumsOfCell>
void add_lanes(const Deviators& bidders, const LaneIntegers& other_ticks, const DeviatorOutcome& strategy,
               const DeviatorOutcome& other, const LaneIntegers& cells, double step, SumsOfCell sums_of_cell) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (bidders.slot[lane] < 0) continue;
    DeviationSums& sums = sums_of_cell(cells[lane]);
    const bool bids = bidders.bid_ticks[lane] != no_price, would_bid = other_ticks[lane] != no_price;
    add({strategy.utility[lane], bids ? 1.0 : 0.0}, {other.utility[lane], would_bid ? 1.0 : 0.0}, sums);
    sums.estimate_per_mwh += bidders.estimate_per_mwh[lane];
    if (!bids || !would_bid) continue;
    sums.bid_changes += 1.0;
    sums.bid_change_fraction += (other_ticks[lane] - bidders.bid_ticks[lane]) * step / bidders.reference_per_mwh[lane];
  }
}

/// Sums of one block of worlds: [class][deviation · cells + cell]; in judging the deviation is the chosen one: [class][cell].
using BlockSums = std::vector<std::vector<DeviationSums>>;

/// The deviators of a class in the tile drawn last, their cells and what they have by their strategy.
struct ClassTile {
  Deviators bidders;
  LaneIntegers cells{};
  DeviatorOutcome outcome;
  bool is_empty = true;
};

ClassTile class_tile(const SearchedClass& searched, DeviationWorlds& worlds, std::int64_t tile) {
  ClassTile out;
  out.bidders = worlds.deviators(searched.bidder_class, tile);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    if (out.bidders.slot[lane] < 0) continue;
    out.cells[lane] = cell_at(searched.cells, information(out.bidders, lane));
    out.is_empty = false;
  }
  if (!out.is_empty) worlds.clear(out.bidders, {out.bidders.bid_ticks, {}}, out.outcome);
  return out;
}

void try_deviation(const SearchedClass& searched, std::size_t deviation, const Deviators& bidders, double step, std::size_t lane,
                   TriedBids& tried) {
  tried.ticks[lane] = bid_of_deviation(searched.deviations[deviation], bidders, searched.mean_estimate, step, lane);
  const bool are_all = searched.deviations[deviation].is_of_all_projects;
  tried.others[lane] = are_all ? OtherProjects::follow : OtherProjects::keep;
}

void search_tile(const Search& search, DeviationWorlds& worlds, std::int64_t tile, BlockSums& sums) {
  const double step = search.policy.market.auction.price_step_per_mwh;
  for (std::size_t c = 0; c < search.classes.size(); ++c) {
    const SearchedClass& searched = search.classes[c];
    const ClassTile own = class_tile(searched, worlds, tile);
    if (own.is_empty) continue;
    const auto cells = static_cast<std::size_t>(cell_count(searched.cells));
    for (std::size_t d = 0; d < searched.deviations.size(); ++d) {
      TriedBids tried;
      for (std::size_t lane = 0; lane < lane_count; ++lane) try_deviation(searched, d, own.bidders, step, lane, tried);
      DeviatorOutcome outcome;
      worlds.clear(own.bidders, tried, outcome);
      DeviationSums* first = sums[c].data() + d * cells;
      add_lanes(own.bidders, tried.ticks, own.outcome, outcome, own.cells, step,
                [&](int cell) -> DeviationSums& { return first[cell]; });
    }
  }
}

void judge_tile(const Search& search, DeviationWorlds& worlds, std::int64_t tile, BlockSums& sums) {
  const double step = search.policy.market.auction.price_step_per_mwh;
  for (std::size_t c = 0; c < search.classes.size(); ++c) {
    const SearchedClass& searched = search.classes[c];
    const ClassTile own = class_tile(searched, worlds, tile);
    if (own.is_empty) continue;
    TriedBids tried{own.bidders.bid_ticks, {}};
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      const int chosen = searched.chosen[std::size_t(own.cells[lane])];
      if (own.bidders.slot[lane] < 0 || chosen == keep_strategy) continue;
      try_deviation(searched, std::size_t(chosen), own.bidders, step, lane, tried);
    }
    DeviatorOutcome outcome;
    worlds.clear(own.bidders, tried, outcome);
    add_lanes(own.bidders, tried.ticks, own.outcome, outcome, own.cells, step,
              [&](int cell) -> DeviationSums& { return sums[c][std::size_t(cell)]; });
  }
}

using TileWork = void (*)(const Search&, DeviationWorlds&, std::int64_t tile, BlockSums&);

/// Goes through the worlds of a round, in blocks whose sums are added in their order.
/// @param are_all sums of every deviation are kept apart; otherwise those of the chosen one.
BlockSums sums_over_worlds(const Search& search, std::int64_t worlds, std::uint32_t round, bool are_all, TileWork work) {
  const std::int64_t tiles = (worlds + lane_count - 1) / lane_count;
  BlockSums empty;
  for (const SearchedClass& searched : search.classes) {
    empty.emplace_back((are_all ? searched.deviations.size() : 1) * static_cast<std::size_t>(cell_count(searched.cells)));
  }
  std::vector<std::optional<DeviationWorlds>> workers(static_cast<std::size_t>(search.threads));
  std::vector<BlockSums> parts(blocks);
  for_each_parallel(blocks, search.threads, [&](int block, int thread) {
    std::optional<DeviationWorlds>& worker = workers[std::size_t(thread)];
    if (!worker) worker.emplace(search.policy, search.imagined ? &*search.imagined : nullptr, search.options.seed);
    BlockSums& sums = parts[std::size_t(block)] = empty;
    for (std::int64_t tile = tiles * block / blocks; tile < tiles * (block + 1) / blocks; ++tile) {
      throw_if_stopped(search.options.stop);
      worker->draw(tile * lane_count, round);
      work(search, *worker, tile, sums);
    }
  });
  for (const BlockSums& part : parts) {
    for (std::size_t c = 0; c < empty.size(); ++c) {
      for (std::size_t i = 0; i < empty[c].size(); ++i) add(part[c][i], empty[c][i]);
    }
  }
  return empty;
}

/// Bins and scale of every class from the first worlds of the search.
void set_cells(Search& search) {
  DeviationWorlds worlds(search.policy, search.imagined ? &*search.imagined : nullptr, search.options.seed);
  std::vector<std::vector<OwnInformation>> seen(search.classes.size());
  for (std::int64_t tile = 0; tile < tiles_for_cells; ++tile) {
    worlds.draw(tile * lane_count, searching_round);
    for (std::size_t c = 0; c < search.classes.size(); ++c) {
      const Deviators bidders = worlds.deviators(search.classes[c].bidder_class, tile);
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        if (bidders.slot[lane] >= 0) seen[c].push_back(information(bidders, lane));
      }
    }
  }
  for (std::size_t c = 0; c < search.classes.size(); ++c) {
    double sum = 0.0;
    for (const OwnInformation& own : seen[c]) sum += std::abs(own.estimate);
    if (sum > 0.0) search.classes[c].mean_estimate = sum / static_cast<double>(seen[c].size());
    search.classes[c].cells = cells_of(std::move(seen[c]), state_bins, estimate_bins);
  }
}

void choose(Search& search, const BlockSums& sums) {
  for (std::size_t c = 0; c < search.classes.size(); ++c) {
    SearchedClass& searched = search.classes[c];
    const auto cells = static_cast<std::size_t>(cell_count(searched.cells));
    for (std::size_t cell = 0; cell < cells; ++cell) {
      std::vector<DeviationSums> tried;
      for (std::size_t d = 0; d < searched.deviations.size(); ++d) tried.push_back(sums[c][d * cells + cell]);
      searched.chosen.push_back(best_deviation(searched.value, tried));
    }
  }
}

/// @param least_profit classes that hardly ever win count as if they earned that.
double share_of(double gain, double profit, double least_profit) {
  if (gain <= 0.0) return 0.0;
  const double counted = std::max(profit, least_profit);
  return counted > 0.0 ? gain / counted : std::numeric_limits<double>::infinity();
}

/// A tenth of the mean expected profit of the bidders whose strategies are judged.
double least_profit_of(const Search& search, const std::vector<SearchedDeviation>& judged) {
  double profit = 0.0, bidders = 0.0;
  for (std::size_t c = 0; c < judged.size(); ++c) {
    const auto members = static_cast<double>(search.policy.market.classes[std::size_t(search.classes[c].bidder_class)].bidders);
    profit += members * std::max(judged[c].expected_profit_per_mwh, 0.0);
    bidders += members;
  }
  return bidders > 0.0 ? 0.1 * profit / bidders : 0.0;
}

SearchedDeviation judged(const Search& search, std::size_t c, const std::vector<DeviationSums>& cells) {
  const SearchedClass& searched = search.classes[c];
  const double standard_errors = normal_quantile(1.0 - (1.0 - confidence) / static_cast<double>(search.classes.size()));
  const DeviationGain gain = gain_of(searched.value, cells);
  SearchedDeviation out;
  out.bidder_class = search.policy.market.classes[std::size_t(searched.bidder_class)].name;
  out.expected_profit_per_mwh = gain.profit_per_mwh;
  out.gain_per_mwh = gain.gain_per_mwh;
  out.standard_error = gain.standard_error;
  out.upper_bound_per_mwh = std::max(0.0, gain.gain_per_mwh + standard_errors * gain.standard_error);
  const DeviationSums& place = cells[cell_of_greatest_gain(searched.value, cells)];
  if (place.worlds > 0.0) out.at_estimate_per_mwh = place.estimate_per_mwh / place.worlds;
  out.gain_there_per_mwh = gain_of(searched.value, place).gain_per_mwh;
  out.better_bid_change_fraction = place.bid_change_fraction / place.bid_changes;
  return out;
}

}  // namespace

StrategyCertificate search_deviations(const PolicyMarket& policy, const DeviationSearchOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  StrategyCertificate certificate;
  certificate.policy = policy.policy;
  Search search{.policy = policy, .imagined = {}, .options = options, .classes = {}, .threads = thread_count(options.threads)};
  bool needs_imagined = false;
  for (std::size_t c = 0; c < policy.market.classes.size(); ++c) {
    if (!is_searched(policy, c)) continue;
    const ClassModel& model = policy.market.classes[c];
    needs_imagined = needs_imagined || model.strategy == Strategy::best_response;
    search.classes.push_back({static_cast<int>(c),
                              {class_utility(model), model.entry_cost_per_mwh},
                              all_deviations(model.projects > 1 && model.project == 0),
                              {},
                              1.0,
                              {}});
  }
  if (search.classes.empty()) return certificate;
  if (needs_imagined) search.imagined = imagined_by_best_response(policy);
  set_cells(search);
  choose(search, sums_over_worlds(search, options.searching_worlds, searching_round, true, search_tile));
  const BlockSums sums = sums_over_worlds(search, options.judging_worlds, judging_round, false, judge_tile);
  for (std::size_t c = 0; c < search.classes.size(); ++c) {
    certificate.classes.push_back(judged(search, c, sums[c]));
  }
  const double least_profit = least_profit_of(search, certificate.classes);
  double of_bidder = 0.0;  // by other bids for any of its projects
  for (std::size_t c = 0; c < certificate.classes.size(); ++c) {
    SearchedDeviation& found = certificate.classes[c];
    found.gain_share = share_of(found.gain_per_mwh, found.expected_profit_per_mwh, least_profit);
    found.upper_bound_share = share_of(found.upper_bound_per_mwh, found.expected_profit_per_mwh, least_profit);
    const bool is_first = policy.market.classes[std::size_t(search.classes[c].bidder_class)].project == 0;
    of_bidder = found.upper_bound_share + (is_first ? 0.0 : of_bidder);
    certificate.greatest_upper_bound_share = std::max(certificate.greatest_upper_bound_share, of_bidder);
  }
  certificate.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return certificate;
}

}  // namespace sealedbid
