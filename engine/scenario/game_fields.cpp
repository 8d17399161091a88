#include "scenario/fields.hpp"

namespace sealedbid {

namespace {

using enum Presence;
using enum Draws;

constexpr Range price{-1e6, 1e6};

// clang-format off
constexpr Field<GameFile> game_file_fields[] = {
    {&GameFile::schema_version, {"schema_version", "", {1, 1}, mandatory, never,
     "Version of this file format.", "this program reads version 1"}},
    {&GameFile::title, {"title", "", {}, optional, never, "Title for reports."}},
    {&GameFile::game, {"game", "", {}, mandatory, never, "The rules of the auction."}},
    {&GameFile::bidder_classes, {"bidder_classes", "", {}, mandatory, never,
     "Groups of bidders that are alike before they learn their costs, by a name of your choice."}},
    {&GameFile::equilibrium, {"equilibrium", "", {}, standard, never, "How exactly and how long the equilibrium is sought."}},
    {&GameFile::currency, {"currency", "", {}, mandatory, never,
     "Currency of the prices (ISO 4217, three capital letters).", "", TextForm::currency}},
};

constexpr Field<GameRules> game_rules_fields[] = {
    {&GameRules::lots, {"lots", "", {1, 1000}, standard, never,
     "Number of identical lots; a bidder can win one a project.", "an auction offers something"}},
    {&GameRules::direction, {"direction", "", {}, standard, never,
     "procurement: bidders are paid, the lowest bids win. sale: bidders pay, the highest bids win; they have values instead of costs."}},
    {&GameRules::pricing, {"pricing", "", {}, standard, never,
     "What a winner is paid: its own bid, the highest accepted bid, or the lowest rejected bid (the ceiling if none is rejected); "
     "in a sale what it pays: its own bid, the lowest accepted bid, or the highest rejected bid (or the reserve price)."}},
    {&GameRules::unsold_lots, {"unsold_lots", "", {}, standard, never,
     "Price under uniform_highest_accepted where fewer bids come than there are lots: the ceiling (the reserve price of auction "
     "theory), or the marginal accepted bid."}},
    {&GameRules::ceiling_per_mwh, {"ceiling_per_mwh", "currency/MWh", price, optional, never,
     "Ceiling price of bids in a procurement, which the bidders know; without it every price is valid."}},
    {&GameRules::reserve_price_per_mwh, {"reserve_price_per_mwh", "currency/MWh", price, optional, never,
     "Lowest price of bids in a sale, which the bidders know."}},
    {&GameRules::common_value, {"common_value", "", {}, standard, never,
     "A part of costs or values that is common to all and that nobody sees; without it they are private."}},
    {&GameRules::reference, {"reference", "", {}, optional, never, "Where the answer is known from, quoted in reports."}},
};

constexpr Field<CommonValue> common_value_fields[] = {
    {&CommonValue::common_per_mwh, {"common_per_mwh", "currency/MWh", price, optional, once_a_replication,
     "The common part; a distribution with a density."}},
    {&CommonValue::estimate, {"estimate", "", {}, standard, never,
     "What a bidder sees: the common part plus its own part, or times its own part (a factor)."}},
    {&CommonValue::true_amount, {"true_amount", "", {}, standard, never,
     "What it truly costs a winner, in a sale what it is worth to it: the common part, its own estimate, or the mean of all "
     "bidders' estimates."}},
};

constexpr Field<GameBidderClass> game_bidder_class_fields[] = {
    {&GameBidderClass::bidders, {"bidders", "", {1, 1000}, mandatory, never,
     "Number of bidders of the class.", "a number of bidders"}},
    {&GameBidderClass::participation_probability, {"participation_probability", "fraction", {0, 1, true}, standard, never,
     "Probability with which each bidder takes part, independently of the others."}},
    {&GameBidderClass::cost_per_mwh, {"cost_per_mwh", "currency/MWh", price, optional, once_a_bidder,
     "A bidder's own cost in a procurement, which it alone knows; a distribution with a density. With a common value the own part "
     "of its estimate, a factor where parts are multiplied."}},
    {&GameBidderClass::value_per_mwh, {"value_per_mwh", "currency/MWh", price, optional, once_a_bidder,
     "The same in a sale: what a lot is worth to the bidder."}},
    {&GameBidderClass::score_factor, {"score_factor", "", {0, 1000, true}, standard, never,
     "Bids are ranked by this times the bid; 1.1 ranks them as if they were 10 % dearer."}},
    {&GameBidderClass::score_adder_per_mwh, {"score_adder_per_mwh", "currency/MWh", price, standard, never,
     "Added for the ranking; negative for a preference."}},
    {&GameBidderClass::tariff_per_mwh, {"tariff_per_mwh", "currency/MWh", price, standard, never,
     "Taken from each payment to a winner, in a sale added to what it pays; negative for a bonus."}},
    {&GameBidderClass::risk_aversion, {"risk_aversion", "", {}, standard, never, "How bidders value an uncertain profit."}},
    {&GameBidderClass::entry_cost_per_mwh, {"entry_cost_per_mwh", "currency/MWh", {0, 1e6}, standard, never,
     "Paid by each bidder that bids, after it has learnt its cost.", "a cost of bidding"}},
    {&GameBidderClass::cost_change_after_award_per_mwh, {"cost_change_after_award_per_mwh", "currency/MWh", price, optional,
     once_a_bidder, "What a winner's cost changes by between award and construction; uniform or normal. Who would lose more than "
     "its bond does not build."}},
    {&GameBidderClass::performance_bond_per_mwh, {"performance_bond_per_mwh", "currency/MWh", {0, 1e6}, standard, never,
     "Forfeited by a winner that does not build.", "a bond"}},
    {&GameBidderClass::projects_per_bidder, {"projects_per_bidder", "", {1, 1000}, standard, never,
     "Projects of each bidder, which can win as many lots; it bids a price for each, in ascending order, in a sale descending.",
     "a number of projects"}},
    {&GameBidderClass::project_costs, {"project_costs", "", {}, standard, never,
     "Costs (values) of a bidder's projects: the same for all of them, or drawn independently for each."}},
};

constexpr Field<RiskAversion> risk_aversion_fields[] = {
    {&RiskAversion::form, {"form", "", {}, standard, never,
     "Utility of a profit x: x itself, x^coefficient (constant relative aversion), or 1 - exp(-coefficient x) (constant absolute)."}},
    {&RiskAversion::coefficient, {"coefficient", "", {0, 1e6, true}, optional, never,
     "Exponent of crra, at most 1, where 1 is risk neutral; aversion per currency/MWh of cara.", "an aversion to risk"}},
};

constexpr Field<EquilibriumSettings> equilibrium_settings_fields[] = {
    {&EquilibriumSettings::tolerance, {"tolerance", "", {1e-13, 0.1}, standard, never,
     "How exact bids have to be, as a share of the range of prices in play.", "double precision ends there"}},
    {&EquilibriumSettings::time_limit_seconds, {"time_limit_seconds", "seconds", {0, 86400, true}, standard, never,
     "After this time the best that was found is reported, with exit code 4."}},
};
// clang-format on

constexpr std::string_view risk_form_names[] = {"none", "crra", "cara"};
constexpr std::string_view unsold_lots_names[] = {"pay_ceiling", "pay_highest_accepted"};
constexpr std::string_view estimate_form_names[] = {"common_plus_own", "common_times_own"};
constexpr std::string_view project_costs_names[] = {"same", "independent"};
constexpr std::string_view true_amount_names[] = {"common", "own_estimate", "mean_of_estimates"};

}  // namespace

// clang-format off
template <> std::span<const Field<GameFile>> fields_of<GameFile>() { return game_file_fields; }
template <> std::span<const Field<GameRules>> fields_of<GameRules>() { return game_rules_fields; }
template <> std::span<const Field<CommonValue>> fields_of<CommonValue>() { return common_value_fields; }
template <> std::span<const Field<GameBidderClass>> fields_of<GameBidderClass>() { return game_bidder_class_fields; }
template <> std::span<const Field<RiskAversion>> fields_of<RiskAversion>() { return risk_aversion_fields; }
template <> std::span<const Field<EquilibriumSettings>> fields_of<EquilibriumSettings>() { return equilibrium_settings_fields; }

template <> std::span<const std::string_view> choice_names<RiskForm>() { return risk_form_names; }
template <> std::span<const std::string_view> choice_names<UnsoldLots>() { return unsold_lots_names; }
template <> std::span<const std::string_view> choice_names<EstimateForm>() { return estimate_form_names; }
template <> std::span<const std::string_view> choice_names<ProjectCosts>() { return project_costs_names; }
template <> std::span<const std::string_view> choice_names<TrueAmount>() { return true_amount_names; }
// clang-format on

}  // namespace sealedbid
