#include <algorithm>

#include "base/number_text.hpp"
#include "scenario/check_economy.hpp"
#include "scenario/choices.hpp"

namespace sealedbid {

namespace {

class TariffChecker {
 public:
  explicit TariffChecker(const Scenario& scenario)
      : findings(scenario), scenario_(scenario), tariff_(scenario.tariff), home_(home_market(scenario)) {}

  void check_type() {
    const bool earns_without_market =
        tariff_.type == TariffType::power_purchase_agreement || tariff_.type == TariffType::two_way_cfd;
    if (!earns_without_market) refuse_without_home("tariff.type", type());
    const bool is_sale = scenario_.auction.direction == Direction::sale;
    if (tariff_.type == TariffType::payment_by_bidder && !is_sale) {
      findings.refuse("tariff.type", "payment_by_bidder is what the winners of a sale pay, and this auction buys",
                      "Did you mean auction.direction: sale?");
    }
    const bool is_merchant = tariff_.type == TariffType::partially_merchant;
    if (is_merchant && tariff_.merchant_fraction == 0.0) {
      findings.refuse("tariff.merchant_fraction", "is 0, and partially_merchant plants sell a part themselves",
                      "Give a share above 0, or take type: power_purchase_agreement.");
    }
    if (!is_merchant && tariff_.merchant_fraction > 0.0) {
      findings.refuse("tariff.merchant_fraction", "has no effect with type: " + type(), "Did you mean type: partially_merchant?");
    }
  }

  void check_reference() {
    const bool has_reference = tariff_.type == TariffType::two_way_cfd || tariff_.type == TariffType::capability_cfd ||
                               tariff_.type == TariffType::one_way_sliding_premium;
    check_reference_key("reference_period", tariff_.reference_period == ReferencePeriod::month, has_reference);
    check_reference_key("reference_price", tariff_.reference_price == ReferencePrice::captured, has_reference);
  }

  void check_negative_prices() {
    if (tariff_.negative_prices == NegativePriceRule::supported) return;
    const std::string path = "tariff.negative_prices", rule(choice_name(tariff_.negative_prices));
    if (refuse_without_home(path, rule)) return;
    const auto& shares = home_->energy_at_negative_prices_fraction;
    if (std::ranges::any_of(shares, [](const auto& share) { return !is_zero(share.second); })) return;
    findings.warn(path, rule + " changes nothing, no output falls into hours of negative prices",
                  "Give electricity_markets." + home_->name + ".energy_at_negative_prices_fraction.");
  }

  void check_indexation() {
    const bool is_indexed = !is_zero(tariff_.indexation_fraction_per_year) || tariff_.cpi_indexed_fraction > 0.0;
    if (tariff_.indexed_from != IndexedFrom::commissioning && !is_indexed) {
      findings.refuse("tariff.indexed_from", "has no effect, the awarded price does not rise",
                      "Give indexation_fraction_per_year or cpi_indexed_fraction, or leave it out.");
    }
    if (tariff_.cpi_indexed_fraction > 0.0 && is_zero(scenario_.host_country.inflation_fraction_per_year)) {
      findings.warn("tariff.cpi_indexed_fraction", "changes nothing, there is no inflation",
                    "Give host_country.inflation_fraction_per_year.");
    }
    if (tariff_.local_currency_fraction > 0.0 && tariff_.type == TariffType::one_way_sliding_premium) {
      findings.refuse("tariff.local_currency_fraction",
                      "a one_way_sliding_premium in the host country's currency is not in this version", "Leave it out.");
    }
  }

  void check_after_term() {
    if (tariff_.after_term.sale != AfterTermSale::home_market) return;
    refuse_without_home("tariff.after_term.sale", "home_market");
    if (is_zero(tariff_.after_term.price_per_mwh)) return;
    findings.refuse("tariff.after_term.price_per_mwh", "has no effect with sale: home_market",
                    "Leave it out, or take sale: fixed_price.");
  }

  Findings findings;

 private:
  std::string type() const { return std::string(choice_name(tariff_.type)); }

  bool refuse_without_home(const std::string& path, const std::string& value) {
    if (home_ != nullptr) return false;
    findings.refuse(path, value + " needs a market of the host country, and there is none",
                    "Give one of the electricity_markets the country " + scenario_.host_country.code + ".");
    return true;
  }

  void check_reference_key(const std::string& key, bool is_standard, bool has_reference) {
    if (is_standard) return;
    const std::string path = "tariff." + key;
    if (!has_reference) {
      findings.refuse(path, "has no effect with type: " + type() + ", which subtracts no market price",
                      "Leave it out, or take two_way_cfd, one_way_sliding_premium or capability_cfd.");
    } else if (tariff_.type == TariffType::two_way_cfd) {
      refuse_without_home(path, "a reference price");  // the other types need the market anyway
    }
  }

  const Scenario& scenario_;
  const Tariff& tariff_;
  const ElectricityMarket* home_;
};

}  // namespace

std::vector<Issue> check_tariff(const Scenario& scenario) {
  TariffChecker checker(scenario);
  checker.check_type();
  checker.check_reference();
  checker.check_negative_prices();
  checker.check_indexation();
  checker.check_after_term();
  return std::move(checker.findings.issues);
}

}  // namespace sealedbid
