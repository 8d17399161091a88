#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "market/market.hpp"
#include "scenario/read_scenario.hpp"
#include "simulation/simulate.hpp"
#include "simulation/strategies.hpp"

/// Every shipped scenario runs, and what is known of the real rounds lies where the simulations say. The comparison with an
/// observed price is no test of significance (each round was held once): the price must lie within the middle 80 % of the
/// simulated ones. Means are compared with their bounds at a distance of 6 of their own standard errors (a correct engine fails
/// about once in 500 million checks).
namespace sealedbid {
namespace {

namespace fs = std::filesystem;

constexpr double z_bound = 6.0;

std::string shipped(const std::string& name) {
  return std::string(SEALEDBID_SOURCE_DIR "/scenarios/") + name;
}

std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(shipped(""))) {
    const std::string name = fs::relative(entry.path(), shipped("")).string();
    const bool is_rules = name.ends_with("-rules.yaml") || name.starts_with("rules/");
    if (name.ends_with(".yaml") && !is_rules && !name.starts_with("theory/")) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// A scenario simulated for a test, with its results by policy and metric (group "all" where no other is named).
class SimulatedScenario {
 public:
  /// @param change what else is changed in the scenario of every policy; may be empty.
  SimulatedScenario(const std::string& name, std::int64_t replications, std::vector<Override> overrides = {},
                    const std::function<void(Scenario&)>& change = {}) {
    overrides.push_back({"simulation.replications", std::to_string(replications)});
    const ScenarioFile file = read_scenario(shipped(name), overrides);
    base_ = file.policies.front().scenario;
    SimulationOptions options;
    options.replications = replications;
    options.seed = base_.simulation.seed;
    options.threads = 2;
    std::vector<PolicyMarket> policies;
    for (PolicyScenario policy : file.policies) {
      if (change) change(policy.scenario);
      const Market market = build_market(policy.scenario);
      policies.push_back({policy.policy, market, find_strategies(market, options.seed, options.threads)});
    }
    warnings_ = file.warnings.size();
    tally_ = simulate(policies, options).front();
  }

  const RunTally& tally() const { return tally_; }
  const Scenario& base() const { return base_; }
  std::size_t warnings() const { return warnings_; }

  const MetricTally& metric(const std::string& policy, const std::string& name, const std::string& group = "all") const {
    for (const PolicyTally& candidate : tally_.policies) {
      if (candidate.policy != policy) continue;
      for (const MetricTally& found : candidate.metrics) {
        if (found.metric.name == name && found.metric.group == group) return found;
      }
    }
    throw std::invalid_argument(policy + " " + name + " " + group);
  }
  /// policy minus the first policy.
  const Moments& difference(const std::string& policy, const std::string& name) const {
    for (const DifferenceTally& candidate : tally_.differences) {
      if (candidate.baseline == 0 && tally_.policies[std::size_t(candidate.policy)].policy == policy &&
          candidate.metric.name == name && candidate.metric.group == "all") {
        return candidate.moments;
      }
    }
    throw std::invalid_argument(policy + " " + name);
  }

 private:
  RunTally tally_;
  Scenario base_;
  std::size_t warnings_ = 0;
};

::testing::AssertionResult middle_holds(const MetricTally& metric, double observed) {
  const double low = metric.histogram.quantile(0.10), high = metric.histogram.quantile(0.90);
  const bool holds = low <= observed && observed <= high;
  return (holds ? ::testing::AssertionSuccess() : ::testing::AssertionFailure())
         << metric.metric.name << ": observed " << observed << ", simulated P10 " << low << " to P90 " << high;
}

::testing::AssertionResult mean_is_between(const Moments& moments, double low, double high) {
  const double margin = z_bound * moments.standard_error();
  const bool holds = moments.mean - margin >= low && moments.mean + margin <= high;
  return (holds ? ::testing::AssertionSuccess() : ::testing::AssertionFailure())
         << moments.mean << " ± " << moments.standard_error();
}

TEST(ShippedScenariosTest, EveryScenarioRunsWithoutAWarning) {
  const std::vector<std::string> names = shipped_scenarios();
  ASSERT_GE(names.size(), 4u);
  for (const std::string& name : names) {
    const SimulatedScenario scenario(name, 2000);
    EXPECT_EQ(scenario.warnings(), 0u) << name;
    EXPECT_EQ(scenario.tally().replications_done, 2000) << name;
    for (const PolicyTally& policy : scenario.tally().policies) {
      const Moments& price = scenario.metric(policy.policy, "mean_awarded_price_per_mwh").moments;
      EXPECT_GE(price.count, 1000) << name << " " << policy.policy << ": most rounds award something";
      EXPECT_TRUE(std::isfinite(price.mean) && price.standard_error() > 0.0) << name << " " << policy.policy;
      EXPECT_GE(scenario.metric(policy.policy, "award_cost_over_least_cost").moments.minimum, 1.0 - 1e-12)
          << name << " " << policy.policy;
    }
  }
}

constexpr const char* garadagh = "azerbaijan/garadagh-2024.yaml";
constexpr double garadagh_price = 35.4;

/// One winner a round, so the classes' probabilities of winning add up.
double foreign_winner_probability(const SimulatedScenario& scenario, const std::string& policy) {
  double probability = 0.0;
  for (const BidderClass& bidder : scenario.base().bidder_classes) {
    if (bidder.origin == scenario.base().host_country.code) continue;
    probability += scenario.metric(policy, "win_probability", "class:" + bidder.name).moments.mean;
  }
  return probability;
}

TEST(ShippedScenariosTest, GaradaghHoldsTheObservedOutcome) {
  constexpr std::int64_t replications = 20000;
  const SimulatedScenario scenario(garadagh, replications);
  EXPECT_TRUE(middle_holds(scenario.metric("as_held", "clearing_price_per_mwh"), garadagh_price));
  EXPECT_TRUE(mean_is_between(scenario.metric("as_held", "number_of_bids").moments, 2.0, 6.0));
  EXPECT_GE(foreign_winner_probability(scenario, "as_held") - z_bound * 0.5 / std::sqrt(replications), 0.85);
}

TEST(ShippedScenariosTest, TheChecksRefuseAnotherGaradagh) {
  const SimulatedScenario dear(garadagh, 5000, {{"technologies.solar_pv.capex_per_kw.median", "1000"}});
  EXPECT_FALSE(middle_holds(dear.metric("as_held", "clearing_price_per_mwh"), garadagh_price));
  const SimulatedScenario empty(garadagh, 5000,
                                {{"bidder_classes.chinese_contractor.participation_probability", "0.1"},
                                 {"bidder_classes.gulf_developer.participation_probability", "0.1"}});
  EXPECT_LT(foreign_winner_probability(empty, "as_held"), 0.85);
}

TEST(ShippedScenariosTest, MoreBiddersNeverRaiseThePrice) {
  // Of bids that do not answer the competition: those that do may fall or, for fear of the winner's curse, rise.
  const SimulatedScenario scenario(garadagh, 20000, {}, [](Scenario& each) {
    for (BidderClass& bidder : each.bidder_classes) bidder.strategy = Strategy::truthful;
  });
  const Moments& bids = scenario.difference("pakistani_bidders_invited", "number_of_bids");
  EXPECT_GT(bids.mean - z_bound * bids.standard_error(), 0.0);
  EXPECT_EQ(bids.minimum, 0.0);
  // In no replication: the same draws, one lot, and another bid can only undercut.
  EXPECT_LE(scenario.difference("pakistani_bidders_invited", "clearing_price_per_mwh").maximum, 0.0);
  EXPECT_GT(scenario.difference("uniform_price", "clearing_price_per_mwh").maximum, 0.0) << "a policy that raises it must show";
}

TEST(ShippedScenariosTest, RulesForForeignBiddersCostMoneyAndShiftAwards) {
  const SimulatedScenario scenario("azerbaijan/foreign-bidder-rules.yaml", 5000);
  for (const char* policy :
       {"price_preference_10", "foreign_cap", "foreign_cap_by_share", "domestic_quota", "local_content_bonus"}) {
    const Moments& share = scenario.difference(policy, "foreign_share_of_awarded_mw_fraction");
    const Moments& price = scenario.difference(policy, "mean_awarded_price_per_mwh");
    const Moments& bids = scenario.difference(policy, "number_of_bids");
    EXPECT_LT(share.mean + z_bound * share.standard_error(), 0.0) << policy;
    EXPECT_GT(price.mean - z_bound * price.standard_error(), 0.0) << policy;
    EXPECT_EQ(bids.minimum, 0.0) << policy << ": the same bidders";
    EXPECT_EQ(bids.maximum, 0.0) << policy;
  }
  EXPECT_LE(scenario.metric("foreign_cap", "awarded_mw", "class:chinese_contractor").moments.maximum, 180.0 + 1e-9)
      << "60 % of 300 MW";
  EXPECT_GT(scenario.metric("open", "awarded_mw", "class:chinese_contractor").moments.maximum, 180.0);
}

/// A round of ../shared/data/rounds.csv where that file lies beside the sources, otherwise what it says. Prices in EUR/MWh.
struct PublishedRound {
  double volume_mw, ceiling_per_mwh, submitted_mw, bids, lowest_bid_per_mwh, highest_per_mwh, mean_award_per_mwh;
};

PublishedRound published(const std::string& scheme, const std::string& date, const PublishedRound& known) {
  const std::string file = SEALEDBID_SOURCE_DIR "/../shared/data/rounds.csv";
  if (!fs::exists(file)) return known;
  const CsvTable table = read_csv(file);
  for (const CsvRow& row : table.rows) {
    const auto cell = [&](const char* column) { return row.cells.at(std::size_t(table.column(column))); };
    const auto number = [&](const char* column) { return parse_number(cell(column)).value(); };
    if (cell("scheme") != scheme || cell("round_date") != date) continue;
    constexpr double per_mwh = 10.0;  // EUR/MWh in ct/kWh
    return {number("volume_mw"),           per_mwh * number("ceiling"),   number("submitted_mw"),        number("n_bids"),
            per_mwh * number("min_award"), per_mwh * number("max_award"), per_mwh * number("mean_award")};
  }
  throw std::invalid_argument(file + ": no round of " + date);
}

struct GermanRound {
  const char *scenario, *scheme, *date;
  PublishedRound known;
  double largest_bid_mw;
  const char* policy_that_pays_bids;  ///< on the same bids as as_held
};

class GermanRoundTest : public ::testing::TestWithParam<GermanRound> {
 protected:
  static constexpr std::int64_t replications = 5000;
  PublishedRound round_ = published(GetParam().scheme, GetParam().date, GetParam().known);
};

TEST_P(GermanRoundTest, TheScenarioSaysWhatWasPublished) {
  const SimulatedScenario scenario(GetParam().scenario, replications);
  EXPECT_EQ(std::get<Constant>(scenario.base().auction.volume_mw.value()).value, round_.volume_mw);
  EXPECT_NEAR(std::get<Constant>(scenario.base().auction.ceiling_per_mwh.value()).value, round_.ceiling_per_mwh, 1e-9);
  const Moments& bids = scenario.metric("as_held", "number_of_bids").moments;
  EXPECT_EQ(bids.minimum, round_.bids);
  EXPECT_EQ(bids.maximum, round_.bids);
}

/// Of the wind round's figures only the mean is independent evidence: the files' required prices were set to the others, and to
/// all of the solar round's. It guards the rules, the sizes and the files.
TEST_P(GermanRoundTest, TheMiddleOfTheSimulationsHoldsTheOutcome) {
  const SimulatedScenario scenario(GetParam().scenario, replications);
  EXPECT_TRUE(middle_holds(scenario.metric("as_held", "highest_awarded_price_per_mwh"), round_.highest_per_mwh));
  EXPECT_TRUE(
      middle_holds(scenario.metric(GetParam().policy_that_pays_bids, "lowest_awarded_price_per_mwh"), round_.lowest_bid_per_mwh));
  EXPECT_TRUE(middle_holds(scenario.metric("as_held", "mean_awarded_price_per_mwh"), round_.mean_award_per_mwh));
}

TEST_P(GermanRoundTest, TheMarginalBidIsAwardedInFull) {
  const SimulatedScenario scenario(GetParam().scenario, replications);
  const Moments& awarded = scenario.metric("as_held", "awarded_mw").moments;
  EXPECT_GE(awarded.minimum, round_.volume_mw);
  EXPECT_LT(awarded.maximum, round_.volume_mw + GetParam().largest_bid_mw);
  EXPECT_GT(awarded.maximum, round_.volume_mw);
}

TEST_P(GermanRoundTest, TheChecksRefuseAnotherVolume) {
  const SimulatedScenario scenario(GetParam().scenario, replications,
                                   {{"auction.volume_mw", number_text(0.5 * round_.volume_mw)}});
  EXPECT_FALSE(middle_holds(scenario.metric("as_held", "highest_awarded_price_per_mwh"), round_.highest_per_mwh));
  EXPECT_LT(scenario.metric("as_held", "awarded_mw").moments.maximum, round_.volume_mw);
}

INSTANTIATE_TEST_SUITE_P(
    Rounds, GermanRoundTest,
    ::testing::Values(
        GermanRound{"germany/onshore-wind-2017.yaml",
                    "EEG onshore wind",
                    "2017-05-01",
                    {800, 70, 2137, 256, 42.0, 57.8, 57.1},
                    25,
                    "pay_as_bid_for_all"},
        GermanRound{
            "germany/solar-2015.yaml", "FFAV pilot", "2015-04-15", {150, 112.9, 715, 170, 84.8, 94.3, 91.7}, 10, "as_held"}),
    [](const auto& test) { return std::string(test.param.scenario).find("wind") == std::string::npos ? "solar" : "wind"; });

/// The bids' total size in the files is the published one: the mean of a triangular distribution is a third of the sum of its
/// corners.
TEST_P(GermanRoundTest, TheBidsAddUpToWhatWasSubmitted) {
  const SimulatedScenario scenario(GetParam().scenario, 1);
  double submitted_mw = 0.0;
  for (const BidderClass& bidder : scenario.base().bidder_classes) {
    const Triangular& size = std::get<Triangular>(bidder.project_capacity_mw);
    submitted_mw += static_cast<double>(bidder.bidders) * (size.low + size.mode + size.high) / 3.0;
  }
  EXPECT_NEAR(submitted_mw / round_.submitted_mw, 1.0, 0.002);
}

}  // namespace
}  // namespace sealedbid
