#pragma once

#include <optional>

#include "bidding/build_option.hpp"
#include "market/required_price.hpp"
#include "scenario/quantity.hpp"

/// How the investment cost of a bidder may change after the award, in terms of its required price.
namespace sealedbid {

/// One bidder slot, all lanes. A change of the investment by a fraction δ changes the required price by δ times what the
/// investment adds to it, and a bond is worth as much as an investment of the same amount; so the choice is one among fractions
/// of it.
struct ChangedCostTile {
  LaneReals investment_per_mwh{};  ///< what the investment adds to the realised required price, ≥ 0; 0: nothing changes
  LaneReals bond_over_capex{};     ///< infinite: the winner has to build
  LaneReals break_even{};          ///< break-even margin over what the investment adds; the required prices hold it
};

/// Multiplies the investment by 1.1: the required price at such costs shows what the investment adds to it.
void make_dearer(BidderCostTile& cost);

/// Adds to the required prices what the option not to build takes off them (or a mean change adds).
/// @param dearer required prices at costs made dearer. @param capex_per_kw all in.
void add_break_even(const Quantity& change_fraction, double bond_per_kw, const LaneReals& capex_per_kw,
                    const RequiredPriceTile& dearer, RequiredPriceTile& required, ChangedCostTile& change);

/// The option not to build; nothing where the winner has to build: the bond is infinite or the change no surprise.
/// @param change uniform, normal or constant. @param unit what the change is multiplied by. @param bond in the same money.
std::optional<BuildOption> option_not_to_build(const Quantity& change, double unit, double bond);

/// What an award at this price is worth on average, before the change is known [currency/MWh].
/// @param required_per_mwh realised required price, with its break-even margin.
double award_worth_per_mwh(const Quantity& change_fraction, const ChangedCostTile& change, std::size_t lane, double price_per_mwh,
                           double required_per_mwh);

}  // namespace sealedbid
