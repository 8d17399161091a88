#include "simulation/bid_draws.hpp"

#include <algorithm>

#include "auction/rules.hpp"
#include "simulation/auction_draws.hpp"
#include "simulation/capital.hpp"
#include "simulation/round_clearing.hpp"

namespace sealedbid {

namespace {

constexpr std::int32_t unreachable_ticks = 1073741824;  // 2^30: a required price that no price reaches

SEALEDBID_CLONES
void decide_participation(const LaneReals& u, const LaneReals& probability, LaneIntegers& is_present) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) is_present[lane] = u[lane] < probability[lane] ? 1 : 0;
}

SEALEDBID_CLONES
void remove_absent(const LaneIntegers& is_present, LaneIntegers& ticks) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    ticks[lane] = (is_present[lane] != 0) & (ticks[lane] < unreachable_ticks) ? ticks[lane] : no_price;
  }
}

SEALEDBID_CLONES
void multiply(const LaneReals& a, const LaneReals& b, LaneReals& product) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) product[lane] = a[lane] * b[lane];
}

SEALEDBID_CLONES
void take_where(const LaneIntegers& is_taken, const LaneReals& from, LaneReals& to) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) to[lane] = is_taken[lane] != 0 ? from[lane] : to[lane];
}

SEALEDBID_CLONES
void count_priced_out(const LaneIntegers& is_present, const LaneIntegers& bid_ticks, LaneIntegers& count) {
  for (std::size_t lane = 0; lane < lane_count; ++lane)
    count[lane] += (is_present[lane] != 0) & (bid_ticks[lane] == no_price) ? 1 : 0;
}

}  // namespace

BidDraws::BidDraws(const Market& market, std::uint64_t seed, const Strategies* strategies)
    : market_(&market), world_(seed, market.shared, market.correlations) {
  if (strategies != nullptr && strategies->are_needed()) {
    strategies_ = strategies;
    reference_.emplace(market, strategies->reference_weight);
    state_ceiling_ticks_ = state_ceiling_ticks(market);
  }
  has_rings_ = std::ranges::any_of(market.classes, [](const ClassModel& model) { return model.ring >= 0; });
  costs_may_change_ = market.costs_may_change();
  for (int p = 0; p < static_cast<int>(market.profiles.size()); ++p) cash_flows_.emplace_back(market, p);
  for (int c = 0; c < static_cast<int>(market.classes.size()); ++c) {
    const ClassModel& model = market.classes[std::size_t(c)];
    classes_.push_back(draws_of(market, model, seed));
    for (int member = 0; member < model.bidders; ++member) slots_.push_back({c, member});
  }
}

