#include "output/sample_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/issue.hpp"
#include "output/netcdf_reader.hpp"
#include "output/sample_tally.hpp"
#include "output/test_folder.hpp"

namespace sealedbid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Metric awarded_by_class{"awarded_mw", "class:domestic", "MW", MetricKind::value, 0.0, "Capacity awarded"};
const Metric awarded{"awarded_mw", "all", "MW", MetricKind::value, 0.0, "Capacity awarded"};

/// The second policy has a class more, in front.
std::vector<SampleColumns> two_policies() {
  return {{"as_held", {price_metric(), awarded, awarded_by_class}, {"gulf", "domestic"}},
          {"invited", {price_metric(), awarded}, {"pakistani", "gulf", "domestic"}}};
}

/// Blocks of 3, 3 and 1 replications, two policies each; one bid a replication under the first policy, none in the second block.
template <class File>
void append_seven_replications(File& file) {
  for (std::int64_t first = 0; first < 7; first += 3) {
    const std::int64_t count = std::min<std::int64_t>(3, 7 - first);
    for (int policy = 0; policy < 2; ++policy) {
      std::vector<std::vector<double>> values(policy == 0 ? 3 : 2);
      std::vector<BidSample> bids;
      for (std::int64_t replication = first; replication < first + count; ++replication) {
        for (std::size_t metric = 0; metric < values.size(); ++metric)
          values[metric].push_back(
              replication == 4 ? undefined : static_cast<double>(100 * policy + 10 * static_cast<int>(metric) + replication));
        if (first != 3) bids.push_back({replication, policy + 1, 2, 33.25, 35.4, 50000, 25000});
      }
      file.append({policy, first, count, values, bids});
    }
  }
  file.close();
}

TEST(AuctionSampleFileTest, HoldsEveryReplication) {
  const TestFolder folder;
  AuctionSampleFile file(folder / "samples_auctions.nc", two_policies());
  append_seven_replications(file);
  EXPECT_EQ(file.rows(), 14);
  const NetcdfReader reader(folder / "samples_auctions.nc");
  EXPECT_THAT(reader.values("replication"), ElementsAre(0, 1, 2, 3, 4, 5, 6));
  EXPECT_THAT(reader.shape("clearing_price_per_mwh"), ElementsAre(7, 2));
  EXPECT_THAT(reader.shape("awarded_mw"), ElementsAre(7, 2, 2));
  const std::vector<double> prices = reader.values("clearing_price_per_mwh"), capacities = reader.values("awarded_mw");
  for (std::size_t replication = 0; replication < 7; ++replication) {
    if (replication == 4) continue;
    const auto number = static_cast<double>(replication);
    EXPECT_EQ(prices[2 * replication], number);
    EXPECT_EQ(prices[2 * replication + 1], 100 + number);
    EXPECT_EQ(capacities[4 * replication + 1], 20 + number);
    EXPECT_EQ(capacities[4 * replication + 2], 110 + number);
    EXPECT_TRUE(std::isnan(capacities[4 * replication + 3])) << "the second policy has no such group";
  }
  EXPECT_TRUE(std::isnan(prices[2 * 4]));
  EXPECT_EQ(reader.attribute("awarded_mw", "units"), "MW");
}

TEST(BidSampleFileTest, HoldsEveryBid) {
  const TestFolder folder;
  BidSampleFile file(folder / "samples_bids.nc", two_policies(), "USD");
  append_seven_replications(file);
  EXPECT_EQ(file.rows(), 8);
  const NetcdfReader reader(folder / "samples_bids.nc");
  EXPECT_THAT(reader.values("replication"), ElementsAre(0, 1, 2, 0, 1, 2, 6, 6));
  EXPECT_THAT(reader.values("policy_index"), ElementsAre(0, 0, 0, 1, 1, 1, 0, 1));
  EXPECT_THAT(reader.texts("bidder_class"), ElementsAre("gulf", "domestic", "pakistani"));
  EXPECT_THAT(reader.values("bidder_class_index"), ElementsAre(1, 1, 1, 1, 1, 1, 1, 1))
      << "one class, whatever its place in a policy";
  EXPECT_EQ(reader.values("bid_per_mwh")[7], 35.4);
  EXPECT_EQ(reader.values("required_price_per_mwh")[7], 33.25);
  EXPECT_EQ(reader.values("quantity_kw")[7], 50000);
  EXPECT_EQ(reader.values("awarded_kw")[7], 25000);
  EXPECT_EQ(reader.values("member")[7], 2);
}

TEST(SampleFilesTest, OpenInXarray) {
  if (!has_xarray()) GTEST_SKIP() << "no xarray in /usr/bin/python3";
  const TestFolder folder;
  AuctionSampleFile auctions(folder / "samples_auctions.nc", two_policies());
  append_seven_replications(auctions);
  BidSampleFile bids(folder / "samples_bids.nc", two_policies(), "USD");
  append_seven_replications(bids);
  EXPECT_TRUE(holds_in_xarray(folder / "samples_auctions.nc", R"(
assert float(ds.awarded_mw.sel(replication=6, policy="as_held", group="class:domestic")) == 26
assert int(ds.clearing_price_per_mwh.isnull().sum()) == 2
)"));
  EXPECT_TRUE(holds_in_xarray(folder / "samples_bids.nc", R"(
assert ds.sizes["bid"] == 8
assert list(ds.policy[ds.policy_index].values) == ["as_held"] * 3 + ["invited"] * 3 + ["as_held", "invited"]
assert set(ds.bidder_class[ds.bidder_class_index].values) == {"domestic"}
)"));
}

TEST(SampleFilesTest, SameBlocksGiveSameBytes) {
  const TestFolder folder;
  for (const char* name : {"one.nc", "two.nc"}) {
    BidSampleFile file(folder / name, two_policies(), "USD");
    append_seven_replications(file);
  }
  EXPECT_EQ(bytes_of(folder / "one.nc"), bytes_of(folder / "two.nc"));
}

TEST(SampleFilesTest, FullDiskIsReported) {
  const TestFolder folder;
  const FileSizeLimit limit(2000);
  EXPECT_THAT(message_of<OutputError>([&] {
                AuctionSampleFile file(folder / "a.nc", two_policies());
                append_seven_replications(file);
              }),
              HasSubstr("a.nc: File too large"));
  EXPECT_THAT(message_of<OutputError>([&] {
                BidSampleFile file(folder / "b.nc", two_policies(), "USD");
                append_seven_replications(file);
              }),
              HasSubstr("b.nc: File too large"));
}

}  // namespace
}  // namespace sealedbid
