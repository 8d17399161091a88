#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "auction/bid.hpp"
#include "base/csv.hpp"
#include "scenario/auction.hpp"

namespace sealedbid {

/// One row of a file of bids, checked.
struct ListedBid {
  RoundBid bid;  ///< `lottery` is set where the file has that column
  BidAttributes attributes;
  double price_per_mwh = 0.0;
  std::optional<std::int64_t> limit_ticks;  ///< for open formats: the last price the bidder would go to
  int line = 0;                             ///< in the file, from 1
  std::vector<std::string> cells;           ///< as written, one a column of the file
};

/// A file of bids.
struct BidList {
  std::string file;
  std::vector<std::string> columns;
  std::vector<ListedBid> bids;

  bool has_column(const std::string& name) const;
};

/// True for columns whose cells are texts even where they look like numbers (bid, bidder, zone, delivery_year, …).
bool is_text_column(const std::string& name);

/// Reads a file of bids. Prices become ticks of the rules' price step, capacities kW.
///
/// Columns, in any order: bid (unique), capacity_mw (above 0, at most 1,000,000, whole kW) and price_per_mwh (a multiple of the
/// price step; below zero only in a sale or with a floor below zero), and where wanted
/// - texts: bidder, owner_group, origin (three capital letters), technology, zone, segment, lot, delivery_year;
/// - minimum_mw (0 to capacity_mw, whole kW), full_load_hours (0 to 8784), site_quality_fraction and rank_factor (above 0, at
/// most
///   10), local_content_fraction and foreign_share_fraction (0 to 1), emission_tco2_per_mwh (0 to 10);
/// - submission (whole number, order of arrival), fee_per_mw (whole number, not negative), lottery (whole number; the smaller
/// wins),
///   limit_per_mwh (a multiple of the price step; the last price of a bidder in an open format);
/// - criterion_NAME for each criterion of a points ranking (not negative).
///
/// A column that a rule needs must be there. Empty cells are "not given". Throws InputError with every fault of the file.
BidList read_bids(const std::string& bids_csv, const Auction& auction);
/// The same for a table that has been read.
BidList read_bids(CsvTable table, const Auction& auction);

}  // namespace sealedbid