BidDraws::ClassDraws BidDraws::draws_of(const Market& market, const ClassModel& model, std::uint64_t seed) {
  ClassDraws draws{.key = make_stream_key(seed, "bidder_classes." + model.class_name),
                   .local_content_key = make_stream_key(seed, "bidder_classes." + model.class_name + ".local_content_fraction"),
                   .capacity_mw = Sampler(model.project_capacity_mw),
                   .capex_factor = Sampler(model.capex_factor),
                   .cost_of_capital = Sampler(model.cost_of_capital_fraction),
                   .yield_error = Sampler(model.yield_estimate_error_fraction),
                   .markup = Sampler(model.markup_fraction),
                   .local_content = Sampler(model.capital.local_content_fraction),
                   .required_price = {},
                   .effect = changes_costs(market, model) ? CapitalEffect::changes_costs : CapitalEffect::none,
                   .own_ceiling_ticks = {},
                   .project = {}};
  if (model.required_price_per_mwh) draws.required_price.emplace(*model.required_price_per_mwh);
  draws.needs_project_draws = !draws.capacity_mw.is_constant() || !draws.markup.is_constant() ||
                              draws.required_price.has_value() || model.delayed_profile >= 0;
  if (!draws.needs_project_draws) draw_project(draws, UniformBlock{}, draws.project);
  if (!market.has_plain_rules) {
    const std::optional<std::int64_t> ceiling = own_ceiling_ticks(market, model);
    if (ceiling) draws.own_ceiling_ticks = static_cast<std::int32_t>(std::clamp<std::int64_t>(*ceiling, 0, 1'073'741'824));
  }
  return draws;
}

void BidDraws::draw(std::int64_t first_replication, std::uint32_t round, DrawnTile& out) {
  out.shared.resize(market_->shared.size());
  out.bid_ticks.resize(slots_.size());
  out.quantity_kw.resize(slots_.size());
  out.believed_per_mwh.resize(slots_.size());
  out.realised_per_mwh.resize(slots_.size());
  out.realised_ticks.resize(slots_.size());
  out.priced_out.fill(0);
  if (costs_may_change_) out.changes.resize(slots_.size());
  if (market_->settlement.is_asked) {
    for (auto* list : {&out.capex_per_kw, &out.cost_of_capital_fraction, &out.import_charge_fraction_of_capex}) {
      list->resize(slots_.size());
    }
    out.is_delayed.resize(slots_.size());
  }

  world_.draw(first_replication, round, out.shared);
  for (CashFlow& flow : cash_flows_) flow.update(out.shared);
  draw_auction(*market_, out.shared, out.volume_kw, out.ceiling_ticks);
  if (reference_) {
    WorldMoney money;
    reference_->compute_money(cash_flows_, out.shared, money);
    out.base_per_mwh = money.base_per_mwh;
    out.reference_per_mwh = money.reference_per_mwh;
    LaneIntegers ceiling_ticks = out.ceiling_ticks;
    if (state_ceiling_ticks_) ceiling_ticks.fill(*state_ceiling_ticks_);
    find_public_state(*market_, ceiling_ticks, money, out.public_state);
  }

  BidGrid grid{market_->auction.price_step_per_mwh, {}, market_->auction.ceiling_disclosed, market_->rules.direction};
  int first_slot = 0;
  for (std::size_t c = 0; c < classes_.size(); ++c) {
    grid.ceiling_ticks = out.ceiling_ticks;
    if (classes_[c].own_ceiling_ticks) grid.ceiling_ticks.fill(*classes_[c].own_ceiling_ticks);
    draw_class(market_->classes[c], classes_[c], first_replication, round, first_slot, grid, out);
    first_slot += market_->classes[c].bidders;
  }
  if (has_rings_) silence_rings(*market_, slots_, out.believed_per_mwh, out.bid_ticks);
}

void BidDraws::true_reference(const DrawnTile& tile, LaneReals& reference_per_mwh) {
  reference_->compute(cash_flows_, tile.shared, ReferenceYield::as_true, reference_per_mwh);
}

void BidDraws::draw_project(const ClassDraws& draws, const UniformBlock& uniforms, ProjectTile& project) {
  LaneReals capacity_mw;
  draws.capacity_mw.quantiles(uniforms.word[0], capacity_mw);
  to_quantity_kw(capacity_mw, project.quantity_kw);
  if (draws.required_price) draws.required_price->quantiles(uniforms.word[1], project.required_price_per_mwh);
  draws.markup.quantiles(uniforms.word[2], project.markup_fraction);
}

void BidDraws::draw_costs(const ClassModel& model, const ClassDraws& draws, const UniformBlock& uniforms, const DrawnTile& out,
                          const LaneReals& local_content, CostTile& cost) const {
  draws.capex_factor.quantiles(uniforms.word[1], cost.cost.capex_factor);
  draws.cost_of_capital.quantiles(uniforms.word[2], cost.cost.wacc_fraction);
  draws.yield_error.quantiles(uniforms.word[3], cost.cost.yield_estimate_error_fraction);
  price_project(*market_, model, cash_flows_[std::size_t(model.profile)], out.shared, draws.effect, local_content, cost);
}

/// Who is delayed needs what a project with the delay needs.
void BidDraws::ask_approval(const ClassModel& model, const LaneIntegers& quantity_kw, const LaneReals& u, CostTile& cost,
                            LaneIntegers& is_present) const {
  LaneReals capex_per_kw;
  multiply(cash_flows_[std::size_t(model.profile)].capex_per_kw, cost.cost.capex_factor, capex_per_kw);
  decide_approval(model.capital, capex_per_kw, quantity_kw, u, cost.is_delayed, is_present);
  if (model.delayed_profile == model.profile) return;
  RequiredPriceTile delayed;
  required_price(cash_flows_[std::size_t(model.delayed_profile)], cost.cost, delayed);
  take_where(cost.is_delayed, delayed.believed, cost.required.believed);
  take_where(cost.is_delayed, delayed.realised, cost.required.realised);
}

/// Who may walk away from an award needs another price.
void BidDraws::take_option(const ClassModel& model, std::size_t slot, CostTile& cost, DrawnTile& out) const {
  ChangedCostTile& change = out.changes[slot];
  if (is_zero(model.capex_change_after_award_fraction)) return change.investment_per_mwh.fill(0.0);
  BidderCostTile dearer = cost.cost;
  make_dearer(dearer);
  RequiredPriceTile required;
  required_price(cash_flows_[std::size_t(model.profile)], dearer, required);
  if (model.delayed_profile >= 0 && model.delayed_profile != model.profile) {
    RequiredPriceTile delayed;
    required_price(cash_flows_[std::size_t(model.delayed_profile)], dearer, delayed);
    take_where(cost.is_delayed, delayed.believed, required.believed);
    take_where(cost.is_delayed, delayed.realised, required.realised);
  }
  LaneReals capex_per_kw;
  multiply(cash_flows_[std::size_t(model.profile)].capex_per_kw, cost.cost.capex_factor, capex_per_kw);
  add_break_even(model.capex_change_after_award_fraction, market_->performance_bond_per_kw, capex_per_kw, required, cost.required,
                 change);
}

void BidDraws::keep_costs(const ClassModel& model, const CostTile& cost, std::size_t slot, DrawnTile& out) const {
  multiply(cash_flows_[std::size_t(model.profile)].capex_per_kw, cost.cost.capex_factor, out.capex_per_kw[slot]);
  out.cost_of_capital_fraction[slot] = cost.cost.wacc_fraction;
  out.import_charge_fraction_of_capex[slot] = cost.import_charge_fraction;
  out.is_delayed[slot] = cost.is_delayed;
}

void BidDraws::draw_class(const ClassModel& model, const ClassDraws& draws, std::int64_t first_replication, std::uint32_t round,
                          int first_slot, const BidGrid& grid, DrawnTile& out) {
  const LaneReals& participation = out.shared[std::size_t(model.participation_probability.value)];
  UniformBlock uniforms;
  ProjectTile drawn_project;
  const ProjectTile& project = draws.needs_project_draws ? drawn_project : draws.project;
  CostTile cost;
  LaneReals approval, local_content;
  approval.fill(0.5);
  draws.local_content.quantiles(approval, local_content);
  LaneIntegers is_present;
  for (int member = 0; member < model.bidders; ++member) {
    const auto slot = std::size_t(first_slot + member);
    const auto index = static_cast<std::uint32_t>(member);
    if (draws.needs_project_draws) {
      draw_uniforms(draws.key, first_replication, round, index, Purpose::project, uniforms);
      draw_project(draws, uniforms, drawn_project);
      approval = uniforms.word[3];
    }
    if (draws.effect == CapitalEffect::changes_costs && !draws.local_content.is_constant()) {
      draw_uniforms(draws.local_content_key, first_replication, round, index, Purpose::bid_number, uniforms);
      draws.local_content.quantiles(uniforms.word[0], local_content);
    }
    draw_uniforms(draws.key, first_replication, round, index, Purpose::bidder, uniforms);
    decide_participation(uniforms.word[0], participation, is_present);
    if (draws.required_price) {
      cost.required = {project.required_price_per_mwh, project.required_price_per_mwh};
    } else {
      draw_costs(model, draws, uniforms, out, local_content, cost);
      if (model.delayed_profile >= 0) ask_approval(model, project.quantity_kw, approval, cost, is_present);
      if (costs_may_change_) take_option(model, slot, cost, out);
      if (market_->settlement.is_asked) keep_costs(model, cost, slot, out);
    }
    const RequiredPriceTile& required = cost.required;
    out.quantity_kw[slot] = project.quantity_kw;
    out.believed_per_mwh[slot] = required.believed;
    out.realised_per_mwh[slot] = required.realised;
    strategy_bids(*market_, std::size_t(slots_[slot].bidder_class), strategies_, required.believed, project.markup_fraction,
                  is_present, {out.base_per_mwh, out.reference_per_mwh, out.public_state}, grid, out.bid_ticks[slot]);
    count_priced_out(is_present, out.bid_ticks[slot], out.priced_out);
    if (grid.direction == Direction::sale) {
      round_down_to_grid(required.realised, grid.price_step_per_mwh, out.realised_ticks[slot]);
    } else {
      round_up_to_grid(required.realised, grid.price_step_per_mwh, out.realised_ticks[slot]);
    }
    remove_absent(is_present, out.realised_ticks[slot]);
  }
}

}  // namespace sealedbid
