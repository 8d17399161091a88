#include "scenario/check_game.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace sealedbid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

GameFile game_of(Quantity cost, std::int64_t bidders = 2) {
  GameFile file;
  GameBidderClass& all = file.bidder_classes.emplace_back();
  all.name = "all";
  all.bidders = bidders;
  all.cost_per_mwh = std::move(cost);
  return file;
}

TEST(CheckGameTest, ContinuousCostsAndEnoughBiddersAreFine) {
  EXPECT_THAT(check_game(game_of(Uniform{0, 1})), IsEmpty());
  EXPECT_THAT(check_game(game_of(Weibull{1, 10, 40})), IsEmpty());
}

TEST(CheckGameTest, CostsWithAtomsAreRefused) {
  const std::pair<Quantity, std::string> refused[] = {{Constant{50}, "50 is one value"},
                                                      {Uniform{50, 50}, "is one value and has no density"},
                                                      {Normal{50, 0}, "is one value and has no density"},
                                                      {Empirical{{40, 50}, {}}, "is a list of values and has no density"}};
  for (const auto& [cost, message] : refused) {
    const std::vector<Issue> issues = check_game(game_of(cost));
    ASSERT_EQ(issues.size(), 1u) << message;
    EXPECT_EQ(issues.front().key_path, "bidder_classes.all.cost_per_mwh");
    EXPECT_THAT(issues.front().what, HasSubstr(message));
  }
}

TEST(CheckGameTest, AFormOfRiskAversionNeedsItsCoefficient) {
  GameFile file = game_of(Uniform{0, 1});
  RiskAversion& risk = file.bidder_classes[0].risk_aversion;
  const std::pair<RiskAversion, std::string> refused[] = {{{RiskForm::crra, {}}, "is missing"},
                                                          {{RiskForm::none, 0.5}, "has no effect without a form"},
                                                          {{RiskForm::crra, 1.5}, "1.5 is above 1"}};
  for (const auto& [wrong, message] : refused) {
    risk = wrong;
    const std::vector<Issue> issues = check_game(file);
    ASSERT_EQ(issues.size(), 1u) << message;
    EXPECT_EQ(issues.front().key_path, "bidder_classes.all.risk_aversion.coefficient");
    EXPECT_THAT(issues.front().what, HasSubstr(message));
  }
  for (const RiskAversion& right : {RiskAversion{RiskForm::crra, 1.0}, RiskAversion{RiskForm::cara, 1.5}}) {
    risk = right;
    EXPECT_THAT(check_game(file), IsEmpty());
  }
}

TEST(CheckGameTest, WithoutACeilingMoreBiddersThanLotsHaveToComeForSure) {
  const auto issues_of = [](auto change) {
    GameFile file = game_of(Uniform{0, 1});
    change(file);
    return check_game(file);
  };
  EXPECT_EQ(issues_of([](GameFile& file) { file.bidder_classes[0].bidders = 1; }).size(), 1u);
  EXPECT_EQ(issues_of([](GameFile& file) { file.game.lots = 2; }).size(), 1u);
  EXPECT_EQ(issues_of([](GameFile& file) { file.bidder_classes[0].participation_probability = 0.9; }).size(), 1u);
  EXPECT_EQ(issues_of([](GameFile& file) { file.bidder_classes[0].entry_cost_per_mwh = 0.1; }).size(), 1u);
  EXPECT_THAT(issues_of([](GameFile& file) {
                file.bidder_classes[0].bidders = 1;
                file.game.ceiling_per_mwh = 0.8;
              }),
              IsEmpty());
}

TEST(CheckGameTest, OptionsNotToBuildThatHaveNoAnswer) {
  const auto with_change = [](Quantity change, const std::function<void(GameFile&)>& edit = {}) {
    GameFile file = game_of(Uniform{50, 90}, 3);
    file.bidder_classes[0].cost_change_after_award_per_mwh = std::move(change);
    if (edit) edit(file);
    std::string text;
    for (const Issue& issue : check_game(file)) text += issue.key_path + " " + issue.what + "; ";
    return text;
  };
  EXPECT_EQ(with_change(Uniform{-20, 20}), "");
  EXPECT_THAT(with_change(Triangular{-1, 0, 1}), HasSubstr("neither uniform nor normal"));
  EXPECT_THAT(with_change(Uniform{2, 2}), HasSubstr("one value"));
  EXPECT_THAT(with_change(Normal{0, 5}), HasSubstr("performance_bond_per_mwh is missing or 0"));
  EXPECT_EQ(with_change(Normal{0, 5}, [](GameFile& file) { file.bidder_classes[0].performance_bond_per_mwh = 3; }), "");
  EXPECT_THAT(with_change(Uniform{-1, 1}, [](GameFile& file) { file.game.pricing = PricingRule::uniform_lowest_rejected; }),
              HasSubstr("paid as bid"));
  EXPECT_THAT(with_change(Uniform{-1, 1},
                          [](GameFile& file) {
                            file.bidder_classes[0].risk_aversion = {RiskForm::crra, 0.5};
                          }),
              HasSubstr("risk aversion"));
  GameFile without = game_of(Uniform{50, 90}, 3);
  without.places["bidder_classes.all.performance_bond_per_mwh"] = {};
  without.bidder_classes[0].performance_bond_per_mwh = 3;
  ASSERT_EQ(check_game(without).size(), 1u);
  EXPECT_THAT(check_game(without)[0].what, HasSubstr("no effect"));
}

