#include "verify/verify_packages.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "base/issue.hpp"
#include "output/test_folder.hpp"
#include "replay/clear_packages.hpp"
#include "replay/package_report_text.hpp"
#include "verify/best_packages.hpp"

namespace sealedbid {
namespace {

using ::testing::HasSubstr;

/// Of 100 energy at 45 and 50 certificates at 20: A + C for 1300; B + C for 950; D for 900.
constexpr const char* sound_awards =
    "bid,bidder,price,price_adjustment,quantity_energy,quantity_certificates,exclusive_group,requires,selected,price_paid,"
    "advantage,"
    "reason\n"
    "A,,2500,0,60,30,,,true,2500,350,\n"
    "C,,1700,0,40,20,,,true,1700,400,\n"
    "B,,1800,0,50,0,,,false,,350,\n"
    "D,,4600,0,100,50,,,false,,400,\n";

std::string with_text(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

class VerifyPackagesTest : public ::testing::Test {
 protected:
  VerifyPackagesTest() {
    rules_.path = "rules.yaml";
    rules_.auction.packages = {{"energy", 100, 45}, {"certificates", 50, 20}};
  }
  std::string written(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  Verification verify(const std::string& awards) const { return verify_packages(written("awards.csv", awards), rules_); }
  std::string cleared(const std::string& bids) const {
    return package_report_csv(clear_packages(written("bids.csv", bids), rules_));
  }

  TestFolder folder_;
  RulesFile rules_;
};

/// The rows in the order of their names; the header stays.
std::string by_name(const std::string& csv) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < csv.size();) {
    const std::size_t end = csv.find('\n', begin) + 1;
    lines.push_back(csv.substr(begin, end - begin));
    begin = end;
  }
  std::ranges::sort(lines.begin() + 1, lines.end());
  return fmt::format("{}", fmt::join(lines, ""));
}

/// Bids P0 … of few different prices and quantities, so that many selections are equal.
std::string random_bids(std::mt19937& random) {
  const auto up_to = [&](unsigned most) { return static_cast<unsigned>(random() % (most + 1)); };
  const unsigned count = 3 + up_to(6);
  std::string text = "bid,price,price_adjustment,quantity_energy,quantity_certificates,exclusive_group,requires\n";
  for (unsigned j = 0; j < count; ++j) {
    const bool is_grouped = up_to(3) == 0, is_conditional = !is_grouped && up_to(4) == 0;
    const std::string needed = is_conditional && j > 0 ? fmt::format("P{}", up_to(j - 1)) : "";
    text +=
        fmt::format("P{},{},{},{},{},{},{}\n", j, 0.5 * up_to(8), up_to(2), up_to(3), up_to(2), is_grouped ? "g" : "", needed);
  }
  return text;
}

TEST_F(VerifyPackagesTest, AgreesWithASoundSelection) {
  const Verification verification = verify(sound_awards);
  EXPECT_EQ(verification_text(verification), "verified: 1 round, 4 bids: all awards and prices agree\n");
}

TEST_F(VerifyPackagesTest, FindsTwoPackagesThatWereSwapped) {
  const std::string text =
      verification_text(verify(with_text(with_text(sound_awards, "true,2500", "false,"), "50,0,,,false,", "50,0,,,true,1800")));
  EXPECT_THAT(text, HasSubstr("5 differences\n"));
  EXPECT_THAT(text, HasSubstr("awards.csv: the selection is one of surplus 950, the rules give one of surplus 1300\n"));
  EXPECT_THAT(text, HasSubstr("awards.csv:2: bid 'A': selected is false, the rules give true\n"));
  EXPECT_THAT(text, HasSubstr("awards.csv:4: bid 'B': price_paid is 1800, the rules give nothing\n"));
}

TEST_F(VerifyPackagesTest, AWinnerIsPaidItsPriceWithoutTheAdjustment) {
  const Verification verification = verify(with_text(sound_awards, "true,2500", "true,2500.000001"));
  ASSERT_EQ(verification.difference_count, 1);
  EXPECT_EQ(verification.differences[0].recomputed, "2500");
  EXPECT_EQ(verify(with_text(sound_awards, "2500,0", "2500,300")).difference_count, 0);
  EXPECT_GT(verify(with_text(sound_awards, "2500,0", "2500,351")).difference_count, 0);  // B + C is better by 1
}

TEST_F(VerifyPackagesTest, NamesWhyASelectionIsInadmissible) {
  const auto first = [&](const std::string& from, const std::string& to) {
    return verify(with_text(sound_awards, from, to)).differences.at(0).stored;
  };
  EXPECT_EQ(first("60,30,,,true", "60,30,,B,true"), "inadmissible: A requires B");
  EXPECT_EQ(verify(with_text(with_text(sound_awards, "60,30,,", "60,30,g,"), "40,20,,", "40,20,g,")).differences.at(0).stored,
            "inadmissible: A excludes C");
  rules_.auction.packages = {{"energy", 101, {}}, {"certificates", 50, {}}};
  EXPECT_EQ(first("", ""), "inadmissible: too little energy");
}

/// Two equal packages for a demand of one: the first row wins; and one package is better than two for the same.
TEST_F(VerifyPackagesTest, BreaksTiesAsTheRulesDo) {
  rules_.auction.packages = {{"energy", 2, {}}};
  const std::string head = "bid,price,price_adjustment,quantity_energy,exclusive_group,requires,selected,price_paid\n";
  EXPECT_EQ(verify(head + "A,4,0,2,,,true,4\nB,4,0,2,,,false,\n").difference_count, 0);
  EXPECT_EQ(verify(head + "A,4,0,2,,,false,\nB,4,0,2,,,true,4\n").difference_count, 4);
  EXPECT_EQ(verify(head + "A,2,0,1,,,true,2\nB,2,0,1,,,true,2\nC,4,0,2,,,false,\n").difference_count, 6);
}

/// Both as written and with the rows back in the order of the bids, where the last rule for ties is judged too. With any one
/// package's fate turned, each is found wrong.
TEST_F(VerifyPackagesTest, AgreesWithClearOnRandomRounds) {
  std::mt19937 random(20);
  int infeasible = 0;
  for (int trial = 0; trial < 60; ++trial) {
    rules_.auction.packages = {{"energy", 4, {}}, {"certificates", 2, {}}};
    if (trial % 2 == 0) rules_.auction.packages = {{"energy", 4, 1.5}, {"certificates", 2, 1}};
    const std::string bids = random_bids(random), awards = cleared(bids);
    infeasible += awards.find(",true,") == std::string::npos;
    EXPECT_EQ(verify(awards).difference_count, 0) << awards << verification_text(verify(awards));
    EXPECT_EQ(verify(by_name(awards)).difference_count, 0) << bids << awards;
    for (std::size_t at = awards.find("\nP"); at != std::string::npos; at = awards.find("\nP", at + 1)) {
      const std::size_t from = awards.find_first_of("tf", at), length = awards[from] == 't' ? 4 : 5;
      std::string turned = awards;
      turned.replace(from, length, length == 4 ? "false" : "true");
      EXPECT_GT(verify(turned).difference_count, 0) << turned;
    }
  }
  EXPECT_GT(infeasible, 0);
  EXPECT_LT(infeasible, 30);
}

TEST_F(VerifyPackagesTest, RefusesWhatItCannotJudge) {
  std::string many =
      "bid,price,price_adjustment,quantity_energy,quantity_certificates,exclusive_group,requires,selected,price_paid\n";
  for (std::size_t j = 0; j < most_packages_verified; ++j) many += fmt::format("P{},9,0,0,0,,,false,\n", j);
  EXPECT_EQ(verify(many).difference_count, 0);
  try {
    verify(many + "Q,9,0,0,0,,,false,\n");
    ADD_FAILURE() << "25 packages were taken";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("awards.csv:26:1: bid: 25 packages are more than can be verified"));
  }
  EXPECT_THROW(verify("bid,price\nA,5\n"), InputError);
  EXPECT_THROW(verify(with_text(sound_awards, "60,30,,,true", "60,30,,X,true")), InputError);
  EXPECT_THROW(verify(with_text(sound_awards, "60,30,,,true", "60,30,,,yes")), InputError);
  EXPECT_THROW(verify(with_text(sound_awards, "C,,", "A,,")), InputError);
}

}  // namespace
}  // namespace sealedbid
