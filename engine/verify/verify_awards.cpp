#include "verify/verify_awards.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/csv.hpp"
#include "base/issue.hpp"
#include "base/number_text.hpp"
#include "base/text.hpp"
#include "output/grid_value.hpp"
#include "replay/cell_reader.hpp"
#include "replay/read_bids.hpp"
#include "verify/exact_numbers.hpp"
#include "verify/recompute_round.hpp"
#include "verify/recompute_steps.hpp"
#include "verify/verify_packages.hpp"

namespace sealedbid {
namespace {

constexpr const char* first_result = "eligible";
const std::vector<std::string> results = {first_result, "rank", "awarded_mw", "price_paid_per_mwh"};

void check_columns(const CsvTable& table, const Auction& auction) {
  std::vector<Issue> issues;
  std::vector<std::string> wanted = results;
  if (auction.format != AuctionFormat::sealed_bid) wanted.emplace_back("final_price_per_mwh");
  if (auction.format == AuctionFormat::descending_clock_then_fee) wanted.emplace_back("final_fee_per_mw");
  for (const std::string& column : wanted) {
    if (table.column(column) >= 0) continue;
    issues.push_back({{table.file, 1, 0},
                      column,
                      "this column is missing (awards are read as `sealedbid clear` writes them)",
                      "Write the file with sealedbid clear BIDS.csv --rules RULES.yaml --format csv"});
  }
  if (!issues.empty()) throw InputError(std::move(issues));
}

/// The columns of the bids, which come before the results, and the lots.
CsvTable columns_of_bids(const CsvTable& table) {
  const auto count = static_cast<std::size_t>(table.column(first_result));
  const int lottery = table.column("lottery");
  const bool adds_lottery = lottery >= static_cast<int>(count);
  CsvTable bids{table.file, {table.header.begin(), table.header.begin() + static_cast<std::ptrdiff_t>(count)}, {}};
  if (adds_lottery) bids.header.emplace_back("lottery");
  for (const CsvRow& row : table.rows) {
    CsvRow& cut = bids.rows.emplace_back(CsvRow{row.line, {}});
    for (std::size_t i = 0; i < count; ++i) cut.cells.push_back(unguarded(row.cells[i]));
    if (adds_lottery) cut.cells.push_back(row.cells[static_cast<std::size_t>(lottery)]);
  }
  return bids;
}

bool is_open(const Auction& auction) {
  return auction.format != AuctionFormat::sealed_bid;
}

RecomputedRound recompute(const RulesFile& rules, const Auction& auction, const BidList& list,
                          const std::optional<std::int64_t>& volume_kw) {
  std::vector<RoundBid> bids;
  std::vector<BidAttributes> attributes;
  for (const ListedBid& listed : list.bids) {
    bids.push_back(listed.bid);
    attributes.push_back(listed.attributes);
  }
  std::optional<std::int64_t> ceiling_ticks;
  if (auction.ceiling_per_mwh)
    ceiling_ticks = price_sign(auction) * ceiling_on_grid(auction, to_six_decimals(lowest(*auction.ceiling_per_mwh)));
  return recompute_round(auction, rules.host_code, attributes, bids, volume_kw, ceiling_ticks);
}

/// The bids with the prices and fees that the open phase left them with, as stored; those without a final price are gone.
BidList with_final_bids(const CsvTable& table, BidList list, double price_step) {
  CellReader cells(table);
  for (std::size_t i = 0; i < list.bids.size(); ++i) {
    RoundBid& bid = list.bids[i].bid;
    const auto price = cells.ticks(table.rows[i], "final_price_per_mwh", price_step, CellReader::Empty::allowed);
    if (!price) bid.quantity_kw = 0;
    bid.price_ticks = price.value_or(bid.price_ticks);
    bid.fee = cells.whole_number(table.rows[i], "final_fee_per_mw", 0, CellReader::Empty::allowed).value_or(bid.fee);
  }
  cells.stop_if_faulty();
  return list;
}

/// An open round: the rules before the open phase on sealed bids, awards and prices on the final bids.
RecomputedRound recompute_open(const RulesFile& rules, const CsvTable& table, const BidList& list,
                               const std::optional<std::int64_t>& volume_kw) {
  Auction before = rules.auction, after = rules.auction;
  before.ranking.band_above_lowest_fraction.reset();
  RecomputedRound sealed = recompute(rules, before, list, volume_kw);
  if (sealed.is_void) return sealed;
  after.minimum_bids = after.minimum_bidders = 0;
  after.volume_response = {};
  RecomputedRound round =
      recompute(rules, after, with_final_bids(table, list, rules.auction.price_step_per_mwh), sealed.volume_kw);
  for (std::size_t i = 0; i < round.bids.size(); ++i) round.bids[i].is_admitted = sealed.bids[i].is_admitted;
  return round;
}

std::string shown(const std::string& value) {
  return value.empty() ? "nothing" : printable(value, 60);
}

/// "12,000 rounds".
std::string counted(std::int64_t count, const char* one, const char* many) {
  std::string digits = std::to_string(count);
  for (std::size_t place = digits.size(); place > 3;) digits.insert(place -= 3, ",");
  return digits + " " + (count == 1 ? one : many);
}

}  // namespace

void add_difference(AwardDifference difference, Verification& verification) {
  ++verification.difference_count;
  if (verification.differences.size() < most_differences_kept) verification.differences.push_back(std::move(difference));
}

std::string unguarded(const std::string& cell) {
  const bool is_guarded = cell.size() >= 2 && cell.front() == '\'' && csv_cell(cell.substr(1)) != cell.substr(1);
  return is_guarded ? cell.substr(1) : cell;
}

void compare_cell(const CsvTable& table, const CsvRow& row, const std::string& bid, const std::string& column,
                  const std::string& recomputed, Verification& verification) {
  const std::string& stored = row.cells[static_cast<std::size_t>(table.column(column))];
  if (stored == recomputed) return;
  const std::optional<double> stored_number = parse_number(stored);
  if (stored_number && stored_number == parse_number(recomputed)) return;
  add_difference({fmt::format("{}:{}", printable(table.file, 4096), row.line), bid, column, stored, recomputed}, verification);
}

Verification verify_awards(const std::string& awards_csv, const RulesFile& rules) {
  if (!rules.auction.packages.empty()) return verify_packages(awards_csv, rules);
  const Auction& auction = rules.auction;
  const CsvTable table = read_csv(awards_csv);
  check_columns(table, auction);
  const BidList list = read_bids(columns_of_bids(table), auction);
  const auto volume_kw = auction.volume_mw ? std::optional(to_kw(lowest(*auction.volume_mw))) : std::nullopt;
  const RecomputedRound round =
      is_open(auction) ? recompute_open(rules, table, list, volume_kw) : recompute(rules, auction, list, volume_kw);
  Verification verification;
  verification.takes_final_bids_as_stored = is_open(auction);
  verification.rounds = 1;
  verification.bids = std::ssize(list.bids);
  for (std::size_t i = 0; i < list.bids.size(); ++i) {
    const RecomputedBid& bid = round.bids[i];
    const auto compare = [&](const std::string& column, const std::string& recomputed) {
      compare_cell(table, table.rows[i], list.bids[i].attributes.name, column, recomputed, verification);
    };
    compare(first_result, bid.is_admitted ? "true" : "false");
    compare("rank", bid.rank > 0 ? std::to_string(bid.rank) : "");
    compare("awarded_mw", number_text(static_cast<double>(bid.awarded_kw) / 1000.0));
    const double price = grid_value(bid.price_ticks, auction.price_step_per_mwh);
    compare("price_paid_per_mwh", bid.awarded_kw > 0 ? number_text(price) : "");
  }
  return verification;
}

std::string verification_text(const Verification& verification, std::size_t limit) {
  const std::string what =
      counted(verification.rounds, "round", "rounds") + ", " + counted(verification.bids, "bid", "bids") + ": ";
  if (verification.difference_count == 0) {
    const char* as_stored = verification.takes_final_bids_as_stored ? " with the final bids, which are taken as stored" : "";
    return "verified: " + what + "all awards and prices agree" + as_stored + "\n";
  }
  std::string text = "not verified: " + what + counted(verification.difference_count, "difference", "differences") + "\n";
  for (std::size_t i = 0; i < verification.differences.size() && i < limit; ++i) {
    const AwardDifference& difference = verification.differences[i];
    const std::string bid = difference.bid.empty() ? "" : "bid '" + printable(difference.bid, 60) + "': ";
    text += fmt::format("{}: {}{} is {}, the rules give {}\n", difference.place, bid, difference.what, shown(difference.stored),
                        shown(difference.recomputed));
  }
  const std::int64_t hidden = verification.difference_count - static_cast<std::int64_t>(limit);
  return hidden > 0 ? text + fmt::format("and {} more\n", hidden) : text;
}

}  // namespace sealedbid
