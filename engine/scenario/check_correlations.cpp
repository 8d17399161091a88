#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.hpp"
#include "scenario/check_meaning.hpp"
#include "scenario/walk.hpp"

namespace sealedbid {

namespace {

/// More would make the check of the matrix slow, and no study needs them.
constexpr std::size_t most_correlated_quantities = 200;

class CorrelationChecker {
 public:
  explicit CorrelationChecker(const Scenario& scenario) : scenario_(scenario) {
    for (const auto& [path, quantity] : quantities_drawn_once_a_replication(scenario)) {
      paths_.push_back(path);
      is_constant_[path] = is_constant(quantity);
    }
  }

  std::vector<Issue> check() {
    for (std::size_t index = 0; index < scenario_.correlations.size(); ++index) {
      const std::string path = "common_shocks.correlation[" + std::to_string(index) + "]";
      const Correlation& correlation = scenario_.correlations[index];
      check_name(path, correlation.first);
      check_name(path, correlation.second);
      check_pair(path, correlation);
    }
    if (issues_.empty() ||
        std::none_of(issues_.begin(), issues_.end(), [](const Issue& issue) { return issue.severity == Severity::error; })) {
      check_matrix();
    }
    return std::move(issues_);
  }

 private:
  void report(const std::string& path, const std::string& what, const std::string& suggestion = "",
              Severity severity = Severity::error) {
    issues_.push_back({scenario_.place_of(path), path, what, suggestion, severity});
  }

  void check_name(const std::string& path, const std::string& name) {
    const auto found = is_constant_.find(name);
    if (found == is_constant_.end()) {
      const std::string nearest = nearest_name(name, paths_);
      const bool is_known = name.starts_with("bidder_classes.");
      report(path,
             "'" + printable(name) + "' is not a quantity that is drawn once a replication" +
                 (is_known ? " (it is drawn once a bidder, or unknown)" : ""),
             nearest.empty() ? "" : "Did you mean " + nearest + "?");
    } else if (found->second) {
      report(path, name + " is constant, the correlation has no effect", "", Severity::warning);
    }
  }

  void check_pair(const std::string& path, const Correlation& correlation) {
    if (correlation.first == correlation.second) return report(path, correlation.first + " is correlated with itself");
    if (!pairs_.insert(std::minmax(correlation.first, correlation.second)).second) {
      report(path, "the pair " + correlation.first + ", " + correlation.second + " stands here twice");
    }
  }

  void check_matrix() {
    std::map<std::string, std::size_t> index_of;
    for (const auto& correlation : scenario_.correlations) {
      index_of.emplace(correlation.first, index_of.size());
      index_of.emplace(correlation.second, index_of.size());
    }
    const std::size_t size = index_of.size();
    const std::string path = "common_shocks.correlation";
    if (size > most_correlated_quantities)
      return report(path, std::to_string(size) + " quantities are correlated, at most 200 may be");
    std::vector<double> matrix(size * size, 0.0);
    for (std::size_t row = 0; row < size; ++row) matrix[row * size + row] = 1.0;
    for (const auto& correlation : scenario_.correlations) {
      const auto [column, row] = std::minmax(index_of[correlation.first], index_of[correlation.second]);
      matrix[row * size + column] = correlation.coefficient;
    }
    if (!is_positive_definite(std::move(matrix), size)) {
      report(path, "the correlations contradict each other (their matrix is not positive definite)", "Weaken some of them.");
    }
  }

  const Scenario& scenario_;
  std::vector<std::string> paths_;
  std::map<std::string, bool> is_constant_;
  std::set<std::pair<std::string, std::string>> pairs_;
  std::vector<Issue> issues_;
};

}  // namespace

bool is_positive_definite(std::vector<double> matrix, std::size_t size) {
  for (std::size_t column = 0; column < size; ++column) {
    for (std::size_t row = column; row < size; ++row) {
      double rest = matrix[row * size + column];
      for (std::size_t inner = 0; inner < column; ++inner) rest -= matrix[row * size + inner] * matrix[column * size + inner];
      // Below rounding error a pivot says nothing; a factor that hangs on it would not be the user's correlation.
      if (row == column && rest <= 1e-12) return false;
      matrix[row * size + column] = row == column ? std::sqrt(rest) : rest / matrix[column * size + column];
    }
  }
  return true;
}

std::vector<Issue> check_correlations(const Scenario& scenario) {
  return CorrelationChecker(scenario).check();
}

}  // namespace sealedbid
