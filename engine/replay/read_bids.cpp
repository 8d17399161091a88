#include "replay/read_bids.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "output/grid_value.hpp"
#include "replay/cell_reader.hpp"
#include "replay/needed_columns.hpp"

namespace sealedbid {
namespace {

using Empty = CellReader::Empty;

struct TextColumn {
  const char* name;
  std::string BidAttributes::*member;
};
constexpr std::array<TextColumn, 8> text_columns = {{{"bidder", &BidAttributes::bidder},
                                                     {"owner_group", &BidAttributes::owner_group},
                                                     {"origin", &BidAttributes::origin},
                                                     {"technology", &BidAttributes::technology},
                                                     {"zone", &BidAttributes::zone},
                                                     {"segment", &BidAttributes::segment},
                                                     {"lot", &BidAttributes::lot},
                                                     {"delivery_year", &BidAttributes::delivery_year}}};

struct NumberColumn {
  const char* name;
  double BidAttributes::*member;
  CellRange range;
};
const std::array<NumberColumn, 5> number_columns = {
    {{"full_load_hours", &BidAttributes::full_load_hours, {0.0, 8784.0, true}},
     {"site_quality_fraction", &BidAttributes::site_quality_fraction, {0.0, 10.0, true}},
     {"rank_factor", &BidAttributes::rank_factor, {0.0, 10.0, true}},
     {"local_content_fraction", &BidAttributes::local_content_fraction, {0.0, 1.0}},
     {"emission_tco2_per_mwh", &BidAttributes::emission_tco2_per_mwh, {0.0, 10.0, true}}}};

const std::vector<std::string> mandatory_columns = {"bid", "capacity_mw", "price_per_mwh"};
constexpr const char* criterion_prefix = "criterion_";
constexpr CellRange criterion_range = {0.0, 1e9};

std::vector<std::string> known_columns(const Auction& auction) {
  std::vector<std::string> known = mandatory_columns;
  for (const TextColumn& column : text_columns) known.emplace_back(column.name);
  for (const NumberColumn& column : number_columns) known.emplace_back(column.name);
  for (const char* name : {"minimum_mw", "foreign_share_fraction", "submission", "fee_per_mw", "lottery", "limit_per_mwh"}) {
    known.emplace_back(name);
  }
  for (const Criterion& criterion : auction.ranking.criteria) {
    if (criterion.name != "price") known.push_back(criterion_prefix + criterion.name);
  }
  return known;
}

class BidReader {
 public:
  BidReader(CsvTable table, const Auction& auction) : table_(std::move(table)), auction_(auction), cells_(table_) {
    for (const NeededColumn& needed : needed_columns(auction)) {
      needs_.push_back(needed);
      if (needed.is_needed_of_all) full_columns_.insert(needed.column);
    }
  }

  BidList read() {
    check_header();
    BidList list{table_.file, table_.header, {}};
    for (const CsvRow& row : table_.rows) list.bids.push_back(bid(row));
    cells_.stop_if_faulty();
    return list;
  }

 private:
  void check_header() {
    const std::vector<std::string> known = known_columns(auction_);
    for (std::size_t i = 0; i < table_.header.size(); ++i) {
      const std::string& column = table_.header[i];
      if (std::ranges::find(known, column) == known.end()) note_unknown(column, static_cast<int>(i) + 1, known);
    }
    for (const std::string& column : mandatory_columns) {
      if (!cells_.has(column)) cells_.note_header(0, column, "this column is missing", "Every bid needs " + column);
    }
    for (const NeededColumn& needed : needs_) {
      if (cells_.has(needed.column) || (needed.column == "origin" && cells_.has("foreign_share_fraction"))) continue;
      cells_.note_header(0, needed.column, "this column is missing, and " + needed.rule + " of the rules needs it",
                         "Add the column " + needed.column + (needed.is_needed_of_all ? "" : "; cells may stay empty"));
    }
    cells_.stop_if_faulty();
  }

  void note_unknown(const std::string& column, int cell, const std::vector<std::string>& known) {
    const std::string nearest = nearest_name(column, known);
    if (!nearest.empty()) {
      return cells_.note_header(cell, column, "is not a column of a file of bids", "Did you mean " + nearest + "?");
    }
    const bool is_criterion = column.starts_with(criterion_prefix);
    cells_.note_header(cell, column, is_criterion ? "the rules have no such criterion" : "is not a column of a file of bids",
                       is_criterion ? "Remove the column, or add the criterion to ranking.criteria"
                                    : "Columns that these rules know are " + joined(known));
  }

  static std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
  }

  ListedBid bid(const CsvRow& row) {
    ListedBid listed;
    listed.line = row.line;
    listed.cells = row.cells;
    listed.attributes = attributes(row);
    read_quantities(row, listed.bid);
    read_prices(row, listed);
    listed.bid.submission = cells_.whole_number(row, "submission", 0, empty_in("submission")).value_or(0);
    listed.bid.fee = cells_.whole_number(row, "fee_per_mw", 0, empty_in("fee_per_mw")).value_or(0);
    listed.bid.lottery = cells_.lot(row, "lottery").value_or(0);
    return listed;
  }

