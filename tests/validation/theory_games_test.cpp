#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "bidding/response_equilibrium.hpp"
#include "scenario/read_game.hpp"
#include "study/solve_game.hpp"
#include "study/solve_game_terms.hpp"
#include "validation/theory_games_asymmetric.hpp"
#include "validation/theory_games_projects.hpp"
#include "validation/theory_games_sales.hpp"

/// Every game of scenarios/theory against what is known of it, and against its certificate. Symmetric and linear equilibria are
/// closed forms (1e-8 of the ceiling, or of the highest cost); unlike bidders 1e-6, several lots 1e-5, several projects 1e-2.
namespace sealedbid {
namespace {

using namespace testing;
namespace fs = std::filesystem;

std::vector<KnownGame> known_games() {
  std::vector<KnownGame> games;
  for (const auto& group : {symmetric_games(), ceilings_and_entry(), games_for_lots(), asymmetric_uniforms(), preferences(),
                            linear_bids(), bidding_rings(), two_origins(), shifted_costs(), sale_games(), common_values(),
                            affiliated_values(), estimated_costs(), options_not_to_build(), games_of_several_projects()}) {
    games.insert(games.end(), group.begin(), group.end());
  }
  return games;
}

fs::path folder() {
  return fs::path(SEALEDBID_SOURCE_DIR) / "scenarios" / "theory";
}

GameFile file_of(const KnownGame& known, const std::vector<Override>& further = {}) {
  std::vector<Override> overrides = known.overrides;
  overrides.insert(overrides.end(), further.begin(), further.end());
  return read_game((folder() / (known.file + ".yaml")).string(), overrides);
}

std::size_t index_of(const GameAnswer& answer, const std::string& name) {
  const auto& classes = answer.game.classes;
  const auto found = std::find_if(classes.begin(), classes.end(), [&](const GameClass& other) { return other.name == name; });
  if (found == classes.end()) throw std::invalid_argument("no class " + name);
  return static_cast<std::size_t>(found - classes.begin());
}

double number_of(const GameAnswer& answer, const KnownNumber& known) {
  const Equilibrium& whole = answer.equilibrium;
  if (known.bidder_class.empty()) {
    if (known.name == "award_probability") return whole.award_probability;
    if (known.name == "expected_payment_per_mwh") return whole.expected_payment_per_mwh;
    if (known.name == "expected_price_per_mwh") return whole.expected_price_per_mwh;
    throw std::invalid_argument(known.name);
  }
  const ClassEquilibrium& bidders = whole.classes[index_of(answer, known.bidder_class)];
  if (known.name == "build_probability")
    return answer.certificate->classes[index_of(answer, known.bidder_class)].build_probability;
  if (known.name == "award_probability") return bidders.award_probability;
  if (known.name == "expected_profit_per_mwh") return bidders.expected_profit_per_mwh;
  if (known.name == "lowest_bid_per_mwh") return bidders.lowest_bid_per_mwh;
  if (known.name == "highest_bid_per_mwh") return bidders.highest_bid_per_mwh;
  if (known.name == "highest_cost_that_bids_per_mwh") return bidders.highest_cost_that_bids_per_mwh;
  throw std::invalid_argument(known.name);
}

/// The largest error of the answer in units of the tolerance, and where.
struct LargestError {
  double in_tolerances = 0.0;
  std::string where = "nowhere";
};

LargestError largest_error(const GameAnswer& solved, const KnownGame& known) {
  const GameAnswer answer = in_terms_of_file(solved);
  const double sign = solved.file.game.direction == Direction::sale ? -1.0 : 1.0;
  LargestError largest;
  const auto judge = [&](double found, double value, double tolerance, const std::string& where) {
    const double error = std::isfinite(found) ? std::abs(found - value) / tolerance : INFINITY;
    if (error <= largest.in_tolerances) return;
    largest = {error, where + ": " + std::to_string(found) + " instead of " + std::to_string(value)};
  };
  for (const KnownNumber& number : known.numbers) {
    const bool is_money = number.name.ends_with("_per_mwh");
    judge(number_of(answer, number), number.value, known.tolerance_per_mwh / (is_money ? 1.0 : known.ceiling_per_mwh),
          number.bidder_class + " " + number.name);
  }
  for (const KnownBid& bid : known.bids) {
    const ClassEquilibrium& all = solved.equilibrium.classes[index_of(answer, bid.bidder_class)];
    const ClassEquilibrium& bidders = bid.project == 1 ? all : all.later_projects.at(bid.project - 2);
    judge(sign * bid_at(bidders, sign * bid.cost_per_mwh), bid.bid_per_mwh, known.tolerance_per_mwh,
          bid.bidder_class + " bids at " + std::to_string(bid.cost_per_mwh));
  }
  return largest;
}

class TheoryGamesTest : public ::testing::TestWithParam<KnownGame> {};

TEST_P(TheoryGamesTest, HasTheKnownEquilibrium) {
  const GameAnswer answer = solve_game(file_of(GetParam()));
  EXPECT_EQ(answer.equilibrium.status, EquilibriumStatus::solved) << answer.equilibrium.reason;
  const LargestError error = largest_error(answer, GetParam());
  EXPECT_LE(error.in_tolerances, 1.0) << error.where;
}

TEST_P(TheoryGamesTest, IsCertified) {
  const GameAnswer answer = solve_game(file_of(GetParam()));
  EXPECT_EQ(shortfall_of(answer), "");
  ASSERT_TRUE(answer.certificate.has_value());
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    const ClassDeviation& found = answer.certificate->classes[i];
    const ClassEquilibrium& solved = answer.equilibrium.classes[i];
    const double tolerance = 1e-6 * GetParam().ceiling_per_mwh;
    const bool is_general = answer.equilibrium.method == response_method;
    const double share = is_general ? found.average_gain_per_mwh / found.expected_value_per_mwh : found.gain_share;
    EXPECT_LE(share, is_general ? largest_mean_gain_share : largest_gain_share) << answer.game.classes[i].name;
    EXPECT_NEAR(found.award_probability, solved.award_probability, 1e-6) << answer.game.classes[i].name;
    EXPECT_NEAR(found.expected_payment_per_mwh, solved.expected_payment_per_mwh, tolerance) << answer.game.classes[i].name;
    EXPECT_NEAR(found.expected_profit_per_mwh, solved.expected_profit_per_mwh, tolerance) << answer.game.classes[i].name;
  }
}

/// The same comparison has to reject the game with one bidder more.
TEST_P(TheoryGamesTest, OneBidderMoreIsAnotherGame) {
  GameFile file = file_of(GetParam());
  ++file.bidder_classes.front().bidders;
  EXPECT_GT(largest_error(solve_game(file), GetParam()).in_tolerances, 1.0);
}

std::string name_of_case(const ::testing::TestParamInfo<KnownGame>& info) {
  std::string name = info.param.file + "_" + std::to_string(info.index);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(KnownGames, TheoryGamesTest, ::testing::ValuesIn(known_games()), name_of_case);

TEST(TheoryFolderTest, EveryFileHasAKnownAnswer) {
  std::set<std::string> files, known;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder())) {
    if (entry.path().extension() == ".yaml") files.insert(entry.path().stem().string());
  }
  for (const KnownGame& game : known_games()) known.insert(game.file);
  EXPECT_EQ(files, known);
}

