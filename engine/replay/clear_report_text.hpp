#pragma once

#include <string>

#include "study/clear_bids.hpp"

/// The report of a cleared round as text: a table for people, CSV and JSON for programs.
namespace sealedbid {

/// One line a bid in the order of the report, aligned, then the totals of the round; "-" where there is nothing to tell.
std::string clear_report_table(const ClearReport& report);

/// One row a bid: rank, bid, bidder, origin, capacity_mw, price_per_mwh, eligible, outcome, tie_decided_by_lottery, awarded_mw,
/// price_paid_per_mwh, reason. Cells are empty where there is nothing to tell.
std::string clear_report_csv(const ClearReport& report);

/// Rules, totals and bids; null where there is nothing to tell.
std::string clear_report_json(const ClearReport& report);

}  // namespace sealedbid
