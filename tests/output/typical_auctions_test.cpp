#include "output/typical_auctions.hpp"

#include <gtest/gtest.h>

#include "base/csv.hpp"
#include "output/test_folder.hpp"
#include "support/scenarios.hpp"

namespace sealedbid {
namespace {

TEST(TypicalAuctionsTest, TheTableTellsEveryBid) {
  const std::vector<PolicyMarket> policies = {{"base", build_market(testing::solar_auction())}};
  SimulationOptions options;
  options.replications = 500;
  options.seed = 3;
  const std::vector<RunTally> rounds = simulate(policies, options);
  const std::vector<TypicalBidRow> rows = typical_bids(policies, options.seed, rounds);
  ASSERT_FALSE(rows.empty());
  const TestFolder folder;
  put_bytes(folder / "table.csv", typical_auctions_csv(rows));
  const CsvTable table = read_csv((folder / "table.csv").string());
  ASSERT_EQ(table.rows.size(), rows.size());
  const auto cell = [&](std::size_t row, const char* name) { return table.rows[row].cells[std::size_t(table.column(name))]; };
  double awarded_mw = 0.0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(cell(i, "bidder_class"), rows[i].bidder_class);
    EXPECT_DOUBLE_EQ(std::stod(cell(i, "bid_per_mwh")), rows[i].bid.bid_per_mwh);
    EXPECT_DOUBLE_EQ(std::stod(cell(i, "quantity_mw")), rows[i].bid.quantity_kw / 1000.0);
    EXPECT_EQ(cell(i, "price_paid_per_mwh").empty(), rows[i].bid.awarded_kw == 0);
    awarded_mw += std::stod(cell(i, "awarded_mw"));
  }
  EXPECT_GT(awarded_mw, 0.0);
}

}  // namespace
}  // namespace sealedbid
