#include "bidding/sample_outcomes.hpp"

#include <algorithm>
#include <stdexcept>

#include "bidding/drawn_scores.hpp"

namespace sealedbid {
namespace {

constexpr std::int64_t worlds_per_chunk = 4096;

/// Values of a chunk of worlds.
struct ClassChunk {
  std::vector<double> award, payment_per_mwh, profit_per_mwh;
};
struct Chunk {
  std::vector<ClassChunk> classes;
  std::vector<double> awarded_lots, payment_per_mwh;
};

void play_world(const DrawnGame& drawn, const std::vector<DrawnBid>& bids, Chunk& chunk) {
  for (ClassChunk& of_class : chunk.classes) {
    of_class.award.push_back(0.0);
    of_class.payment_per_mwh.push_back(0.0);
    of_class.profit_per_mwh.push_back(0.0);
  }
  const std::size_t winners = std::min(bids.size(), static_cast<std::size_t>(drawn.game.lots));
  const double clearing = winners == 0 ? 0.0 : clearing_score(drawn.game, bids, winners);
  double total = 0.0;
  for (std::size_t rank = 0; rank < bids.size(); ++rank) {
    const DrawnBid& bid = bids[rank];
    const GameClass& bidder = drawn.game.classes[bid.bidder_class];
    const double share = 1.0 / bidder.bidders;
    ClassChunk& of_class = chunk.classes[bid.bidder_class];
    of_class.profit_per_mwh.back() -= share * bidder.entry_cost_per_mwh;
    if (rank >= winners) continue;
    const double payment = payment_of(drawn.game, bid.bidder_class, bid.score, clearing);
    of_class.award.back() += share;
    of_class.payment_per_mwh.back() += share * payment;
    of_class.profit_per_mwh.back() += share * (payment - bidder.tariff_per_mwh - bid.cost_per_mwh);
    total += payment;
  }
  chunk.awarded_lots.push_back(static_cast<double>(winners));
  chunk.payment_per_mwh.push_back(total);
}

void merge_chunk(const Chunk& chunk, SampledOutcome& outcome) {
  for (std::size_t i = 0; i < chunk.classes.size(); ++i) {
    outcome.classes[i].award.merge(Moments::of(chunk.classes[i].award));
    outcome.classes[i].payment_per_mwh.merge(Moments::of(chunk.classes[i].payment_per_mwh));
    outcome.classes[i].profit_per_mwh.merge(Moments::of(chunk.classes[i].profit_per_mwh));
  }
  outcome.awarded_lots.merge(Moments::of(chunk.awarded_lots));
  outcome.payment_per_mwh.merge(Moments::of(chunk.payment_per_mwh));
}

}  // namespace

SampledOutcome sample_outcomes(const Game& game, const Equilibrium& equilibrium, std::int64_t worlds, std::uint64_t seed) {
  if (worlds < 2) throw std::invalid_argument("sample outcomes: " + std::to_string(worlds) + " worlds (at least 2 are needed)");
  const DrawnGame drawn = drawn_game(game, equilibrium, seed);
  SampledOutcome outcome;
  outcome.classes.resize(game.classes.size());
  std::vector<DrawnBid> bids;
  for (std::int64_t first = 0; first < worlds; first += worlds_per_chunk) {
    Chunk chunk;
    chunk.classes.resize(game.classes.size());
    for (std::int64_t world = first; world < std::min(worlds, first + worlds_per_chunk); ++world) {
      draw_bids(drawn, world, 1, std::nullopt, bids);
      play_world(drawn, bids, chunk);
    }
    merge_chunk(chunk, outcome);
  }
  return outcome;
}

}  // namespace sealedbid
