#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "scenario/read_scenario.hpp"

/// Stored awards held against an independent clearing (recompute_round).
namespace sealedbid {

/// A stored value that the rules do not give.
struct AwardDifference {
  std::string place;  ///< e.g. "awards.csv:4", "policy uniform, replication 17"
  std::string bid;    ///< empty where the round as a whole differs
  std::string what;   ///< e.g. "awarded_mw"
  std::string stored, recomputed;
};

struct Verification {
  std::int64_t rounds = 0, bids = 0;
  bool takes_final_bids_as_stored = false;  ///< of an open format: how bidders came to them is not recomputed
  std::int64_t difference_count = 0;
  std::vector<AwardDifference> differences;  ///< the first ones, at most most_differences_kept
};
inline constexpr std::size_t most_differences_kept = 1000;
void add_difference(AwardDifference difference, Verification& verification);

/// A stored cell without the apostrophe that guards spreadsheets.
std::string unguarded(const std::string& cell);

/// Adds a difference unless the stored cell and what was recomputed are equal as text, or as numbers.
void compare_cell(const CsvTable& table, const CsvRow& row, const std::string& bid, const std::string& column,
                  const std::string& recomputed, Verification& verification);

/// Holds a CSV file of awards, as `sealedbid clear --format csv` writes it, against the rules: admission, rank, award and price
/// of every bid; a package auction as verify_packages does. In an open format the final bids are taken as stored. Throws
/// InputError where the file or the rules cannot be read.
Verification verify_awards(const std::string& awards_csv, const RulesFile& rules);

/// For people: "verified: 1 round, 8 bids: all awards and prices agree", or the differences, at most `limit`, one a line.
std::string verification_text(const Verification& verification, std::size_t limit = 20);

}  // namespace sealedbid
