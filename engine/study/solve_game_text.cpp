#include "study/solve_game_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "bidding/response_equilibrium.hpp"
#include "bidding/step_costs.hpp"
#include "scenario/choices.hpp"
#include "study/solve_game_terms.hpp"

namespace sealedbid {

namespace {

std::string counted(std::int64_t count, const std::string& one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string title_of(const GameAnswer& answer) {
  const GameRules& rules = answer.file.game;
  std::int64_t bidders = 0;
  for (const GameClass& bidder_class : answer.game.classes) bidders += bidder_class.bidders;
  const bool is_sale = rules.direction == Direction::sale;
  const std::optional<double> limit = is_sale ? rules.reserve_price_per_mwh : rules.ceiling_per_mwh;
  const std::string limit_name = terms_of(answer.file).limit;
  return fmt::format("{}, in {} per MWh\n{}{} for {}, {}, {}\n",
                     printable(answer.file.title.empty() ? "Game" : answer.file.title), printable(answer.file.currency),
                     is_sale ? "a sale, " : "", counted(bidders, "bidder"), counted(rules.lots, "lot"),
                     choice_name(rules.pricing), limit ? limit_name + " " + display_text(*limit) : "no " + limit_name);
}

std::string span_text(double low, double high) {
  return low == high ? display_text(low) : display_text(low) + " to " + display_text(high);
}

std::size_t name_width(const GameAnswer& answer) {
  std::size_t width = 5;
  for (const GameClass& bidders : answer.game.classes) width = std::max(width, printable(bidders.name).size());
  return width;
}

std::string class_lines(const GameAnswer& answer, std::size_t width) {
  const GameTerms terms = terms_of(answer.file);
  std::string text = fmt::format("{:<{}}{:>9}{:>22}{:>22}{:>11}{:>11}{:>11}\n", "class", width, "bidders",
                                 terms.amount + "s that bid", "bids", "P(award)", "payment", "profit");
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    const ClassEquilibrium& bidders = answer.equilibrium.classes[i];
    const bool bids = !bidders.cost_per_mwh.empty();
    text += fmt::format("{:<{}}{:>9}{:>22}{:>22}{:>11}{:>11}{:>11}\n", printable(answer.game.classes[i].name), width,
                        answer.game.classes[i].bidders,
                        bids ? span_text(bidders.cost_per_mwh.front(), bidders.cost_per_mwh.back()) : "none",
                        bids ? span_text(bidders.lowest_bid_per_mwh, bidders.highest_bid_per_mwh) : "none",
                        display_text(bidders.award_probability), display_text(bidders.expected_payment_per_mwh),
                        display_text(bidders.expected_profit_per_mwh));
    for (std::size_t later = 0; later < bidders.later_projects.size(); ++later) {
      const ClassEquilibrium& project = bidders.later_projects[later];
      const bool is_bid = !project.cost_per_mwh.empty();
      text += fmt::format("{:<{}}{:>9}{:>22}{:>22}{:>11}\n", "", width, fmt::format("project {}", later + 2),
                          is_bid ? span_text(project.cost_per_mwh.front(), project.cost_per_mwh.back()) : "none",
                          is_bid ? span_text(project.lowest_bid_per_mwh, project.highest_bid_per_mwh) : "none",
                          display_text(project.award_probability));
    }
  }
  return text + "Of one bidder before it learns its " + terms.amount + ": P(award), expected payment, expected profit.\n" +
         (has_steps(answer.game) ? "Payment and profit are those of all of its projects together.\n" : "");
}

/// Who walks away; empty where nobody may.
std::string building_lines(const GameAnswer& answer) {
  std::string text;
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    const Utility& utility = answer.game.classes[i].utility;
    if (utility.family != UtilityFamily::option_to_build) continue;
    const double more = utility.break_even_per_mwh;
    const std::string needed = more == 0.0 ? "" : (more < 0.0 ? " less " : " plus ") + display_text(std::abs(more));
    text += fmt::format("{}: an awarded project is built with probability {}; a price of its cost{} is just worth bidding\n",
                        printable(answer.game.classes[i].name), display_text(answer.certificate->classes[i].build_probability),
                        needed);
  }
  return text;
}

std::string market_line(const GameAnswer& answer) {
  const Equilibrium& equilibrium = answer.equilibrium;
  const bool has_price = equilibrium.expected_awarded_lots > 0.0;
  return fmt::format("P(a lot is awarded) {}, expected lots awarded {}, expected payments {}, mean price {}\n",
                     display_text(equilibrium.award_probability), display_text(equilibrium.expected_awarded_lots),
                     display_text(equilibrium.expected_payment_per_mwh),
                     has_price ? display_text(equilibrium.expected_price_per_mwh) : "-");
}

template <class ValueText>
std::string example_line(const std::string& name, std::size_t width, const char* row, const std::vector<BidAtCost>& examples,
                         ValueText value_text) {
  std::string text = fmt::format("{:<{}} {:<6}", name, width, row);
  for (const BidAtCost& example : examples) text += fmt::format(" {:>8}", value_text(example));
  return text + "\n";
}

std::string example_lines(const GameAnswer& answer, std::size_t width) {
  const std::string amount = terms_of(answer.file).amount;
  std::string text = example_line(amount + "s", width, "up to", answer.examples.front(), [](const BidAtCost& example) {
    return fmt::format("{:.0f} %", 100.0 * example.cost_quantile);
  });
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    const std::vector<BidAtCost>& examples = answer.examples[i];
    text += example_line(printable(answer.game.classes[i].name), width, amount == "estimate" ? "est." : amount.c_str(), examples,
                         [](const BidAtCost& example) { return display_text(example.cost_per_mwh); });
    text += example_line("", width, "bid", examples,
                         [](const BidAtCost& example) { return example.bid_per_mwh ? display_text(*example.bid_per_mwh) : "-"; });
    text += example_line("", width, "P(win)", examples,
                         [](const BidAtCost& example) { return display_text(example.win_probability, 3); });
    for (std::size_t p = 0; p < answer.later_examples[i].size(); ++p) {
      const std::vector<BidAtCost>& later = answer.later_examples[i][p];
      text += example_line(fmt::format("{:>{}}", p + 2, width), width, amount.c_str(), later,
                           [](const BidAtCost& example) { return display_text(example.cost_per_mwh); });
      text += example_line("", width, "bid", later, [](const BidAtCost& example) {
        return example.bid_per_mwh ? display_text(*example.bid_per_mwh) : "-";
      });
      text += example_line("", width, "P(win)", later,
                           [](const BidAtCost& example) { return display_text(example.win_probability, 3); });
    }
  }
  return text;
}

