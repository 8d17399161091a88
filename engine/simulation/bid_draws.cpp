#include "simulation/bid_draws.hpp"

#include <algorithm>

#include "auction/rules.hpp"
#include "simulation/round_clearing.hpp"

namespace sealedbid {

namespace {

constexpr double largest_quantity_kw = 1e9;

SEALEDBID_CLONES
void decide_participation(const LaneReals& u, const LaneReals& probability, LaneIntegers& is_present) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) is_present[lane] = u[lane] < probability[lane] ? 1 : 0;
}

/// Cost of capital with the country's shift, and the believed yield, kept within what a project can have.
SEALEDBID_CLONES
void shift_and_clamp(const LaneReals& shift, BidderCostTile& cost) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    cost.capex_factor[lane] = std::max(cost.capex_factor[lane], 0.0);
    cost.wacc_fraction[lane] = std::min(std::max(cost.wacc_fraction[lane] + shift[lane], 0.0), 1.0);
    cost.yield_estimate_error_fraction[lane] = std::min(std::max(cost.yield_estimate_error_fraction[lane], -0.9), 9.0);
  }
}

SEALEDBID_CLONES
void to_quantity_kw(const LaneReals& capacity_mw, LaneIntegers& quantity_kw) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    quantity_kw[lane] = static_cast<std::int32_t>(std::min(std::max(capacity_mw[lane] * 1000.0 + 0.5, 1.0), largest_quantity_kw));
  }
}

SEALEDBID_CLONES
void to_volume_kw(const LaneReals& volume_mw, LaneArray<std::int64_t>& volume_kw) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    volume_kw[lane] = static_cast<std::int64_t>(std::max(volume_mw[lane] * 1000.0 + 0.5, 1.0));
  }
}

/// A ceiling between two grid prices is the lower one: no bid on the grid lies between.
SEALEDBID_CLONES
void to_ceiling_ticks(const LaneReals& ceiling_per_mwh, double price_step_per_mwh, LaneIntegers& ticks) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double exact = ceiling_per_mwh[lane] / price_step_per_mwh + 1e-9;
    ticks[lane] = static_cast<std::int32_t>(std::min(std::max(exact, 0.0), 1073741824.0));
  }
}

SEALEDBID_CLONES
void remove_absent(const LaneIntegers& is_present, LaneIntegers& ticks) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) ticks[lane] = is_present[lane] != 0 ? ticks[lane] : no_price;
}

}  // namespace

