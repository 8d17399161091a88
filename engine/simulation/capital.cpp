#include "simulation/capital.hpp"

#include <algorithm>

namespace sealedbid {

namespace {

/// What a class's formula takes from its world.
struct Terms {
  double domestic_share, partner_factor, own_weight, partner_cost, premium_weight, content_premium, imported;
};

Terms terms_of(const Market& market, const ClassModel& model) {
  const CapitalModel& capital = model.capital;
  const JointVenture& venture = capital.joint_venture;
  const double share = venture.domestic_share_fraction;
  const bool has_own_cost = venture.partner_cost_of_capital_fraction.has_value();
  return {.domestic_share = share,
          .partner_factor = venture.partner_capex_factor,
          .own_weight = has_own_cost ? 1.0 - share : 1.0,
          .partner_cost = has_own_cost ? share * *venture.partner_cost_of_capital_fraction : 0.0,
          .premium_weight = capital.uncovered_fraction,
          .content_premium = capital.local_content_cost_premium_fraction,
          .imported = market.technologies[std::size_t(model.technology)].imported_fraction_of_capex};
}

bool is_zero(const Market& market, SharedIndex index) {
  const Quantity& quantity = market.shared[std::size_t(index.value)].quantity;
  return lowest(quantity) == 0.0 && highest(quantity) == 0.0;
}

SEALEDBID_CLONES
void apply(const Terms& terms, const LaneReals& premium, const LaneReals& duty, const LaneReals& vat, const LaneReals& content,
           BidderCostTile& cost, LaneReals& charge_fraction) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const double own = terms.own_weight * cost.wacc_fraction[lane] + terms.partner_cost;
    cost.wacc_fraction[lane] = own + terms.premium_weight * premium[lane];
    const double factor = (1.0 - terms.domestic_share) * cost.capex_factor[lane] + terms.domestic_share * terms.partner_factor;
    const double local = std::min(std::max(content[lane], 0.0), 1.0);
    const double imported = std::min(terms.imported, 1.0 - local);
    const double charge = imported * ((1.0 + std::max(0.0, duty[lane])) * (1.0 + std::max(0.0, vat[lane])) - 1.0);
    cost.capex_factor[lane] = factor * (1.0 + terms.content_premium * local) * (1.0 + charge);
    charge_fraction[lane] = charge / (1.0 + charge);
  }
}

SEALEDBID_CLONES
void decide(double limit, double equity_fraction, double probability, const LaneReals& capex_per_kw,
            const LaneIntegers& quantity_kw, const LaneReals& u, LaneIntegers& needs_approval, LaneIntegers& is_present) {
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    const std::int32_t is_large = equity_fraction * capex_per_kw[lane] * quantity_kw[lane] > limit ? 1 : 0;
    const std::int32_t is_denied = is_large & (u[lane] < probability ? 0 : 1);
    needs_approval[lane] = is_large;
    is_present[lane] = is_denied != 0 ? 0 : is_present[lane];
  }
}

}  // namespace

bool changes_costs(const Market& market, const ClassModel& model) {
  if (model.profile < 0) return false;
  const bool has_charge =
      market.technologies[std::size_t(model.technology)].imported_fraction_of_capex > 0.0 &&
      !(is_zero(market, market.host.import_duty_fraction) && is_zero(market, market.host.import_vat_fraction));
  return has_charge || model.capital.joint_venture.domestic_share_fraction > 0.0 ||
         !is_zero(market, model.capital.country_premium_fraction) || model.capital.local_content_cost_premium_fraction > 0.0;
}

void apply_capital(const Market& market, const ClassModel& model, std::span<const LaneReals> shared,
                   const LaneReals& local_content_fraction, BidderCostTile& cost, LaneReals& charge_fraction_of_capex) {
  const auto drawn = [&](SharedIndex index) -> const LaneReals& { return shared[std::size_t(index.value)]; };
  apply(terms_of(market, model), drawn(model.capital.country_premium_fraction), drawn(market.host.import_duty_fraction),
        drawn(market.host.import_vat_fraction), local_content_fraction, cost, charge_fraction_of_capex);
}

void decide_approval(const CapitalModel& capital, const LaneReals& capex_per_kw, const LaneIntegers& quantity_kw,
                     const LaneReals& u, LaneIntegers& needs_approval, LaneIntegers& is_present) {
  const OutwardInvestment& rule = capital.outward_investment;
  decide(*rule.equity_limit, capital.equity_fraction, rule.approval_probability, capex_per_kw, quantity_kw, u, needs_approval,
         is_present);
}

}  // namespace sealedbid
