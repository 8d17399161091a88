#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/number_text.hpp"
#include "reference/random_rounds.hpp"

namespace sealedbid::reference {
namespace {

/// " name=value" where the value says something; enumerators as their number.
class Line {
 public:
  explicit Line(std::string start) : text_(std::move(start)) {}
  void add(const char* name, const std::string& value) {
    if (!value.empty()) text_ += fmt::format(" {}={}", name, value);
  }
  void add(const char* name, const std::vector<std::string>& values) {
    if (!values.empty()) text_ += fmt::format(" {}={}", name, fmt::join(values, "|"));
  }
  void add(const char* name, double value) { text_ += fmt::format(" {}={}", name, number_text(value)); }
  void add(const char* name, const std::optional<double>& value) {
    if (value) add(name, *value);
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void add(const char* name, Enum value) {
    if (value != Enum{}) add(name, static_cast<double>(value));
  }
  void add(const BidFilter& filter) {
    add("technology", filter.technologies), add("zone", filter.zones), add("segment", filter.segments), add("lot", filter.lots);
    add("delivery_year", filter.delivery_years), add("origin", filter.origin);
  }
  std::string end() const { return text_ + "\n"; }

 private:
  std::string text_;
};

std::string rules_text(const RoundCase& round) {
  const Auction& auction = round.auction;
  Line line("rules");
  line.add("direction", auction.direction), line.add("step", auction.price_step_per_mwh);
  if (round.volume_kw) line.add("volume_kw", static_cast<double>(*round.volume_kw));
  if (round.ceiling_ticks) line.add("ceiling_ticks", static_cast<double>(*round.ceiling_ticks));
  line.add("mwh", auction.volume_mwh_per_year), line.add("budget", auction.budget_per_year);
  line.add("response", auction.volume_response.rule), line.add("pricing", auction.pricing);
  line.add("within", auction.uniform_price_within), line.add("uncontested", auction.uncontested);
  line.add("marginal", auction.marginal_bid), line.add("ties", auction.ties), line.add("floor", auction.floor_per_mwh);
  line.add("history_factor", auction.ceiling_from_history.factor);
  line.add("by", auction.ranking.by), line.add("yield", auction.ranking.yield_correction);
  line.add("band", auction.ranking.band_above_lowest_fraction), line.add("reference", auction.ranking.reference_per_mwh);
  line.add("minimum_bids", static_cast<double>(auction.minimum_bids));
  line.add("minimum_bidders", static_cast<double>(auction.minimum_bidders));
  return line.end();
}

std::string lists_text(const Auction& auction) {
  std::string text;
  for (const Stage& stage : auction.stages) {
    Line line(stage.name);
    line.add(stage.bids), line.add("mw", stage.volume_mw), line.add("fraction", stage.volume_fraction);
    line.add("mwh", stage.volume_mwh_per_year), line.add("budget", stage.budget_per_year);
    line.add("ceiling", stage.ceiling_per_mwh), line.add("marginal", stage.marginal_bid);
    text += line.end();
  }
  for (const Limit& limit : auction.limits) {
    Line line(limit.name);
    line.add(limit.bids), line.add("per", limit.per), line.add("counts", limit.counts), line.add("mw", limit.volume_mw);
    line.add("fraction", limit.volume_fraction), line.add("mwh", limit.volume_mwh_per_year);
    line.add("budget", limit.budget_per_year), line.add("marginal", limit.marginal_bid);
    if (limit.awards) line.add("awards", static_cast<double>(*limit.awards));
    if (limit.has_own_price_when_binding) line.add("price", "own");
    text += line.end();
  }
  const auto add_filtered = [&](const std::string& name, const BidFilter& bids, const char* what, double value) {
    Line line(name);
    line.add(bids), line.add(what, value);
    text += line.end();
  };
  for (const CeilingRule& rule : auction.ceilings) add_filtered(rule.name, rule.bids, "per_mwh", rule.ceiling_per_mwh);
  for (const Exclusion& rule : auction.exclusions) add_filtered(rule.name, rule.bids, "excluded", 1.0);
  for (const PricingException& rule : auction.pricing_exceptions)
    add_filtered(rule.name, rule.bids, "pricing", static_cast<double>(rule.pricing));
  for (const RankAdjustment& rule : auction.ranking.adjustments)
    add_filtered(rule.name, rule.bids, "add", rule.add_fraction + rule.add_per_mwh);
  for (const Criterion& rule : auction.ranking.criteria)
    add_filtered("criterion " + rule.name, {}, "formula", static_cast<double>(rule.formula));
  return text;
}

}  // namespace

std::string text_of(const RoundCase& round) {
  std::string text = rules_text(round) + lists_text(round.auction);
  for (std::size_t i = 0; i < round.bids.size(); ++i) {
    const RoundBid& bid = round.bids[i];
    const BidAttributes& has = round.attributes[i];
    Line line(fmt::format("bid{} price={} kw={} minimum={} submission={} fee={} lottery={}", i, bid.price_ticks, bid.quantity_kw,
                          bid.minimum_kw, bid.submission, bid.fee, bid.lottery));
    line.add("bidder", has.bidder), line.add("group", has.owner_group), line.add("origin", has.origin);
    line.add("technology", has.technology), line.add("zone", has.zone), line.add("segment", has.segment);
    line.add("lot", has.lot), line.add("year", has.delivery_year), line.add("foreign", has.foreign_share_fraction);
    line.add("hours", has.full_load_hours), line.add("site", has.site_quality_fraction);
    text += line.end();
  }
  return text;
}

}  // namespace sealedbid::reference
