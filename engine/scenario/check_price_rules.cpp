#include <algorithm>

#include "base/number_text.hpp"
#include "scenario/check_auction_rules.hpp"
#include "scenario/fields.hpp"

namespace sealedbid {

namespace {

class PriceChecker {
 public:
  explicit PriceChecker(const Scenario& scenario) : scenario_(scenario), auction_(scenario.auction) {}

  void check_lowest_rejected() {
    constexpr PricingRule lowest_rejected = PricingRule::uniform_lowest_rejected;
    if (auction_.pricing == lowest_rejected) check_lowest_rejected_at("pricing");
    for (const PricingException& exception : auction_.pricing_exceptions) {
      if (exception.pricing == lowest_rejected) check_lowest_rejected_at("pricing_exceptions." + exception.name + ".pricing");
    }
  }

  void check_ceiling_from_history() {
    const CeilingFromHistory& rule = auction_.ceiling_from_history;
    if (rule.factor == 0.0) {
      if (rule != CeilingFromHistory{})
        report("ceiling_from_history", "has no effect without a factor", "Give factor, e.g. 1.08.");
    } else if (auction_.history.highest_award_per_mwh.size() < static_cast<std::size_t>(rule.rounds)) {
      report("ceiling_from_history.rounds",
             std::to_string(rule.rounds) + " rounds are asked for, history.highest_award_per_mwh has " +
                 std::to_string(auction_.history.highest_award_per_mwh.size()),
             "Give it, oldest first, or fewer rounds.");
    }
  }

  void check_floor() {
    if (!auction_.floor_per_mwh) return;
    if (auction_.ceiling_per_mwh) {
      const Quantity& ceiling = *auction_.ceiling_per_mwh;
      check_floor_against("ceiling_per_mwh", auction_.direction == Direction::sale ? lowest(ceiling) : highest(ceiling));
    }
    for (const CeilingRule& rule : auction_.ceilings)
      check_floor_against("ceilings." + rule.name + ".ceiling_per_mwh", rule.ceiling_per_mwh);
    for (const Stage& stage : auction_.stages) {
      if (stage.ceiling_per_mwh) check_floor_against("stages." + stage.name + ".ceiling_per_mwh", *stage.ceiling_per_mwh);
    }
  }

  void check_price_groups() {
    if (auction_.uncontested == Uncontested::pay_ceiling && auction_.direction == Direction::procurement && !has_some_ceiling()) {
      report("uncontested", "pay_ceiling pays winners their ceiling, and there is none", "Give ceiling_per_mwh.");
    }
    if (auction_.pricing != PricingRule::pay_as_bid || !auction_.pricing_exceptions.empty()) return;
    const std::string what = "has no effect, as winners are paid their own bids";
    if (auction_.uniform_price_within != PriceScope::all)
      report("uniform_price_within", what, "Give pricing: uniform_highest_accepted or leave it out.");
    for (const Limit& limit : auction_.limits) {
      if (limit.has_own_price_when_binding)
        report("limits." + limit.name + ".has_own_price_when_binding", what, "Give a uniform pricing or leave it out.");
    }
  }

  void check_ranking() {
    const Ranking& ranking = auction_.ranking;
    if (ranking.by == RankBy::points && ranking.criteria.empty())
      report("ranking.by", "points come from criteria, and there are none", "Give ranking.criteria.");
    if (ranking.by != RankBy::points && !ranking.criteria.empty())
      report("ranking.criteria", "have no effect on this ranking", "Did you mean by: points?");
    for (const Criterion& criterion : ranking.criteria) {
      if (criterion.name == "price" && criterion.formula == PointsFormula::as_given)
        report("ranking.criteria.price.formula", "as_given takes points from the bid, and a price is not points",
               "Give linear_above_lowest or lowest_over_value.");
    }
    if (ranking.by == RankBy::discount && !has_some_ceiling())
      report("ranking.by", "discount is taken from the ceiling, and there is none", "Give ceiling_per_mwh.");
    if (auction_.direction == Direction::sale && (ranking.by == RankBy::discount || ranking.by == RankBy::support_per_tco2))
      report("ranking.by", std::string(choice_name(ranking.by)) + " is for procurement, in a sale bidders pay",
             "Rank by price or points.");
    check_parts_of_price_ranking();
  }

