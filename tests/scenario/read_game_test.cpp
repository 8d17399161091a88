#include "scenario/read_game.hpp"

#include <gmock/gmock.h>

#include "scenario/sample_game.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;
using testing::sample_game;

/// All messages on a text; empty if it has no fault.
std::string faults_of(const std::string& text, const std::vector<Override>& overrides = {}) {
  try {
    read_game_text(text, "game.yaml", overrides);
    return {};
  } catch (const InputError& error) {
    return text_of(error.issues());
  }
}

TEST(ReadGameTest, ReadsEveryKey) {
  const GameFile file = read_game_text(sample_game, "game.yaml");
  EXPECT_EQ(file.path, "game.yaml");
  EXPECT_EQ(file.title, "Two classes");
  EXPECT_EQ(file.currency, "EUR");
  EXPECT_EQ(file.game.lots, 2);
  EXPECT_EQ(file.game.pricing, PricingRule::uniform_highest_accepted);
  EXPECT_EQ(file.game.direction, Direction::procurement);
  EXPECT_EQ(file.game.unsold_lots, UnsoldLots::pay_highest_accepted);
  EXPECT_EQ(file.game.ceiling_per_mwh, 80.0);
  EXPECT_EQ(file.game.reference, "none, an example");
  EXPECT_EQ(file.equilibrium.tolerance, 1e-7);
  EXPECT_EQ(file.equilibrium.time_limit_seconds, 3.0);
  ASSERT_EQ(file.bidder_classes.size(), 2u);
  const GameBidderClass& home = file.bidder_classes[0];
  EXPECT_EQ(home.name, "home");
  EXPECT_EQ(home.bidders, 3);
  EXPECT_EQ(home.participation_probability, 0.5);
  EXPECT_EQ(home.cost_per_mwh, Quantity(Uniform{40, 70}));
  EXPECT_EQ(home.score_factor, 1.1);
  EXPECT_EQ(home.score_adder_per_mwh, -2.0);
  EXPECT_EQ(home.tariff_per_mwh, 1.5);
  EXPECT_EQ(home.risk_aversion, (RiskAversion{RiskForm::crra, 0.5}));
  EXPECT_EQ(home.entry_cost_per_mwh, 0.25);
  EXPECT_EQ(file.bidder_classes[1].cost_per_mwh, Quantity(Weibull{2, 10, 30}));
}

TEST(ReadGameTest, ReadsASaleWithACommonValue) {
  const GameFile file = read_game_text(testing::sample_sale, "game.yaml");
  EXPECT_EQ(file.game.direction, Direction::sale);
  EXPECT_EQ(file.game.reserve_price_per_mwh, 0.25);
  EXPECT_EQ(file.game.common_value, (CommonValue{Uniform{0, 1}, EstimateForm::common_times_own, TrueAmount::mean_of_estimates}));
  EXPECT_EQ(file.bidder_classes.at(0).value_per_mwh, Quantity(Uniform{0, 2}));
  EXPECT_EQ(own_amount(file, file.bidder_classes[0]), Quantity(Uniform{0, 2}));
  for (std::size_t length = 0; length < testing::sample_sale.size(); ++length) {
    EXPECT_FALSE(faults_of(testing::sample_sale.substr(0, length)).empty()) << testing::sample_sale.substr(0, length);
  }
}

TEST(ReadGameTest, OverridesReplaceValues) {
  const GameFile file = read_game_text(sample_game, "game.yaml", {{"bidder_classes.home.bidders", "7"}, {"game.lots", "1"}});
  EXPECT_EQ(file.bidder_classes[0].bidders, 7);
  EXPECT_EQ(file.game.lots, 1);
}

TEST(ReadGameTest, FaultsNamePlaceValueReasonAndRemedy) {
  EXPECT_EQ(faults_of(sample_game, {{"game.lots", "0"}}),
            "--set:1:11: game.lots: 0 is not in the range: from 1 to 1000 (an auction offers something)");
  const std::string unknown = faults_of("game: {ceiling: 8}\n");
  EXPECT_THAT(unknown, HasSubstr("game.yaml:1:8: game.ceiling: unknown key"));
  EXPECT_THAT(unknown, HasSubstr("Did you mean ceiling_per_mwh?"));
  EXPECT_THAT(faults_of(sample_game, {{"game.pricing", "pay_as_bit"}}), HasSubstr("Did you mean pay_as_bid?"));
}

TEST(ReadGameTest, AllFaultsComeInOnePass) {
  const std::string faults = faults_of(sample_game, {{"bidder_classes.home.participation_probability", "1.5"},
                                                     {"bidder_classes.abroad.cost_per_mwh", "50"},
                                                     {"bidder_classes.home.risk_aversion", "{form: cara}"},
                                                     {"equilibrium.tolerence", "1"},
                                                     {"currency", "~"}});
  EXPECT_THAT(faults, HasSubstr("participation_probability: 1.5 is not in the range"));
  EXPECT_THAT(faults, HasSubstr("bidder_classes.abroad.cost_per_mwh: 50 is one value"));
  EXPECT_THAT(faults, HasSubstr("bidder_classes.home.risk_aversion.coefficient: is missing"));
  EXPECT_THAT(faults, HasSubstr("equilibrium.tolerence: unknown key"));
  EXPECT_THAT(faults, HasSubstr("currency: is empty"));
}

TEST(ReadGameTest, AFileIsRefusedWhereverItIsCutOff) {
  for (std::size_t length = 0; length < sample_game.size(); ++length) {
    EXPECT_FALSE(faults_of(sample_game.substr(0, length)).empty()) << sample_game.substr(0, length);
  }
  EXPECT_EQ(faults_of(sample_game), "");
}

}  // namespace
}  // namespace sealedbid
