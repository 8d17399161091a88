#include "cli/explain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/csv.hpp"
#include "base/text.hpp"

namespace sealedbid::cli {

namespace {

std::string origin_text(const ExplainedValue& value) {
  const std::string place = fmt::format("{}:{}", value.place.file, value.place.line);
  switch (value.origin) {
    case Origin::base_file:
      return place;
    case Origin::policy_patch:
      return place + " (policy)";
    case Origin::command_line:
      return "--set";
    case Origin::standard_value:
      return "default";
  }
  return {};
}

std::string table(const std::vector<ExplainedValue>& values, const std::string& policy) {
  std::size_t key_width = 0, value_width = 0, unit_width = 0;
  for (const ExplainedValue& value : values) {
    key_width = std::max(key_width, value.key_path.size());
    value_width = std::max(value_width, value.value.size());
    unit_width = std::max(unit_width, value.unit.size());
  }
  std::string text = fmt::format("policy {}\n", policy);
  for (const ExplainedValue& value : values) {
    text += fmt::format("{:<{}}  {:<{}}  {:<{}}  {}\n", value.key_path, key_width, printable(value.value), value_width,
                        value.unit, unit_width, printable(origin_text(value)));
  }
  return text;
}

std::string csv(const std::vector<ExplainedValue>& values, const std::string& policy) {
  std::string text = "policy,key_path,value,unit,origin,doc\n";
  for (const ExplainedValue& value : values) {
    text += fmt::format("{},{},{},{},{},{}\n", csv_cell(policy), csv_cell(value.key_path), csv_cell(value.value),
                        csv_cell(value.unit), csv_cell(origin_text(value)), csv_cell(value.doc));
  }
  return text;
}

std::string json(const std::vector<ExplainedValue>& values, const std::string& policy) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const ExplainedValue& value : values) {
    list.push_back({{"policy", policy},
                    {"key_path", value.key_path},
                    {"value", value.value},
                    {"unit", value.unit},
                    {"origin", origin_text(value)},
                    {"doc", value.doc}});
  }
  return list.dump(2) + "\n";
}

}  // namespace

std::string explain_text(const std::vector<ExplainedValue>& values, const std::string& policy, Format format) {
  switch (format) {
    case Format::table:
      return table(values, policy);
    case Format::csv:
      return csv(values, policy);
    case Format::json:
      return json(values, policy);
  }
  return {};
}

}  // namespace sealedbid::cli
