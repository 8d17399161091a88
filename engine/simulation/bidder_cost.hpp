#pragma once

#include <span>

#include "market/cash_flow.hpp"
#include "market/market.hpp"
#include "market/required_price.hpp"

namespace sealedbid {

/// What the own draws of one bidder slot come to.
struct CostTile {
  BidderCostTile cost;
  LaneReals import_charge_fraction{};  ///< duty and VAT over the capex with them
  LaneIntegers is_delayed{};           ///< 1: the class's delayed profile holds
  RequiredPriceTile required;          ///< [currency/MWh]
};

enum class CapitalEffect { none, changes_costs };

/// Takes `tile.cost` as drawn (capex factor, cost of capital, yield error), adds what the class's capital and the country's risk
/// do to it, keeps it within what a project can have, and finds the required prices.
/// @param flow of the class's profile. @param shared the tile's shared quantities. @param local_content fraction, of the bidder.
void price_project(const Market& market, const ClassModel& model, const CashFlow& flow, std::span<const LaneReals> shared,
                   CapitalEffect effect, const LaneReals& local_content, CostTile& tile);

}  // namespace sealedbid
