#pragma once

#include <string>

#include "replay/replay_awards.hpp"

/// Rules, amounts and scores of a cleared round in words.
namespace sealedbid {

/// An exact decimal number: value · 10^−decimals without trailing zeros, e.g. 1607 and 2 give "16.07".
std::string decimal_text(Int128 value, int decimals);

/// An amount in the unit of its measure, e.g. "16.07 MW", "1200 MWh a year", "250000 EUR a year", "1 award".
std::string amount_text(const ClearedFile& cleared, LimitMeasure measure, Int128 amount);

/// The rule by its name in the rules file, e.g. "the volume", "limit north_area", "the part of limit per_owner for owner_group
/// X".
/// @param bid tells the instance of a limit that holds for each bidder, zone, … on its own.
std::string rule_text(const ClearedFile& cleared, const DecidingRule& rule, std::size_t bid);

/// " (EEG 2023 § 32 (1))", or nothing where the rules file quotes no source for the rule.
std::string source_text(const Auction& auction, const DecidingRule& rule);

/// The score as people read it: a price per MWh, a discount as fraction of the ceiling, a price per tCO2, points. Exact.
std::string score_text(const ClearedFile& cleared, std::int64_t score);
/// The unit of score_text, e.g. "EUR per MWh".
std::string score_unit(const ClearedFile& cleared);

/// Where a bid was considered: "stage pilot", or "the remainder" where the rules have stages; empty where they have none.
std::string stage_text(const Auction& auction, int stage);

/// A price in ticks as number of the rules' currency.
std::string price_text(const ClearedFile& cleared, std::int64_t price_ticks);

}  // namespace sealedbid
