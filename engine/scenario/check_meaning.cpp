#include "scenario/check_meaning.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <set>

#include "base/number_text.hpp"
#include "scenario/check_auction_rules.hpp"
#include "scenario/check_economy.hpp"
#include "scenario/check_realisation.hpp"
#include "scenario/check_strategies.hpp"

namespace sealedbid {

namespace {

constexpr std::int64_t most_bidders = 1'000'000;
// Quantities are integers of kW: by the ranges of the table of fields not even all bidders together overflow.
static_assert(1e5 * 1000.0 * most_bidders < 4611686018427387904.0);
constexpr double most_ticks = 2147483646.0;

class Checker {
 public:
  explicit Checker(const Scenario& scenario) : findings(scenario), scenario_(scenario) {}

  void check_ceiling() {
    if (!scenario_.auction.ceiling_per_mwh) return;
    const Quantity& ceiling = *scenario_.auction.ceiling_per_mwh;
    const double step = scenario_.auction.price_step_per_mwh;
    const std::string path = "auction.ceiling_per_mwh";
    if (highest(ceiling) < step && highest(ceiling) > 0.0) {
      return report(path, text_of(ceiling) + " is below the price step " + number_text(step),
                    "Give a finer auction.price_step_per_mwh.");
    }
    const double ticks = highest(ceiling) / step;
    if (std::isfinite(ticks) && ticks > most_ticks) {
      return report(path, text_of(ceiling) + " has more than 2147483646 price steps of " + number_text(step),
                    "Give a coarser auction.price_step_per_mwh.");
    }
    // A ratio of two doubles is off by a few units of its last place, which grow with the ratio.
    const double tolerance = std::max(1e-9, 4e-16 * ticks);
    if (!is_constant(ceiling) || std::abs(ticks - std::round(ticks)) <= tolerance) return;
    report(
        path, text_of(ceiling) + " is not a multiple of the price step " + number_text(step),
        "Did you mean " + display_text(std::floor(ticks) * step, 12) + " or " + display_text(std::ceil(ticks) * step, 12) + "?");
  }

  template <class List>
  void check_names(const std::string& path, const List& list) {
    std::map<std::string, std::string> names;
    for (const auto& item : list) {
      std::string folded = item.name;
      for (char& letter : folded) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
      const auto [other, is_new] = names.emplace(folded, item.name);
      if (!is_new)
        report(path + "." + item.name, "differs from " + other->second + " only in capital letters", "Choose another name.");
    }
  }

  void check_classes() {
    if (scenario_.bidder_classes.empty()) report("bidder_classes", "there is no class of bidders", "Give at least one.");
    std::int64_t bidders = 0;
    for (const auto& bidder_class : scenario_.bidder_classes) {
      bidders += bidder_class.bidders * bidder_class.projects_per_bidder;
      check_class(bidder_class, "bidder_classes." + bidder_class.name);
    }
    if (bidders > most_bidders)
      report("bidder_classes", std::to_string(bidders) + " bidders in all (their projects counted), at most 1000000 are possible");
  }

  void check_lifetimes() {
    std::set<std::string> used;
    for (const auto& bidder_class : scenario_.bidder_classes) {
      if (!bidder_class.required_price_per_mwh) used.insert(bidder_class.technology);
    }
    const Quantity& term = scenario_.tariff.term_years;
    for (const auto& technology : scenario_.technologies) {
      const Quantity& lifetime = technology.lifetime_years;
      if (!used.contains(technology.name) || !is_constant(lifetime) || !is_constant(term)) continue;
      if (std::round(lowest(lifetime)) >= std::round(lowest(term))) continue;
      report("technologies." + technology.name + ".lifetime_years",
             text_of(lifetime) + " years are shorter than the tariff's term of " + text_of(term) + " years",
             "Change it or tariff.term_years.");
    }
  }

  Findings findings;

 private:
  void report(const std::string& path, const std::string& what, const std::string& suggestion = "") {
    findings.refuse(path, what, suggestion);
  }

  void check_class(const BidderClass& bidder_class, const std::string& path) {
    if (bidder_class.bidders == 0) findings.warn(path + ".bidders", "the class has no bidders", "");
    if (!bidder_class.technology.empty()) findings.refuse_unknown_technology(path + ".technology", bidder_class.technology);
    if (!bidder_class.required_price_per_mwh && bidder_class.technology.empty()) {
      report(path + ".technology", "is missing, the cost of a bidder follows from it", "Give it, or required_price_per_mwh.");
    }
  }

  const Scenario& scenario_;
};

bool is_within(const std::string& path, const std::string& block) {
  return path.starts_with(block) && (path.size() == block.size() || path[block.size()] == '.' || path[block.size()] == '[');
}

void append(std::vector<Issue>& issues, const std::vector<Issue>& further) {
  issues.insert(issues.end(), further.begin(), further.end());
}

}  // namespace

std::vector<Issue> check_auction(const Scenario& scenario) {
  Checker checker(scenario);
  checker.check_ceiling();
  std::vector<Issue> issues = std::move(checker.findings.issues);
  append(issues, check_award_rules(scenario));
  append(issues, check_price_rules(scenario));
  append(issues, check_format_rules(scenario));
  return issues;
}

std::vector<Issue> check_meaning(const Scenario& scenario, const std::vector<Issue>& faults_of_reading) {
  const auto are_sound = [&](std::initializer_list<const char*> blocks) {
    return std::none_of(faults_of_reading.begin(), faults_of_reading.end(), [&](const Issue& issue) {
      return std::any_of(blocks.begin(), blocks.end(), [&](const char* block) { return is_within(issue.key_path, block); });
    });
  };
  Checker checker(scenario);
  checker.check_names("technologies", scenario.technologies);
  checker.check_names("bidder_classes", scenario.bidder_classes);
  checker.check_names("rings", scenario.rings);
  checker.check_names("electricity_markets", scenario.electricity_markets);
  checker.check_names("export.corridors", scenario.exports.corridors);
  if (are_sound({"technologies", "bidder_classes"})) checker.check_classes();
  if (are_sound({"technologies", "bidder_classes", "tariff"})) checker.check_lifetimes();
  std::vector<Issue> issues = std::move(checker.findings.issues);
  if (are_sound({"bidder_classes"})) append(issues, check_strategies(scenario));
  if (are_sound({"bidder_classes", "rings"})) append(issues, check_rings(scenario));
  if (are_sound({"technologies", "host_country", "tariff", "electricity_markets", "export"})) {
    append(issues, check_markets(scenario));
  }
  if (are_sound({"host_country", "auction", "tariff", "electricity_markets"})) append(issues, check_tariff(scenario));
  if (are_sound({"technologies", "bidder_classes", "tariff", "electricity_markets", "export", "settlement"})) {
    append(issues, check_export(scenario));
  }
  if (are_sound({"technologies", "host_country", "bidder_classes", "tariff", "export"})) append(issues, check_finance(scenario));
  if (are_sound({"auction"})) append(issues, check_auction(scenario));
  if (are_sound({"bidder_classes", "auction", "realisation"})) append(issues, check_realisation(scenario));
  if (are_sound({"technologies", "bidder_classes", "auction"})) append(issues, check_rule_names(scenario));
  if (are_sound({"bidder_classes", "auction"})) append(issues, check_adaptive(scenario));
  if (are_sound({"technologies", "host_country", "bidder_classes", "auction", "tariff", "electricity_markets", "export",
                 "settlement", "common_shocks"})) {
    append(issues, check_correlations(scenario));
  }
  return issues;
}

}  // namespace sealedbid
