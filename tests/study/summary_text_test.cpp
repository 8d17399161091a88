#include "study/summary_text.hpp"

#include <gmock/gmock.h>

namespace sealedbid {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

SummaryRow row(const std::string& metric, const std::string& group, std::int64_t n, double mean, double se) {
  SummaryRow row;
  row.policy = "as_held";
  row.metric = metric;
  row.group = group;
  row.unit = "USD/MWh";
  row.estimate = {n, mean, se, mean - 2 * se, mean + 2 * se};
  row.quantiles = {1, 2, 31.25, 4, 33.5, 6, 39.75, 8, 9};
  return row;
}

TEST(SummaryTextTest, ShowsMeanErrorAndQuantiles) {
  const std::string text = summary_table({row("clearing_price_per_mwh", "all", 100, 34.5, 0.25)});
  for (const char* part : {"as_held", "34.5 ± 0.25", "31.25", "33.5", "39.75"}) EXPECT_THAT(text, HasSubstr(part));
}

TEST(SummaryTextTest, SaysWhichRoundOfSeveralItShows) {
  SummaryRow of_last = row("clearing_price_per_mwh", "all", 100, 34.5, 0.25);
  EXPECT_THAT(summary_table({of_last}), Not(HasSubstr("round")));
  of_last.round = 4;
  EXPECT_THAT(summary_table({of_last}), HasSubstr("as_held, round 4 (the last)"));
}

TEST(SummaryTextTest, ShowsWhoWins) {
  const std::string text = summary_table(
      {row("win_probability", "class:gulf", 100, 0.25, 0.01), row("win_probability", "class:local", 100, 0.5, 0.01)});
  EXPECT_THAT(text, HasSubstr("wins: gulf 25.0 %, local 50.0 %"));
}

TEST(SummaryTextTest, LeavesOutWhatIsNowhereDefined) {
  EXPECT_THAT(summary_table({row("clearing_price_per_mwh", "all", 0, 0.0, 0.0)}), Not(HasSubstr("clearing_price")));
}

TEST(SummaryTextTest, OneReplicationHasNoError) {
  const std::string text = summary_table({row("clearing_price_per_mwh", "all", 1, 34.5, MeanEstimate::none)});
  EXPECT_THAT(text, HasSubstr("34.5"));
  EXPECT_THAT(text, Not(HasSubstr("34.5 ±")));
}

}  // namespace
}  // namespace sealedbid
