#include <algorithm>

#include "base/text.hpp"
#include "scenario/check_economy.hpp"
#include "scenario/choices.hpp"

namespace sealedbid {

namespace {

class ExportChecker {
 public:
  explicit ExportChecker(const Scenario& scenario)
      : findings(scenario), scenario_(scenario), exports_(scenario.exports), tariff_(scenario.tariff) {}

  void check_corridor(const Corridor& corridor) {
    const std::string path = "export.corridors." + corridor.name;
    for (const auto& [technology, rate] : corridor.capture_rate_fraction) {
      findings.refuse_unknown_technology(path + ".capture_rate_fraction." + technology, technology);
    }
    if (corridor.market.empty()) {
      if (corridor.price_per_mwh) return;
      return findings.refuse(path + ".price_per_mwh", "is missing, and no market is named either",
                             "Give price_per_mwh, or the name of one of the electricity_markets as market.");
    }
    if (corridor.price_per_mwh)
      findings.refuse(path + ".price_per_mwh", "is given beside a market, whose prices hold", "Leave one of the two out.");
    if (!corridor.capture_rate_fraction.empty()) {
      findings.refuse(path + ".capture_rate_fraction", "has no effect, the market has capture rates of its own",
                      "Give electricity_markets." + printable(corridor.market) + ".capture_rate_fraction.");
    }
    check_market(path, corridor);
  }

  void check_right() {
    const bool is_share = exports_.right == ExportRight::share, has_share = !is_zero(exports_.share_of_energy_fraction);
    const std::string right(choice_name(exports_.right)), remedy = "Give export.corridors.";
    if (!is_share && has_share) {
      findings.refuse("export.share_of_energy_fraction", "has no effect with right: " + right + ", the corridors are the limit",
                      "Leave it out, or take right: share.");
    }
    if (exports_.corridors.empty()) {
      if (is_share && has_share)
        findings.refuse("export.share_of_energy_fraction", "is above 0, but there is no corridor", remedy);
      if (!is_share) findings.refuse("export.right", right + " needs a corridor, and there is none", remedy);
      if (exports_.allocation != ExportAllocation::pro_rata)
        findings.refuse("export.allocation", "has no effect, there is no corridor", remedy);
      if (exports_.state_share_of_export_gain_fraction > 0.0)
        findings.refuse("export.state_share_of_export_gain_fraction", "is above 0, but there is no corridor", remedy);
    }
    if (exports_.right == ExportRight::option) check_option();
    if (exports_.state_share_of_export_gain_fraction > 0.0 && tariff_.local_currency_fraction > 0.0) {
      findings.refuse(
          "tariff.local_currency_fraction",
          "an awarded price in the host country's currency beside a state share of the export gain is not in this version",
          "Leave one of the two out.");
    }
    if (exports_.state_share_of_export_gain_fraction > 0.0 && tariff_.type == TariffType::payment_by_bidder) {
      findings.refuse("export.state_share_of_export_gain_fraction",
                      "is a share of the gain over a strike price, and bidders who pay have none", "Leave it out.");
    }
  }

  void check_allocation() {
    const bool is_priority = exports_.allocation == ExportAllocation::priority;
    if (is_priority && exports_.priority.empty()) {
      findings.refuse("export.priority", "is missing, and allocation: priority follows it",
                      "Give a list of bidder classes, first ones served first.");
    }
    if (!is_priority && !exports_.priority.empty()) {
      findings.refuse("export.priority", "has no effect with allocation: " + std::string(choice_name(exports_.allocation)),
                      "Did you mean allocation: priority?");
    }
    if (is_priority && !exports_.corridors.empty() && !scenario_.settlement.is_asked()) {
      findings.warn("export.allocation", "changes no bid and nothing is settled, so that nobody is seen to be served first",
                    "Give settlement.state_discount_fraction_per_year.");
    }
    std::vector<std::string> classes;
    for (const BidderClass& bidder_class : scenario_.bidder_classes) classes.push_back(bidder_class.name);
    for (const std::string& name : exports_.priority) {
      if (std::ranges::find(classes, name) != classes.end()) continue;
      findings.refuse("export.priority", "there is no class of bidders '" + printable(name) + "'", nearest_hint(name, classes));
    }
  }

  void check_settlement() {
    if (scenario_.settlement.is_asked() || !scenario_.settlement.avoided_cost_per_mwh) return;
    findings.refuse("settlement.avoided_cost_per_mwh", "has no effect, nothing is settled without a discount rate",
                    "Give settlement.state_discount_fraction_per_year.");
  }

  Findings findings;

 private:
  void check_market(const std::string& path, const Corridor& corridor) {
    const auto& markets = scenario_.electricity_markets;
    const auto market = std::ranges::find(markets, corridor.market, &ElectricityMarket::name);
    if (market == markets.end()) {
      std::vector<std::string> names;
      for (const ElectricityMarket& each : markets) names.push_back(each.name);
      return findings.refuse(path + ".market", "there is no electricity market '" + printable(corridor.market) + "'",
                             nearest_hint(corridor.market, names));
    }
    if (market->country == corridor.destination) return;
    findings.refuse(path + ".destination",
                    corridor.destination + " is not the country of the market " + market->name + ", " + market->country,
                    "Write " + market->country + ", or name another market.");
  }

  void check_option() {
    const std::string path = "export.right", reason = "option is not in this version ";
    const bool is_two_way = tariff_.type == TariffType::two_way_cfd;
    if (tariff_.type != TariffType::power_purchase_agreement && !is_two_way) {
      findings.refuse(path, reason + "with tariff.type: " + std::string(choice_name(tariff_.type)),
                      "Take power_purchase_agreement or two_way_cfd, or right: share.");
    }
    if (is_two_way &&
        (tariff_.reference_price != ReferencePrice::captured || tariff_.reference_period == ReferencePeriod::year)) {
      findings.refuse(path, reason + "with a reference price of the whole market or year",
                      "Take tariff.reference_price: captured and reference_period: month.");
    }
    if (tariff_.supported_hours_per_year || tariff_.supported_hours_in_total) {
      findings.refuse(path, reason + "with a limit of supported hours",
                      "Leave out tariff.supported_hours_per_year and supported_hours_in_total, or take right: share.");
    }
    if (tariff_.local_currency_fraction > 0.0) {
      findings.refuse(path, reason + "with an awarded price in the host country's currency",
                      "Leave out tariff.local_currency_fraction, or take right: share.");
    }
  }

  const Scenario& scenario_;
  const Export& exports_;
  const Tariff& tariff_;
};

}  // namespace

std::vector<Issue> check_export(const Scenario& scenario) {
  ExportChecker checker(scenario);
  for (const Corridor& corridor : scenario.exports.corridors) checker.check_corridor(corridor);
  checker.check_right();
  checker.check_allocation();
  checker.check_settlement();
  return std::move(checker.findings.issues);
}

}  // namespace sealedbid
