#include "simulation/learning_worlds.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "auction/rules.hpp"
#include "base/deadline.hpp"
#include "simulation/bid_draws.hpp"
#include "simulation/parallel.hpp"

namespace sealedbid {

namespace {

constexpr int tiles_in_chunk = 64;

std::int64_t world_count(const Market& market) {
  constexpr std::int64_t most_bids = 1 << 20, fewest = 1 << 13, most = 1 << 17;
  constexpr std::int64_t chunk = tiles_in_chunk * lane_count;
  return std::clamp(most_bids / std::max(1, market.total_bidders()), fewest, most) / chunk * chunk;
}

/// What a bidder in the market needs, roughly: prices are told apart to a millionth of it.
double typical_price(const Market& market, std::uint64_t seed) {
  BidDraws draws(market, seed);
  DrawnTile tile;
  draws.draw(0, learning_round, tile);
  double sum = 0.0, count = 0.0;
  for (const LaneReals& believed : tile.believed_per_mwh) {
    for (const double price : believed) {
      if (!std::isfinite(price)) continue;
      sum += price;
      count += 1.0;
    }
  }
  return count > 0.0 && sum > 0.0 ? sum / count : 1.0;
}

/// The market without what silences bids, on a fine grid of prices: everybody bids its required price with its mark-up.
Market market_to_learn(const Market& market, std::uint64_t seed) {
  constexpr double grid_of_typical_price = 1e-6;
  Market plain = market;
  plain.settlement.is_asked = false;
  plain.has_plain_rules = true;
  plain.auction.ceiling_disclosed = false;
  for (ClassModel& model : plain.classes) {
    model.strategy = model.strategy == Strategy::table ? Strategy::truthful : Strategy::markup;
    model.ring = -1;
  }
  plain.auction.price_step_per_mwh = grid_of_typical_price * typical_price(plain, seed);
  return plain;
}

/// What one chunk of tiles adds.
struct Chunk {
  std::vector<double> base, reference, hidden_ratio, ceiling;
  std::vector<PartySample> parties;  ///< class_share counts entries here
};

class ChunkWriter {
 public:
  ChunkWriter(const Market& market, const Market& plain, const std::vector<Party>& parties, const std::vector<Slot>& slots)
      : market_(market), plain_(plain), parties_(parties), state_ceiling_ticks_(state_ceiling_ticks(market)) {
    for (const Party& party : parties) {
      std::vector<std::size_t>& own = slots_.emplace_back();
      for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        if (std::ranges::find(party.classes, slots[slot].bidder_class) != party.classes.end()) own.push_back(slot);
      }
      std::vector<std::size_t>& place = place_of_slot_.emplace_back();
      for (const std::size_t slot : own) {
        const auto found = std::ranges::find(party.classes, slots[slot].bidder_class);
        place.push_back(static_cast<std::size_t>(found - party.classes.begin()));
      }
    }
  }

  void add(const DrawnTile& tile, const LaneReals& true_price_per_mwh, Chunk& chunk) const {
    const auto first_world = static_cast<std::int32_t>(chunk.reference.size());
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      chunk.base.push_back(tile.base_per_mwh[lane]);
      chunk.reference.push_back(tile.reference_per_mwh[lane]);
      chunk.hidden_ratio.push_back(relative(tile, lane, true_price_per_mwh[lane]));
      add_ceiling(tile, lane, chunk);
    }
    for (std::size_t p = 0; p < parties_.size(); ++p) {
      chunk.parties[p].class_share.resize(parties_[p].classes.size());
      for (std::size_t lane = 0; lane < lane_count; ++lane) {
        const std::int32_t world = first_world + static_cast<std::int32_t>(lane);
        const bool is_ring = parties_[p].bidders == 1 && slots_[p].size() > 1;
        is_ring ? add_lowest(tile, p, lane, world, chunk) : add_all(tile, p, lane, world, chunk);
      }
    }
  }

 private:
  void add_ceiling(const DrawnTile& tile, std::size_t lane, Chunk& chunk) const {
    const auto add_price = [&](double ceiling_per_mwh) {
      chunk.ceiling.push_back(std::max(relative(tile, lane, ceiling_per_mwh), least_relative_ceiling));
    };
    if (state_ceiling_ticks_) {
      add_price(*state_ceiling_ticks_ * market_.auction.price_step_per_mwh);
    } else if (market_.auction.ceiling_per_mwh.exists()) {
      add_price(tile.shared[std::size_t(market_.auction.ceiling_per_mwh.value)][lane]);
    }
  }

  static double relative(const DrawnTile& tile, std::size_t lane, double price_per_mwh) {
    return (price_per_mwh - tile.base_per_mwh[lane]) / tile.reference_per_mwh[lane];
  }

  void add_all(const DrawnTile& tile, std::size_t party, std::size_t lane, std::int32_t world, Chunk& chunk) const {
    for (std::size_t i = 0; i < slots_[party].size(); ++i) {
      if (tile.bid_ticks[slots_[party][i]][lane] != no_price) add_entry(tile, party, i, lane, world, chunk);
    }
  }

