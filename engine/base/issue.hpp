#pragma once

#include <stdexcept>
#include <string>
#include <vector>

/// What can be wrong with what a user gave us, and the exceptions that carry it. The library throws; only the command line
/// prints.
namespace sealedbid {

/// Where in a text something stands. Lines and columns count from 1; 0 means unknown or not applicable.
/// `file` is the path as the user gave it, or a name such as "--set" for text that came from the command line.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

enum class Severity { error, warning };

/// One problem in the grammar of every message: place, key path, what is wrong with which value and why, what would be right.
struct Issue {
  Place place;
  std::string key_path;    ///< e.g. "auction.ceiling_per_mwh"; empty where no key is concerned
  std::string what;        ///< e.g. "-45 is negative (a ceiling is a price)"
  std::string suggestion;  ///< e.g. "Did you mean 45?"; may be empty
  Severity severity = Severity::error;
};

/// "garadagh.yaml:41:17: auction.ceiling_per_mwh: -45 is negative (a ceiling is a price). Did you mean 45?"
/// Control characters in any part are escaped, so that a message cannot drive a terminal.
std::string text_of(const Issue& issue);

/// All issues, sorted by place, one a line; at most `limit`, then "and 9,980 more".
std::string text_of(const std::vector<Issue>& issues, int limit = 20);

/// The input (a scenario, a rules file, a list of bids, an override) cannot be used. Exit code 3.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Issue> issues);
  explicit InputError(Issue issue);
  const std::vector<Issue>& issues() const { return issues_; }

 private:
  std::vector<Issue> issues_;
};

/// The run could not be completed although its input was valid. Exit code 4.
class RunError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Something could not be written, or a place to write to is not free. Exit code 5.
class OutputError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace sealedbid
