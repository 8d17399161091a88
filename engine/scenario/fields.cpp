#include "scenario/fields.hpp"

#include "base/number_text.hpp"

namespace sealedbid {

namespace {

using enum Presence;
using enum Draws;

constexpr Range not_negative{0.0, 1e9};
constexpr Range calendar_year{1900, 2200};

// clang-format off
constexpr Field<Scenario> scenario_fields[] = {
    {&Scenario::schema_version, {"schema_version", "", {1, 1}, mandatory, never,
     "Version of this file format.", "this program reads version 1", {}, Scope::file}},
    {&Scenario::name, {"name", "", {}, mandatory, never,
     "Short name of the scenario, used in file names: letters, digits, '-', '_' and '.'.", "", TextForm::file_name, Scope::file}},
    {&Scenario::title, {"title", "", {}, optional, never, "Title for reports.", "", {}, Scope::file}},
    {&Scenario::currency, {"currency", "", {}, mandatory, never,
     "Currency of all money amounts (ISO 4217, three capital letters).", "", TextForm::currency, Scope::file}},
    {&Scenario::price_year, {"price_year", "year", calendar_year, mandatory, never,
     "Year whose prices all money amounts are in.", "", {}, Scope::file}},
    {&Scenario::simulation, {"simulation", "", {}, mandatory, never,
     "How many replications are simulated, and from which seed.", "", {}, Scope::file}},
    {&Scenario::technologies, {"technologies", "", {}, standard, never,
     "Cost and yield of each technology, by a name of your choice."}},
    {&Scenario::host_country, {"host_country", "", {}, mandatory, never,
     "The country that holds the auction: tax, inflation and country risk."}},
    {&Scenario::correlations, {"common_shocks", "", {-1, 1, true, true}, standard, never,
     "Correlations between quantities that are drawn once a replication."}},
    {&Scenario::bidder_classes, {"bidder_classes", "", {}, mandatory, never,
     "Groups of bidders that resemble each other, by a name of your choice."}},
    {&Scenario::auction, {"auction", "", {}, mandatory, never, "What is auctioned, and by which rules."}},
    {&Scenario::tariff, {"tariff", "", {}, standard, never, "What the winners are paid, and for how long."}},
    {&Scenario::exports, {"export", "", {}, standard, never, "Ways to sell electricity abroad."}},
};

constexpr Field<SimulationSettings> simulation_fields[] = {
    {&SimulationSettings::replications, {"replications", "", {1, 9007199254740992.0}, standard, never,
     "Number of simulated auctions a policy."}},
    {&SimulationSettings::seed, {"seed", "", {0, 18446744073709551615.0}, mandatory, never,
     "Start of the random numbers: a whole number from 0 to 18446744073709551615, or the word random, for which a "
     "number is drawn and reported."}},
};

constexpr Field<Auction> auction_fields[] = {
    {&Auction::volume_mw, {"volume_mw", "MW", {0, 1e6, true}, mandatory, once_a_replication,
     "Capacity on offer.", "an auction offers something"}},
    {&Auction::minimum_bids, {"minimum_bids", "", {1, 1'000'000}, standard, never, "With fewer valid bids the round is void."}},
    {&Auction::ceiling_per_mwh, {"ceiling_per_mwh", "currency/MWh", not_negative, optional, once_a_replication,
     "Ceiling price: higher bids are not valid; without it every price is.", "a ceiling is a price"}},
    {&Auction::ceiling_disclosed, {"ceiling_disclosed", "", {}, standard, never,
     "Whether bidders know the ceiling price when they bid."}},
    {&Auction::price_step_per_mwh, {"price_step_per_mwh", "currency/MWh", {0, 1e6, true}, standard, never,
     "Bids are multiples of this step.", "a step has a width"}},
    {&Auction::pricing, {"pricing", "", {}, standard, never,
     "What a winner is paid: its own bid, the highest accepted bid, or the lowest rejected bid."}},
    {&Auction::marginal_bid, {"marginal_bid", "", {}, standard, never,
     "What happens to the bid that exceeds the remaining volume."}},
    {&Auction::ties, {"ties", "", {}, standard, never, "Which of several bids at the same price comes first."}},
    {&Auction::award_year, {"award_year", "year", calendar_year, optional, never,
     "Year of the award; the price year where absent."}},
};

constexpr Field<RulesText> rules_fields[] = {
    {&RulesText::schema_version, {"schema_version", "", {1, 1}, mandatory, never,
     "Version of this file format.", "this program reads version 1"}},
    {&RulesText::title, {"title", "", {}, optional, never, "Title for reports."}},
    {&RulesText::currency, {"currency", "", {}, mandatory, never,
     "Currency of the bids (ISO 4217, three capital letters).", "", TextForm::currency}},
    {&RulesText::host_country, {"host_country", "", {}, standard, never, "The country that holds the auction."}},
    {&RulesText::auction, {"auction", "", {}, mandatory, never, "What is auctioned, and by which rules."}},
};

constexpr Field<RulesHost> rules_host_fields[] = {
    {&RulesHost::code, {"code", "", {}, mandatory, never,
     "Country that holds the auction (ISO 3166-1, three capital letters).", "", TextForm::country}},
};
// clang-format on

constexpr std::string_view pricing_names[] = {"pay_as_bid", "uniform_highest_accepted", "uniform_lowest_rejected"};
constexpr std::string_view marginal_bid_names[] = {"award_in_full", "partial", "reject"};
constexpr std::string_view tie_names[] = {"lottery", "smaller_first"};
constexpr std::string_view strategy_names[] = {"truthful", "markup", "equilibrium"};
constexpr std::string_view tariff_names[] = {"power_purchase_agreement", "two_way_cfd"};
constexpr std::string_view allocation_names[] = {"pro_rata"};

}  // namespace

// clang-format off
template <> std::span<const Field<Scenario>> fields_of<Scenario>() { return scenario_fields; }
template <> std::span<const Field<SimulationSettings>> fields_of<SimulationSettings>() { return simulation_fields; }
template <> std::span<const Field<Auction>> fields_of<Auction>() { return auction_fields; }
template <> std::span<const Field<RulesText>> fields_of<RulesText>() { return rules_fields; }
template <> std::span<const Field<RulesHost>> fields_of<RulesHost>() { return rules_host_fields; }

template <> std::span<const std::string_view> choice_names<PricingRule>() { return pricing_names; }
template <> std::span<const std::string_view> choice_names<MarginalBidRule>() { return marginal_bid_names; }
template <> std::span<const std::string_view> choice_names<TieRule>() { return tie_names; }
template <> std::span<const std::string_view> choice_names<Strategy>() { return strategy_names; }
template <> std::span<const std::string_view> choice_names<TariffType>() { return tariff_names; }
template <> std::span<const std::string_view> choice_names<ExportAllocation>() { return allocation_names; }
// clang-format on

bool Range::contains(double value) const {
  return (low_is_excluded ? value > low : value >= low) && (high_is_excluded ? value < high : value <= high);
}

std::string text_of(const Range& range) {
  const bool has_low = range.low > -std::numeric_limits<double>::infinity();
  const bool has_high = range.high < std::numeric_limits<double>::infinity();
  if (!has_low && !has_high) return "any number";
  if (has_low && has_high && !range.low_is_excluded && !range.high_is_excluded) {
    return range.low == range.high ? number_text(range.low) : "from " + number_text(range.low) + " to " + number_text(range.high);
  }
  std::string text;
  if (has_low) text = (range.low_is_excluded ? "above " : "at least ") + number_text(range.low);
  if (has_low && has_high) text += ", ";
  if (has_high) text += (range.high_is_excluded ? "below " : "at most ") + number_text(range.high);
  return text;
}

std::string joined_path(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : path + "." + std::string(key);
}

}  // namespace sealedbid
