#include "scenario/fields.hpp"

#include "base/number_text.hpp"

namespace sealedbid {

namespace {

using enum Presence;
using enum Draws;

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
     "The country that holds the auction: tax, duties, inflation, currency and country risk."}},
    {&Scenario::correlations, {"common_shocks", "", {-1, 1, true, true}, standard, never,
     "Correlations between quantities that are drawn once a replication, or between the monthly prices of two markets."}},
    {&Scenario::bidder_classes, {"bidder_classes", "", {}, mandatory, never,
     "Groups of bidders that resemble each other, by a name of your choice."}},
    {&Scenario::rings, {"rings", "", {}, standard, never, "Bidding rings, by a name of your choice."}},
    {&Scenario::equilibrium, {"equilibrium", "", {}, standard, never,
     "What is asked of bids with strategy equilibrium or best_response."}},
    {&Scenario::auction, {"auction", "", {}, mandatory, never, "What is auctioned, and by which rules."}},
    {&Scenario::realisation, {"realisation", "", {}, standard, never, "What holds winners to building what they were awarded."}},
    {&Scenario::tariff, {"tariff", "", {}, standard, never, "What the winners are paid, and for how long."}},
    {&Scenario::electricity_markets, {"electricity_markets", "", {}, standard, never,
     "Markets whose prices decide what electricity earns, at home or abroad, by a name of your choice."}},
    {&Scenario::exports, {"export", "", {}, standard, never, "Ways to sell electricity abroad."}},
    {&Scenario::settlement, {"settlement", "", {}, standard, never,
     "What is counted year by year after the award, for the state and for the winners."}},
};

constexpr Field<SimulationSettings> simulation_fields[] = {
    {&SimulationSettings::replications, {"replications", "", {1, 9007199254740992.0}, standard, never,
     "Number of simulated auctions a policy."}},
    {&SimulationSettings::seed, {"seed", "", {0, 18446744073709551615.0}, mandatory, never,
     "Start of the random numbers: a whole number from 0 to 18446744073709551615, or the word random, for which a "
     "number is drawn and reported."}},
};

constexpr Field<Realisation> realisation_fields[] = {
    {&Realisation::performance_bond_per_kw, {"performance_bond_per_kw", "currency/kW", {0, 1e6, true}, optional, never,
     "Bond that a winner forfeits if it does not build, which it decides on once it knows capex_change_after_award_fraction; "
     "without one, winners have to build.", "with nothing to lose, bids would have no lower limit"}},
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

}  // namespace

// clang-format off
template <> std::span<const Field<Scenario>> fields_of<Scenario>() { return scenario_fields; }
template <> std::span<const Field<SimulationSettings>> fields_of<SimulationSettings>() { return simulation_fields; }
template <> std::span<const Field<Realisation>> fields_of<Realisation>() { return realisation_fields; }
template <> std::span<const Field<RulesText>> fields_of<RulesText>() { return rules_fields; }
template <> std::span<const Field<RulesHost>> fields_of<RulesHost>() { return rules_host_fields; }
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