  void add_lowest(const DrawnTile& tile, std::size_t party, std::size_t lane, std::int32_t world, Chunk& chunk) const {
    const std::vector<std::size_t>& slots = slots_[party];
    std::size_t lowest = slots.size();
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (tile.bid_ticks[slots[i]][lane] == no_price) continue;
      if (lowest == slots.size() || tile.believed_per_mwh[slots[i]][lane] < tile.believed_per_mwh[slots[lowest]][lane])
        lowest = i;
    }
    if (lowest < slots.size()) add_entry(tile, party, lowest, lane, world, chunk);
  }

  void add_entry(const DrawnTile& tile, std::size_t party, std::size_t i, std::size_t lane, std::int32_t world,
                 Chunk& chunk) const {
    PartySample& sample = chunk.parties[party];
    const std::size_t slot = slots_[party][i], place = place_of_slot_[party][i];
    sample.world.push_back(world);
    sample.believed.push_back(relative(tile, lane, tile.believed_per_mwh[slot][lane]));
    sample.realised.push_back(relative(tile, lane, tile.realised_per_mwh[slot][lane]));
    sample.given_bid.push_back(relative(tile, lane, given_bid(tile, party, place, slot, lane)));
    sample.class_share[place] += 1.0;
    if (tile.changes.empty()) return;
    const ChangedCostTile& change = tile.changes[slot];
    const double investment = change.investment_per_mwh[lane] / tile.reference_per_mwh[lane];
    sample.investment += investment;
    if (investment > 0.0) sample.bond += investment * change.bond_over_capex[lane];
  }

  double given_bid(const DrawnTile& tile, std::size_t party, std::size_t place, std::size_t slot, std::size_t lane) const {
    const ClassModel& model = market_.classes[std::size_t(parties_[party].classes[place])];
    if (model.strategy != Strategy::table) return tile.bid_ticks[slot][lane] * plain_.auction.price_step_per_mwh;
    LaneReals required, bid;
    required.fill(tile.believed_per_mwh[slot][lane]);
    read_table(model.bid_table, required, bid);
    return bid[0];
  }

  const Market& market_;
  const Market& plain_;
  const std::vector<Party>& parties_;
  std::optional<std::int32_t> state_ceiling_ticks_;
  std::vector<std::vector<std::size_t>> slots_, place_of_slot_;  ///< [party]
};

void append(const std::vector<double>& from, std::vector<double>& to) {
  to.insert(to.end(), from.begin(), from.end());
}

LearningWorlds joined(const std::vector<Chunk>& chunks, const std::vector<Party>& parties) {
  LearningWorlds all;
  all.parties.resize(parties.size());
  for (const Chunk& chunk : chunks) {
    const auto first_world = static_cast<std::int32_t>(all.reference_per_mwh.size());
    append(chunk.base, all.base_per_mwh);
    append(chunk.reference, all.reference_per_mwh);
    append(chunk.hidden_ratio, all.hidden_ratio);
    append(chunk.ceiling, all.ceiling_over_reference);
    for (std::size_t p = 0; p < parties.size(); ++p) {
      PartySample& to = all.parties[p];
      const PartySample& from = chunk.parties[p];
      for (const std::int32_t world : from.world) to.world.push_back(first_world + world);
      append(from.believed, to.believed);
      append(from.realised, to.realised);
      append(from.given_bid, to.given_bid);
      to.class_share.resize(parties[p].classes.size());
      for (std::size_t i = 0; i < from.class_share.size(); ++i) to.class_share[i] += from.class_share[i];
      to.investment += from.investment;
      to.bond += from.bond;
    }
  }
  const auto worlds = static_cast<double>(all.reference_per_mwh.size());
  for (std::size_t p = 0; p < parties.size(); ++p) {
    const auto entries = static_cast<double>(all.parties[p].world.size());
    all.parties[p].presence_probability = entries / (worlds * parties[p].bidders);
    for (double& share : all.parties[p].class_share) share /= std::max(entries, 1.0);
    all.parties[p].investment /= std::max(entries, 1.0);
    all.parties[p].bond /= std::max(entries, 1.0);
  }
  return all;
}

}  // namespace

std::vector<Party> parties_of(const Market& market) {
  std::vector<Party> parties;
  std::map<int, std::size_t> party_of_ring;
  for (std::size_t c = 0; c < market.classes.size(); ++c) {
    const ClassModel& model = market.classes[c];
    if (model.bidders == 0) continue;
    if (model.ring >= 0) {
      const auto [party, is_new] = party_of_ring.emplace(model.ring, parties.size());
      if (!is_new) {
        parties[party->second].classes.push_back(static_cast<int>(c));
        continue;
      }
    }
    parties.push_back({model.name, {static_cast<int>(c)}, model.ring >= 0 ? 1 : model.bidders});
  }
  return parties;
}

LearningWorlds draw_learning_worlds(const Market& market, const std::vector<double>& weight, std::uint64_t seed, int threads,
                                    const std::atomic<bool>* stop) {
  const Market plain = market_to_learn(market, seed);
  const std::vector<Party> parties = parties_of(market);
  Strategies reference_only;
  reference_only.surfaces.resize(market.classes.size());
  reference_only.reference_weight = weight;
  std::vector<std::unique_ptr<BidDraws>> draws;
  for (int thread = 0; thread < thread_count(threads); ++thread) {
    draws.push_back(std::make_unique<BidDraws>(plain, seed, &reference_only));
  }
  const ChunkWriter writer(market, plain, parties, draws.front()->slots());
  std::vector<Chunk> chunks(static_cast<std::size_t>(world_count(market) / (tiles_in_chunk * lane_count)));
  for_each_parallel(static_cast<int>(chunks.size()), thread_count(threads), [&](int index, int thread) {
    BidDraws& own = *draws[std::size_t(thread)];
    Chunk& chunk = chunks[std::size_t(index)];
    chunk.parties.resize(parties.size());
    DrawnTile tile;
    LaneReals true_price_per_mwh;
    for (int t = 0; t < tiles_in_chunk; ++t) {
      throw_if_stopped(stop);
      own.draw((std::int64_t{index} * tiles_in_chunk + t) * lane_count, learning_round, tile);
      own.true_reference(tile, true_price_per_mwh);
      writer.add(tile, true_price_per_mwh, chunk);
    }
  });
  return joined(chunks, parties);
}

}  // namespace sealedbid
