#pragma once

#include <string>

#include "replay/clear_report.hpp"

/// The report of a cleared round as text: a table for people, CSV and JSON for programs.
namespace sealedbid {

/// One line a bid in the order of the report, aligned, then the totals of the round; "-" where there is nothing to tell.
std::string clear_report_table(const ClearedFile& cleared, const ClearReport& report);

/// One row a bid: all columns of the bids file as written, then eligible, outcome, tie_decided_by_lottery, lottery (unless the
/// file has it), final_price_per_mwh (only where an open phase changes bids), score, rank, stage, awarded_mw, price_paid_per_mwh,
/// fee_per_mw_paid (only where the rules rank by fees), reason. Cells are empty where there is nothing to tell. Together with the
/// rules this holds all that clearing used.
std::string clear_report_csv(const ClearedFile& cleared, const ClearReport& report);

/// Rules, totals and bids; null where there is nothing to tell.
std::string clear_report_json(const ClearedFile& cleared, const ClearReport& report);

}  // namespace sealedbid
