#include "base/issue.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.hpp"

namespace sealedbid {
namespace {

// Together under 3 kB, so that twenty messages stay under 64 kB whatever the input was.
constexpr std::size_t longest_file = 600;
constexpr std::size_t longest_key_path = 400;
constexpr std::size_t longest_what = 1200;
constexpr std::size_t longest_suggestion = 600;

std::vector<Issue> sorted(std::vector<Issue> issues) {
  const auto order = [](const Issue& issue) {
    return std::tie(issue.place.file, issue.place.line, issue.place.column, issue.key_path, issue.what);
  };
  std::ranges::stable_sort(issues, [&](const Issue& left, const Issue& right) { return order(left) < order(right); });
  return issues;
}

std::string with_thousands_commas(std::size_t count) {
  std::string text = std::to_string(count);
  for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

}  // namespace

std::string text_of(const Issue& issue) {
  std::string text = printable(issue.place.file, longest_file);
  if (issue.place.line > 0) text += (text.empty() ? "line " : ":") + std::to_string(issue.place.line);
  if (issue.place.line > 0 && issue.place.column > 0) text += ":" + std::to_string(issue.place.column);
  if (!text.empty()) text += ": ";
  if (issue.severity == Severity::warning) text += "warning: ";
  if (!issue.key_path.empty()) text += printable(issue.key_path, longest_key_path) + ": ";
  text += printable(issue.what, longest_what);
  if (!issue.suggestion.empty()) text += ". " + printable(issue.suggestion, longest_suggestion);
  return text;
}

std::string text_of(const std::vector<Issue>& issues, int limit) {
  const std::vector<Issue> ordered = sorted(issues);
  const std::size_t shown = std::min(ordered.size(), static_cast<std::size_t>(std::max(limit, 0)));
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += (i > 0 ? "\n" : "") + text_of(ordered[i]);
  if (shown < ordered.size()) text += (shown > 0 ? "\nand " : "and ") + with_thousands_commas(ordered.size() - shown) + " more";
  return text;
}

InputError::InputError(std::vector<Issue> issues) : std::runtime_error(text_of(issues)), issues_(sorted(std::move(issues))) {}

InputError::InputError(Issue issue) : InputError(std::vector<Issue>{std::move(issue)}) {}

}  // namespace sealedbid
