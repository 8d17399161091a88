#include "scenario/fields.hpp"

namespace sealedbid {

namespace {

using enum Presence;
using enum Draws;

constexpr Range price{-1e6, 1e6};
constexpr Range charge{0.0, 1e6};
constexpr Range fraction{0.0, 1.0};
constexpr Range fraction_below_one{0.0, 1.0, false, true};
constexpr Range calendar_year{1900, 2200};
constexpr Range rate{-0.5, 1.0, true, true};
constexpr std::string_view wrong_sign_of_cost = "a cost is not negative";
constexpr std::string_view wrong_sign_of_charge = "a charge is not negative";

// clang-format off
constexpr Field<Tariff> tariff_fields[] = {
    {&Tariff::type, {"type", "", {}, standard, never,
     "What a winner is paid for: its output (purchase agreement), the difference to a reference price (two-way; one-way: only where "
     "positive; capability: for available output), a premium on the market price, a part of its output (partially merchant), or "
     "nothing: it pays the state (payment by bidder)."}},
    {&Tariff::term_years, {"term_years", "years", {1, 60}, standard, once_a_replication,
     "Years for which the awarded price is paid, rounded to whole years."}},
    {&Tariff::indexation_fraction_per_year, {"indexation_fraction_per_year", "fraction/year", rate, standard, once_a_replication,
     "Yearly rise of the awarded price."}},
    {&Tariff::cpi_indexed_fraction, {"cpi_indexed_fraction", "fraction", fraction, standard, never,
     "Share of the awarded price that rises with the host country's inflation."}},
    {&Tariff::indexed_from, {"indexed_from", "", {}, standard, never, "From when on the awarded price rises."}},
    {&Tariff::local_currency_fraction, {"local_currency_fraction", "fraction", fraction, standard, never,
     "Share of the awarded price that is fixed in the host country's currency."}},
    {&Tariff::reference_period, {"reference_period", "", {}, standard, never,
     "Over what the market price is averaged that is subtracted from the awarded price."}},
    {&Tariff::reference_price, {"reference_price", "", {}, standard, never,
     "Whether that is the price which the technology earns, or the plain mean of the market."}},
    {&Tariff::merchant_fraction, {"merchant_fraction", "fraction", fraction_below_one, standard, never,
     "Share of the output that a partially_merchant plant sells in the home market."}},
    {&Tariff::negative_prices, {"negative_prices", "", {}, standard, never,
     "Whether output at negative prices is paid; if not, the plant stops, and the term may be longer by that share."}},
    {&Tariff::supported_hours_per_year, {"supported_hours_per_year", "hours/year", {0, 8784, true}, optional, never,
     "Full-load hours that are paid in a year at most."}},
    {&Tariff::supported_hours_in_total, {"supported_hours_in_total", "hours", {0, 1e6, true}, optional, never,
     "Full-load hours after which the payment ends, within the term."}},
    {&Tariff::after_term, {"after_term", "", {}, standard, never, "Sale of the output after the term."}},
};

constexpr Field<AfterTerm> after_term_fields[] = {
    {&AfterTerm::sale, {"sale", "", {}, standard, never, "Whether the output is sold at a fixed price or in the home market."}},
    {&AfterTerm::price_per_mwh, {"price_per_mwh", "currency/MWh", price, standard, once_a_replication,
     "Fixed price of the output after the term; may be negative."}},
};

constexpr Field<Export> export_fields[] = {
    {&Export::corridors, {"corridors", "", {}, standard, never, "Connections to markets abroad, by a name of your choice."}},
    {&Export::right, {"right", "", {}, standard, never,
     "Share: a fixed part of the output is sold abroad; obligation: as much as the corridors take; option: so much at most, in "
     "months in which it earns more there."}},
    {&Export::share_of_energy_fraction, {"share_of_energy_fraction", "fraction", fraction_below_one, standard, once_a_replication,
     "Share of the awarded plants' output that right: share sells abroad."}},
    {&Export::allocation, {"allocation", "", {}, standard, never, "How the capacity of a corridor is shared among the winners."}},
    {&Export::priority, {"priority", "", {}, optional, never,
     "Classes of bidders that are served first under allocation: priority, in this order.", "", TextForm::reference}},
    {&Export::state_share_of_export_gain_fraction,
     {"state_share_of_export_gain_fraction", "fraction", fraction, standard, never,
      "Share that the state takes of what exported output earns above the awarded price, in the term."}},
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
    {&Corridor::wheeling_per_mwh, {"wheeling_per_mwh", "currency/MWh", charge, standard, once_a_replication,
     "Charge for the use of the grids on the way, a MWh that enters the corridor.", wrong_sign_of_charge}},
    {&Corridor::cable_charge_per_mwh, {"cable_charge_per_mwh", "currency/MWh", charge, standard, once_a_replication,
     "Charge of the owner of the cable, a MWh that enters the corridor.", wrong_sign_of_charge}},
    {&Corridor::market, {"market", "", {}, optional, never,
     "Electricity market at the other end; it or price_per_mwh is needed.", "", TextForm::reference}},
    {&Corridor::price_per_mwh, {"price_per_mwh", "currency/MWh", price, optional, once_a_replication,
     "Known mean price at the other end, for ever; may be negative; it or market is needed."}},
    {&Corridor::capture_rate_fraction, {"capture_rate_fraction", "fraction", {0, 2}, standard, once_a_replication,
     "With price_per_mwh: price earned by a technology relative to it, by technology; 1 where absent."}},
};

constexpr Field<Settlement> settlement_fields[] = {
    {&Settlement::state_discount_fraction_per_year,
     {"state_discount_fraction_per_year", "fraction/year", rate, optional, never,
      "Rate at which the state's payments and revenue are discounted to the award; without it nothing is settled."}},
    {&Settlement::avoided_cost_per_mwh, {"avoided_cost_per_mwh", "currency/MWh", charge, optional, once_a_replication,
     "Cost of the generation that the awarded plants replace.", wrong_sign_of_cost}},
};
// clang-format on

constexpr std::string_view tariff_names[] = {
    "power_purchase_agreement", "two_way_cfd",    "one_way_sliding_premium", "fixed_premium",
    "partially_merchant",       "capability_cfd", "payment_by_bidder"};
constexpr std::string_view period_names[] = {"hour", "month", "year"};
constexpr std::string_view reference_names[] = {"captured", "baseload"};
constexpr std::string_view negative_price_names[] = {"supported", "unsupported", "unsupported_with_extension"};
constexpr std::string_view indexed_from_names[] = {"commissioning", "award"};
constexpr std::string_view after_term_names[] = {"fixed_price", "home_market"};
constexpr std::string_view right_names[] = {"share", "obligation", "option"};
constexpr std::string_view allocation_names[] = {"pro_rata", "priority", "capacity_auction"};

}  // namespace

// clang-format off
template <> std::span<const Field<Tariff>> fields_of<Tariff>() { return tariff_fields; }
template <> std::span<const Field<AfterTerm>> fields_of<AfterTerm>() { return after_term_fields; }
template <> std::span<const Field<Export>> fields_of<Export>() { return export_fields; }
template <> std::span<const Field<Corridor>> fields_of<Corridor>() { return corridor_fields; }
template <> std::span<const Field<Settlement>> fields_of<Settlement>() { return settlement_fields; }

template <> std::span<const std::string_view> choice_names<TariffType>() { return tariff_names; }
template <> std::span<const std::string_view> choice_names<ReferencePeriod>() { return period_names; }
template <> std::span<const std::string_view> choice_names<ReferencePrice>() { return reference_names; }
template <> std::span<const std::string_view> choice_names<NegativePriceRule>() { return negative_price_names; }
template <> std::span<const std::string_view> choice_names<IndexedFrom>() { return indexed_from_names; }
template <> std::span<const std::string_view> choice_names<AfterTermSale>() { return after_term_names; }
template <> std::span<const std::string_view> choice_names<ExportRight>() { return right_names; }
template <> std::span<const std::string_view> choice_names<ExportAllocation>() { return allocation_names; }
// clang-format on

}  // namespace sealedbid