  BidAttributes attributes(const CsvRow& row) {
    BidAttributes attributes;
    attributes.name = name(row);
    for (const auto& [column, member] : text_columns) attributes.*member = text(row, column);
    check_origin(row, attributes.origin);
    for (const auto& [column, member, range] : number_columns) {
      if (const auto value = cells_.number_in(row, column, range, empty_in(column))) attributes.*member = *value;
    }
    attributes.foreign_share_fraction = cells_.number_in(row, "foreign_share_fraction", {0.0, 1.0}, Empty::allowed);
    for (const Criterion& criterion : auction_.ranking.criteria) {
      const std::string column = criterion_prefix + criterion.name;
      if (const auto value = cells_.number_in(row, column, criterion_range, empty_in(column))) {
        attributes.criteria[criterion.name] = *value;
      }
    }
    return attributes;
  }

  std::string name(const CsvRow& row) {
    const std::string text = cells_.text(row, "bid");
    if (text.empty()) cells_.note(row, "bid", "is empty", "Give each bid a name of its own");
    const auto [earlier, is_new] = line_of_name_.emplace(text, row.line);
    if (!text.empty() && !is_new) {
      cells_.note(row, "bid", "'" + printable(text, 60) + "' is already the bid of line " + std::to_string(earlier->second),
                  "Give each bid a name of its own");
    }
    return text;
  }

  std::string text(const CsvRow& row, const std::string& column) {
    const std::string text = cells_.text(row, column);
    if (text.empty() && cells_.has(column) && empty_in(column) == Empty::refused) {
      cells_.note(row, column, "is empty, and the rules need it of every bid", "Name the " + column + " of this bid");
    }
    if (!text.empty() && (text.front() == ' ' || text.back() == ' ')) {
      cells_.note(row, column, "'" + printable(text, 60) + "' begins or ends with a blank", "Remove the blank");
    }
    return text;
  }

  void check_origin(const CsvRow& row, const std::string& origin) {
    const bool is_code = origin.size() == 3 && std::ranges::all_of(origin, [](char c) { return c >= 'A' && c <= 'Z'; });
    if (origin.empty() || is_code) return;
    cells_.note(row, "origin", "'" + printable(origin, 60) + "' is not a country code of three capital letters",
                "Write the ISO 3166-1 alpha-3 code, like DEU");
  }

  void read_quantities(const CsvRow& row, RoundBid& bid) {
    const std::optional<std::int64_t> capacity = cells_.kw(row, "capacity_mw", Empty::refused);
    if (capacity == 0) cells_.note(row, "capacity_mw", "0 is no capacity", "Remove the bid or give its capacity in MW");
    bid.quantity_kw = capacity.value_or(0);
    bid.minimum_kw = cells_.kw(row, "minimum_mw", empty_in("minimum_mw")).value_or(0);
    if (capacity && bid.minimum_kw > *capacity) {
      cells_.note(row, "minimum_mw", cells_.text(row, "minimum_mw") + " is more than the bid's capacity_mw",
                  "Give at most " + cells_.text(row, "capacity_mw"));
    }
  }

  void read_prices(const CsvRow& row, ListedBid& listed) {
    const double step = auction_.price_step_per_mwh;
    if (const auto ticks = cells_.ticks(row, "price_per_mwh", step, Empty::refused)) {
      listed.bid.price_ticks = *ticks;
      listed.price_per_mwh = grid_value(*ticks, step);
      check_sign(row, "price_per_mwh", listed.price_per_mwh);
    }
    listed.limit_ticks = cells_.ticks(row, "limit_per_mwh", step, empty_in("limit_per_mwh"));
    if (!listed.limit_ticks) return;
    check_sign(row, "limit_per_mwh", grid_value(*listed.limit_ticks, step));
    if (*listed.limit_ticks > listed.bid.price_ticks) {
      cells_.note(row, "limit_per_mwh", cells_.text(row, "limit_per_mwh") + " is above price_per_mwh",
                  "Give the lowest price that the bidder would go to, at most " + cells_.text(row, "price_per_mwh"));
    }
  }

  void check_sign(const CsvRow& row, const std::string& column, double price) {
    const bool may_be_negative = auction_.direction == Direction::sale || auction_.floor_per_mwh.value_or(0.0) < 0.0;
    if (price >= 0.0 || may_be_negative) return;
    cells_.note(row, column, number_text(price) + " is negative (bids are prices of energy sold)",
                "Did you mean " + number_text(-price) + "? Rules that admit negative bids have a floor_per_mwh below zero");
  }

  Empty empty_in(const std::string& column) const { return full_columns_.contains(column) ? Empty::refused : Empty::allowed; }

  CsvTable table_;
  const Auction& auction_;
  CellReader cells_;
  std::vector<NeededColumn> needs_;
  std::set<std::string> full_columns_;
  std::map<std::string, int> line_of_name_;
};

}  // namespace

bool BidList::has_column(const std::string& name) const {
  return std::ranges::find(columns, name) != columns.end();
}

bool is_text_column(const std::string& name) {
  return name == "bid" || std::ranges::find(text_columns, name, &TextColumn::name) != text_columns.end();
}

BidList read_bids(const std::string& bids_csv, const Auction& auction) {
  return read_bids(read_csv(bids_csv), auction);
}

BidList read_bids(CsvTable table, const Auction& auction) {
  return BidReader(std::move(table), auction).read();
}

}  // namespace sealedbid
