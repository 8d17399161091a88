#include "market/cash_flow.hpp"

#include <algorithm>

#include "market/terms_of_world.hpp"
#include "market/world_flows.hpp"

namespace sealedbid {

namespace {

bool limits_hours(const Tariff& tariff) {
  return tariff.supported_hours_per_year || tariff.supported_hours_in_total;
}

}  // namespace

CashFlow::CashFlow(const Market& market, int profile) : market_(&market), profile_(profile) {
  const SharedIndex degradation =
      market.technologies[std::size_t(market.profiles[std::size_t(profile)].technology)].degradation_fraction_per_year;
  const auto quantity = [&](SharedIndex input) -> const Quantity& { return market.shared[std::size_t(input.value)].quantity; };
  bool degradation_varies = false, worlds_are_few = !limits_hours(market.tariff.tariff);
  for (const SharedIndex input : schedule_inputs(market, profile)) {
    if (!input.exists() || is_constant(quantity(input))) continue;
    if (input.value == degradation.value) {
      degradation_varies = true;
      continue;
    }
    inputs_.push_back(input);
    worlds_are_few = worlds_are_few && std::holds_alternative<Empirical>(quantity(input));
  }
  if (inputs_.empty() && !degradation_varies) {
    schedule_ = Schedule::constant;
  } else if (worlds_are_few) {
    schedule_ = Schedule::few_worlds;
  }
  world_draws_.resize(inputs_.size());
}

void CashFlow::update(std::span<const LaneReals> shared) {
  switch (schedule_) {
    case Schedule::constant:
      if (!is_built_) build(shared);
      break;
    case Schedule::few_worlds:
      build_from_worlds(shared);
      break;
    case Schedule::any:
      build(shared);
      break;
  }
  is_built_ = true;
  set_levels(shared);
}

void CashFlow::set_levels(std::span<const LaneReals> shared) {
  const TechnologyModel& model = market_->technologies[std::size_t(market_->profiles[std::size_t(profile_)].technology)];
  const auto draws = [&](SharedIndex index) -> const LaneReals& { return shared[std::size_t(index.value)]; };
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    capex_per_kw[lane] = usable_cost(draws(model.capex_per_kw)[lane]);
    opex_per_kw_year[lane] = usable_cost(draws(model.opex_per_kw_year)[lane]);
    energy_mwh_per_kw[lane] = first_year_energy_mwh_per_kw(draws(model.capacity_factor_fraction)[lane]);
  }
}

void CashFlow::build(std::span<const LaneReals> shared) {
  clear(*this);
  for (int lane = 0; lane < lane_count; ++lane) {
    project_terms(*market_, profile_, shared, lane, terms_);
    set_lane(terms_, market_->tables, lane, room_, *this);
  }
  finish(schedule_ == Schedule::constant ? LaneWeights::are_the_same : LaneWeights::differ, *this);
}

void CashFlow::build_from_worlds(std::span<const LaneReals> shared) {
  LaneIntegers world_of_lane;
  if (!find_worlds(shared, world_of_lane)) {
    clear(worlds_);
    world_count_ = 0;
    find_worlds(shared, world_of_lane);  // now there is room for as many worlds as lanes
  }
  LaneReals degradation;
  const int technology = market_->profiles[std::size_t(profile_)].technology;
  const LaneReals& drawn =
      shared[std::size_t(market_->technologies[std::size_t(technology)].degradation_fraction_per_year.value)];
  for (std::size_t lane = 0; lane < lane_count; ++lane) degradation[lane] = usable_degradation_fraction_per_year(drawn[lane]);
  spread_worlds(worlds_, world_of_lane, degradation, *this);
}

/// False where there are more worlds than room.
bool CashFlow::find_worlds(std::span<const LaneReals> shared, LaneIntegers& world_of_lane) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    int world = find_world(shared, lane);
    if (world == world_count_) {
      if (world_count_ == lane_count) return false;
      add_world(shared, lane);
    }
    world_of_lane[lane] = world;
  }
  finish(LaneWeights::differ, worlds_);
  return true;
}

/// world_count_ where it is new.
int CashFlow::find_world(std::span<const LaneReals> shared, std::size_t lane) const {
  for (int world = 0; world < world_count_; ++world) {
    std::size_t equal = 0;
    while (equal < inputs_.size() && world_draws_[equal][std::size_t(world)] == shared[std::size_t(inputs_[equal].value)][lane])
      ++equal;
    if (equal == inputs_.size()) return world;
  }
  return world_count_;
}

void CashFlow::add_world(std::span<const LaneReals> shared, std::size_t lane) {
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    world_draws_[i][std::size_t(world_count_)] = shared[std::size_t(inputs_[i].value)][lane];
  }
  project_terms(*market_, profile_, shared, static_cast<int>(lane), terms_);
  terms_.degradation_fraction_per_year = 0.0;
  set_lane(terms_, market_->tables, world_count_++, room_, worlds_);
}

}  // namespace sealedbid
