#include "study/clear_report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "base/csv.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"

namespace sealedbid {
namespace {

using Json = nlohmann::ordered_json;
using Cells = std::vector<std::string>;

std::string name_of(PricingRule rule) {
  switch (rule) {
    case PricingRule::pay_as_bid:
      return "pay_as_bid";
    case PricingRule::uniform_highest_accepted:
      return "uniform_highest_accepted";
    case PricingRule::uniform_lowest_rejected:
      return "uniform_lowest_rejected";
  }
  throw std::logic_error("unknown pricing rule");
}

std::string name_of(MarginalBidRule rule) {
  switch (rule) {
    case MarginalBidRule::award_in_full:
      return "award_in_full";
    case MarginalBidRule::partial:
      return "partial";
    case MarginalBidRule::reject:
      return "reject";
  }
  throw std::logic_error("unknown marginal bid rule");
}

std::string name_of(TieRule rule) {
  switch (rule) {
    case TieRule::lottery:
      return "lottery";
    case TieRule::smaller_first:
      return "smaller_first";
  }
  throw std::logic_error("unknown rule for ties");
}

std::string shown(const std::optional<double>& value) {
  return value ? number_text(*value) : "-";
}

Json json_of(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Cells table_cells(const ClearReportRow& row) {
  return {row.rank > 0 ? std::to_string(row.rank) : "-",
          printable(row.bid, 40),
          number_text(row.capacity_mw),
          number_text(row.price_per_mwh),
          number_text(row.awarded_mw),
          shown(row.price_paid_per_mwh),
          row.reason};
}

/// Letters, not bytes: a name may hold any of UTF-8.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

/// Names and reasons to the left, numbers to the right.
std::string aligned(const std::vector<Cells>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const Cells& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string text;
  for (const Cells& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - width_of(row[i]), ' ');
      const bool is_text = i == 1 || i + 1 == row.size();
      line += (i > 0 ? "  " : "") + (is_text ? row[i] + padding : padding + row[i]);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string verdict(const ClearReport& report) {
  if (report.is_void) return "The round is void: too few eligible bids.";
  if (report.is_undersubscribed) return "The round is undersubscribed: the eligible bids are smaller than the volume.";
  return "";
}

}  // namespace

std::string clear_report_table(const ClearReport& report) {
  std::vector<Cells> rows = {{"rank", "bid", "MW", "price", "awarded MW", "paid", "reason"}};
  for (const ClearReportRow& row : report.rows) rows.push_back(table_cells(row));
  const std::string price = printable(report.currency) + " per MWh";
  std::string text = report.title.empty() ? "" : printable(report.title) + "\n\n";
  text += aligned(rows);
  text += fmt::format("\nrules           {}, marginal bid {}, ties {}\n", name_of(report.pricing), name_of(report.marginal_bid),
                      name_of(report.ties));
  text +=
      fmt::format("volume          {} MW, ceiling {} {}\n", number_text(report.volume_mw), shown(report.ceiling_per_mwh), price);
  text +=
      fmt::format("eligible        {} MW in {} of {} bids\n", number_text(report.eligible_mw), report.eligible_bids, report.bids);
  text += fmt::format("awarded         {} MW in {} bids\n", number_text(report.awarded_mw), report.awarded_bids);
  text += fmt::format("clearing price  {} {}{}\n", shown(report.clearing_price_per_mwh), price,
                      report.price_is_ceiling ? " (the ceiling: no bid was rejected)" : "");
  const std::string mean = report.mean_price_paid_per_mwh ? display_text(*report.mean_price_paid_per_mwh, 6) : "-";
  text += fmt::format("mean price      {} {}, weighted by awarded MW\n", mean, price);
  const std::string last = verdict(report);
  return last.empty() ? text : text + last + "\n";
}

std::string clear_report_csv(const ClearReport& report) {
  std::string text =
      "rank,bid,bidder,origin,capacity_mw,price_per_mwh,eligible,outcome,tie_decided_by_lottery,awarded_mw,price_paid_per_mwh,"
      "reason\n";
  for (const ClearReportRow& row : report.rows) {
    const Cells cells = {row.rank > 0 ? std::to_string(row.rank) : "",
                         csv_cell(row.bid),
                         csv_cell(row.bidder),
                         csv_cell(row.origin),
                         number_text(row.capacity_mw),
                         number_text(row.price_per_mwh),
                         row.is_eligible ? "true" : "false",
                         name_of(row.outcome),
                         row.tie_decided_by_lottery ? "true" : "false",
                         number_text(row.awarded_mw),
                         row.price_paid_per_mwh ? number_text(*row.price_paid_per_mwh) : "",
                         csv_cell(row.reason)};
    text += fmt::format("{}\n", fmt::join(cells, ","));
  }
  return text;
}

std::string clear_report_json(const ClearReport& report) {
  Json bids = Json::array();
  for (const ClearReportRow& row : report.rows) {
    bids.push_back({{"rank", row.rank > 0 ? Json(row.rank) : Json(nullptr)},
                    {"bid", row.bid},
                    {"bidder", row.bidder},
                    {"origin", row.origin},
                    {"capacity_mw", row.capacity_mw},
                    {"price_per_mwh", row.price_per_mwh},
                    {"eligible", row.is_eligible},
                    {"outcome", name_of(row.outcome)},
                    {"tie_decided_by_lottery", row.tie_decided_by_lottery},
                    {"awarded_mw", row.awarded_mw},
                    {"price_paid_per_mwh", json_of(row.price_paid_per_mwh)},
                    {"reason", row.reason}});
  }
  const Json json = {{"title", report.title},
                     {"currency", report.currency},
                     {"pricing", name_of(report.pricing)},
                     {"marginal_bid", name_of(report.marginal_bid)},
                     {"ties", name_of(report.ties)},
                     {"volume_mw", report.volume_mw},
                     {"ceiling_per_mwh", json_of(report.ceiling_per_mwh)},
                     {"bid_count", report.bids},
                     {"eligible_bids", report.eligible_bids},
                     {"awarded_bids", report.awarded_bids},
                     {"eligible_mw", report.eligible_mw},
                     {"awarded_mw", report.awarded_mw},
                     {"clearing_price_per_mwh", json_of(report.clearing_price_per_mwh)},
                     {"mean_price_paid_per_mwh", json_of(report.mean_price_paid_per_mwh)},
                     {"void", report.is_void},
                     {"undersubscribed", report.is_undersubscribed},
                     {"price_is_ceiling", report.price_is_ceiling},
                     {"bids", std::move(bids)}};
  return json.dump(2) + "\n";
}

}  // namespace sealedbid
