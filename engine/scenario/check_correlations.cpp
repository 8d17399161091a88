#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.hpp"
#include "scenario/check_economy.hpp"
#include "scenario/check_meaning.hpp"
#include "scenario/walk.hpp"

namespace sealedbid {

namespace {

/// More would make the check of the matrix slow, and no study needs them.
constexpr std::size_t most_correlated = 200;
constexpr const char* list_path = "common_shocks.correlation";

/// What can be correlated: quantities that are drawn once a replication, or the monthly prices of markets.
enum class Kind { unknown, quantity, market };

class CorrelationChecker {
 public:
  explicit CorrelationChecker(const Scenario& scenario) : findings_(scenario), scenario_(scenario) {
    for (const auto& [path, quantity] : quantities_drawn_once_a_replication(scenario)) {
      add(path, {Kind::quantity, is_constant(quantity)});
    }
    for (const ElectricityMarket& market : scenario.electricity_markets) {
      add("electricity_markets." + market.name, {Kind::market, market.sd_of_change_fraction == 0.0});
    }
  }

  std::vector<Issue> check() {
    for (std::size_t index = 0; index < scenario_.correlations.size(); ++index) {
      const std::string path = std::string(list_path) + "[" + std::to_string(index) + "]";
      const Correlation& correlation = scenario_.correlations[index];
      check_name(path, correlation.first);
      check_name(path, correlation.second);
      check_pair(path, correlation);
    }
    const auto is_error = [](const Issue& issue) { return issue.severity == Severity::error; };
    if (std::ranges::none_of(findings_.issues, is_error)) {
      check_matrix(Kind::quantity);
      check_matrix(Kind::market);
    }
    return std::move(findings_.issues);
  }

 private:
  struct Variable {
    Kind kind = Kind::unknown;
    bool is_constant = false;
  };

  void add(const std::string& path, Variable variable) {
    paths_.push_back(path);
    variables_[path] = variable;
  }

  Kind kind_of(const std::string& name) const {
    const auto found = variables_.find(name);
    return found == variables_.end() ? Kind::unknown : found->second.kind;
  }

  void check_name(const std::string& path, const std::string& name) {
    if (kind_of(name) == Kind::unknown) {
      const bool is_of_bidders = name.starts_with("bidder_classes.");
      return findings_.refuse(path,
                              "'" + printable(name) + "' is not a quantity that is drawn once a replication" +
                                  (is_of_bidders ? " (it is drawn once a bidder, or unknown)" : ""),
                              nearest_hint(name, paths_));
    }
    const Variable& variable = variables_.at(name);
    if (!variable.is_constant) return;
    if (variable.kind == Kind::market) {
      findings_.refuse(path, name + " has prices that do not move", "Give " + name + ".sd_of_change_fraction.");
    } else {
      findings_.warn(path, name + " is constant, the correlation has no effect", "");
    }
  }

  void check_pair(const std::string& path, const Correlation& correlation) {
    const auto& [first, second, coefficient] = correlation;
    if (first == second) return findings_.refuse(path, first + " is correlated with itself", "");
    const Kind kind = kind_of(first), other = kind_of(second);
    if (kind != Kind::unknown && other != Kind::unknown && kind != other) {
      const std::string& market = kind == Kind::market ? first : second;
      return findings_.refuse(path,
                              market + " stands for monthly prices, which can be correlated with those of another market only",
                              "Did you mean " + market + ".mean_price_per_mwh?");
    }
    if (!pairs_.insert(std::minmax(first, second)).second) {
      findings_.refuse(path, "the pair " + first + ", " + second + " stands here twice", "");
    }
  }

  /// The correlations of one kind by themselves: prices and quantities are independent.
  void check_matrix(Kind kind) {
    std::map<std::string, std::size_t> index_of;
    for (const auto& correlation : scenario_.correlations) {
      if (kind_of(correlation.first) != kind) continue;
      index_of.emplace(correlation.first, index_of.size());
      index_of.emplace(correlation.second, index_of.size());
    }
    const std::size_t size = index_of.size();
    if (size > most_correlated)
      return findings_.refuse(list_path, std::to_string(size) + " quantities are correlated, at most 200 may be", "");
    std::vector<double> matrix(size * size, 0.0);
    for (std::size_t row = 0; row < size; ++row) matrix[row * size + row] = 1.0;
    for (const auto& correlation : scenario_.correlations) {
      if (kind_of(correlation.first) != kind) continue;
      const auto [column, row] = std::minmax(index_of[correlation.first], index_of[correlation.second]);
      matrix[row * size + column] = correlation.coefficient;
    }
    if (is_positive_definite(std::move(matrix), size)) return;
    const std::string of_prices = kind == Kind::market ? " of market prices" : "";
    findings_.refuse(list_path, "the correlations" + of_prices + " contradict each other (their matrix is not positive definite)",
                     "Weaken some of them.");
  }

  Findings findings_;
  const Scenario& scenario_;
  std::vector<std::string> paths_;
  std::map<std::string, Variable> variables_;
  std::set<std::pair<std::string, std::string>> pairs_;
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
