#include <algorithm>
#include <utility>

#include "base/number_text.hpp"
#include "scenario/check_auction_rules.hpp"

namespace sealedbid {

namespace {

class FormatChecker {
 public:
  explicit FormatChecker(const Scenario& scenario) : scenario_(scenario), auction_(scenario.auction) {}

  void check_ties() {
    if (auction_.ties == TieRule::higher_fee_first && !auction_.floor_per_mwh) {
      report("ties", "higher_fee_first needs a floor, at which bidders begin to offer fees", "Give floor_per_mwh.");
    }
    if (auction_.ties != TieRule::shared) return;
    if (auction_.marginal_bid != MarginalBidRule::partial) {
      report("ties", "shared ties are awarded in part, marginal_bid is another rule", "Give marginal_bid: partial.");
    }
    if (!auction_.stages.empty() || !auction_.limits.empty() || auction_.volume_mwh_per_year || auction_.budget_per_year) {
      report("ties", "shared ties are possible with volume_mw alone, without stages, limits and further volumes",
             "Choose another rule for ties, e.g. lottery.");
    }
  }

  void check_format() {
    if (auction_.format == AuctionFormat::sealed_bid) {
      if (auction_.clock != Clock{}) report("clock", "has no effect on sealed bids", "Give a format with a clock.");
      return;
    }
    const auto refuse = [&](const std::string& what) {
      report("format", "a clock " + what, "Change that, or take format: sealed_bid.");
    };
    if (auction_.direction != Direction::procurement) refuse("is for procurement only");
    if (auction_.ranking.by != RankBy::price) refuse("needs a ranking by price");
    if (!auction_.stages.empty() || !auction_.limits.empty()) refuse("is possible without stages and limits only");
    if (!auction_.volume_mw) refuse("needs volume_mw");
    if (auction_.marginal_bid == MarginalBidRule::reject_delivery_year) refuse("is not possible with reject_delivery_year");
    if (auction_.clock.step_per_mwh < auction_.price_step_per_mwh * (1.0 - 1e-12)) {
      report("clock.step_per_mwh",
             number_text(auction_.clock.step_per_mwh) + " is below the price step " + number_text(auction_.price_step_per_mwh),
             "Give at least that.");
    }
  }

  void check_sale() {
    if (auction_.direction != Direction::sale) return;
    const auto refuse = [&](const std::string& path) {
      report(path, "a budget pays for support, in a sale bidders pay", "Leave it out, or take direction: procurement.");
    };
    if (auction_.budget_per_year) refuse("budget_per_year");
    for (const Stage& stage : auction_.stages)
      if (stage.budget_per_year) refuse("stages." + stage.name + ".budget_per_year");
    for (const Limit& limit : auction_.limits)
      if (limit.budget_per_year) refuse("limits." + limit.name + ".budget_per_year");
  }

  void check_packages() {
    if (auction_.packages.empty()) return;
    const std::pair<const char*, bool> idle[] = {{"volume_mw", auction_.volume_mw.has_value()},
                                                 {"volume_mwh_per_year", auction_.volume_mwh_per_year.has_value()},
                                                 {"budget_per_year", auction_.budget_per_year.has_value()},
                                                 {"volume_response", auction_.volume_response != VolumeResponse{}},
                                                 {"exclusions", !auction_.exclusions.empty()},
                                                 {"ceilings", !auction_.ceilings.empty()},
                                                 {"ranking", auction_.ranking != Ranking{}},
                                                 {"stages", !auction_.stages.empty()},
                                                 {"limits", !auction_.limits.empty()},
                                                 {"pricing_exceptions", !auction_.pricing_exceptions.empty()},
                                                 {"format", auction_.format != AuctionFormat::sealed_bid}};
    for (const auto& [key, is_given] : idle) {
      if (is_given) report(key, "has no effect on packages, which are chosen by their total price", "Leave it out.");
    }
    const auto has_value = [](const PackageProduct& product) { return product.value_per_unit.has_value(); };
    if (std::ranges::any_of(auction_.packages, has_value) && !std::ranges::all_of(auction_.packages, has_value)) {
      const auto without = std::ranges::find_if_not(auction_.packages, has_value);
      report("packages." + without->name + ".value_per_unit", "is missing, and other products have one",
             "Give it for all (greatest surplus) or none (least cost).");
    }
  }

  std::vector<Issue> issues;

 private:
  void report(const std::string& path, const std::string& what, const std::string& remedy) {
    issues.push_back(rule_issue(scenario_, "auction." + path, what, remedy));
  }

  const Scenario& scenario_;
  const Auction& auction_;
};

}  // namespace

std::vector<Issue> check_format_rules(const Scenario& scenario) {
  FormatChecker checker(scenario);
  checker.check_ties();
  checker.check_format();
  checker.check_sale();
  checker.check_packages();
  return std::move(checker.issues);
}

}  // namespace sealedbid
