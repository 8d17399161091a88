#include "verify/verify_run.hpp"

#include <gmock/gmock.h>
#include <netcdf.h>

#include <fstream>
#include <sstream>

#include "base/issue.hpp"
#include "output/run_directory.hpp"
#include "output/test_folder.hpp"
#include "study/run_study.hpp"

namespace sealedbid {
namespace {

constexpr const char* scenario = R"(schema_version: 1
name: small
currency: EUR
price_year: 2025
simulation: {replications: 700, seed: 5}
host_country: {code: AAA}
bidder_classes:
  home:
    {origin: AAA, bidders: 4, project_capacity_mw: 10, strategy: truthful,
     required_price_per_mwh: {distribution: uniform, low: 20, high: 40}}
  abroad:
    {origin: BBB, bidders: 3, project_capacity_mw: {distribution: uniform, low: 2, high: 12}, strategy: truthful,
     required_price_per_mwh: {distribution: normal, mean: 28, sd: 4}}
auction: {volume_mw: {distribution: uniform, low: 20, high: 40}, ceiling_per_mwh: 38, ceiling_disclosed: false, price_step_per_mwh: 1}
policies:
  as_is: {}
  uniform: {auction: {pricing: uniform_lowest_rejected}}
  foreign_limit: {auction: {limits: {foreign: {bids: {origin: foreign}, volume_mw: 12, marginal_bid: partial}}}}
)";

std::string text_of_file(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

class VerifyRunTest : public ::testing::Test {
 protected:
  VerifyRunTest() {
    StudyOptions options;
    options.output = (folder_ / "run").string();
    options.keep_auction_samples = options.keep_bid_samples = true;
    run_study(read_scenario_text(scenario, "small.yaml"), options);
  }

  /// The run under a new name, whole by its manifest, with one file changed.
  std::filesystem::path doctored(const std::string& name, const std::function<void(const std::filesystem::path&)>& change) const {
    Manifest manifest = parse_manifest(text_of_file(folder_ / "run" / manifest_name), manifest_name);
    RunDirectory directory(folder_ / "doctored", Overwrite::yes);
    for (const ManifestFile& file : manifest.files) {
      std::filesystem::copy_file(folder_ / "run" / file.name, directory.path_of(file.name));
      if (file.name == name) change(directory.path_of(file.name));
      directory.add_file(file.name, file.rows);
    }
    manifest.files.clear();
    directory.commit(manifest);
    return folder_ / "doctored";
  }

  TestFolder folder_;
};

/// Adds to one value of an integer variable of a netCDF file.
void add(const std::filesystem::path& path, const char* variable, std::size_t row, int more) {
  int file = -1, id = -1, value = 0;
  ASSERT_EQ(nc_open(path.c_str(), NC_WRITE, &file), NC_NOERR);
  ASSERT_EQ(nc_inq_varid(file, variable, &id), NC_NOERR);
  ASSERT_EQ(nc_get_var1_int(file, id, &row, &value), NC_NOERR);
  value += more;
  ASSERT_EQ(nc_put_var1_int(file, id, &row, &value), NC_NOERR);
  ASSERT_EQ(nc_close(file), NC_NOERR);
}

TEST_F(VerifyRunTest, AgreesWithTheSamplesOfARun) {
  const Verification verification = verify_run(folder_ / "run");
  EXPECT_EQ(verification.difference_count, 0) << verification_text(verification);
  EXPECT_EQ(verification.rounds, 2100);
  EXPECT_GT(verification.bids, 2100 * 4);
}

TEST_F(VerifyRunTest, FindsAnAwardThatIsOffByOneKilowatt) {
  const auto run = doctored("samples_bids.nc", [](const auto& path) { add(path, "awarded_kw", 1234, 1); });
  const Verification verification = verify_run(run);
  ASSERT_EQ(verification.difference_count, 1);
  EXPECT_EQ(verification.differences[0].what, "awarded_kw");
}

TEST_F(VerifyRunTest, FindsABidOfAnotherBidder) {
  const auto run = doctored("samples_bids.nc", [](const auto& path) { add(path, "member", 77, 1); });
  EXPECT_GT(verify_run(run).difference_count, 0);
}

TEST_F(VerifyRunTest, FindsAClearingPriceThatIsOffByOneTick) {
  const auto run = doctored("samples_auctions.nc", [](const std::filesystem::path& path) {
    int file = -1, id = -1;
    const std::size_t where[] = {99, 1};
    double price = 0.0;
    ASSERT_EQ(nc_open(path.c_str(), NC_WRITE, &file), NC_NOERR);
    ASSERT_EQ(nc_inq_varid(file, "clearing_price_per_mwh", &id), NC_NOERR);
    ASSERT_EQ(nc_get_var1_double(file, id, where, &price), NC_NOERR);
    price += 1.0;
    ASSERT_EQ(nc_put_var1_double(file, id, where, &price), NC_NOERR);
    ASSERT_EQ(nc_close(file), NC_NOERR);
  });
  const Verification verification = verify_run(run);
  ASSERT_EQ(verification.difference_count, 1);
  EXPECT_EQ(verification.differences[0].place, "policy uniform, replication 99");
  EXPECT_EQ(verification.differences[0].what, "clearing_price_per_mwh");
}

TEST_F(VerifyRunTest, FindsAwardsOfOtherRules) {
  const auto run = doctored("scenario.resolved.yaml", [](const std::filesystem::path& path) {
    std::string text = text_of_file(path);
    const std::string from = "marginal_bid: award_in_full", to = "marginal_bid: reject";
    ASSERT_NE(text.find(from), std::string::npos);
    text.replace(text.find(from), from.size(), to);
    std::ofstream(path, std::ios::binary) << text;
  });
  EXPECT_GT(verify_run(run).difference_count, 100);
}

TEST_F(VerifyRunTest, RefusesADamagedRunAndOneWithoutSamples) {
  std::ofstream(folder_ / "run" / "summary.csv", std::ios::app) << "x";
  EXPECT_THROW(verify_run(folder_ / "run"), InputError);
  StudyOptions options;
  options.output = (folder_ / "plain").string();
  run_study(read_scenario_text(scenario, "small.yaml"), options);
  EXPECT_THROW(verify_run(folder_ / "plain"), InputError);
}

}  // namespace
}  // namespace sealedbid