/// So that a copy that was cut off lacks something mandatory.
TEST(TheoryFolderTest, EveryFileEndsWithItsCurrency) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder())) {
    if (entry.path().extension() != ".yaml") continue;
    std::string last;
    std::ifstream stream(entry.path());
    for (std::string line; std::getline(stream, line);) last = line;
    EXPECT_TRUE(last.starts_with("currency: ")) << entry.path();
  }
}

/// A tariff in proportion to the payment instead of the preference: the same awards, and bids that are higher by the tariff.
TEST(TheoryFolderTest, APreferenceIsATariffInProportionToThePayment) {
  const KnownGame preference = preferences()[1];
  const GameAnswer preferred = solve_game(file_of(preference));
  const GameAnswer taxed = solve_game(
      file_of(preference, {{"bidder_classes.foreign.score_factor", "1"}, {"bidder_classes.foreign.cost_per_mwh.high", "1.2"}}));
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(preferred.equilibrium.classes[i].award_probability, taxed.equilibrium.classes[i].award_probability, 1e-9);
  }
  for (const double cost : {0.0, 0.2, 0.55, 0.8}) {
    EXPECT_NEAR(1.2 * bid_at(preferred.equilibrium.classes[1], cost), bid_at(taxed.equilibrium.classes[1], 1.2 * cost), 1e-8);
  }
}

}  // namespace
}  // namespace sealedbid
