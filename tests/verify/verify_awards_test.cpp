#include "verify/verify_awards.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "base/issue.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// 100 MW, marginal bid cut: 50 + 40 + 10 of 30. The fourth bid is above the ceiling of 55.
constexpr const char* sound_awards =
    "bid,capacity_mw,price_per_mwh,zone,eligible,outcome,lottery,rank,stage,awarded_mw,price_paid_per_mwh,reason\n"
    "A,50,24.89,,true,awarded,3,1,,50,30,\n"
    "B,40,25,,true,awarded,1,2,,40,30,\n"
    "C,30,30,,true,awarded_in_part,2,3,,10,30,\n"
    "D,20,60,north,false,above_ceiling,4,,,0,,\n";

std::string with_text(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

class VerifyAwardsTest : public ::testing::Test {
 protected:
  VerifyAwardsTest() {
    rules_.path = "rules.yaml";
    rules_.auction.volume_mw = Constant{100.0};
    rules_.auction.ceiling_per_mwh = Constant{55.0};
    rules_.auction.marginal_bid = MarginalBidRule::partial;
    rules_.auction.pricing = PricingRule::uniform_highest_accepted;
  }
  Verification verify(const std::string& awards) const {
    const std::filesystem::path path = folder_ / "awards.csv";
    std::ofstream(path) << awards;
    return verify_awards(path.string(), rules_);
  }
  /// The sound file with one piece of text replaced.
  Verification verify_with(const std::string& from, const std::string& to) const {
    std::string awards = sound_awards;
    awards.replace(awards.find(from), from.size(), to);
    return verify(awards);
  }

  TestFolder folder_;
  RulesFile rules_;
};

TEST_F(VerifyAwardsTest, AgreesWithSoundAwards) {
  const Verification verification = verify(sound_awards);
  EXPECT_EQ(verification.difference_count, 0);
  EXPECT_EQ(verification_text(verification), "verified: 1 round, 4 bids: all awards and prices agree\n");
}

TEST_F(VerifyAwardsTest, FindsAnAwardThatIsOffByOneKilowatt) {
  const Verification verification = verify_with("2,,40,30", "2,,39.999,30");
  ASSERT_EQ(verification.difference_count, 1);
  EXPECT_THAT(verification_text(verification), HasSubstr("awards.csv:3: bid 'B': awarded_mw is 39.999, the rules give 40\n"));
}

TEST_F(VerifyAwardsTest, FindsAPriceThatIsOffByOneTick) {
  const Verification verification = verify_with("3,,10,30", "3,,10,30.01");
  ASSERT_EQ(verification.difference_count, 1);
  EXPECT_EQ(verification.differences[0].bid, "C");
  EXPECT_EQ(verification.differences[0].what, "price_paid_per_mwh");
  EXPECT_EQ(verification.differences[0].recomputed, "30");
}

TEST_F(VerifyAwardsTest, FindsWrongRanksAndAdmissions) {
  EXPECT_EQ(verify_with("3,1,,50", "3,2,,50").differences.at(0).what, "rank");
  EXPECT_EQ(verify_with("north,false", "north,true").differences.at(0).what, "eligible");
  EXPECT_EQ(verify_with("above_ceiling,4,,,0,,", "above_ceiling,4,,,0,60,").differences.at(0).recomputed, "");
}

/// Equal bids: the lot decides, and the file holds the lots.
TEST_F(VerifyAwardsTest, UsesTheLotsOfTheFile) {
  const std::string header = "bid,capacity_mw,price_per_mwh,eligible,lottery,rank,awarded_mw,price_paid_per_mwh\n";
  EXPECT_EQ(verify(header + "A,60,30,true,2,2,40,30\nB,60,30,true,1,1,60,30\n").difference_count, 0);
  EXPECT_EQ(verify(header + "A,60,30,true,1,2,40,30\nB,60,30,true,2,1,60,30\n").difference_count, 4);
}

TEST_F(VerifyAwardsTest, RefusesWhatItCannotJudge) {
  EXPECT_THROW(verify("bid,capacity_mw,price_per_mwh\nA,50,24.89\n"), InputError);
  EXPECT_THROW(verify_with("A,50", "A,fifty"), InputError);
  rules_.auction.format = AuctionFormat::sealed_then_descending_clock;
  EXPECT_THROW(verify(sound_awards), InputError) << "no final prices";
  rules_.auction.format = AuctionFormat::sealed_bid;
  rules_.auction.packages = {{.name = "energy", .demand = 1.0, .value_per_unit = {}}};
  EXPECT_THROW(verify(sound_awards), InputError) << "no packages";
}

/// 0.6 of 170 MW, final prices: B 28, A 30 cut to 62; C is gone, D out of the band of 20 % above 28, E above the ceiling.
constexpr const char* open_awards =
    "bid,capacity_mw,price_per_mwh,limit_per_mwh,eligible,lottery,final_price_per_mwh,rank,awarded_mw,price_paid_per_mwh\n"
    "B,40,50,20,true,1,28,1,40,28\n"
    "A,70,40,30,true,2,30,2,62,30\n"
    "C,30,54,54,true,3,,,0,\n"
    "D,30,53,53,true,4,53,,0,\n"
    "E,30,56,53,false,5,,,0,\n";

TEST_F(VerifyAwardsTest, HoldsOpenRoundsAgainstTheirFinalBids) {
  rules_.auction.format = AuctionFormat::sealed_then_descending_clock;
  rules_.auction.pricing = PricingRule::pay_as_bid;
  rules_.auction.ranking.band_above_lowest_fraction = 0.2;
  rules_.auction.minimum_bids = 4;
  rules_.auction.volume_response = {.rule = VolumeRule::share_of_bids, .share_of_bids_fraction = 0.6};
  rules_.auction.volume_mw = Constant{150.0};
  const std::string sound = open_awards;
  const Verification verification = verify(sound);
  EXPECT_EQ(verification.difference_count, 0) << verification_text(verification);
  EXPECT_EQ(verification_text(verification),
            "verified: 1 round, 5 bids: all awards and prices agree with the final bids, which are taken as stored\n");
  EXPECT_GT(verify(with_text(sound, "1,28,1,40", "1,31,1,40")).difference_count, 0) << "the final price ranks";
  EXPECT_EQ(verify(with_text(sound, "54,54,true", "54,54,false")).differences.at(0).what, "eligible");
  rules_.auction.ranking.band_above_lowest_fraction.reset();
  EXPECT_EQ(verify(sound).differences.at(0).bid, "D");
  rules_.auction.minimum_bids = 5;
  EXPECT_GT(verify(sound).difference_count, 0) << "void";
}

TEST_F(VerifyAwardsTest, RanksByTheFinalFee) {
  rules_.auction = {};
  rules_.auction.format = AuctionFormat::descending_clock_then_fee;
  rules_.auction.floor_per_mwh = 30.0;
  rules_.auction.ties = TieRule::higher_fee_first;
  rules_.auction.limits = {{.name = "one_each", .bids = {}, .per = LimitScope::lot, .volume_mw = {}, .awards = 1}};
  const std::string awards =
      "bid,capacity_mw,price_per_mwh,limit_per_mwh,lot,fee_per_mw,eligible,lottery,final_price_per_mwh,final_fee_per_mw,rank,"
      "awarded_mw,price_paid_per_mwh\n"
      "a,5,50,20,north,950,true,1,30,800,1,5,30\nb,4,40,30,north,720,true,2,30,700,2,0,\n";
  EXPECT_EQ(verify(awards).difference_count, 0);
  EXPECT_GT(verify(with_text(awards, "30,800", "30,600")).difference_count, 0);
}

TEST_F(VerifyAwardsTest, TheTextListsTheFirstDifferences) {
  Verification verification{.rounds = 12000, .bids = 1, .difference_count = 0, .differences = {}};
  for (int number = 0; number < 25; ++number) add_difference({"place", "", "awarded_mw", "1", ""}, verification);
  const std::string text = verification_text(verification);
  EXPECT_THAT(text, StartsWith("not verified: 12,000 rounds, 1 bid: 25 differences\n"));
  EXPECT_THAT(text, HasSubstr("place: awarded_mw is 1, the rules give nothing\n"));
  EXPECT_THAT(text, HasSubstr("and 5 more\n"));
}

}  // namespace
}  // namespace sealedbid
