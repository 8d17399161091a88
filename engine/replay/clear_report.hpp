#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "replay/clear_bids.hpp"

/// What people want to know of a cleared round: a row a bid, and the totals.
namespace sealedbid {

struct ClearReportRow {
  std::size_t index = 0;  ///< of the bid in the file
  std::string bid;
  double capacity_mw = 0.0;
  double price_per_mwh = 0.0;
  std::optional<double> final_price_per_mwh;     ///< of those who stay to the end of an open phase
  std::optional<std::int64_t> final_fee_per_mw;  ///< the last fee offered, where it rises in the open phase
  bool is_eligible = false;                      ///< admitted by the rules; in an open format before the open phase
  BidOutcome outcome = BidOutcome::absent;
  std::string reason;  ///< one sentence for people, without a final period
  bool tie_decided_by_lottery = false;
  std::string score;  ///< see score_text; empty without a rank
  int rank = 0;       ///< from 1 among ranked bids; 0 if not eligible or gone
  std::string stage;  ///< name of the stage of an award, "remainder" for the rest; empty without stages and for losers
  double awarded_mw = 0.0;
  std::optional<double> price_paid_per_mwh;  ///< nothing where nothing is awarded
  std::optional<std::int64_t> fee_per_mw;    ///< to be paid by the winner, where the rules rank by fees
  std::optional<double> fee_paid;            ///< fee_per_mw · awarded_mw
};

/// A uniform price, or under pay-as-bid the highest awarded bid of a group.
struct ClearReportPrice {
  std::string group;  ///< empty for the round as a whole
  std::optional<double> price_per_mwh;
  bool is_ceiling = false;
};

/// Prices are in the currency of the rules.
struct ClearReport {
  std::vector<ClearReportRow> rows;             ///< by rank, then those without a rank in the order of the file
  std::optional<double> offered_mw, volume_mw;  ///< before and after it reacts to the bids
  std::string volume_reason;                    ///< why they differ; empty where the volume does not react
  std::optional<double> ceiling_per_mwh;        ///< the general one
  int bids = 0, eligible_bids = 0, awarded_bids = 0;
  double eligible_mw = 0.0, awarded_mw = 0.0;
  std::optional<double> awarded_mwh_per_year;  ///< where every winner has full-load hours
  std::optional<double>
      support_per_year;  ///< Σ (price paid − reference) · MWh a year, where the rules know a reference or budget
  std::vector<ClearReportPrice> prices;
  std::optional<double> fees_paid;                ///< Σ fee_paid, where the rules rank by fees
  std::optional<double> mean_price_paid_per_mwh;  ///< Σ price paid · awarded / Σ awarded
  bool is_void = false, is_undersubscribed = false, is_uncontested = false;
};

ClearReport make_clear_report(const ClearedFile& cleared);

/// The name of an outcome in CSV and JSON, e.g. "awarded_in_part".
std::string name_of(BidOutcome outcome);

}  // namespace sealedbid