std::string share_text(double share) {
  return std::isfinite(share) ? fmt::format("{} of", display_text(share, 2)) : "beyond";
}

std::string certificate_lines(const GameAnswer& answer) {
  const std::string amount = terms_of(answer.file).amount;
  std::string text = "Certificate: what a bidder could gain at most by another bid, found by an independent search\n";
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    const ClassDeviation& deviation = answer.certificate->classes[i];
    text += fmt::format("  {}: {}", printable(answer.game.classes[i].name), display_text(deviation.gain_per_mwh, 2));
    if (deviation.gain_per_mwh > 0.0) {
      text += fmt::format(", {} its expected profit, at {} {} by {} instead of {}", share_text(deviation.gain_share), amount,
                          display_text(deviation.at_cost_per_mwh),
                          std::isnan(deviation.better_bid_per_mwh) ? "no bid" : display_text(deviation.better_bid_per_mwh, 8),
                          std::isnan(deviation.table_bid_per_mwh) ? "none" : display_text(deviation.table_bid_per_mwh, 8));
    }
    text += "\n";
  }
  return text;
}

std::string remark_lines(const GameAnswer& answer) {
  const Equilibrium& equilibrium = answer.equilibrium;
  const bool is_general = equilibrium.method == response_method;
  std::string text =
      fmt::format("Method {}, tolerance {}, {} {}, {}, {:.3f} s\n", equilibrium.method,
                  is_general ? "of the method" : number_text(equilibrium.tolerance),
                  is_general ? "best replies gain on average" : "bids change on a finer grid by",
                  display_text(equilibrium.residual, 2), counted(equilibrium.iterations, "iteration"), equilibrium.seconds);
  if (!equilibrium.reason.empty()) text += "Remark: " + printable(equilibrium.reason, 1000) + "\n";
  if (!answer.file.game.reference.empty()) text += "Known from: " + printable(answer.file.game.reference, 1000) + "\n";
  return text;
}

}  // namespace

std::string game_answer_table(const GameAnswer& solved) {
  const GameAnswer answer = in_terms_of_file(solved);
  if (!answer.certificate) return title_of(answer) + "No answer: " + printable(answer.equilibrium.reason, 1000) + "\n";
  const std::size_t width = name_width(answer);
  const bool is_solved = answer.equilibrium.status != EquilibriumStatus::not_converged;
  return title_of(answer) + (is_solved ? "" : "NOT CONVERGED: the best that was found follows\n") + "\n" +
         class_lines(answer, width) + building_lines(answer) + market_line(answer) + "\n" + example_lines(answer, width) + "\n" +
         certificate_lines(answer) + remark_lines(answer);
}

namespace {

std::string csv_rows(const std::string& first_cells, const ClassEquilibrium& bidders) {
  std::string text;
  for (std::size_t point = 0; point < bidders.cost_per_mwh.size(); ++point) {
    text += fmt::format("{},{},{},{},{}\n", first_cells, number_text(bidders.cost_per_mwh[point]),
                        number_text(bidders.bid_per_mwh[point]), number_text(bidders.win_probability[point]),
                        number_text(bidders.interim_profit_per_mwh[point]));
  }
  return text;
}

}  // namespace

std::string game_answer_csv(const GameAnswer& solved) {
  const GameAnswer answer = in_terms_of_file(solved);
  const bool has_projects = has_steps(answer.game);
  std::string text = fmt::format("class,{}{}_per_mwh,bid_per_mwh,win_probability,interim_profit_per_mwh\n",
                                 has_projects ? "project," : "", terms_of(answer.file).amount);
  for (std::size_t i = 0; i < answer.game.classes.size(); ++i) {
    if (i >= answer.equilibrium.classes.size()) break;
    const ClassEquilibrium& bidders = answer.equilibrium.classes[i];
    const std::string name = csv_cell(answer.game.classes[i].name);
    text += csv_rows(has_projects ? name + ",1" : name, bidders);
    for (std::size_t p = 0; p < bidders.later_projects.size(); ++p)
      text += csv_rows(fmt::format("{},{}", name, p + 2), bidders.later_projects[p]);
  }
  return text;
}

}  // namespace sealedbid
