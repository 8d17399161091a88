#include "simulation/settlement_tile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "market/terms_of_world.hpp"

namespace sealedbid {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double kw_per_mw = 1000.0;

/// What is awarded and built.
std::int32_t built_kw(const TileView& tile, std::size_t slot, int lane) {
  const std::vector<LaneIntegers>& kw = tile.realised != nullptr ? tile.realised->built_kw : tile.cleared.awarded_kw;
  return kw[slot][std::size_t(lane)];
}

}  // namespace

SettlementTile::SettlementTile(const Market& market, const MetricTable& table, std::uint64_t seed, const std::vector<Slot>& slots)
    : market_(&market),
      slots_(slots),
      paths_(market, seed),
      rights_(market, slots),
      sums_(market, table),
      worlds_(market.profiles.size() * lane_count),
      corridor_rents_per_kw_year_(market.corridors.size()) {}

void SettlementTile::write(const TileView& tile, const BidDraws& draws, std::int64_t first_replication, std::uint32_t round,
                           int first, int lanes, ReplicationValues& values) {
  sums_.reset();
  const int years = prepare_worlds(tile, lanes);
  if (years > 0) {
    discount_years(years);
    paths_.draw(first_replication, round, years);
    for (int lane = 0; lane < lanes && !market_->corridors.empty(); ++lane) allocate_rights(tile, lane);
  }
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) settle_slot(tile, draws, slot, first_replication, round, lanes);
  if (tile.realised != nullptr) take_bonds(tile, lanes);
  sums_.write(first, lanes, values);
}

bool SettlementTile::is_settled(std::size_t slot) const {
  const ClassModel& model = market_->classes[std::size_t(slots_[slot].bidder_class)];
  return model.profile >= 0 && !model.required_price_per_mwh;
}

SettlementTile::World& SettlementTile::world_of(const TileView& tile, std::size_t slot, int lane) {
  const ClassModel& model = market_->classes[std::size_t(slots_[slot].bidder_class)];
  const bool is_delayed = tile.drawn.is_delayed[slot][std::size_t(lane)] != 0;
  const int profile = is_delayed ? model.delayed_profile : model.profile;
  World& world = worlds_[std::size_t(profile * lane_count + lane)];
  if (!world.is_known) {
    project_terms(*market_, profile, tile.drawn.shared, lane, world.terms);
    years_to_settle(world.terms, world.years);
    world.is_known = true;
  }
  return world;
}

/// Works out the worlds in which someone wins. Return: years from the award that the longest project takes, 0 without winners.
int SettlementTile::prepare_worlds(const TileView& tile, int lanes) {
  for (World& world : worlds_) world.is_known = false;
  int years = 0;
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    if (!is_settled(slot)) continue;
    for (int lane = 0; lane < lanes; ++lane) {
      if (built_kw(tile, slot, lane) == 0) continue;
      years = std::max(years, world_of(tile, slot, lane).years.back().years_from_award + 1);
    }
  }
  return years;
}

void SettlementTile::discount_years(int years) {
  const double factor = 1.0 / (1.0 + market_->settlement.state_discount_fraction_per_year);
  if (discount_.empty()) discount_.push_back(1.0);
  while (discount_.size() < std::size_t(years) + 1) discount_.push_back(discount_.back() * factor);
}

void SettlementTile::allocate_rights(const TileView& tile, int lane) {
  claims_.clear();
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    if (built_kw(tile, slot, lane) == 0 || !is_settled(slot)) continue;
    World& world = world_of(tile, slot, lane);
    claims_.push_back({slot, built_kw(tile, slot, lane), price_paid_per_mwh(*market_, tile, slot, lane), &world.terms,
                       world.years, tile.drawn.cost_of_capital_fraction[slot][std::size_t(lane)]});
  }
  rights_.allocate(tile.drawn.shared, lane, claims_);
}

