#include "scenario/fields.hpp"

namespace sealedbid {

namespace {

using enum Presence;
using enum Draws;

constexpr Range not_negative{0.0, 1e9};
constexpr Range positive{0.0, 1e9, true};
constexpr Range price{-1e6, 1e6};
constexpr Range fraction{0.0, 1.0};
constexpr Range fraction_below_one{0.0, 1.0, false, true};
constexpr Range calendar_year{1900, 2200};
constexpr Range rate{-0.5, 1.0, true, true};
constexpr std::string_view wrong_sign_of_cost = "a cost is not negative";

constexpr FieldInfo bid_label(std::string_view key, std::string_view doc) {
  return {key, "", {}, optional, never, doc, "", TextForm::label};
}

// clang-format off
constexpr Field<Technology> technology_fields[] = {
    {&Technology::capex_per_kw, {"capex_per_kw", "currency/kW", positive, mandatory, once_a_replication,
     "Investment cost of the plant.", wrong_sign_of_cost}},
    {&Technology::opex_per_kw_year, {"opex_per_kw_year", "currency/kW/year", not_negative, mandatory, once_a_replication,
     "Operating cost a year, in prices of the price year.", wrong_sign_of_cost}},
    {&Technology::capacity_factor_fraction, {"capacity_factor_fraction", "fraction", {0, 1, true}, mandatory, once_a_replication,
     "True mean output of the first year as a share of rated capacity."}},
    {&Technology::degradation_fraction_per_year,
     {"degradation_fraction_per_year", "fraction/year", {0, 0.2}, standard, once_a_replication,
     "Loss of output from one year to the next."}},
    {&Technology::lifetime_years, {"lifetime_years", "years", {1, 60}, mandatory, once_a_replication,
     "Years of operation, rounded to whole years."}},
    {&Technology::construction_years, {"construction_years", "years", {0, 10}, standard, once_a_replication,
     "Years from award to operation, rounded to whole years."}},
};

constexpr Field<HostCountry> host_country_fields[] = {
    {&HostCountry::code, {"code", "", {}, mandatory, never,
     "Country that holds the auction (ISO 3166-1, three capital letters); bidders of another origin are foreign.", "",
     TextForm::country}},
    {&HostCountry::corporate_tax_fraction,
     {"corporate_tax_fraction", "fraction", fraction_below_one, standard, once_a_replication,
     "Tax rate on profits."}},
    {&HostCountry::tax_relief, {"tax_relief", "", {}, standard, never, "Temporary relief from the tax on profits."}},
    {&HostCountry::depreciation_years, {"depreciation_years", "years", {1, 60}, standard, once_a_replication,
     "Years over which the investment is written off for tax, straight line."}},
    {&HostCountry::inflation_fraction_per_year,
     {"inflation_fraction_per_year", "fraction/year", rate, standard, once_a_replication,
     "Yearly rise of operating cost."}},
    {&HostCountry::country_risk_premium_shift_fraction,
     {"country_risk_premium_shift_fraction", "fraction", {-1, 1, true, true}, standard, once_a_replication,
     "Common shock that is added to every bidder's cost of capital."}},
};

constexpr Field<TaxRelief> tax_relief_fields[] = {
    {&TaxRelief::fraction, {"fraction", "fraction", fraction, standard, once_a_replication, "Share of the tax that is waived."}},
    {&TaxRelief::years, {"years", "years", {0, 60}, standard, once_a_replication, "Years of operation for which it is waived."}},
};

constexpr Field<BidderClass> bidder_class_fields[] = {
    {&BidderClass::origin, {"origin", "", {}, mandatory, never,
     "Home country of the bidders (ISO 3166-1, three capital letters).", "", TextForm::country}},
    {&BidderClass::bidders, {"bidders", "", {0, 1'000'000}, mandatory, never,
     "Number of bidders of the class.", "a number of bidders"}},
    {&BidderClass::participation_probability, {"participation_probability", "fraction", fraction, standard, once_a_replication,
     "Probability with which each bidder hands in a bid."}},
    {&BidderClass::technology, {"technology", "", {}, optional, never,
     "Technology that the bidders build; needed unless required_price_per_mwh is given.", "", TextForm::reference}},
    {&BidderClass::zone, bid_label("zone", "Zone in which the bidders build, for rules that ask for it.")},
    {&BidderClass::segment, bid_label("segment", "Segment in which they bid, for rules that ask for it.")},
    {&BidderClass::lot, bid_label("lot", "Lot for which they bid, for rules that ask for it.")},
    {&BidderClass::delivery_year, bid_label("delivery_year", "Delivery year for which they bid, for rules that ask for it.")},
    {&BidderClass::owner_group, bid_label("owner_group", "Group of companies to which all bidders of the class belong.")},
    {&BidderClass::project_capacity_mw, {"project_capacity_mw", "MW", {0, 1e5, true}, mandatory, once_a_bidder,
     "Size of a bidder's project.", "a project has a size"}},
    {&BidderClass::capex_factor, {"capex_factor", "", {0, 100, true}, standard, once_a_bidder,
     "A bidder's investment cost relative to the technology's."}},
    {&BidderClass::wacc_fraction, {"wacc_fraction", "fraction", {0, 1, true, true}, optional, once_a_bidder,
     "A bidder's nominal after-tax cost of capital; needed unless required_price_per_mwh is given."}},
    {&BidderClass::yield_estimate_error_fraction,
     {"yield_estimate_error_fraction", "fraction", {-1, 10, true, true}, standard, once_a_bidder,
     "A bidder's belief of the yield relative to the truth, minus one: the source of the winner's curse."}},
    {&BidderClass::required_price_per_mwh, {"required_price_per_mwh", "currency/MWh", not_negative, optional, once_a_bidder,
     "Lowest price at which a bidder builds; where given it replaces the cost formula.", "a required price is a payment"}},
    {&BidderClass::strategy, {"strategy", "", {}, mandatory, never, "How the bidders turn their required price into a bid."}},
    {&BidderClass::markup_fraction, {"markup_fraction", "fraction", {-1, 10, true}, standard, once_a_bidder,
     "Share of the required price that strategy markup adds to it."}},
    {&BidderClass::foreign_share_fraction, {"foreign_share_fraction", "fraction", fraction, optional, once_a_bidder,
     "Foreign share of a joint venture; 1 for an origin abroad and 0 for the host country where absent."}},
    {&BidderClass::local_content_fraction, {"local_content_fraction", "fraction", fraction, standard, once_a_bidder,
     "Share of the investment that is made in the host country."}},
    {&BidderClass::emission_tco2_per_mwh, {"emission_tco2_per_mwh", "tCO2/MWh", not_negative, standard, once_a_bidder,
     "Emission that a bidder's output avoids, for ranking by support_per_tco2."}},
    {&BidderClass::criteria, {"criteria", "", {-1e9, 1e9}, standard, once_a_bidder,
     "A bidder's values of the criteria of a ranking by points, by criterion."}},
    {&BidderClass::minimum_award_fraction, {"minimum_award_fraction", "fraction", fraction, standard, never,
     "Smallest part of its project that a bidder accepts under partial_above_minimum."}},
};

constexpr Field<Tariff> tariff_fields[] = {
    {&Tariff::type, {"type", "", {}, standard, never, "Form of the payment to the winners."}},
    {&Tariff::term_years, {"term_years", "years", {1, 60}, standard, once_a_replication,
     "Years for which the awarded price is paid, rounded to whole years."}},
    {&Tariff::indexation_fraction_per_year, {"indexation_fraction_per_year", "fraction/year", rate, standard, once_a_replication,
     "Yearly rise of the awarded price."}},
    {&Tariff::after_term, {"after_term", "", {}, standard, never, "Sale of the output after the term."}},
};

constexpr Field<AfterTerm> after_term_fields[] = {
    {&AfterTerm::price_per_mwh, {"price_per_mwh", "currency/MWh", price, standard, once_a_replication,
     "Price of the output after the term; may be negative."}},
};

constexpr Field<Export> export_fields[] = {
    {&Export::corridors, {"corridors", "", {}, standard, never, "Connections to markets abroad, by a name of your choice."}},
    {&Export::share_of_energy_fraction, {"share_of_energy_fraction", "fraction", fraction_below_one, standard, once_a_replication,
     "Share of the awarded plants' output that is sold abroad."}},
    {&Export::allocation, {"allocation", "", {}, standard, never, "How the capacity of a corridor is shared among the winners."}},
};

constexpr Field<Corridor> corridor_fields[] = {
    {&Corridor::destination, {"destination", "", {}, mandatory, never,
     "Country at the other end (ISO 3166-1, three capital letters).", "", TextForm::country}},
    {&Corridor::capacity_mw, {"capacity_mw", "MW", {0, 1e6, true}, mandatory, once_a_replication,
     "Capacity for the auction's plants.", "a corridor has a capacity"}},
    {&Corridor::available_from_year, {"available_from_year", "year", calendar_year, mandatory, once_a_replication,
     "First year of operation, rounded to whole years."}},
    {&Corridor::loss_fraction, {"loss_fraction", "fraction", fraction_below_one, standard, once_a_replication,
     "Share of the energy that is lost on the way."}},
    {&Corridor::wheeling_per_mwh, {"wheeling_per_mwh", "currency/MWh", {0, 1e6}, standard, once_a_replication,
     "Charge for the use of the corridor.", "a charge is not negative"}},
    {&Corridor::price_per_mwh, {"price_per_mwh", "currency/MWh", price, mandatory, once_a_replication,
     "Mean price in the destination market; may be negative."}},
    {&Corridor::capture_rate_fraction, {"capture_rate_fraction", "fraction", {0, 2}, standard, once_a_replication,
     "Price earned by a technology relative to the mean price, by technology; 1 where absent."}},
};
// clang-format on

}  // namespace

// clang-format off
template <> std::span<const Field<Technology>> fields_of<Technology>() { return technology_fields; }
template <> std::span<const Field<HostCountry>> fields_of<HostCountry>() { return host_country_fields; }
template <> std::span<const Field<TaxRelief>> fields_of<TaxRelief>() { return tax_relief_fields; }
template <> std::span<const Field<BidderClass>> fields_of<BidderClass>() { return bidder_class_fields; }
template <> std::span<const Field<Tariff>> fields_of<Tariff>() { return tariff_fields; }
template <> std::span<const Field<AfterTerm>> fields_of<AfterTerm>() { return after_term_fields; }
template <> std::span<const Field<Export>> fields_of<Export>() { return export_fields; }
template <> std::span<const Field<Corridor>> fields_of<Corridor>() { return corridor_fields; }
// clang-format on

}  // namespace sealedbid
