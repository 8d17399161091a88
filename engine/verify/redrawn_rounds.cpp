#include "verify/redrawn_rounds.hpp"

#include <cmath>

#include "auction/rules.hpp"
#include "simulation/bid_attributes.hpp"

namespace sealedbid {
namespace {

/// A number that the class gives to the bid of one member.
double drawn_number(std::uint64_t seed, const std::string& path, const Quantity& quantity, std::int64_t replication,
                    std::uint32_t round, std::uint32_t member) {
  UniformBlock uniforms;
  draw_uniforms(make_stream_key(seed, path), replication, round, member, Purpose::bid_number, uniforms);
  return Sampler(quantity).quantile(uniforms.word[0][0]);
}

}  // namespace

RedrawnRounds::RedrawnRounds(const Market& market, std::uint64_t seed)
    : market_(&market),
      seed_(seed),
      strategies_(std::make_shared<const Strategies>(find_strategies(market, seed, 0))),
      draws_(market, seed, strategies_.get()),
      adaptive_bidders_(market) {}

RedrawnRound RedrawnRounds::draw(std::int64_t replication, std::uint32_t round) {
  const std::int64_t first = replication - replication % lane_count;
  if (first != first_replication_) {
    draws_.draw(first, round, tile_);
    adaptive_bidders_.bid({}, round, tile_);
  }
  first_replication_ = first;
  const auto lane = static_cast<std::size_t>(replication - first);
  RedrawnRound drawn;
  if (market_->rules.volume_mw) drawn.volume_kw = tile_.volume_kw[lane];
  if (tile_.ceiling_ticks[lane] != no_price) drawn.ceiling_ticks = tile_.ceiling_ticks[lane];
  for (std::size_t slot = 0; slot < slots().size(); ++slot) {
    const auto [bidder_class, member] = slots()[slot];
    const ClassModel& model = market_->classes[static_cast<std::size_t>(bidder_class)];
    const auto number = static_cast<std::uint32_t>(member);
    BidAttributes& attributes = drawn.attributes.emplace_back(attributes_of(model, member));
    const std::string path = "bidder_classes." + model.name;
    for (const auto& [key, quantity] : model.bid_numbers)
      set_number(key, drawn_number(seed_, path + "." + key, quantity, replication, round, number), attributes);
    for (const auto& [key, quantity] : model.criteria)
      attributes.criteria[key] = drawn_number(seed_, path + ".criteria." + key, quantity, replication, round, number);
    if (model.profile >= 0) attributes.full_load_hours = draws_.cash_flow(model.profile).energy_mwh_per_kw[lane] * 1000.0;
    RoundBid& bid = drawn.bids.emplace_back();
    const std::int32_t ticks = tile_.bid_ticks[slot][lane];
    if (ticks == no_price) continue;
    bid.price_ticks = ticks;
    bid.quantity_kw = tile_.quantity_kw[slot][lane];
    bid.minimum_kw = static_cast<std::int64_t>(std::ceil(model.minimum_award_fraction * static_cast<double>(bid.quantity_kw)));
    bid.lottery = draw_bits(draws_.class_key(bidder_class), replication, round, number, Purpose::lottery);
  }
  return drawn;
}

}  // namespace sealedbid
