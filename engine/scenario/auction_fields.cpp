#include "scenario/fields.hpp"

namespace sealedbid {

namespace {

using enum Presence;
using enum Draws;

constexpr Range not_negative{0.0, 1e9};
constexpr Range power{0.0, 1e6, true};
constexpr Range energy{0.0, 1e9, true};
constexpr Range budget{0.0, 1e12, true};
constexpr Range calendar_year{1900, 2200};

// clang-format off
constexpr Field<Auction> auction_fields[] = {
    {&Auction::direction, {"direction", "", {}, standard, never,
     "Procurement: bidders are paid, low bids win; sale: bidders pay, high bids win, and ceilings become reserve prices."}},
    {&Auction::format, {"format", "", {}, standard, never,
     "Sealed bids alone, with an open descending clock after or before them, or with a price that falls to a floor and fees that rise there."}},
    {&Auction::rounds, {"rounds", "", {1, 100}, standard, never,
     "Rounds that are held one after the other under the same rules, each with bidders and a world of its own.", "a number of rounds"}},
    {&Auction::volume_mw, {"volume_mw", "MW", power, optional, once_a_replication,
     "Capacity on offer.", "an auction offers something"}},
    {&Auction::volume_mwh_per_year, {"volume_mwh_per_year", "MWh/year", energy, optional, never,
     "Yearly energy on offer; with another volume, the one that is used up first ends the round.", "an auction offers something"}},
    {&Auction::budget_per_year, {"budget_per_year", "currency/year", budget, optional, never,
     "Yearly support on offer: price minus reference price, times yearly energy, over all awards.", "an auction offers something"}},
    {&Auction::volume_response, {"volume_response", "", {}, standard, never,
     "How the volume is reduced when few bids or permits are there."}},
    {&Auction::history, {"history", "", {}, standard, never, "Earlier rounds, for rules that look back."}},
    {&Auction::minimum_bids, {"minimum_bids", "", {1, 1'000'000}, standard, never, "With fewer valid bids the round is void."}},
    {&Auction::minimum_bidders, {"minimum_bidders", "", {1, 1'000'000}, standard, never,
     "With valid bids of fewer bidders the round is void."}},
    {&Auction::minimum_bid_mw, {"minimum_bid_mw", "MW", power, optional, never, "Smaller bids are not admitted."}},
    {&Auction::maximum_bid_mw, {"maximum_bid_mw", "MW", power, optional, never, "Larger bids are not admitted."}},
    {&Auction::exclusions, {"exclusions", "", {}, standard, never, "Bids that are not admitted, by a name of your choice."}},
    {&Auction::ceiling_per_mwh, {"ceiling_per_mwh", "currency/MWh", not_negative, optional, once_a_replication,
     "Ceiling price: higher bids are not valid; without it every price is.", "a ceiling is a price"}},
    {&Auction::ceiling_disclosed, {"ceiling_disclosed", "", {}, standard, never,
     "Whether bidders know the ceiling price when they bid."}},
    {&Auction::ceilings, {"ceilings", "", {}, standard, never,
     "Ceilings of some bids instead of the general one, by a name of your choice; the first that matches holds."}},
    {&Auction::ceiling_from_history, {"ceiling_from_history", "", {}, standard, never,
     "General ceiling that follows from the awards of earlier rounds."}},
    {&Auction::floor_per_mwh, {"floor_per_mwh", "currency/MWh", {-1e6, 1e6}, optional, never,
     "Lower bids are not admitted (in a sale: higher ones)."}},
    {&Auction::price_step_per_mwh, {"price_step_per_mwh", "currency/MWh", {0, 1e6, true}, standard, never,
     "Bids are multiples of this step.", "a step has a width"}},
    {&Auction::ranking, {"ranking", "", {}, standard, never, "In which order bids are taken."}},
    {&Auction::stages, {"stages", "", {}, standard, never,
     "Bids that are served before the rest, up to a part of the volume, in this order, by a name of your choice."}},
    {&Auction::limits, {"limits", "", {}, standard, never,
     "How much may be awarded to some bids at most, by a name of your choice."}},
    {&Auction::pricing, {"pricing", "", {}, standard, never,
     "What a winner is paid: its own bid, the highest accepted bid, or the lowest rejected bid."}},
    {&Auction::uniform_price_within, {"uniform_price_within", "", {}, standard, never,
     "Bids that share a uniform price: all, or those of one technology, zone, segment, lot, delivery year or stage."}},
    {&Auction::pricing_exceptions, {"pricing_exceptions", "", {}, standard, never,
     "Bids that are paid by another rule, by a name of your choice; the first that matches holds."}},
    {&Auction::uncontested, {"uncontested", "", {}, standard, never,
     "What winners are paid where nothing had to be rejected: the usual price, or their ceiling."}},
    {&Auction::marginal_bid, {"marginal_bid", "", {}, standard, never,
     "What happens to the bid that exceeds the remaining volume."}},
    {&Auction::ties, {"ties", "", {}, standard, never, "Which of several bids of equal rank comes first."}},
    {&Auction::clock, {"clock", "", {}, standard, never, "The open phase of a format with a clock."}},
    {&Auction::packages, {"packages", "", {}, standard, never,
     "Products of a package auction, by a name of your choice; bids are then bundles of them."}},
    {&Auction::award_year, {"award_year", "year", calendar_year, optional, never,
     "Year of the award; the price year where absent."}},
    {&Auction::source, {"source", "", {}, optional, never,
     "Where volume, ceiling and award rules are written, quoted in reasons and explanations."}},
};
// clang-format on

constexpr std::string_view direction_names[] = {"procurement", "sale"};
constexpr std::string_view format_names[] = {"sealed_bid", "sealed_then_descending_clock", "descending_clock_then_sealed",
                                             "descending_clock_then_fee"};
constexpr std::string_view intermediate_names[] = {"none", "allowed"};
constexpr std::string_view pricing_names[] = {"pay_as_bid", "uniform_highest_accepted", "uniform_lowest_rejected"};
constexpr std::string_view marginal_bid_names[] = {
    "award_in_full", "partial", "reject", "reject_and_skip", "partial_above_minimum", "reject_delivery_year"};
constexpr std::string_view tie_names[] = {"lottery",       "smaller_first",    "larger_first",
                                          "earlier_first", "higher_fee_first", "shared"};
constexpr std::string_view origin_names[] = {"any", "domestic", "foreign"};
constexpr std::string_view price_scope_names[] = {"all", "technology", "zone", "segment", "lot", "delivery_year", "stage"};
constexpr std::string_view limit_scope_names[] = {"all",  "bid",     "bidder", "owner_group",   "technology",
                                                  "zone", "segment", "lot",    "delivery_year", "origin"};
constexpr std::string_view limit_counts_names[] = {"whole_bid", "foreign_share", "domestic_share"};
constexpr std::string_view rank_names[] = {"price", "discount", "support_per_tco2", "points"};
constexpr std::string_view yield_names[] = {"none", "eeg_2021", "eeg_2023", "given_factor"};
constexpr std::string_view scale_names[] = {"one", "local_content", "foreign_share"};
constexpr std::string_view points_names[] = {"linear_above_lowest", "lowest_over_value", "value_over_highest", "as_given"};
constexpr std::string_view volume_names[] = {"as_offered",       "share_of_bids",   "permits_and_unawarded",
                                             "mean_of_last_two", "last_round_bids", "competition_surplus"};
constexpr std::string_view share_names[] = {"always", "when_undersubscribed"};
constexpr std::string_view uncontested_names[] = {"normal_price", "pay_ceiling"};

}  // namespace

// clang-format off
template <> std::span<const Field<Auction>> fields_of<Auction>() { return auction_fields; }

template <> std::span<const std::string_view> choice_names<Direction>() { return direction_names; }
template <> std::span<const std::string_view> choice_names<AuctionFormat>() { return format_names; }
template <> std::span<const std::string_view> choice_names<IntermediateBids>() { return intermediate_names; }
template <> std::span<const std::string_view> choice_names<PricingRule>() { return pricing_names; }
template <> std::span<const std::string_view> choice_names<MarginalBidRule>() { return marginal_bid_names; }
template <> std::span<const std::string_view> choice_names<TieRule>() { return tie_names; }
template <> std::span<const std::string_view> choice_names<OriginFilter>() { return origin_names; }
template <> std::span<const std::string_view> choice_names<PriceScope>() { return price_scope_names; }
template <> std::span<const std::string_view> choice_names<LimitScope>() { return limit_scope_names; }
template <> std::span<const std::string_view> choice_names<LimitCounts>() { return limit_counts_names; }
template <> std::span<const std::string_view> choice_names<RankBy>() { return rank_names; }
template <> std::span<const std::string_view> choice_names<YieldCorrection>() { return yield_names; }
template <> std::span<const std::string_view> choice_names<AdjustmentScale>() { return scale_names; }
template <> std::span<const std::string_view> choice_names<PointsFormula>() { return points_names; }
template <> std::span<const std::string_view> choice_names<VolumeRule>() { return volume_names; }
template <> std::span<const std::string_view> choice_names<ShareApplies>() { return share_names; }
template <> std::span<const std::string_view> choice_names<Uncontested>() { return uncontested_names; }
// clang-format on

}  // namespace sealedbid
