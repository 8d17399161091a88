#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/number_text.hpp"
#include "output/grid_value.hpp"
#include "replay/clear_bids.hpp"
#include "replay/clear_packages.hpp"
#include "rules_library_europe.hpp"
#include "rules_library_germany.hpp"
#include "rules_library_world.hpp"

/// The rules of real schemes in scenarios/rules, each cleared with its example, and the round totals that were published for
/// them.
namespace sealedbid {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

std::string path_of(const std::string& name) {
  return SEALEDBID_SOURCE_DIR "/scenarios/rules/" + name;
}

std::vector<LibraryCase> round_cases() {
  std::vector<LibraryCase> cases;
  for (const auto& part : {german_cases(), british_and_iberian_cases(), cases_of_budgets(), other_european_cases(), asian_cases(),
                           african_and_american_cases()}) {
    cases.insert(cases.end(), part.begin(), part.end());
  }
  return cases;
}

ClearedFile cleared(const std::string& bids, const std::string& rules) {
  return clear_bids(path_of(bids + "-bids.csv"), read_rules(path_of(rules + ".yaml")), 1);
}

std::string rule_name(const Auction& auction, const DecidingRule& rule) {
  using Kind = DecidingRule::Kind;
  const auto index = static_cast<std::size_t>(rule.index);
  switch (rule.kind) {
    case Kind::exclusion:
      return "exclusion " + auction.exclusions.at(index).name;
    case Kind::stage:
      return "stage " + auction.stages.at(index).name;
    case Kind::limit:
      return "limit " + auction.limits.at(index).name;
    case Kind::volume:
      return "volume";
    case Kind::delivery_year:
      return "delivery year";
    case Kind::size:
      return "size";
    case Kind::floor:
      return "floor";
    case Kind::band:
      return "band";
    case Kind::none:
    case Kind::ceiling:
    case Kind::minimum_competition:
      break;
  }
  return "?";
}

std::string line_of(const ClearedFile& file, std::size_t b) {
  const ClearedBid& bid = file.round.bids[b];
  const std::string& name = file.list.bids[b].attributes.name;
  const std::string rule = rule_name(file.rules.auction, bid.rule);
  std::string award = name + " " + number_text(static_cast<double>(bid.awarded_kw) / 1000.0) + " at " +
                      number_text(grid_value(bid.price_ticks, file.rules.auction.price_step_per_mwh));
  if (file.rules.auction.ties == TieRule::higher_fee_first) award += ", fee " + std::to_string(file.bids[b].fee);
  switch (bid.outcome) {
    case BidOutcome::awarded:
      return award;
    case BidOutcome::awarded_as_marginal:
      return award + ", crosses " + rule;
    case BidOutcome::awarded_in_part:
      return award + ", cut by " + rule;
    case BidOutcome::rejected_as_marginal:
      return name + ": exceeds " + rule;
    case BidOutcome::rejected:
      return name + ": after " + rule;
    case BidOutcome::not_admitted:
      return name + ": not admitted, " + rule;
    case BidOutcome::above_ceiling:
      return name + ": above the ceiling";
    case BidOutcome::round_void:
      return name + ": void";
    case BidOutcome::absent:
      break;
  }
  return name + (file.clock && file.clock->is_admitted[b] == 0 ? ": not admitted, clock" : ": absent");
}

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

class RulesLibraryCases : public ::testing::TestWithParam<LibraryCase> {};

TEST_P(RulesLibraryCases, GivesTheAwardsWorkedOutByHand) {
  const LibraryCase& example = GetParam();
  const ClearedFile file = cleared(example.bids, example.rules);
  std::vector<std::string> lines;
  for (std::size_t b = 0; b < file.list.bids.size(); ++b) lines.push_back(line_of(file, b));
  EXPECT_THAT(lines, ElementsAreArray(example.lines));
  EXPECT_TRUE(file.warnings.empty());
}

std::string name_of_case(const ::testing::TestParamInfo<LibraryCase>& info) {
  std::string name = info.param.bids;
  std::ranges::replace(name, '-', '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(Rounds, RulesLibraryCases, ::testing::ValuesIn(round_cases()), name_of_case);

TEST(RulesLibraryTest, SelectsThePackagesWorkedOutByHand) {
  for (const LibraryCase& example : package_cases()) {
    const PackageReport report =
        clear_packages(path_of(example.bids + "-bids.csv"), read_rules(path_of(example.rules + ".yaml")));
    std::set<std::string> fates;
    for (const PackageReportRow& row : report.rows) fates.insert((row.is_selected ? "" : "-") + row.package.name);
    EXPECT_EQ(fates, std::set<std::string>(example.lines.begin(), example.lines.end())) << example.bids;
    EXPECT_EQ(example.bids == "mexico" ? report.surplus : report.cost, example.bids == "mexico" ? 26'688.0 : 10'000'000.0);
  }
}

TEST(RulesLibraryTest, HasACaseAndAnIndexLineForEveryFile) {
  std::set<std::string> files, expected = {"README.md"};
  for (const fs::directory_entry& entry : fs::directory_iterator(path_of(""))) files.insert(entry.path().filename().string());
  const std::string index = text_of(path_of("README.md"));
  for (const auto& part : {round_cases(), package_cases()}) {
    for (const LibraryCase& example : part) {
      expected.insert(example.rules + ".yaml");
      expected.insert(example.bids + "-bids.csv");
      EXPECT_THAT(index, HasSubstr("(" + example.rules + ".yaml)"));
      EXPECT_THAT(text_of(path_of(example.rules + ".yaml")),
                  HasSubstr("# Run: sealedbid clear scenarios/rules/" + example.rules + "-bids.csv --rules scenarios/rules/" +
                            example.rules + ".yaml"));
    }
  }
  EXPECT_EQ(files, expected);
}

}  // namespace
}  // namespace sealedbid
