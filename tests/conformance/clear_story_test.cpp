#include "replay/clear_story.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "reference/random_rounds.hpp"
#include "replay/clear_reason.hpp"
#include "replay/clear_report_text.hpp"

namespace sealedbid {
namespace {

constexpr int number_of_rounds = 5000;

ClearedFile cleared_file(const reference::RoundCase& round) {
  ClearedFile file;
  file.rules.currency = "EUR";
  file.rules.host_code = round.host_code;
  file.rules.auction = round.auction;
  file.rules.auction.format = AuctionFormat::sealed_bid;
  for (std::size_t b = 0; b < round.bids.size(); ++b) {
    ListedBid& listed = file.list.bids.emplace_back();
    listed.bid = round.bids[b];
    listed.attributes = round.attributes[b];
  }
  file.bids = round.bids;
  file.volume_kw = round.volume_kw;
  file.ceiling_ticks = round.ceiling_ticks;
  file.plan = plan_round(file.rules.auction, round.host_code, round.attributes);
  file.round = clear_round(file.plan, {.bids = file.bids, .volume_kw = file.volume_kw, .ceiling_ticks = file.ceiling_ticks});
  return file;
}

/// What the replayed amounts say of the outcome of a turn: whole awards fit everywhere, others exceed what decides on them.
bool fits_its_outcome(const ClearedFile& file, const AwardTurn& turn) {
  const ClearedBid& bid = file.round.bids[turn.bid];
  const LimitAtTurn* decides = find_limit(file, turn, bid.rule);
  for (const LimitAtTurn& limit : turn.limits) {
    if (bid.outcome == BidOutcome::awarded && limit.wanted > limit.left_before) return false;
    if (bid.outcome == BidOutcome::awarded && limit.left_before - limit.left_after != limit.wanted) return false;
  }
  if (bid.outcome == BidOutcome::awarded_as_marginal || bid.outcome == BidOutcome::rejected_as_marginal) {
    return decides != nullptr && decides->wanted > decides->left_before;
  }
  return true;
}

// Shared ties take one after the other what is left, in shares; there a share is decided by what was left before all of them.
TEST(ClearStoryConformanceTest, ReplayedAmountsAgreeWithOutcomesUnderRandomRules) {
  std::mt19937_64 random(77);
  int turns = 0;
  for (int number = 0; number < number_of_rounds; ++number) {
    const reference::RoundCase round = reference::random_round(random);
    if (round.auction.ties == TieRule::shared) continue;
    const ClearedFile file = cleared_file(round);
    for (const AwardTurn& turn : replay_awards(file)) {
      ASSERT_TRUE(fits_its_outcome(file, turn)) << "round " << number << ", bid " << turn.bid << "\n" << text_of(round);
      ++turns;
    }
  }
  EXPECT_GT(turns, number_of_rounds);
}

TEST(ClearStoryConformanceTest, EveryBidHasAReasonAndEveryRoundAStoryUnderRandomRules) {
  std::mt19937_64 random(78);
  for (int number = 0; number < number_of_rounds; ++number) {
    const reference::RoundCase round = reference::random_round(random);
    const ClearedFile file = cleared_file(round);
    const ClearReport report = make_clear_report(file);
    for (const ClearReportRow& row : report.rows) {
      const bool is_absent = row.outcome == BidOutcome::absent;
      ASSERT_EQ(row.reason.empty(), is_absent) << "round " << number << ", bid " << row.bid << "\n" << text_of(round);
    }
    ASSERT_NO_THROW(clear_story(file)) << text_of(round);
    ASSERT_NO_THROW(clear_report_table(file, report)) << text_of(round);
    ASSERT_NO_THROW(clear_report_json(file, report)) << text_of(round);
  }
}

// The judge above is worth something: a planted kW more in one award is seen.
TEST(ClearStoryConformanceTest, SeesAnAwardThatIsMoved) {
  std::mt19937_64 random(79);
  int planted = 0, seen = 0;
  for (int number = 0; number < 500; ++number) {
    const reference::RoundCase round = reference::random_round(random);
    if (round.auction.ties == TieRule::shared || round.auction.budget_per_year) continue;
    ClearedFile file = cleared_file(round);
    const auto winner = std::ranges::find(file.round.bids, BidOutcome::awarded, &ClearedBid::outcome);
    if (winner == file.round.bids.end()) continue;
    winner->awarded_kw += 1;
    ++planted;
    bool fits = true;
    for (const AwardTurn& turn : replay_awards(file)) fits = fits && fits_its_outcome(file, turn);
    seen += fits ? 0 : 1;
  }
  EXPECT_GT(planted, 100);
  EXPECT_GT(10 * seen, 9 * planted);
}

}  // namespace
}  // namespace sealedbid
