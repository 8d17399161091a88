#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"

namespace sealedbid {

/// Numbers that a cell may hold.
struct CellRange {
  double least = 0.0;
  double most = 0.0;
  bool is_above_least = false;  ///< the least number itself is not allowed
};

/// Reads the cells of a table and notes what is wrong with them. Functions return nothing after they have noted a fault, and for
/// a cell that is empty or whose column is missing; with Empty::refused an empty cell is a fault too.
class CellReader {
 public:
  enum class Empty { allowed, refused };

  explicit CellReader(const CsvTable& table) : table_(table) {}

  bool has(const std::string& column) const { return table_.column(column) >= 0; }
  /// The text of a cell; empty where the column is missing.
  std::string text(const CsvRow& row, const std::string& column) const;
  std::optional<double> number(const CsvRow& row, const std::string& column, Empty empty);
  std::optional<double> number_in(const CsvRow& row, const std::string& column, const CellRange& range, Empty empty);
  std::optional<std::int64_t> whole_number(const CsvRow& row, const std::string& column, std::int64_t least, Empty empty);
  std::optional<std::uint64_t> lot(const CsvRow& row, const std::string& column);
  /// MW as whole kW, from 0 to 1,000,000 MW.
  std::optional<std::int64_t> kw(const CsvRow& row, const std::string& column, Empty empty);
  /// A multiple of `step` as ticks.
  std::optional<std::int64_t> ticks(const CsvRow& row, const std::string& column, double step, Empty empty);

  void note(const CsvRow& row, const std::string& column, const std::string& what, const std::string& suggestion);
  /// About the header. @param cell number of the column from 1; 0: none.
  void note_header(int cell, const std::string& column, const std::string& what, const std::string& suggestion);
  /// Throws InputError if anything was noted.
  void stop_if_faulty();

 private:
  const CsvTable& table_;
  std::vector<Issue> issues_;
};

}  // namespace sealedbid
