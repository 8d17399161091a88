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
     "Number of identical lots; a bidder can win one.", "an auction offers something"}},
    {&GameRules::pricing, {"pricing", "", {}, standard, never,
     "What a winner is paid: its own bid, the highest accepted bid, or the lowest rejected bid (the ceiling if none is rejected)."}},
    {&GameRules::ceiling_per_mwh, {"ceiling_per_mwh", "currency/MWh", price, optional, never,
     "Ceiling price of bids, which the bidders know; without it every price is valid."}},
    {&GameRules::reference, {"reference", "", {}, optional, never, "Where the answer is known from, quoted in reports."}},
};

constexpr Field<GameBidderClass> game_bidder_class_fields[] = {
    {&GameBidderClass::bidders, {"bidders", "", {1, 1000}, mandatory, never,
     "Number of bidders of the class.", "a number of bidders"}},
    {&GameBidderClass::participation_probability, {"participation_probability", "fraction", {0, 1, true}, standard, never,
     "Probability with which each bidder takes part, independently of the others."}},
    {&GameBidderClass::cost_per_mwh, {"cost_per_mwh", "currency/MWh", price, mandatory, once_a_bidder,
     "A bidder's own cost, which it alone knows; a distribution with a density."}},
    {&GameBidderClass::score_factor, {"score_factor", "", {0, 1000, true}, standard, never,
     "Bids are ranked by this times the bid; 1.1 ranks them as if they were 10 % dearer."}},
    {&GameBidderClass::score_adder_per_mwh, {"score_adder_per_mwh", "currency/MWh", price, standard, never,
     "Added for the ranking; negative for a preference."}},
    {&GameBidderClass::tariff_per_mwh, {"tariff_per_mwh", "currency/MWh", price, standard, never,
     "Taken from each payment to a winner; negative for a bonus."}},
    {&GameBidderClass::risk_aversion, {"risk_aversion", "", {}, standard, never, "How bidders value an uncertain profit."}},
    {&GameBidderClass::entry_cost_per_mwh, {"entry_cost_per_mwh", "currency/MWh", {0, 1e6}, standard, never,
     "Paid by each bidder that bids, after it has learnt its cost.", "a cost of bidding"}},
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

}  // namespace

// clang-format off
template <> std::span<const Field<GameFile>> fields_of<GameFile>() { return game_file_fields; }
template <> std::span<const Field<GameRules>> fields_of<GameRules>() { return game_rules_fields; }
template <> std::span<const Field<GameBidderClass>> fields_of<GameBidderClass>() { return game_bidder_class_fields; }
template <> std::span<const Field<RiskAversion>> fields_of<RiskAversion>() { return risk_aversion_fields; }
template <> std::span<const Field<EquilibriumSettings>> fields_of<EquilibriumSettings>() { return equilibrium_settings_fields; }

template <> std::span<const std::string_view> choice_names<RiskForm>() { return risk_form_names; }
// clang-format on

}  // namespace sealedbid
