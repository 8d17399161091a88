#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

/// The command line as data. The only file pair that knows the argument parser.
namespace sealedbid::cli {

enum class Format { table, csv, json };

struct RunArguments {
  std::string scenario, output;
  bool force = false, quiet = false, allow_unconverged = false;
  std::vector<std::string> settings, samples;
  std::optional<std::int64_t> replications;
  std::optional<std::uint64_t> seed;
  int threads = 0;
};

struct CheckArguments {
  std::string scenario;
  std::vector<std::string> settings;
};

struct ExplainArguments {
  std::string scenario, policy;
  std::vector<std::string> settings;
  Format format = Format::table;
};

struct CompareArguments {
  std::vector<std::string> run_directories;
  std::string baseline;
  Format format = Format::table;
  bool all_metrics = false;
};

struct CostArguments {
  std::string scenario, policy, bidder_class;
  std::optional<double> strike_per_mwh;
  std::vector<std::string> settings;
  Format format = Format::table;
};

struct EquilibriumArguments {
  std::string path;    ///< a scenario or a bare game
  std::string policy;  ///< of a scenario; empty: all
  std::vector<std::string> settings;
  Format format = Format::table;
  bool allow_unconverged = false;
};

struct ClearArguments {
  std::string bids, rules;
  std::vector<std::string> settings;
  std::uint64_t seed = 0;
  Format format = Format::table;
  bool explain = false;
};

struct VerifyArguments {
  std::string path, rules;  ///< a file of awards and its rules, or a run directory
  std::vector<std::string> settings;
};

struct SchemaArguments {};
struct ReferenceArguments {};
struct DoctorArguments {};

/// Something to print and stop with exit code 0: help or the version.
struct PrintArguments {
  std::string text;
};

using Arguments =
    std::variant<RunArguments, CheckArguments, ExplainArguments, CompareArguments, CostArguments, EquilibriumArguments,
                 ClearArguments, VerifyArguments, SchemaArguments, ReferenceArguments, DoctorArguments, PrintArguments>;

/// The command line cannot be understood. Exit code 2.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The first word is no command of this program. It may be that of another one: see other_program.hpp.
class UnknownCommand : public UsageError {
  using UsageError::UsageError;
};

/// Throws UsageError with what is wrong, what was probably meant, and where the help is.
Arguments parse_arguments(int argc, const char* const* argv);

}  // namespace sealedbid::cli
