#include <nlohmann/json.hpp>

#include "base/number_text.hpp"
#include "replay/clear_report_text.hpp"
#include "replay/rule_text.hpp"
#include "scenario/fields.hpp"

namespace sealedbid {
namespace {

using Json = nlohmann::ordered_json;

template <class Value>
Json json_of(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json bid_json(const ClearedFile& cleared, const ClearReportRow& row) {
  Json bid = {{"rank", row.rank > 0 ? Json(row.rank) : Json(nullptr)}};
  const ListedBid& listed = cleared.list.bids[row.index];
  for (std::size_t column = 0; column < cleared.list.columns.size(); ++column) {
    const std::string& name = cleared.list.columns[column];
    bid[name] = is_text_column(name) ? Json(listed.cells[column]) : json_of(parse_number(listed.cells[column]));
  }
  bid["eligible"] = row.is_eligible;
  bid["outcome"] = name_of(row.outcome);
  bid["tie_decided_by_lottery"] = row.tie_decided_by_lottery;
  bid["lottery"] = cleared.bids[row.index].lottery;
  bid["final_price_per_mwh"] = json_of(row.final_price_per_mwh);
  bid["final_fee_per_mw"] = json_of(row.final_fee_per_mw);
  bid["score"] = row.score.empty() ? Json(nullptr) : Json(parse_number(row.score).value());
  bid["stage"] = text_or_null(row.stage);
  bid["awarded_mw"] = row.awarded_mw;
  bid["price_paid_per_mwh"] = json_of(row.price_paid_per_mwh);
  bid["fee_per_mw_paid"] = json_of(row.fee_per_mw);
  bid["fee_paid"] = json_of(row.fee_paid);
  bid["reason"] = row.reason;
  return bid;
}

Json prices_json(const ClearReport& report) {
  Json prices = Json::array();
  for (const ClearReportPrice& price : report.prices) {
    prices.push_back({{"group", price.group}, {"price_per_mwh", json_of(price.price_per_mwh)}, {"is_ceiling", price.is_ceiling}});
  }
  return prices;
}

/// The price of a round with one price; null where groups have prices of their own.
Json clearing_price_json(const ClearReport& report) {
  return report.prices.size() == 1 ? json_of(report.prices.front().price_per_mwh) : Json(nullptr);
}

Json rules_json(const RulesFile& rules) {
  const Auction& auction = rules.auction;
  return {{"title", rules.title},
          {"currency", rules.currency},
          {"pricing", choice_name(auction.pricing)},
          {"marginal_bid", choice_name(auction.marginal_bid)},
          {"ties", choice_name(auction.ties)},
          {"direction", choice_name(auction.direction)},
          {"format", choice_name(auction.format)},
          {"ranked_by", choice_name(auction.ranking.by)},
          {"uniform_price_within", choice_name(auction.uniform_price_within)},
          {"volume_mwh_per_year", json_of(auction.volume_mwh_per_year)},
          {"budget_per_year", json_of(auction.budget_per_year)}};
}

}  // namespace

std::string clear_report_json(const ClearedFile& cleared, const ClearReport& report) {
  Json json = rules_json(cleared.rules);
  json["score_unit"] = score_unit(cleared);
  json["offered_mw"] = json_of(report.offered_mw);
  json["volume_mw"] = json_of(report.volume_mw);
  json["volume_reason"] = text_or_null(report.volume_reason);
  json["ceiling_per_mwh"] = json_of(report.ceiling_per_mwh);
  json["bid_count"] = report.bids;
  json["eligible_bids"] = report.eligible_bids;
  json["awarded_bids"] = report.awarded_bids;
  json["eligible_mw"] = report.eligible_mw;
  json["awarded_mw"] = report.awarded_mw;
  json["awarded_mwh_per_year"] = json_of(report.awarded_mwh_per_year);
  json["support_per_year"] = json_of(report.support_per_year);
  json["clearing_price_per_mwh"] = clearing_price_json(report);
  json["prices"] = prices_json(report);
  json["fees_paid"] = json_of(report.fees_paid);
  json["mean_price_paid_per_mwh"] = json_of(report.mean_price_paid_per_mwh);
  json["void"] = report.is_void;
  json["undersubscribed"] = report.is_undersubscribed;
  json["uncontested"] = report.is_uncontested;
  json["price_is_ceiling"] = report.prices.size() == 1 && report.prices.front().is_ceiling;
  json["bids"] = Json::array();
  for (const ClearReportRow& row : report.rows) json["bids"].push_back(bid_json(cleared, row));
  return json.dump(2) + "\n";
}

}  // namespace sealedbid
