#include "scenario/bid_table_file.hpp"

#include <array>
#include <filesystem>
#include <utility>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "scenario/field_info.hpp"
#include "scenario/read_text.hpp"

namespace sealedbid {

namespace {

constexpr std::string_view file_key = "file";
constexpr std::array<const char*, 2> columns = {"required_price_per_mwh", "bid_per_mwh"};
// The resolved scenario writes the points out, and has to stay within the limits of YAML files (yaml_tree.hpp).
constexpr std::size_t most_points = 4096;

Issue fault(const Place& place, const std::string& path, const std::string& what, const std::string& remedy) {
  return {place, path, what, remedy, Severity::error};
}

/// Columns that are missing or too many, and tables that are too long.
std::vector<Issue> faults_of_form(const CsvTable& table, const std::string& path) {
  std::vector<Issue> issues;
  const Place header{table.file, 1, 1};
  for (const char* column : columns) {
    if (table.column(column) >= 0) continue;
    issues.push_back(fault(header, path, "has no column " + std::string(column), "Name it in the first line."));
  }
  for (const std::string& name : table.header) {
    if (name == columns[0] || name == columns[1]) continue;
    const Place place{table.file, 1, table.column(name) + 1};
    issues.push_back(fault(place, path, "unknown column '" + printable(name) + "'",
                           "Leave it out: the columns are required_price_per_mwh and bid_per_mwh."));
  }
  if (table.rows.empty()) issues.push_back(fault(header, path, "has no rows", "Give at least two points."));
  if (table.rows.size() > most_points) {
    issues.push_back(fault(header, path, std::to_string(table.rows.size()) + " rows are more than 4096", "Give fewer points."));
  }
  return issues;
}

YamlNode list_of(const CsvTable& table, const std::string& column, YamlSource source) {
  const int index = table.column(column);
  YamlNode list;
  list.kind = YamlKind::sequence;
  list.place = {table.file, 1, index + 1};
  list.source = source;
  for (const CsvRow& row : table.rows) {
    YamlNode& item = list.items.emplace_back();
    item.place = {table.file, row.line, index + 1};
    item.source = source;
    item.text = row.cells[std::size_t(index)];
  }
  return list;
}

/// The faults of reading carry the CSV's place; a file that could not be read at all has none, and gets that of its name.
std::vector<Issue> placed(std::vector<Issue> issues, const std::string& path, const Place& name_place) {
  for (Issue& issue : issues) {
    issue.key_path = path;
    if (issue.place.line > 0) continue;
    issue.what = "'" + printable(issue.place.file) + "' " + issue.what;
    issue.place = name_place;
  }
  return issues;
}

std::vector<Issue> replace_file(YamlNode& bid_table, const std::string& path, const std::filesystem::path& folder) {
  const YamlNode file = *bid_table.find(file_key);
  const std::string file_path = joined_path(path, file_key);
  for (const char* column : columns) {
    const YamlNode* list = bid_table.find(column);
    if (list == nullptr || list->source < file.source) continue;
    return {fault(file.place, file_path, "stands beside a list of " + std::string(column), "Give the file or the two lists.")};
  }
  if (file.text == "-") return {fault(file.place, file_path, "'-' is not a file", "Name a CSV file.")};
  CsvTable table;
  try {
    table = read_csv((folder / file.text).string());
  } catch (const InputError& error) {
    return placed(error.issues(), file_path, file.place);
  }
  std::vector<Issue> issues = faults_of_form(table, file_path);
  if (!issues.empty()) return issues;
  std::erase_if(bid_table.entries, [](const YamlEntry& entry) {
    return entry.key == file_key || entry.key == columns[0] || entry.key == columns[1];
  });
  for (const char* column : columns) bid_table.entries.push_back({column, file.place, list_of(table, column, file.source)});
  return {};
}

}  // namespace

void read_bid_table_files(YamlNode& root, const std::string& scenario_path, std::vector<Issue>& issues) {
  YamlNode* classes = root.find("bidder_classes");
  if (classes == nullptr) return;
  const std::filesystem::path folder = std::filesystem::path(scenario_path).parent_path();
  for (YamlEntry& bidder_class : classes->entries) {
    YamlNode* bid_table = bidder_class.value.find("bid_table");
    const YamlNode* file = bid_table == nullptr ? nullptr : bid_table->find(file_key);
    if (file == nullptr || fault_of_text(*file, TextForm::free_text) || file->text.empty()) continue;
    const std::vector<Issue> faults = replace_file(*bid_table, "bidder_classes." + bidder_class.key + ".bid_table", folder);
    issues.insert(issues.end(), faults.begin(), faults.end());
  }
}

}  // namespace sealedbid