void SettlementTile::settle_slot(const TileView& tile, const BidDraws& draws, std::size_t slot, std::int64_t first_replication,
                                 std::uint32_t round, int lanes) {
  const Slot& bidder = slots_[slot];
  int years = 0;
  double yield_sd = 0.0;
  for (int lane = 0; lane < lanes; ++lane) {
    const double kw = built_kw(tile, slot, lane);
    if (kw == 0.0) continue;
    const auto l = std::size_t(lane);
    const double sign = market_->rules.direction == Direction::sale ? -1.0 : 1.0;
    const double curse = sign * (tile.drawn.believed_per_mwh[slot][l] - tile.drawn.realised_per_mwh[slot][l]);
    sums_.add_curse(bidder.bidder_class, lane, kw, std::isfinite(curse) ? curse : undefined);
    if (!is_settled(slot)) {
      sums_.add_unsettled(bidder.bidder_class, lane, kw);
      continue;
    }
    const World& world = world_of(tile, slot, lane);
    years = std::max(years, world.terms.lifetime_years);
    yield_sd = world.terms.between_year_sd_fraction;
  }
  if (years == 0) return;
  yields_.resize(std::size_t(years));
  draw_yields(draws.class_key(bidder.bidder_class), first_replication, round, std::uint32_t(bidder.member), yield_sd, yields_);
  for (int lane = 0; lane < lanes; ++lane) {
    if (built_kw(tile, slot, lane) > 0) settle_winner(tile, slot, lane);
  }
}

void SettlementTile::settle_winner(const TileView& tile, std::size_t slot, int lane) {
  const auto l = std::size_t(lane);
  const double kw = built_kw(tile, slot, lane);
  World& world = world_of(tile, slot, lane);
  world.terms.capex_per_kw = tile.drawn.capex_per_kw[slot][l];
  if (tile.realised != nullptr) world.terms.capex_per_kw *= 1.0 + tile.realised->capex_change_fraction[slot][l];
  world.terms.cost_of_capital_fraction = tile.drawn.cost_of_capital_fraction[slot][l];
  take_rights(slot, lane, kw, world.terms);
  yield_factor_.resize(world.years.size());
  for (std::size_t t = 0; t < yield_factor_.size(); ++t) yield_factor_[t] = yields_[t][l];
  const SharedIndex avoided = market_->settlement.avoided_cost_per_mwh;
  const StateAccount state = {discount_, avoided.exists() ? tile.drawn.shared[std::size_t(avoided.value)][l] : 0.0};
  const Winner winner = {.terms = &world.terms,
                         .years = world.years,
                         .strike_per_mwh = price_paid_per_mwh(*market_, tile, slot, lane),
                         .import_charge_fraction_of_capex = tile.drawn.import_charge_fraction_of_capex[slot][l],
                         .corridor_rents_per_kw_year = corridor_rents_per_kw_year_,
                         .paths = {paths_.markets(lane), paths_.exchange_rate(lane), yield_factor_}};
  settlement_.settle(winner, market_->tables, state, outcome_);
  sums_.add(slots_[slot].bidder_class, lane, kw, world.terms.cost_of_capital_fraction, outcome_);
}

void SettlementTile::take_bonds(const TileView& tile, int lanes) {
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    for (int lane = 0; lane < lanes; ++lane) {
      const double kw = tile.cleared.awarded_kw[slot][std::size_t(lane)] - built_kw(tile, slot, lane);
      if (kw > 0.0) sums_.add_unbuilt(slots_[slot].bidder_class, lane, kw, market_->performance_bond_per_kw);
    }
  }
}

/// The project's own parts of the corridors, and what it pays for them.
void SettlementTile::take_rights(std::size_t slot, int lane, double awarded_kw, ProjectTerms& terms) {
  for (std::size_t k = 0; k < terms.corridors.size(); ++k) {
    const auto right_kw = static_cast<double>(rights_.right_kw(k, slot, lane));
    const double price = rights_.price_per_mw_year(k, lane);
    terms.corridors[k].capacity_over_volume = right_kw / awarded_kw;
    corridor_rents_per_kw_year_[k] = price / kw_per_mw * right_kw / awarded_kw;
    sums_.add_rights(lane, right_kw, price);
  }
}

}  // namespace sealedbid
