#include "study/solve_strategies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/deadline.hpp"
#include "base/issue.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "output/strategy_tables.hpp"

namespace sealedbid {

namespace {

/// Judging worlds a searching world. Where each world is cleared by itself, searching takes longest and gets fewer.
constexpr std::int64_t judging_a_searching_world = 4, judging_a_slow_searching_world = 32;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// A market knows no places; the scenario does.
[[noreturn]] void throw_with_places(const InputError& error, const Scenario& scenario) {
  std::vector<Issue> issues = error.issues();
  for (Issue& issue : issues) {
    if (issue.place.file.empty()) issue.place = scenario.place_of(issue.key_path);
  }
  throw InputError(std::move(issues));
}

std::string percent(double share) {
  return std::isfinite(share) ? fmt::format("{:.2f} %", 100.0 * share) : "more than all";
}

const SearchedDeviation& of_greatest_bound(const StrategyCertificate& certificate) {
  return *std::ranges::max_element(certificate.classes, {}, &SearchedDeviation::upper_bound_share);
}

std::string shortfall_of(const PolicyMarket& policy, const StrategyCertificate& certificate) {
  const double tolerance = policy.market.equilibrium.tolerance;
  const std::string name = printable(policy.policy);
  if (certificate.classes.empty() || certificate.greatest_upper_bound_share <= tolerance) return "";
  const SearchedDeviation& worst = of_greatest_bound(certificate);
  const bool is_refuted = worst.gain_share > tolerance;
  return fmt::format(
      "policy {}: a bidder of class {} could gain up to {} of its expected profit by other bids ({} found ± {}), more than "
      "equilibrium.tolerance of {}. {}",
      name, printable(worst.bidder_class), percent(worst.upper_bound_share), percent(worst.gain_share),
      percent(worst.expected_profit_per_mwh > 0.0 ? worst.standard_error / worst.expected_profit_per_mwh : 0.0),
      percent(tolerance),
      is_refuted ? "Raise equilibrium.tolerance." : "Raise equilibrium.certificate_worlds or equilibrium.tolerance.");
}

Strategies strategies_of(const PolicyMarket& policy, const Scenario& scenario, int threads, const std::atomic<bool>* stop) {
  try {
    return find_strategies(policy.market, scenario.simulation.seed, threads, stop);
  } catch (const InputError& error) {
    throw_with_places(error, scenario);
  }
}

/// As the scenario asks for it.
StrategyCertificate certificate_of(const PolicyMarket& policy, std::uint64_t seed, int threads, const std::atomic<bool>* stop) {
  DeviationSearchOptions options;
  options.judging_worlds = policy.market.equilibrium.certificate_worlds;
  const std::int64_t ratio = policy.market.has_plain_rules ? judging_a_searching_world : judging_a_slow_searching_world;
  options.searching_worlds = std::max<std::int64_t>(options.judging_worlds / ratio, 1);
  options.seed = seed;
  options.threads = threads;
  options.stop = stop;
  return search_deviations(policy, options);
}

}  // namespace

std::vector<PolicyMarket> build_policies(const ScenarioFile& file) {
  std::vector<PolicyMarket> markets;
  for (const PolicyScenario& policy : file.policies) markets.push_back({policy.policy, build_market(policy.scenario)});
  return markets;
}

SolvedPolicies solve_policies(const ScenarioFile& file, std::vector<PolicyMarket> markets, int threads,
                              const std::atomic<bool>* stop) {
  SolvedPolicies solved;
  solved.markets = std::move(markets);
  for (std::size_t p = 0; p < solved.markets.size(); ++p) {
    const Scenario& scenario = file.policies[p].scenario;
    const auto start = std::chrono::steady_clock::now();
    solved.markets[p].strategies = strategies_of(solved.markets[p], scenario, threads, stop);
    solved.solving_seconds += seconds_since(start);
    throw_if_stopped(stop);
    solved.certificates.push_back(certificate_of(solved.markets[p], scenario.simulation.seed, threads, stop));
    solved.certificate_seconds += solved.certificates.back().seconds;
    throw_if_stopped(stop);
  }
  return solved;
}

bool has_solved_bids(const StrategyCertificate& certificate) {
  return !certificate.classes.empty();
}

std::string certificate_lines(const SolvedPolicies& solved) {
  std::string text;
  for (std::size_t p = 0; p < solved.markets.size(); ++p) {
    const StrategyCertificate& certificate = solved.certificates[p];
    if (!has_solved_bids(certificate)) continue;
    text += fmt::format(
        "equilibrium of {}: no bidder gains more than {} of its expected profit by other bids ({} found; 99 % bound; tolerance "
        "{})\n",
        printable(solved.markets[p].policy), percent(certificate.greatest_upper_bound_share),
        percent(of_greatest_bound(certificate).gain_share), percent(solved.markets[p].market.equilibrium.tolerance));
  }
  return text;
}

std::string shortfall_of(const SolvedPolicies& solved) {
  std::string text;
  for (std::size_t p = 0; p < solved.markets.size(); ++p) {
    const std::string of_policy = shortfall_of(solved.markets[p], solved.certificates[p]);
    if (!of_policy.empty()) text += (text.empty() ? "" : " ") + of_policy;
  }
  return text;
}

}  // namespace sealedbid
