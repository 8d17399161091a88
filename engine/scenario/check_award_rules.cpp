#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/number_text.hpp"
#include "scenario/check_auction_rules.hpp"
#include "scenario/fields.hpp"

namespace sealedbid {

namespace {

/// A volume that a stage or limit may have, with the round's own.
struct Amount {
  std::string_view key;
  std::optional<double> own, of_round;
};

template <class Part>
std::vector<Amount> amounts_of(const Part& part, const Auction& auction) {
  const auto round_mw = auction.volume_mw ? std::optional(highest(*auction.volume_mw)) : std::nullopt;
  return {{"volume_mw", part.volume_mw, round_mw},
          {"volume_fraction", part.volume_fraction, round_mw ? std::optional(1.0) : std::nullopt},
          {"volume_mwh_per_year", part.volume_mwh_per_year, auction.volume_mwh_per_year},
          {"budget_per_year", part.budget_per_year, auction.budget_per_year}};
}

class AwardChecker {
 public:
  explicit AwardChecker(const Scenario& scenario) : scenario_(scenario), auction_(scenario.auction) {}

  void check_volume() {
    const bool is_of_lots = std::ranges::any_of(
        auction_.limits, [](const Limit& limit) { return limit.per == LimitScope::lot && limit.awards.has_value(); });
    if (!auction_.volume_mw && !auction_.volume_mwh_per_year && !auction_.budget_per_year && !is_of_lots &&
        auction_.packages.empty()) {
      report("volume_mw", "is missing, and nothing else says how much is auctioned",
             "Give volume_mw, volume_mwh_per_year, budget_per_year, packages, or a limit of awards per lot.");
    }
    if (auction_.minimum_bid_mw && auction_.maximum_bid_mw && *auction_.minimum_bid_mw > *auction_.maximum_bid_mw) {
      report("minimum_bid_mw", number_text(*auction_.minimum_bid_mw) + " is above maximum_bid_mw, no bid is admitted",
             "Exchange the two.");
    }
    check_delivery_year("marginal_bid", auction_.marginal_bid);
    for (const Exclusion& exclusion : auction_.exclusions) {
      if (exclusion.bids != BidFilter{}) continue;
      report("exclusions." + exclusion.name + ".bids", "names no bids, every bid would be excluded",
             "Give technologies, zones, segments, lots, delivery_years or origin.");
    }
  }

  void check_volume_response() {
    const VolumeResponse& response = auction_.volume_response;
    const bool is_share = response.rule == VolumeRule::share_of_bids,
               is_surplus = response.rule == VolumeRule::competition_surplus;
    const std::string idle = "has no effect with rule: " + std::string(choice_name(response.rule));
    if (!is_share && response.share_of_bids_fraction != 1.0)
      report("volume_response.share_of_bids_fraction", idle, "Did you mean rule: share_of_bids?");
    if (!is_surplus && response.surplus_fraction != 0.0)
      report("volume_response.surplus_fraction", idle, "Did you mean rule: competition_surplus?");
    if (!is_share && response.applies != ShareApplies::always)
      report("volume_response.applies", idle, "Did you mean rule: share_of_bids?");
    const RoundHistory& history = auction_.history;
    switch (response.rule) {
      case VolumeRule::as_offered:
        return;
      case VolumeRule::share_of_bids:
      case VolumeRule::competition_surplus:
        if (auction_.volume_mw || auction_.volume_mwh_per_year) return;
        return report("volume_response.rule", std::string(choice_name(response.rule)) + " reduces a volume, and there is none",
                      "Give volume_mw or volume_mwh_per_year.");
      case VolumeRule::permits_and_unawarded:
        return check_response(1, {{"volume_mw", &history.volume_mw},
                                  {"eligible_bids_mw", &history.eligible_bids_mw},
                                  {"awarded_mw", &history.awarded_mw}});
      case VolumeRule::mean_of_last_two:
        return check_response(2, {{"volume_mw", &history.volume_mw}, {"eligible_bids_mw", &history.eligible_bids_mw}});
      case VolumeRule::last_round_bids:
        return check_response(1, {{"eligible_bids_mw", &history.eligible_bids_mw}});
    }
  }

  void check_history() {
    const RoundHistory& history = auction_.history;
    std::pair<std::string_view, std::size_t> first{};
    for (const auto& [key, list] : {std::pair{"volume_mw", &history.volume_mw},
                                    {"eligible_bids_mw", &history.eligible_bids_mw},
                                    {"awarded_mw", &history.awarded_mw},
                                    {"highest_award_per_mwh", &history.highest_award_per_mwh}}) {
      if (list->empty()) continue;
      if (first.first.empty()) first = {key, list->size()};
      if (list->size() == first.second) continue;
      report("history." + std::string(key),
             "has " + std::to_string(list->size()) + " rounds, and history." + std::string(first.first) + " has " +
                 std::to_string(first.second),
             "Give each list one value a round, oldest first.");
    }
  }

