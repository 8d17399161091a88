#pragma once

#include <span>

#include "market/market.hpp"
#include "market/required_price.hpp"

/// Where a bidder's capital comes from, and what that does to its cost.
namespace sealedbid {

/// True if the class has anything that changes a bidder's own draws.
bool changes_costs(const Market& market, const ClassModel& model);

/// A partner's share of cost and capital, the country premium that is not covered, dearer local content, duty and VAT:
///
///     cost of capital = (1 − δ)·w + δ·w_partner + uncovered·premium
///     capex factor = ((1 − δ)·f + δ·f_partner) · (1 + premium·content) · (1 + charge)
///     charge = min(imported, 1 − content) · ((1 + duty)(1 + VAT) − 1)
///
/// @param shared the tile's shared quantities. @param local_content_fraction of the bidder.
/// @param cost changed in place, before clamping. @param charge_fraction_of_capex duty and VAT over the capex with them.
void apply_capital(const Market& market, const ClassModel& model, std::span<const LaneReals> shared,
                   const LaneReals& local_content_fraction, BidderCostTile& cost, LaneReals& charge_fraction_of_capex);

/// Which bidders need approval of their equity abroad, and which of those get it.
///
/// @param capex_per_kw all in. @param u uniforms of the approval.
/// @param needs_approval 1 where equity_fraction · capex · quantity lies above the limit. @param is_present set to 0 where
/// approval is needed and denied.
void decide_approval(const CapitalModel& capital, const LaneReals& capex_per_kw, const LaneIntegers& quantity_kw,
                     const LaneReals& u, LaneIntegers& needs_approval, LaneIntegers& is_present);

}  // namespace sealedbid
