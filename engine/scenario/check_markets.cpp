#include <algorithm>
#include <cmath>

#include "base/number_text.hpp"
#include "scenario/check_economy.hpp"

namespace sealedbid {

namespace {

/// Above it the mean of a lognormal price lies beyond 97 % of its values: a mistake in persistence or sd, not a market.
constexpr double most_stationary_sd = 2.0;
constexpr std::size_t months_per_year = 12;

class MarketChecker {
 public:
  explicit MarketChecker(const Scenario& scenario) : findings(scenario), scenario_(scenario), host_(scenario.host_country) {}

  void check_country() {
    if (host_.depreciation_method != DepreciationMethod::declining_balance &&
        host_.declining_balance_factor != HostCountry{}.declining_balance_factor) {
      findings.refuse("host_country.declining_balance_factor", "has no effect with depreciation_method: straight_line",
                      "Did you mean depreciation_method: declining_balance?");
    }
    const bool imports = std::ranges::any_of(
        scenario_.technologies, [](const Technology& technology) { return technology.imported_fraction_of_capex > 0.0; });
    for (const auto& [key, tax] :
         {std::pair{"import_duty_fraction", &host_.import_duty_fraction}, {"import_vat_fraction", &host_.import_vat_fraction}}) {
      if (imports || is_zero(*tax)) continue;
      findings.warn(std::string("host_country.") + key, "changes nothing, no technology has an imported part",
                    "Give imported_fraction_of_capex of the technologies.");
    }
  }

  void check_exchange_rate() {
    const ExchangeRate& rate = host_.exchange_rate;
    const std::string path = "host_country.exchange_rate.";
    if (rate.regime == ExchangeRegime::floating) {
      const std::string remedy = "Did you mean regime: pegged?";
      if (rate.peg_break_probability_per_year > 0.0)
        findings.refuse(path + "peg_break_probability_per_year", "has no effect with regime: floating", remedy);
      if (rate.peg_break_loss_fraction > 0.0)
        findings.refuse(path + "peg_break_loss_fraction", "has no effect with regime: floating", remedy);
    } else if (rate.peg_break_probability_per_year == 0.0) {
      for (const auto& [key, value] : {std::pair{"drift_fraction_per_year", rate.drift_fraction_per_year},
                                       {"volatility_fraction_per_year", rate.volatility_fraction_per_year},
                                       {"peg_break_loss_fraction", rate.peg_break_loss_fraction}}) {
        if (value == 0.0) continue;
        findings.refuse(path + key, "has no effect on a peg that never breaks",
                        "Give peg_break_probability_per_year, or take regime: floating.");
      }
    }
    const bool is_used = scenario_.tariff.local_currency_fraction > 0.0 ||
                         std::ranges::any_of(scenario_.technologies, [](const Technology& technology) {
                           return technology.local_currency_fraction_of_opex > 0.0;
                         });
    if (is_used || rate == ExchangeRate{}) return;
    findings.warn("host_country.exchange_rate", "changes nothing, neither the awarded price nor a cost is in that currency",
                  "Give tariff.local_currency_fraction or local_currency_fraction_of_opex of a technology.");
  }

  void check_market(const ElectricityMarket& market) {
    const std::string path = "electricity_markets." + market.name;
    const ElectricityMarket* home = home_market(scenario_);
    if (market.country == host_.code && home != &market) {
      findings.refuse(path + ".country", market.country + " has a market already, " + home->name,
                      "Write one market for the host country.");
    }
    const double sd = market.sd_of_change_fraction / std::sqrt(1.0 - market.persistence_fraction * market.persistence_fraction);
    if (sd > most_stationary_sd) {
      findings.refuse(path + ".sd_of_change_fraction",
                      number_text(market.sd_of_change_fraction) + " with persistence_fraction " +
                          number_text(market.persistence_fraction) +
                          " gives the logarithm of a month's price a standard deviation of " + display_text(sd, 3) + ", above 2",
                      "Give a smaller one, or less persistence.");
    }
    const std::size_t months = market.seasonality_factor.size();
    if (months != 0 && months != months_per_year) {
      findings.refuse(path + ".seasonality_factor", "has " + std::to_string(months) + " values, a year has 12 months",
                      "Give one value a month, January first.");
    }
    check_technologies(path + ".capture_rate_fraction.", market.capture_rate_fraction);
    check_technologies(path + ".capture_rate_change_fraction_per_year.", market.capture_rate_change_fraction_per_year);
    check_technologies(path + ".energy_at_negative_prices_fraction.", market.energy_at_negative_prices_fraction);
    if (&market != home && !market.energy_at_negative_prices_fraction.empty()) {
      findings.refuse(path + ".energy_at_negative_prices_fraction", "has an effect in the market of the host country only",
                      "Leave it out.");
    }
    check_use(path, market);
  }

  Findings findings;

 private:
  void check_technologies(const std::string& path, const std::map<std::string, Quantity>& by_technology) {
    for (const auto& [technology, value] : by_technology) findings.refuse_unknown_technology(path + technology, technology);
  }

  void check_use(const std::string& path, const ElectricityMarket& market) {
    const auto& corridors = scenario_.exports.corridors;
    if (market.country == host_.code || std::ranges::find(corridors, market.name, &Corridor::market) != corridors.end()) return;
    findings.warn(path, "nothing is sold there, it is not in the host country and no corridor leads to it",
                  "Name it as market of a corridor, or leave it out.");
  }

  const Scenario& scenario_;
  const HostCountry& host_;
};

}  // namespace

std::vector<Issue> check_markets(const Scenario& scenario) {
  MarketChecker checker(scenario);
  checker.check_country();
  checker.check_exchange_rate();
  for (const ElectricityMarket& market : scenario.electricity_markets) checker.check_market(market);
  return std::move(checker.findings.issues);
}

}  // namespace sealedbid
