#include "scenario/fields.hpp"

namespace sealedbid {

namespace {

using enum Presence;
using enum Draws;

constexpr Range not_negative{0.0, 1e9};
constexpr Range positive{0.0, 1e9, true};
constexpr Range fraction{0.0, 1.0};
constexpr Range fraction_below_one{0.0, 1.0, false, true};
constexpr Range rate{-0.5, 1.0, true, true};
constexpr std::string_view wrong_sign_of_cost = "a cost is not negative";
constexpr std::string_view wrong_sign_of_sd = "a standard deviation";

// clang-format off
constexpr Field<Technology> technology_fields[] = {
    {&Technology::capex_per_kw, {"capex_per_kw", "currency/kW", positive, mandatory, once_a_replication,
     "Investment cost of the plant.", wrong_sign_of_cost}},
    {&Technology::opex_per_kw_year, {"opex_per_kw_year", "currency/kW/year", not_negative, mandatory, once_a_replication,
     "Operating cost a year, in prices of the price year.", wrong_sign_of_cost}},
    {&Technology::capacity_factor_fraction, {"capacity_factor_fraction", "fraction", {0, 1, true}, mandatory, once_a_replication,
     "True mean output of the first year as a share of rated capacity."}},
    {&Technology::between_year_sd_fraction, {"between_year_sd_fraction", "fraction", {0, 1}, standard, never,
     "Standard deviation of one year's yield, relative to its mean.", wrong_sign_of_sd}},
    {&Technology::degradation_fraction_per_year,
     {"degradation_fraction_per_year", "fraction/year", {0, 0.2}, standard, once_a_replication,
     "Loss of output from one year to the next."}},
    {&Technology::curtailment_fraction, {"curtailment_fraction", "fraction", fraction_below_one, standard, once_a_replication,
     "Share of the output that the grid does not take, without compensation."}},
    {&Technology::lifetime_years, {"lifetime_years", "years", {1, 60}, mandatory, once_a_replication,
     "Years of operation, rounded to whole years."}},
    {&Technology::construction_years, {"construction_years", "years", {0, 10}, standard, once_a_replication,
     "Years from award to operation, rounded to whole years."}},
    {&Technology::decommissioning_fraction_of_capex, {"decommissioning_fraction_of_capex", "fraction", fraction, standard, never,
     "Cost of removing the plant at the end, of the investment; inflation raises it from commissioning on."}},
    {&Technology::imported_fraction_of_capex, {"imported_fraction_of_capex", "fraction", fraction, standard, never,
     "Share of the investment that is imported equipment, for import duty and value-added tax."}},
    {&Technology::local_currency_fraction_of_opex, {"local_currency_fraction_of_opex", "fraction", fraction, standard, never,
     "Share of the operating cost that follows the host country's currency."}},
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
     "Years over which the investment is written off for tax."}},
    {&HostCountry::depreciation_method, {"depreciation_method", "", {}, standard, never,
     "Equal amounts, or a fixed rate of what is left until equal amounts over the remaining years are more."}},
    {&HostCountry::declining_balance_factor, {"declining_balance_factor", "", {1, 10}, standard, never,
     "Divided by depreciation_years it is the yearly rate of declining_balance."}},
    {&HostCountry::withholding_tax_fraction, {"withholding_tax_fraction", "fraction", fraction_below_one, standard, never,
     "Tax on profits that are paid out to foreign owners."}},
    {&HostCountry::import_duty_fraction, {"import_duty_fraction", "fraction", {0, 2}, standard, once_a_replication,
     "Duty on imported equipment.", "a duty is not negative"}},
    {&HostCountry::import_vat_fraction, {"import_vat_fraction", "fraction", fraction, standard, once_a_replication,
     "Value-added tax on imported equipment with its duty, where it is not paid back."}},
    {&HostCountry::local_content_obligation_fraction, {"local_content_obligation_fraction", "fraction", fraction, standard, never,
     "Share of the investment that every bidder must make in the host country at least."}},
    {&HostCountry::inflation_fraction_per_year,
     {"inflation_fraction_per_year", "fraction/year", rate, standard, once_a_replication,
     "Yearly rise of operating cost, and of a strike price as far as it is indexed to it."}},
    {&HostCountry::exchange_rate, {"exchange_rate", "", {}, standard, never,
     "Value of the host country's currency in the scenario's currency, relative to the award."}},
    {&HostCountry::country_risk_premium_shift_fraction,
     {"country_risk_premium_shift_fraction", "fraction", {-1, 1, true, true}, standard, once_a_replication,
     "Common shock that is added to every bidder's cost of capital."}},
};

