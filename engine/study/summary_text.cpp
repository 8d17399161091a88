#include "study/summary_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "base/number_text.hpp"

namespace sealedbid {

namespace {

constexpr std::array<std::string_view, 17> headline_metrics = {"clearing_price_per_mwh",
                                                               "mean_awarded_price_per_mwh",
                                                               "bid_per_mwh",
                                                               "number_of_bids",
                                                               "awarded_mw",
                                                               "void_probability",
                                                               "undersubscribed_probability",
                                                               "realisation_fraction",
                                                               "forfeited_bonds",
                                                               "bidder_profit_per_mwh",
                                                               "payments_per_year",
                                                               "support_cost_per_mwh",
                                                               "support_cost_present_value",
                                                               "state_revenue_present_value",
                                                               "bidder_return_fraction",
                                                               "return_below_cost_of_capital_probability",
                                                               "foreign_share_of_awarded_mw_fraction"};

constexpr std::string_view class_prefix = "class:";

std::string estimate_text(const SummaryRow& row) {
  if (std::isnan(row.estimate.mean)) return "-";
  const std::string error = std::isnan(row.estimate.se) ? "" : fmt::format(" ± {}", display_text(row.estimate.se, 2));
  return display_text(row.estimate.mean, 5) + error;
}

/// Pads to a width in characters, not bytes ("±" has two).
std::string padded(const std::string& text, std::size_t width) {
  const auto characters = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  return text + std::string(width > characters ? width - characters : 0, ' ');
}

std::string line_of(const SummaryRow& row) {
  const auto quantile = [&](double p) {
    const auto found = std::find(summary_probabilities.begin(), summary_probabilities.end(), p);
    return display_text(row.quantiles[static_cast<std::size_t>(found - summary_probabilities.begin())], 5);
  };
  return fmt::format("  {:<42}{:<10}{}{:>12}{:>12}{:>12}\n", row.metric, row.unit, padded(estimate_text(row), 24), quantile(0.10),
                     quantile(0.50), quantile(0.90));
}

const SummaryRow* find(const std::vector<SummaryRow>& rows, std::string_view policy, std::string_view metric,
                       std::string_view group) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const SummaryRow& row) {
    return row.policy == policy && row.metric == metric && row.group == group;
  });
  return found == rows.end() ? nullptr : &*found;
}

std::string winners_text(const std::vector<SummaryRow>& rows, const std::string& policy) {
  std::string text;
  for (const SummaryRow& row : rows) {
    if (row.policy != policy || row.metric != "win_probability" || !row.group.starts_with(class_prefix)) continue;
    text += fmt::format("{}{} {:.1f} %", text.empty() ? "  wins: " : ", ", row.group.substr(class_prefix.size()),
                        100.0 * row.estimate.mean);
  }
  return text.empty() ? "" : text + "\n";
}

}  // namespace

std::string summary_table(const std::vector<SummaryRow>& rows) {
  std::string text;
  std::string policy;
  for (const SummaryRow& first_of_policy : rows) {
    if (first_of_policy.policy == policy) continue;
    policy = first_of_policy.policy;
    const std::string round = first_of_policy.round > 1 ? fmt::format(", round {} (the last)", first_of_policy.round) : "";
    text += fmt::format("{}{}\n  {:<42}{:<10}{:<24}{:>12}{:>12}{:>12}\n", policy, round, "", "", "mean ± standard error", "P10",
                        "median", "P90");
    for (const std::string_view metric : headline_metrics) {
      const SummaryRow* row = find(rows, policy, metric, "all");
      if (row != nullptr && row->estimate.n > 0) text += line_of(*row);
    }
    text += winners_text(rows, policy) + "\n";
  }
  return text;
}

}  // namespace sealedbid