  std::vector<Issue> issues;

 private:
  void report(const std::string& path, const std::string& what, const std::string& remedy) {
    issues.push_back(rule_issue(scenario_, "auction." + path, what, remedy));
  }

  bool has_general_ceiling() const { return auction_.ceiling_per_mwh || auction_.ceiling_from_history.factor > 0.0; }
  bool has_some_ceiling() const { return has_general_ceiling() || !auction_.ceilings.empty(); }

  /// One winner a lot, each lot with its own price: the lowest rejected bid of a lot is never below its winner.
  bool is_of_single_lots(const Limit& limit) const {
    return limit.per == LimitScope::lot && limit.awards == 1 && auction_.uniform_price_within == PriceScope::lot;
  }

  void check_lowest_rejected_at(const std::string& path) {
    if (!has_general_ceiling()) {
      report(path, "uniform_lowest_rejected needs a ceiling, which is the price where no bid is rejected",
             "Give auction.ceiling_per_mwh.");
    }
    const auto refuse = [&](const std::string& where) {
      report(path, "with " + where + " the lowest rejected bid can be below an accepted one",
             "Give uniform_highest_accepted, or leave that rule out.");
    };
    const auto with_rule = [](const std::string& where, MarginalBidRule rule) {
      return where + ": " + std::string(choice_name(rule));
    };
    if (skips_bids(auction_.marginal_bid)) refuse(with_rule("marginal_bid", auction_.marginal_bid));
    for (const Limit& limit : auction_.limits) {
      if (is_of_single_lots(limit)) continue;
      if (skips_bids(limit.marginal_bid)) refuse(with_rule("limits." + limit.name + ".marginal_bid", limit.marginal_bid));
      if (!skips_bids(limit.marginal_bid) && !limit.has_own_price_when_binding) refuse("limits." + limit.name);
    }
    if (!auction_.stages.empty() && auction_.uniform_price_within != PriceScope::stage) refuse("stages");
    const Ranking& ranking = auction_.ranking;
    const bool is_by_price_alone =
        ranking.by == RankBy::price && ranking.adjustments.empty() && ranking.yield_correction == YieldCorrection::none;
    if (!is_by_price_alone) refuse("a ranking that is not by the price alone");
  }

  /// In a sale the ceiling is the least and the floor the highest admissible price.
  void check_floor_against(const std::string& path, double ceiling) {
    const double floor = *auction_.floor_per_mwh;
    const bool is_sale = auction_.direction == Direction::sale;
    if (is_sale ? floor >= ceiling : floor <= ceiling) return;
    report(path,
           number_text(ceiling) + (is_sale ? " is above" : " is below") + " floor_per_mwh of " + number_text(floor) +
               ", no bid is admitted",
           "Exchange the two.");
  }

  void check_parts_of_price_ranking() {
    const Ranking& ranking = auction_.ranking;
    const std::string what = "is for a ranking by price";
    const bool is_by_price = ranking.by == RankBy::price;
    if (!is_by_price && ranking.yield_correction != YieldCorrection::none)
      report("ranking.yield_correction", what, "Leave it out, or give by: price.");
    if (!is_by_price && !ranking.adjustments.empty()) report("ranking.adjustments", what, "Leave them out, or give by: price.");
    if (!ranking.band_above_lowest_fraction) return;
    if (!is_by_price) report("ranking.band_above_lowest_fraction", what, "Leave it out, or give by: price.");
    if (auction_.direction == Direction::sale)
      report("ranking.band_above_lowest_fraction", "is for procurement, in a sale the highest bid wins", "Leave it out.");
  }

  const Scenario& scenario_;
  const Auction& auction_;
};

}  // namespace

std::vector<Issue> check_price_rules(const Scenario& scenario) {
  PriceChecker checker(scenario);
  checker.check_lowest_rejected();
  checker.check_ceiling_from_history();
  checker.check_floor();
  checker.check_price_groups();
  checker.check_ranking();
  return std::move(checker.issues);
}

}  // namespace sealedbid