constexpr Field<TaxRelief> tax_relief_fields[] = {
    {&TaxRelief::fraction, {"fraction", "fraction", fraction, standard, once_a_replication, "Share of the tax that is waived."}},
    {&TaxRelief::years, {"years", "years", {0, 60}, standard, once_a_replication, "Years of operation for which it is waived."}},
};

constexpr Field<ExchangeRate> exchange_rate_fields[] = {
    {&ExchangeRate::regime, {"regime", "", {}, standard, never,
     "Whether the currency floats, or is pegged until the peg breaks."}},
    {&ExchangeRate::drift_fraction_per_year, {"drift_fraction_per_year", "fraction/year", rate, standard, never,
     "Yearly change of the expected value while the currency floats; negative where it loses value."}},
    {&ExchangeRate::volatility_fraction_per_year, {"volatility_fraction_per_year", "fraction/year", {0, 2}, standard, never,
     "Standard deviation of the logarithm over a year while the currency floats.", wrong_sign_of_sd}},
    {&ExchangeRate::peg_break_probability_per_year, {"peg_break_probability_per_year", "fraction/year", fraction, standard, never,
     "Probability that the peg breaks in a year."}},
    {&ExchangeRate::peg_break_loss_fraction, {"peg_break_loss_fraction", "fraction", fraction_below_one, standard, never,
     "Share of the value that is lost when the peg breaks."}},
};

constexpr Field<ElectricityMarket> electricity_market_fields[] = {
    {&ElectricityMarket::country, {"country", "", {}, mandatory, never,
     "Country of the market (ISO 3166-1, three capital letters); that of the host country is the home market.", "",
     TextForm::country}},
    {&ElectricityMarket::mean_price_per_mwh, {"mean_price_per_mwh", "currency/MWh", {0, 1e6, true}, mandatory, once_a_replication,
     "Mean price in the year of the award.", "prices are positive on average"}},
    {&ElectricityMarket::growth_fraction_per_year, {"growth_fraction_per_year", "fraction/year", rate, standard, never,
     "Yearly rise of the mean price, from the year of the award."}},
    {&ElectricityMarket::persistence_fraction, {"persistence_fraction", "fraction", fraction_below_one, standard, never,
     "Part of a month's deviation from the mean that is left in the next month.", "at 1 prices would have no mean to return to"}},
    {&ElectricityMarket::sd_of_change_fraction, {"sd_of_change_fraction", "fraction", {0, 2}, standard, never,
     "Standard deviation of a month's shock to the logarithm of the price.", wrong_sign_of_sd}},
    {&ElectricityMarket::seasonality_factor, {"seasonality_factor", "", {0, 100, true}, optional, never,
     "Mean price of each month, January to December, relative to the year; scaled to mean 1; all equal where absent."}},
    {&ElectricityMarket::hourly_sd_fraction, {"hourly_sd_fraction", "fraction", {0, 3}, standard, never,
     "Standard deviation of the logarithm of an hour's price around its month's.", wrong_sign_of_sd}},
    {&ElectricityMarket::capture_rate_fraction, {"capture_rate_fraction", "fraction", {0, 2, true}, standard, once_a_replication,
     "Price earned by a technology relative to the mean price, in the year of the award, by technology; 1 where absent."}},
    {&ElectricityMarket::capture_rate_change_fraction_per_year,
     {"capture_rate_change_fraction_per_year", "fraction/year", {-0.2, 0.2}, standard, once_a_replication,
      "Yearly change of the capture rate, by technology; 0 where absent."}},
    {&ElectricityMarket::energy_at_negative_prices_fraction,
     {"energy_at_negative_prices_fraction", "fraction", fraction_below_one, standard, once_a_replication,
      "Share of a technology's output that falls into hours of negative prices, by technology; 0 where absent."}},
};
// clang-format on

constexpr std::string_view depreciation_names[] = {"straight_line", "declining_balance"};
constexpr std::string_view exchange_names[] = {"floating", "pegged"};

}  // namespace

// clang-format off
template <> std::span<const Field<Technology>> fields_of<Technology>() { return technology_fields; }
template <> std::span<const Field<HostCountry>> fields_of<HostCountry>() { return host_country_fields; }
template <> std::span<const Field<TaxRelief>> fields_of<TaxRelief>() { return tax_relief_fields; }
template <> std::span<const Field<ExchangeRate>> fields_of<ExchangeRate>() { return exchange_rate_fields; }
template <> std::span<const Field<ElectricityMarket>> fields_of<ElectricityMarket>() { return electricity_market_fields; }

template <> std::span<const std::string_view> choice_names<DepreciationMethod>() { return depreciation_names; }
template <> std::span<const std::string_view> choice_names<ExchangeRegime>() { return exchange_names; }
// clang-format on

}  // namespace sealedbid
