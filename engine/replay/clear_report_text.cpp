#include "replay/clear_report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "replay/rule_text.hpp"
#include "scenario/fields.hpp"

namespace sealedbid {
namespace {

using Cells = std::vector<std::string>;

std::string shown(const std::optional<double>& value) {
  return value ? number_text(*value) : "-";
}

/// A column of the table for people.
struct Column {
  std::string name;
  std::string (*cell)(const ClearReportRow&);
  bool is_text = false;
};

bool ranks_by_plain_price(const Ranking& ranking) {
  return ranking.by == RankBy::price && ranking.yield_correction == YieldCorrection::none && ranking.adjustments.empty();
}

std::vector<Column> columns_of(const Auction& auction) {
  using Row = ClearReportRow;
  std::vector<Column> columns = {{"rank", [](const Row& row) { return row.rank > 0 ? std::to_string(row.rank) : "-"; }},
                                 {"bid", [](const Row& row) { return printable(row.bid, 40); }, true},
                                 {"MW", [](const Row& row) { return number_text(row.capacity_mw); }},
                                 {"price", [](const Row& row) { return number_text(row.price_per_mwh); }}};
  if (auction.format != AuctionFormat::sealed_bid) {
    columns.push_back({"final", [](const Row& row) { return shown(row.final_price_per_mwh); }});
  }
  if (!ranks_by_plain_price(auction.ranking)) {
    columns.push_back({"score", [](const Row& row) { return row.score.empty() ? "-" : row.score; }});
  }
  if (!auction.stages.empty()) {
    columns.push_back({"stage", [](const Row& row) { return row.stage.empty() ? "-" : printable(row.stage, 40); }, true});
  }
  columns.push_back({"awarded MW", [](const Row& row) { return number_text(row.awarded_mw); }});
  columns.push_back({"paid", [](const Row& row) { return shown(row.price_paid_per_mwh); }});
  if (auction.ties == TieRule::higher_fee_first) {
    columns.push_back({"fee per MW", [](const Row& row) { return row.fee_per_mw ? std::to_string(*row.fee_per_mw) : "-"; }});
  }
  columns.push_back({"reason", [](const Row& row) { return row.reason; }, true});
  return columns;
}

/// Letters, not bytes: a name may hold any of UTF-8.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

/// Texts to the left, numbers to the right.
std::string aligned(const std::vector<Column>& columns, const std::vector<ClearReportRow>& report_rows) {
  std::vector<Cells> rows(1);
  for (const Column& column : columns) rows.front().push_back(column.name);
  for (const ClearReportRow& row : report_rows) {
    Cells& cells = rows.emplace_back();
    for (const Column& column : columns) cells.push_back(column.cell(row));
  }
  std::vector<std::size_t> widths(columns.size());
  for (const Cells& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string text;
  for (const Cells& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - width_of(row[i]), ' ');
      line += (i > 0 ? "  " : "") + (columns[i].is_text ? row[i] + padding : padding + row[i]);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string volume_line(const ClearedFile& cleared, const ClearReport& report) {
  const Auction& auction = cleared.rules.auction;
  const std::string currency = printable(cleared.rules.currency);
  std::string text;
  if (report.volume_mw) text += number_text(*report.volume_mw) + " MW, ";
  if (auction.volume_mwh_per_year) text += number_text(*auction.volume_mwh_per_year) + " MWh a year, ";
  if (auction.budget_per_year) text += fmt::format("budget {} {} a year, ", number_text(*auction.budget_per_year), currency);
  const bool is_sale = auction.direction == Direction::sale;
  return fmt::format("volume          {}{} {} {} per MWh\n{}", text, is_sale ? "reserve price" : "ceiling",
                     shown(report.ceiling_per_mwh), currency,
                     report.volume_reason.empty() ? "" : "                " + report.volume_reason + "\n");
}

std::string awarded_line(const ClearedFile& cleared, const ClearReport& report) {
  std::string text = fmt::format("awarded         {} MW in {} {}", number_text(report.awarded_mw), report.awarded_bids,
                                 report.awarded_bids == 1 ? "bid" : "bids");
  if (report.awarded_mwh_per_year) text += fmt::format(", {} MWh a year", display_text(*report.awarded_mwh_per_year, 12));
  if (report.support_per_year) {
    text += fmt::format(", support {} {} a year", display_text(*report.support_per_year, 12), printable(cleared.rules.currency));
  }
  if (report.fees_paid) {
    text += fmt::format(", fees {} {}", display_text(*report.fees_paid, 12), printable(cleared.rules.currency));
  }
  return text + "\n";
}

std::string price_lines(const std::string& unit, bool is_sale, const ClearReport& report) {
  std::string text;
  const std::string why = fmt::format(" ({}: {})", is_sale ? "the reserve price" : "the ceiling",
                                      report.is_uncontested ? "the round was uncontested" : "no bid was rejected");
  for (const ClearReportPrice& price : report.prices) {
    text += fmt::format("clearing price  {} {}{}{}\n", shown(price.price_per_mwh), unit,
                        price.group.empty() ? "" : ", " + printable(price.group, 60), price.is_ceiling ? why : "");
  }
  if (report.prices.empty()) text = fmt::format("clearing price  - {}\n", unit);
  const std::string mean = report.mean_price_paid_per_mwh ? display_text(*report.mean_price_paid_per_mwh, 6) : "-";
  return text + fmt::format("mean price      {} {}, weighted by awarded MW\n", mean, unit);
}

std::string verdict(const ClearReport& report) {
  if (report.is_void) return "The round is void: too few eligible bids.\n";
  if (report.is_undersubscribed) return "The round is undersubscribed: the eligible bids are smaller than the volume.\n";
  return "";
}

/// A column that clearing adds to those of the bids.
struct ResultColumn {
  std::string name;
  std::string (*cell)(const ClearedFile&, const ClearReportRow&);
};

std::string flag(bool is_true) {
  return is_true ? "true" : "false";
}

std::string cell_of(const std::optional<double>& value) {
  return value ? number_text(*value) : "";
}

std::string cell_of(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}

std::vector<ResultColumn> result_columns(const ClearedFile& cleared) {
  using File = ClearedFile;
  using Row = ClearReportRow;
  std::vector<ResultColumn> columns = {
      {"eligible", [](const File&, const Row& row) { return flag(row.is_eligible); }},
      {"outcome", [](const File&, const Row& row) { return name_of(row.outcome); }},
      {"tie_decided_by_lottery", [](const File&, const Row& row) { return flag(row.tie_decided_by_lottery); }}};
  if (!cleared.list.has_column("lottery")) {
    columns.push_back({"lottery", [](const File& file, const Row& row) { return std::to_string(file.bids[row.index].lottery); }});
  }
  if (cleared.rules.auction.format != AuctionFormat::sealed_bid) {
    columns.push_back({"final_price_per_mwh", [](const File&, const Row& row) { return cell_of(row.final_price_per_mwh); }});
  }
  if (cleared.rules.auction.format == AuctionFormat::descending_clock_then_fee) {
    columns.push_back({"final_fee_per_mw", [](const File&, const Row& row) { return cell_of(row.final_fee_per_mw); }});
  }
  columns.push_back({"score", [](const File&, const Row& row) { return row.score; }});
  columns.push_back({"rank", [](const File&, const Row& row) { return row.rank > 0 ? std::to_string(row.rank) : ""; }});
  columns.push_back({"stage", [](const File&, const Row& row) { return csv_cell(row.stage); }});
  columns.push_back({"awarded_mw", [](const File&, const Row& row) { return number_text(row.awarded_mw); }});
  columns.push_back({"price_paid_per_mwh", [](const File&, const Row& row) { return cell_of(row.price_paid_per_mwh); }});
  if (cleared.rules.auction.ties == TieRule::higher_fee_first) {
    columns.push_back({"fee_per_mw_paid", [](const File&, const Row& row) { return cell_of(row.fee_per_mw); }});
    columns.push_back({"fee_paid", [](const File&, const Row& row) { return cell_of(row.fee_paid); }});
  }
  columns.push_back({"reason", [](const File&, const Row& row) { return csv_cell(row.reason); }});
  return columns;
}

}  // namespace

std::string clear_report_table(const ClearedFile& cleared, const ClearReport& report) {
  const Auction& auction = cleared.rules.auction;
  const std::string unit = printable(cleared.rules.currency) + " per MWh";
  std::string text = cleared.rules.title.empty() ? "" : printable(cleared.rules.title) + "\n\n";
  text += aligned(columns_of(auction), report.rows);
  text += fmt::format("\nrules           {}, marginal bid {}, ties {}\n", choice_name(auction.pricing),
                      choice_name(auction.marginal_bid), choice_name(auction.ties));
  if (!ranks_by_plain_price(auction.ranking)) {
    text += fmt::format("ranked by       {} ({})\n", choice_name(auction.ranking.by), score_unit(cleared));
  }
  text += volume_line(cleared, report);
  text +=
      fmt::format("eligible        {} MW in {} of {} bids\n", number_text(report.eligible_mw), report.eligible_bids, report.bids);
  text += awarded_line(cleared, report);
  return text + price_lines(unit, cleared.rules.auction.direction == Direction::sale, report) + verdict(report);
}

std::string clear_report_csv(const ClearedFile& cleared, const ClearReport& report) {
  std::string text = fmt::format("{}", fmt::join(cleared.list.columns, ","));
  const std::vector<ResultColumn> results = result_columns(cleared);
  for (const ResultColumn& column : results) text += "," + column.name;
  text += "\n";
  for (const ClearReportRow& row : report.rows) {
    Cells cells;
    for (const std::string& cell : cleared.list.bids[row.index].cells) cells.push_back(csv_cell(cell));
    for (const ResultColumn& column : results) cells.push_back(column.cell(cleared, row));
    text += fmt::format("{}\n", fmt::join(cells, ","));
  }
  return text;
}

}  // namespace sealedbid
