#include "scenario/fields.hpp"

namespace sealedbid {

namespace {

using enum Presence;
using enum Draws;

constexpr Range price{-1e6, 1e6};
constexpr Range ceiling{0.0, 1e9};
constexpr Range step{0.0, 1e6, true};
constexpr Range part{0.0, 1.0, true};
constexpr Range power{0.0, 1e6};
constexpr Range energy{0.0, 1e9};
constexpr Range budget{0.0, 1e12};
constexpr std::string_view which_bids = "Bids that it concerns; all where absent.";
constexpr std::string_view written_where = "Where the rule is written, quoted in reasons and explanations.";
constexpr std::string_view part_reason = "a part of the round's volume";

constexpr FieldInfo list_of_labels(std::string_view key, std::string_view doc) {
  return {key, "", {}, optional, never, doc, "", TextForm::label};
}

// clang-format off
constexpr FieldInfo bids_info{"bids", "", {}, standard, never, which_bids};
constexpr FieldInfo source_info{"source", "", {}, optional, never, written_where};

constexpr Field<BidFilter> bid_filter_fields[] = {
    {&BidFilter::technologies, list_of_labels("technologies", "Only bids of these technologies.")},
    {&BidFilter::zones, list_of_labels("zones", "Only bids in these zones.")},
    {&BidFilter::segments, list_of_labels("segments", "Only bids in these segments.")},
    {&BidFilter::lots, list_of_labels("lots", "Only bids for these lots.")},
    {&BidFilter::delivery_years, list_of_labels("delivery_years", "Only bids for these delivery years.")},
    {&BidFilter::origin, {"origin", "", {}, standard, never, "Only bids from the host country, or only those from abroad."}},
};

constexpr Field<Exclusion> exclusion_fields[] = {
    {&Exclusion::bids, {"bids", "", {}, mandatory, never, "Bids that are not admitted."}},
    {&Exclusion::source, source_info},
};

constexpr Field<CeilingRule> ceiling_rule_fields[] = {
    {&CeilingRule::bids, bids_info},
    {&CeilingRule::ceiling_per_mwh, {"ceiling_per_mwh", "currency/MWh", ceiling, mandatory, never,
     "Their ceiling price.", "a ceiling is a price"}},
    {&CeilingRule::source, source_info},
};

constexpr Field<CeilingFromHistory> ceiling_from_history_fields[] = {
    {&CeilingFromHistory::factor, {"factor", "", {0, 10}, standard, never,
     "Multiplies the mean of the highest awards of the last rounds; 0 leaves the rule out."}},
    {&CeilingFromHistory::rounds, {"rounds", "", {1, 100}, standard, never, "Over how many of the last rounds the mean is taken."}},
    {&CeilingFromHistory::at_most_per_mwh, {"at_most_per_mwh", "currency/MWh", ceiling, optional, never,
     "The ceiling is never higher than this.", "a ceiling is a price"}},
    {&CeilingFromHistory::rounded_to_per_mwh, {"rounded_to_per_mwh", "currency/MWh", step, standard, never,
     "The ceiling is rounded to the nearest multiple of this, half up.", "a step has a width"}},
};

constexpr Field<RoundHistory> round_history_fields[] = {
    {&RoundHistory::volume_mw, {"volume_mw", "MW", power, optional, never, "Volumes of earlier rounds, oldest first."}},
    {&RoundHistory::eligible_bids_mw, {"eligible_bids_mw", "MW", power, optional, never,
     "Capacities of the admitted bids of earlier rounds, oldest first."}},
    {&RoundHistory::awarded_mw, {"awarded_mw", "MW", power, optional, never,
     "Awarded capacities of earlier rounds, oldest first."}},
    {&RoundHistory::highest_award_per_mwh, {"highest_award_per_mwh", "currency/MWh", price, optional, never,
     "Highest awarded bids of earlier rounds, oldest first."}},
    {&RoundHistory::new_permits_mw, {"new_permits_mw", "MW", power, standard, never,
     "Capacity permitted since the last round."}},
};

constexpr Field<VolumeResponse> volume_response_fields[] = {
    {&VolumeResponse::rule, {"rule", "", {}, standard, never, "What the volume follows; it is never raised."}},
    {&VolumeResponse::share_of_bids_fraction, {"share_of_bids_fraction", "fraction", part, standard, never,
     "Largest share of the admitted bids that share_of_bids awards.", "a share of the bids"}},
    {&VolumeResponse::surplus_fraction, {"surplus_fraction", "fraction", {0, 100}, standard, never,
     "By how much the admitted bids must exceed the volume under competition_surplus."}},
    {&VolumeResponse::applies, {"applies", "", {}, standard, never,
     "Whether share_of_bids holds in every round or only where the admitted bids are smaller than the volume."}},
};

constexpr Field<RankAdjustment> rank_adjustment_fields[] = {
    {&RankAdjustment::bids, bids_info},
    {&RankAdjustment::add_fraction, {"add_fraction", "fraction", {-1, 10, true}, standard, never,
     "Share of the bid price that is added for the ranking; negative for a preference."}},
    {&RankAdjustment::add_per_mwh, {"add_per_mwh", "currency/MWh", price, standard, never,
     "Amount that is added to the bid price for the ranking; negative for a preference."}},
    {&RankAdjustment::scaled_by, {"scaled_by", "", {}, standard, never,
     "What the addition is multiplied by: nothing, the bid's local content, or its foreign share."}},
    {&RankAdjustment::source, source_info},
};

constexpr Field<Criterion> criterion_fields[] = {
    {&Criterion::weight, {"weight", "", {0, 1e6, true}, mandatory, never, "Points for the best value.", "a weight counts"}},
    {&Criterion::formula, {"formula", "", {}, mandatory, never, "How a value becomes points."}},
};

constexpr Field<Ranking> ranking_fields[] = {
    {&Ranking::by, {"by", "", {}, standard, never, "What bids are ranked by."}},
    {&Ranking::yield_correction, {"yield_correction", "", {}, standard, never,
     "Factor on the bid price by the quality of the site, for the ranking: none, by the table of a law, or given with the bid."}},
    {&Ranking::adjustments, {"adjustments", "", {}, standard, never,
     "Additions to the bid price for the ranking alone, by a name of your choice."}},
    {&Ranking::criteria, {"criteria", "", {}, standard, never,
     "Criteria of a ranking by points, by their names in the bids; the name price means the bid price."}},
    {&Ranking::points_decimals, {"points_decimals", "", {0, 6}, standard, never,
     "Decimals to which the points of each criterion are rounded."}},
    {&Ranking::reference_per_mwh, {"reference_per_mwh", "currency/MWh", price, standard, never,
     "Market price that support starts from, in support_per_tco2 and in budgets."}},
    {&Ranking::band_above_lowest_fraction, {"band_above_lowest_fraction", "fraction", {0, 100}, optional, never,
     "Bids that rank by more than this share above the lowest one are not admitted."}},
};

constexpr Field<Stage> stage_fields[] = {
    {&Stage::bids, bids_info},
    {&Stage::volume_mw, {"volume_mw", "MW", power, optional, never, "Capacity that the stage awards.", part_reason}},
    {&Stage::volume_fraction, {"volume_fraction", "fraction", part, optional, never,
     "The same as a share of the round's volume.", part_reason}},
    {&Stage::volume_mwh_per_year, {"volume_mwh_per_year", "MWh/year", energy, optional, never,
     "Yearly energy that the stage awards.", part_reason}},
    {&Stage::budget_per_year, {"budget_per_year", "currency/year", budget, optional, never,
     "Yearly support that the stage awards.", part_reason}},
    {&Stage::ceiling_per_mwh, {"ceiling_per_mwh", "currency/MWh", ceiling, optional, never,
     "Ceiling price of the stage, instead of a bid's own.", "a ceiling is a price"}},
    {&Stage::marginal_bid, {"marginal_bid", "", {}, standard, never,
     "What happens to the bid that exceeds what is left of the stage."}},
    {&Stage::source, source_info},
};

constexpr Field<Limit> limit_fields[] = {
    {&Limit::bids, bids_info},
    {&Limit::per, {"per", "", {}, standard, never, "Whether the limit holds for them together, or for each bidder, zone, … alone."}},
    {&Limit::counts, {"counts", "", {}, standard, never, "The part of a bid's capacity that counts."}},
    {&Limit::volume_mw, {"volume_mw", "MW", power, optional, never, "Capacity that may be awarded at most.", "a limit"}},
    {&Limit::volume_fraction, {"volume_fraction", "fraction", part, optional, never,
     "The same as a share of the round's volume.", part_reason}},
    {&Limit::volume_mwh_per_year, {"volume_mwh_per_year", "MWh/year", energy, optional, never,
     "Yearly energy that may be awarded at most.", "a limit"}},
    {&Limit::budget_per_year, {"budget_per_year", "currency/year", budget, optional, never,
     "Yearly support that may be awarded at most.", "a limit"}},
    {&Limit::awards, {"awards", "", {0, 1'000'000}, optional, never, "Number of bids that may be awarded at most.", "a limit"}},
    {&Limit::marginal_bid, {"marginal_bid", "", {}, standard, never,
     "What happens to the bid that exceeds what is left of the limit."}},
    {&Limit::has_own_price_when_binding, {"has_own_price_when_binding", "", {}, standard, never,
     "Whether its bids form a price group of their own once the limit is used up."}},
    {&Limit::source, source_info},
};

constexpr Field<PricingException> pricing_exception_fields[] = {
    {&PricingException::bids, bids_info},
    {&PricingException::pricing, {"pricing", "", {}, mandatory, never, "What these winners are paid."}},
    {&PricingException::source, source_info},
};

constexpr Field<Clock> clock_fields[] = {
    {&Clock::step_per_mwh, {"step_per_mwh", "currency/MWh", step, standard, never,
     "By how much the price falls from one call to the next.", "a step has a width"}},
    {&Clock::admitted_over_volume_fraction, {"admitted_over_volume_fraction", "fraction", {0, 100}, standard, never,
     "Sealed bids first: the best are admitted to the clock up to this multiple of the volume; 0 admits all."}},
    {&Clock::stops_at_supply_over_volume_fraction, {"stops_at_supply_over_volume_fraction", "fraction", {0, 100, true}, standard,
     never, "Clock first: it stops once the supply is at or below this multiple of the volume."}},
    {&Clock::fee_step_per_mw, {"fee_step_per_mw", "currency/MW", {1, 1e9}, standard, never,
     "Clock, then fee: by how much the fee rises from one call to the next at the floor price."}},
    {&Clock::intermediate_fees, {"intermediate_fees", "", {}, standard, never,
     "Clock, then fee: whether a bidder that refuses a call may offer a fee between the call before and this one."}},
};

constexpr Field<PackageProduct> package_product_fields[] = {
    {&PackageProduct::demand, {"demand", "", {0, 1e9, true}, mandatory, never,
     "Units wanted; with a value per unit, wanted at most.", "a product is wanted"}},
    {&PackageProduct::value_per_unit, {"value_per_unit", "currency/unit", ceiling, optional, never,
     "What the buyer would pay for a unit; without it in every product the whole demand is bought at least cost."}},
};
// clang-format on

}  // namespace

// clang-format off
template <> std::span<const Field<BidFilter>> fields_of<BidFilter>() { return bid_filter_fields; }
template <> std::span<const Field<Exclusion>> fields_of<Exclusion>() { return exclusion_fields; }
template <> std::span<const Field<CeilingRule>> fields_of<CeilingRule>() { return ceiling_rule_fields; }
template <> std::span<const Field<CeilingFromHistory>> fields_of<CeilingFromHistory>() { return ceiling_from_history_fields; }
template <> std::span<const Field<RoundHistory>> fields_of<RoundHistory>() { return round_history_fields; }
template <> std::span<const Field<VolumeResponse>> fields_of<VolumeResponse>() { return volume_response_fields; }
template <> std::span<const Field<RankAdjustment>> fields_of<RankAdjustment>() { return rank_adjustment_fields; }
template <> std::span<const Field<Criterion>> fields_of<Criterion>() { return criterion_fields; }
template <> std::span<const Field<Ranking>> fields_of<Ranking>() { return ranking_fields; }
template <> std::span<const Field<Stage>> fields_of<Stage>() { return stage_fields; }
template <> std::span<const Field<Limit>> fields_of<Limit>() { return limit_fields; }
template <> std::span<const Field<PricingException>> fields_of<PricingException>() { return pricing_exception_fields; }
template <> std::span<const Field<Clock>> fields_of<Clock>() { return clock_fields; }
template <> std::span<const Field<PackageProduct>> fields_of<PackageProduct>() { return package_product_fields; }
// clang-format on

}  // namespace sealedbid