TEST(CheckGameTest, AClassThatCouldNotBeReadIsNotBlamedTwice) {
  GameFile file = game_of(Constant{});
  file.bidder_classes[0].bidders = 1;
  const auto fault_at = [](const std::string& path) { return std::vector<Issue>{{{}, path, "is missing", "", Severity::error}}; };
  EXPECT_EQ(check_game(file).size(), 2u);
  EXPECT_THAT(check_game(file, fault_at("bidder_classes.all.cost_per_mwh")), IsEmpty());
  EXPECT_EQ(check_game(file, fault_at("bidder_classes.all_others.cost_per_mwh")).size(), 1u);
  EXPECT_THAT(check_game(GameFile(), fault_at("bidder_classes")), IsEmpty());
  EXPECT_EQ(check_game(GameFile()).size(), 1u);
}

/// All that is said of a game of two bidders with uniform costs after a change.
std::vector<std::string> faults_after(const std::function<void(GameFile&)>& change) {
  GameFile file = game_of(Uniform{0, 1});
  change(file);
  std::vector<std::string> texts;
  for (const Issue& issue : check_game(file)) texts.push_back(issue.key_path + ": " + issue.what);
  return texts;
}

void turn_into_sale(GameFile& file) {
  file.game.direction = Direction::sale;
  std::swap(file.bidder_classes[0].cost_per_mwh, file.bidder_classes[0].value_per_mwh);
}

TEST(CheckGameTest, ASaleHasValuesAndAReservePrice) {
  EXPECT_THAT(faults_after(turn_into_sale), IsEmpty());
  EXPECT_THAT(faults_after([](GameFile& file) { file.game.direction = Direction::sale; }),
              ElementsAre("bidder_classes.all.cost_per_mwh: has no meaning in a sale",
                          "bidder_classes.all.value_per_mwh: is missing, a sale needs it"));
  EXPECT_THAT(
      faults_after([](GameFile& file) { std::swap(file.bidder_classes[0].cost_per_mwh, file.bidder_classes[0].value_per_mwh); }),
      ElementsAre("bidder_classes.all.value_per_mwh: has no meaning in a procurement",
                  "bidder_classes.all.cost_per_mwh: is missing, a procurement needs it"));
  EXPECT_THAT(faults_after([](GameFile& file) {
                turn_into_sale(file);
                file.game.ceiling_per_mwh = 1.0;
              }),
              ElementsAre("game.ceiling_per_mwh: has no meaning in a sale (bidders pay)"));
  EXPECT_THAT(faults_after([](GameFile& file) { file.game.reserve_price_per_mwh = 0.1; }),
              ElementsAre("game.reserve_price_per_mwh: has no meaning in a procurement (bidders are paid)"));
  EXPECT_THAT(faults_after([](GameFile& file) {
                turn_into_sale(file);
                file.bidder_classes[0].bidders = 1;
              }),
              ElementsAre(HasSubstr("game.reserve_price_per_mwh: is missing, and only 1 bidder")));
}

TEST(CheckGameTest, TheRuleForUnsoldLotsBelongsToTheHighestAcceptedPrice) {
  const auto given = [](PricingRule pricing) {
    return faults_after([=](GameFile& file) {
      file.game.pricing = pricing;
      file.places["game.unsold_lots"] = {};
    });
  };
  EXPECT_THAT(given(PricingRule::uniform_highest_accepted), IsEmpty());
  EXPECT_THAT(given(PricingRule::pay_as_bid), ElementsAre("game.unsold_lots: has no effect with this pricing"));
}

TEST(CheckGameTest, ACommonValueIsADistributionForOneClass) {
  const auto with_common = [](const Quantity& common, EstimateForm form, auto change) {
    return faults_after([&](GameFile& file) {
      file.game.common_value = {common, form, TrueAmount::common};
      change(file);
    });
  };
  const auto nothing = [](GameFile&) {};
  using enum EstimateForm;
  EXPECT_THAT(with_common(Uniform{0, 1}, common_times_own, nothing), IsEmpty());
  EXPECT_THAT(with_common(Uniform{-1, 1}, common_plus_own, nothing), IsEmpty());
  EXPECT_THAT(with_common(Uniform{-1, 1}, common_times_own, nothing),
              ElementsAre(HasSubstr("common_per_mwh: uniform(-1 to 1) may be negative")));
  EXPECT_THAT(with_common(Uniform{0, 1}, common_times_own,
                          [](GameFile& file) {
                            file.bidder_classes[0].cost_per_mwh = Uniform{-1, 1};
                          }),
              ElementsAre(HasSubstr("bidder_classes.all.cost_per_mwh: uniform(-1 to 1) may be negative")));
  EXPECT_THAT(with_common(Constant{3}, common_plus_own, nothing),
              ElementsAre(HasSubstr("game.common_value.common_per_mwh: 3 is one value")));
  EXPECT_THAT(with_common(Uniform{0, 1}, common_plus_own,
                          [](GameFile& file) {
                            file.bidder_classes.push_back(file.bidder_classes[0]);
                            file.bidder_classes[1].name = "others";
                          }),
              ElementsAre(HasSubstr("game.common_value: is given for 2 classes")));
  EXPECT_THAT(faults_after([](GameFile& file) { file.game.common_value.true_amount = TrueAmount::own_estimate; }),
              ElementsAre("game.common_value.common_per_mwh: is missing, a common value needs it"));
}

}  // namespace
}  // namespace sealedbid
