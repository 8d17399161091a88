#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "output/test_folder.hpp"
#include "support/program.hpp"

namespace sealedbid::testing {

/// The built program in a folder of its own, with a small scenario "small.yaml" in it.
class ProgramFixture : public ::testing::Test {
 protected:
  static constexpr const char* small_scenario = R"(schema_version: 1
name: small
currency: EUR
price_year: 2025
simulation: {replications: 500, seed: 5}
host_country: {code: AAA}
bidder_classes:
  home:
    {origin: AAA, bidders: 4, project_capacity_mw: 10, strategy: truthful,
     required_price_per_mwh: {distribution: uniform, low: 20, high: 40}}
  abroad:
    {origin: BBB, bidders: 3, project_capacity_mw: 10, strategy: truthful,
     required_price_per_mwh: {distribution: normal, mean: 28, sd: 4}}
auction: {volume_mw: 30, ceiling_per_mwh: 45}
policies:
  as_is: {}
  uniform: {auction: {pricing: uniform_lowest_rejected}}
)";

  void SetUp() override { write("small.yaml", small_scenario); }

  std::filesystem::path path(const std::string& name) const { return folder_ / name; }

  void write(const std::string& name, const std::string& text) const { std::ofstream(path(name), std::ios::binary) << text; }

  std::vector<std::string> command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), SEALEDBID_PROGRAM);
    return arguments;
  }
  ProgramOptions here(ProgramOptions options = {}) const {
    if (options.folder == ".") options.folder = path("");
    return options;
  }
  Finished sealedbid(const std::vector<std::string>& arguments, const ProgramOptions& options = {}) const {
    return run_program(command(arguments), here(options));
  }

  /// Names in the test's folder, hidden ones too.
  std::vector<std::string> names() const { return folder_.names(); }

  static std::string shipped(const std::string& name) { return std::string(SEALEDBID_SOURCE_DIR "/scenarios/") + name; }

  static std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
  }

 private:
  TestFolder folder_;
};

/// No byte that a terminal would obey.
inline bool is_safe_on_a_terminal(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20 && c != '\n') || c == 0x7f; });
}

}  // namespace sealedbid::testing
