#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "output/netcdf_file.hpp"
#include "simulation/samples.hpp"

/// The raw replications and bids of a run, on request, appended block by block, so that memory does not grow with the run.
namespace sealedbid {

/// What the samples of one policy mean.
struct SampleColumns {
  std::string policy;
  std::vector<Metric> metrics;       ///< in the order of BlockSamples::values
  std::vector<std::string> classes;  ///< names of the bidder classes, in the order of BidSample::bidder_class
};

/// samples_auctions.nc: a variable for each metric, (replication, policy) or, where it has groups besides "all",
/// (replication, policy, group); doubles, NaN where not defined. Every function throws OutputError if the file cannot be written.
class AuctionSampleFile {
 public:
  AuctionSampleFile(const std::filesystem::path& path, const std::vector<SampleColumns>& policies);

  /// Takes blocks in order, as SampleSink delivers them.
  void append(const BlockSamples& block);

  /// Completes the file.
  void close() { file_.close(); }

  std::int64_t rows() const { return rows_; }  ///< replications × policies

 private:
  struct Column {
    int variable = -1;
    bool grouped = false;
    std::size_t group = 0;
  };

  NetcdfFile file_;
  int replication_ = -1;
  std::vector<std::vector<Column>> columns_;  ///< [policy][metric]
  std::int64_t rows_ = 0;
};

/// samples_bids.nc: one row a bid along the dimension "bid": policy_index, replication, bidder_class_index, member (index in its
/// class), required_price_per_mwh, bid_per_mwh, quantity_kw, awarded_kw, price_paid_per_mwh (NaN: nothing awarded). The
/// coordinates policy and bidder_class hold the names: `ds.policy[ds.policy_index]`.
class BidSampleFile {
 public:
  BidSampleFile(const std::filesystem::path& path, const std::vector<SampleColumns>& policies, const std::string& currency);

  void append(const BlockSamples& block);
  void close() { file_.close(); }
  std::int64_t rows() const { return rows_; }  ///< bids

 private:
  NetcdfFile file_;
  int policy_ = -1, replication_ = -1, bidder_class_ = -1, member_ = -1, required_price_ = -1, bid_ = -1, quantity_ = -1,
      awarded_ = -1, price_paid_ = -1;
  std::vector<std::vector<std::int32_t>> class_index_;  ///< [policy][class] → index into the coordinate
  std::int64_t rows_ = 0;
};

}  // namespace sealedbid