  void check_stages() {
    for (const Stage& stage : auction_.stages) {
      const std::string path = "stages." + stage.name;
      const auto amounts = amounts_of(stage, auction_);
      if (std::ranges::none_of(amounts, [](const Amount& amount) { return amount.own.has_value(); })) {
        report(path, "has no volume, it would take all of the round",
               "Give volume_mw, volume_fraction, volume_mwh_per_year or budget_per_year.");
      }
      check_amounts(path, amounts);
      check_delivery_year(path + ".marginal_bid", stage.marginal_bid);
    }
    check_sum_of_stages();
  }

  void check_limits() {
    for (const Limit& limit : auction_.limits) {
      const std::string path = "limits." + limit.name;
      const auto amounts = amounts_of(limit, auction_);
      const auto given =
          std::ranges::count_if(amounts, [](const Amount& amount) { return amount.own.has_value(); }) + (limit.awards ? 1 : 0);
      if (given != 1) {
        report(path, given == 0 ? "limits nothing" : "has " + std::to_string(given) + " amounts, one is possible",
               given == 0 ? "Give volume_mw, volume_fraction, volume_mwh_per_year, budget_per_year or awards."
                          : "Write a limit for each.");
      }
      check_amounts(path, amounts);
      check_delivery_year(path + ".marginal_bid", limit.marginal_bid);
      if (limit.counts != LimitCounts::whole_bid && (limit.awards || limit.budget_per_year)) {
        report(path + ".counts", "a part of a bid counts in limits of a volume only", "Leave it out.");
      }
    }
  }

  std::vector<Issue> issues;

 private:
  void report(const std::string& path, const std::string& what, const std::string& remedy) {
    issues.push_back(rule_issue(scenario_, "auction." + path, what, remedy));
  }

  void check_response(std::size_t rounds, std::initializer_list<std::pair<const char*, const std::vector<double>*>> lists) {
    const std::string rule(choice_name(auction_.volume_response.rule));
    if (!auction_.volume_mw) report("volume_response.rule", rule + " reduces volume_mw, and it is absent", "Give volume_mw.");
    for (const auto& [key, list] : lists) {
      if (list->size() >= rounds) continue;
      report("volume_response.rule", rule + " needs history." + key + " of the last " + (rounds == 1 ? "round" : "two rounds"),
             "Give it, oldest first.");
    }
  }

  void check_amounts(const std::string& path, const std::vector<Amount>& amounts) {
    for (const auto& [key, own, of_round] : amounts) {
      if (!own) continue;
      if (key == "volume_fraction" && !of_round)
        report(path + ".volume_fraction", "is a share of volume_mw, and it is absent", "Give auction.volume_mw.");
      if (of_round && *own > *of_round)
        report(path + "." + std::string(key), number_text(*own) + " is above the round's " + number_text(*of_round),
               "Give at most that.");
    }
  }

  void check_sum_of_stages() {
    double sum_mw = 0.0, sum_mwh = 0.0, sum_budget = 0.0;
    const double round_mw = auction_.volume_mw ? highest(*auction_.volume_mw) : 0.0;
    for (const Stage& stage : auction_.stages) {
      const double share_mw = stage.volume_fraction.value_or(1.0) * round_mw;
      if (stage.volume_mw || stage.volume_fraction) sum_mw += std::min(stage.volume_mw.value_or(share_mw), share_mw);
      sum_mwh += stage.volume_mwh_per_year.value_or(0.0);
      sum_budget += stage.budget_per_year.value_or(0.0);
    }
    check_sum("MW", sum_mw, auction_.volume_mw ? std::optional(round_mw) : std::nullopt);
    check_sum("MWh a year", sum_mwh, auction_.volume_mwh_per_year);
    check_sum("of budget a year", sum_budget, auction_.budget_per_year);
  }

  void check_sum(const std::string& unit, double sum, const std::optional<double>& of_round) {
    if (auction_.stages.size() < 2 || !of_round || sum <= *of_round * (1.0 + 1e-12)) return;
    report("stages", "have " + display_text(sum, 12) + " " + unit + " together, and the round has " + number_text(*of_round),
           "Reduce them, or give the round more.");
  }

  void check_delivery_year(const std::string& path, MarginalBidRule rule) {
    if (rule != MarginalBidRule::reject_delivery_year || auction_.uniform_price_within == PriceScope::delivery_year) return;
    report(path, "reject_delivery_year needs prices by delivery year", "Give uniform_price_within: delivery_year.");
  }

  const Scenario& scenario_;
  const Auction& auction_;
};

}  // namespace

Issue rule_issue(const Scenario& scenario, const std::string& path, const std::string& what, const std::string& remedy) {
  return {scenario.place_of(path), path, what, remedy, Severity::error};
}

bool skips_bids(MarginalBidRule rule) {
  return rule == MarginalBidRule::reject_and_skip || rule == MarginalBidRule::partial_above_minimum ||
         rule == MarginalBidRule::reject_delivery_year;
}

std::vector<Issue> check_award_rules(const Scenario& scenario) {
  AwardChecker checker(scenario);
  checker.check_volume();
  checker.check_volume_response();
  checker.check_history();
  checker.check_stages();
  checker.check_limits();
  return std::move(checker.issues);
}

}  // namespace sealedbid
