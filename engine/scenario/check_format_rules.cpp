#include <algorithm>
#include <cmath>
#include <utility>

#include "base/number_text.hpp"
#include "scenario/check_auction_rules.hpp"
#include "scenario/fields.hpp"

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
    check_ranking_of_clock();
    check_settings_of_clock();
    check_steps_of_clock();
    if (auction_.direction != Direction::procurement) refuse_clock("is for procurement only");
    if (auction_.marginal_bid == MarginalBidRule::reject_delivery_year) refuse_clock("is not possible with reject_delivery_year");
    if (auction_.ties == TieRule::shared) {
      report("ties", "a clock needs an order among equal bids, and shared has none", "Choose another rule, e.g. lottery.");
    }
    if (is_of_lots()) return check_clock_of_lots();
    if (!auction_.stages.empty() || !auction_.limits.empty()) refuse_clock("is possible without stages and limits only");
    if (!auction_.volume_mw) refuse_clock("needs volume_mw");
    for (const auto& [key, is_given] : {std::pair{"volume_mwh_per_year", auction_.volume_mwh_per_year.has_value()},
                                        {"budget_per_year", auction_.budget_per_year.has_value()}}) {
      if (is_given)
        report(key, "the clock follows volume_mw alone and would ignore it", "Leave it out, or take format: sealed_bid.");
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

  void refuse_clock(const std::string& what) { report("format", "a clock " + what, "Change that, or take format: sealed_bid."); }

  bool is_of_lots() const { return auction_.format == AuctionFormat::descending_clock_then_fee; }

  /// Bidders on a clock compare prices as they are.
  void check_ranking_of_clock() {
    const Ranking& ranking = auction_.ranking;
    const std::string remedy = "Leave it out, or take format: sealed_bid.";
    if (ranking.by != RankBy::price) refuse_clock("needs a ranking by price");
    if (!ranking.adjustments.empty()) report("ranking.adjustments", "a clock compares prices and would ignore them", remedy);
    if (ranking.yield_correction != YieldCorrection::none)
      report("ranking.yield_correction", "a clock compares prices and would ignore it", remedy);
    if (is_of_lots() && ranking.band_above_lowest_fraction) {
      report("ranking.band_above_lowest_fraction", "compares bids of all lots, and each lot has a clock of its own",
             "Leave it out.");
    }
  }

  void check_settings_of_clock() {
    const Clock& clock = auction_.clock;
    const Clock standard;
    const auto idle = [&](const std::string& key, bool is_given, AuctionFormat format) {
      if (!is_given || auction_.format == format) return;
      report("clock." + key, "has no effect on format: " + std::string(choice_name(auction_.format)),
             "Leave it out, or take format: " + std::string(choice_name(format)) + ".");
    };
    using enum AuctionFormat;
    idle("admitted_over_volume_fraction", clock.admitted_over_volume_fraction != standard.admitted_over_volume_fraction,
         sealed_then_descending_clock);
    idle("stops_at_supply_over_volume_fraction",
         clock.stops_at_supply_over_volume_fraction != standard.stops_at_supply_over_volume_fraction,
         descending_clock_then_sealed);
    idle("fee_step_per_mw", clock.fee_step_per_mw != standard.fee_step_per_mw, descending_clock_then_fee);
    idle("intermediate_fees", clock.intermediate_fees != standard.intermediate_fees, descending_clock_then_fee);
  }

  void check_steps_of_clock() {
    const double price_step = auction_.price_step_per_mwh, steps = auction_.clock.step_per_mwh / price_step;
    const std::string given = number_text(auction_.clock.step_per_mwh), grid = "the price step " + number_text(price_step);
    if (steps < 1.0 - 1e-12) return report("clock.step_per_mwh", given + " is below " + grid, "Give at least that.");
    if (std::abs(steps - std::round(steps)) <= 1e-9 * steps) return;
    const auto multiple = [&](double count) { return display_text(count * price_step, 12); };
    report("clock.step_per_mwh", given + " is not a multiple of " + grid,
           "Give " + multiple(std::floor(steps)) + " or " + multiple(std::ceil(steps)) + ".");
  }

  void check_clock_of_lots() {
    const std::string format = "descending_clock_then_fee";
    const std::string limit = "limits: {one_winner_a_lot: {per: lot, awards: 1}}";
    const bool is_single = auction_.limits.size() == 1 && auction_.stages.empty();
    if (!is_single || auction_.limits.front().per != LimitScope::lot || auction_.limits.front().awards != 1 ||
        auction_.limits.front().bids != BidFilter{}) {
      report("limits", format + " has one winner a lot, and no other limit or stage", "Give " + limit + " alone.");
    }
    for (const auto& [key, is_given] : {std::pair{"volume_mw", auction_.volume_mw.has_value()},
                                        {"volume_mwh_per_year", auction_.volume_mwh_per_year.has_value()},
                                        {"budget_per_year", auction_.budget_per_year.has_value()}}) {
      if (is_given) report(key, format + " auctions each lot by itself, whatever the others take", "Leave it out.");
    }
    if (auction_.ties != TieRule::higher_fee_first)
      report("ties", "with " + format + " the fee decides among bids at the floor", "Give higher_fee_first.");
    if (auction_.pricing != PricingRule::pay_as_bid || !auction_.pricing_exceptions.empty())
      report("pricing", "with " + format + " the clock of a lot sets the price of its winner", "Give pay_as_bid alone.");
    if (auction_.uncontested != Uncontested::normal_price)
      report("uncontested", "with " + format + " the clock of a lot sets the price of its winner", "Leave it out.");
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