BidDraws::BidDraws(const Market& market, std::uint64_t seed)
    : market_(&market), world_(seed, market.shared, market.correlations) {
  for (int t = 0; t < static_cast<int>(market.technologies.size()); ++t) cash_flows_.emplace_back(market, t);
  for (int c = 0; c < static_cast<int>(market.classes.size()); ++c) {
    const ClassModel& model = market.classes[std::size_t(c)];
    ClassDraws draws{make_stream_key(seed, "bidder_classes." + model.name),
                     Sampler(model.project_capacity_mw),
                     Sampler(model.capex_factor),
                     Sampler(model.wacc_fraction),
                     Sampler(model.yield_estimate_error_fraction),
                     Sampler(model.markup_fraction),
                     std::nullopt,
                     false,
                     {},
                     {}};
    if (model.required_price_per_mwh) draws.required_price.emplace(*model.required_price_per_mwh);
    draws.needs_project_draws =
        !draws.capacity_mw.is_constant() || !draws.markup.is_constant() || draws.required_price.has_value();
    if (!draws.needs_project_draws) draw_project(draws, UniformBlock{}, draws.project);
    if (!market.has_plain_rules) {
      const std::optional<std::int64_t> ceiling = own_ceiling_ticks(market, model);
      if (ceiling) draws.own_ceiling_ticks = static_cast<std::int32_t>(std::clamp<std::int64_t>(*ceiling, 0, 1'073'741'824));
    }
    classes_.push_back(std::move(draws));
    for (int member = 0; member < model.bidders; ++member) slots_.push_back({c, member});
  }
}

void BidDraws::draw(std::int64_t first_replication, std::uint32_t round, DrawnTile& out) {
  out.shared.resize(market_->shared.size());
  out.bid_ticks.resize(slots_.size());
  out.quantity_kw.resize(slots_.size());
  out.believed_per_mwh.resize(slots_.size());
  out.realised_per_mwh.resize(slots_.size());
  out.realised_ticks.resize(slots_.size());

  world_.draw(first_replication, round, out.shared);
  for (CashFlow& flow : cash_flows_) flow.update(out.shared);
  draw_auction(out);

  BidGrid grid{market_->auction.price_step_per_mwh, {}, market_->auction.ceiling_disclosed};
  int first_slot = 0;
  for (std::size_t c = 0; c < classes_.size(); ++c) {
    grid.ceiling_ticks = out.ceiling_ticks;
    if (classes_[c].own_ceiling_ticks) grid.ceiling_ticks.fill(*classes_[c].own_ceiling_ticks);
    draw_class(market_->classes[c], classes_[c], first_replication, round, first_slot, grid, out);
    first_slot += market_->classes[c].bidders;
  }
}

/// Volume and ceiling in the auction's integer units.
void BidDraws::draw_auction(DrawnTile& out) const {
  const AuctionModel& auction = market_->auction;
  out.volume_kw.fill(1);
  out.ceiling_ticks.fill(no_price);
  if (auction.volume_mw.exists()) to_volume_kw(out.shared[std::size_t(auction.volume_mw.value)], out.volume_kw);
  if (!auction.ceiling_per_mwh.exists()) return;
  to_ceiling_ticks(out.shared[std::size_t(auction.ceiling_per_mwh.value)], auction.price_step_per_mwh, out.ceiling_ticks);
}

void BidDraws::draw_project(const ClassDraws& draws, const UniformBlock& uniforms, ProjectTile& project) {
  LaneReals capacity_mw;
  draws.capacity_mw.quantiles(uniforms.word[0], capacity_mw);
  to_quantity_kw(capacity_mw, project.quantity_kw);
  if (draws.required_price) draws.required_price->quantiles(uniforms.word[1], project.required_price_per_mwh);
  draws.markup.quantiles(uniforms.word[2], project.markup_fraction);
}

void BidDraws::draw_costs(const ClassModel& model, const ClassDraws& draws, const UniformBlock& uniforms, const LaneReals& shift,
                          RequiredPriceTile& required) const {
  BidderCostTile cost;
  draws.capex_factor.quantiles(uniforms.word[1], cost.capex_factor);
  draws.wacc.quantiles(uniforms.word[2], cost.wacc_fraction);
  draws.yield_error.quantiles(uniforms.word[3], cost.yield_estimate_error_fraction);
  shift_and_clamp(shift, cost);
  required_price(cash_flows_[std::size_t(model.technology)], cost, required);
}

void BidDraws::draw_class(const ClassModel& model, const ClassDraws& draws, std::int64_t first_replication, std::uint32_t round,
                          int first_slot, const BidGrid& grid, DrawnTile& out) {
  const LaneReals& participation = out.shared[std::size_t(model.participation_probability.value)];
  const LaneReals& shift = out.shared[std::size_t(market_->host.country_risk_premium_shift_fraction.value)];
  UniformBlock uniforms;
  ProjectTile drawn_project;
  const ProjectTile& project = draws.needs_project_draws ? drawn_project : draws.project;
  RequiredPriceTile required;
  LaneIntegers is_present;
  for (int member = 0; member < model.bidders; ++member) {
    const auto slot = std::size_t(first_slot + member);
    const auto index = static_cast<std::uint32_t>(member);
    if (draws.needs_project_draws) {
      draw_uniforms(draws.key, first_replication, round, index, Purpose::project, uniforms);
      draw_project(draws, uniforms, drawn_project);
    }
    draw_uniforms(draws.key, first_replication, round, index, Purpose::bidder, uniforms);
    decide_participation(uniforms.word[0], participation, is_present);
    if (draws.required_price) {
      required = {project.required_price_per_mwh, project.required_price_per_mwh};
    } else {
      draw_costs(model, draws, uniforms, shift, required);
    }
    out.quantity_kw[slot] = project.quantity_kw;
    out.believed_per_mwh[slot] = required.believed;
    out.realised_per_mwh[slot] = required.realised;
    bid_prices(model.strategy, required.believed, project.markup_fraction, is_present, grid, out.bid_ticks[slot]);
    round_up_to_grid(required.realised, grid.price_step_per_mwh, out.realised_ticks[slot]);
    remove_absent(is_present, out.realised_ticks[slot]);
  }
}

}  // namespace sealedbid
