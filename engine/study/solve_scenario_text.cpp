#include "study/solve_scenario_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "output/strategy_tables.hpp"

namespace sealedbid {

namespace {

std::string text_of(const std::optional<double>& value) {
  return value ? display_text(*value) : "-";
}

std::string percent(double share) {
  return std::isfinite(share) ? fmt::format("{:.2f} %", 100.0 * share) : "more than all";
}

std::size_t name_width(const PolicyAnswer& answer) {
  std::size_t width = 5;
  for (const ClassAnswer& bidders : answer.classes) width = std::max(width, printable(bidders.bidder_class).size());
  return width;
}

std::string class_lines(const PolicyAnswer& answer, std::size_t width) {
  std::string text = fmt::format("{:<{}}{:>9}{:>20}{:>11}{:>12}{:>11}{:>11}{:>11}\n", "class", width, "bidders", "bids",
                                 "mean bid", "need up to", "P(win)", "price", "profit");
  for (const ClassAnswer& bidders : answer.classes) {
    const bool bids = bidders.bids > 0;
    const std::string span =
        bids ? display_text(bidders.lowest_bid_per_mwh) + " to " + display_text(bidders.highest_bid_per_mwh) : "none";
    text += fmt::format("{:<{}}{:>9}{:>20}{:>11}{:>12}{:>11}{:>11}{:>11}\n", printable(bidders.bidder_class), width,
                        bidders.bidders, span, bids ? display_text(bidders.mean_bid_per_mwh) : "-",
                        bids ? display_text(bidders.highest_required_price_that_bids_per_mwh) : "-",
                        bids ? display_text(bidders.win_probability, 3) : "-", text_of(bidders.mean_awarded_price_per_mwh),
                        bidders.certificate ? display_text(bidders.certificate->expected_profit_per_mwh, 4) : "-");
  }
  return text + "P(win) of a bid; price paid to winners; profit expected by a bidder that takes part, of its whole project.\n";
}

template <class ValueText>
std::string tenth_line(const std::string& name, std::size_t width, const char* row, const std::vector<BidsOfATenth>& list,
                       ValueText value_text) {
  std::string text = fmt::format("{:<{}} {:<6}", name, width, row);
  for (const BidsOfATenth& tenth : list) text += fmt::format(" {:>8}", value_text(tenth));
  return text + "\n";
}

std::string tenth_lines(const PolicyAnswer& answer, std::size_t width) {
  std::string text = "Tenths of each class's bids, by required price\n";
  for (const ClassAnswer& bidders : answer.classes) {
    if (bidders.tenths.empty()) continue;
    text += tenth_line(printable(bidders.bidder_class), width, "needs", bidders.tenths,
                       [](const BidsOfATenth& tenth) { return display_text(tenth.required_price_per_mwh); });
    text +=
        tenth_line("", width, "bid", bidders.tenths, [](const BidsOfATenth& tenth) { return display_text(tenth.bid_per_mwh); });
    text += tenth_line("", width, "P(win)", bidders.tenths,
                       [](const BidsOfATenth& tenth) { return display_text(tenth.win_probability, 3); });
  }
  return text;
}

/// @param change_per_mwh of the bid; NaN where it is whether to bid at all that changes.
std::string change_text(double change_per_mwh) {
  if (std::isnan(change_per_mwh)) return "by deciding otherwise whether to bid";
  return fmt::format("by a bid {} {}", display_text(std::abs(change_per_mwh), 2), change_per_mwh < 0.0 ? "lower" : "higher");
}

/// @param reference_per_mwh that changes of bids are shares of.
std::string certificate_text(const PolicyAnswer& answer, double reference_per_mwh) {
  std::string text =
      "Certificate: what a bidder could gain by other bids, as a share of its expected profit, searched for in other worlds\n";
  for (const ClassAnswer& bidders : answer.classes) {
    if (!bidders.certificate) continue;
    const SearchedDeviation& found = *bidders.certificate;
    text += fmt::format("  {}: {} found, 99 % bound {}", printable(bidders.bidder_class), percent(found.gain_share),
                        percent(found.upper_bound_share));
    if (found.gain_there_per_mwh > 0.0) {
      text += fmt::format("; most at a required price of {}: {} {}", display_text(found.at_estimate_per_mwh),
                          display_text(found.gain_there_per_mwh, 2),
                          change_text(found.better_bid_change_fraction * reference_per_mwh));
    }
    text += "\n";
  }
  return text;
}

std::string method_line(const StrategySolution& solution, double certificate_seconds) {
  int iterations = 0;
  std::size_t solved = 0;
  double residual = 0.0;
  for (const SolvedState& state : solution.states) {
    iterations = std::max(iterations, state.iterations);
    residual = std::max(residual, state.residual);
    solved += state.status == EquilibriumStatus::not_converged ? 0 : 1;
  }
  return fmt::format(
      "Method {}; {} of {} public state{} solved to the solver's own tolerance, the worst to a gain of {}, in at most {} "
      "iterations; reference price {}; {:.2f} s, certificate {:.2f} s\n",
      solution.method, solved, solution.states.size(), solution.states.size() == 1 ? "" : "s", percent(residual), iterations,
      display_text(solution.base_per_mwh + solution.reference_per_mwh), solution.seconds, certificate_seconds);
}

}  // namespace

std::string scenario_answer_table(const ScenarioAnswer& answer) {
  std::string text = fmt::format("{}, in {} of {} per MWh; {} simulated worlds\n", printable(answer.title),
                                 printable(answer.currency), answer.price_year, answer.worlds);
  for (std::size_t p = 0; p < answer.policies.size(); ++p) {
    const PolicyMarket& market = answer.solved.markets[p];
    const PolicyAnswer& policy = answer.policies[p];
    const std::size_t width = name_width(policy);
    text += fmt::format("\n{}: mean price {}\n\n", printable(market.policy), text_of(policy.mean_awarded_price_per_mwh));
    text += class_lines(policy, width) + "\n" + tenth_lines(policy, width) + "\n";
    if (has_solved_bids(answer.solved.certificates[p])) {
      const StrategySolution& solution = market.strategies.solution;
      text += certificate_text(policy, solution.reference_per_mwh) + method_line(solution, answer.solved.certificates[p].seconds);
    } else {
      text += "No class's bids are solved for (strategy equilibrium or best_response).\n";
    }
  }
  return text;
}

std::string scenario_answer_csv(const ScenarioAnswer& answer) {
  return bid_function_table(answer.solved.markets).csv;
}

}  // namespace sealedbid
