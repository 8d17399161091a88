#include "replay/clear_story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/number_text.hpp"
#include "base/text.hpp"
#include "replay/clear_reason.hpp"
#include "replay/open_phase.hpp"
#include "replay/rule_text.hpp"
#include "replay/story_prices.hpp"
#include "replay/story_ranking.hpp"
#include "replay/volume_text.hpp"
#include "scenario/fields.hpp"

namespace sealedbid {
namespace {

constexpr std::size_t worked_scores = 10;  ///< shown at most

class Story {
 public:
  explicit Story(const ClearedFile& cleared)
      : cleared_(cleared), auction_(cleared.rules.auction), round_(cleared.round), reasons_(clear_reasons(cleared)) {
    for (std::size_t b = 0; b < cleared.bids.size(); ++b) {
      if (round_.bids[b].rank > 0) ranking_.push_back(b);
    }
    std::ranges::sort(ranking_, {}, [&](std::size_t b) { return round_.bids[b].rank; });
  }

  std::string tell() {
    if (!cleared_.rules.title.empty()) text_ = printable(cleared_.rules.title) + "\n\n";
    admission();
    volume();
    open_phase();
    ranking();
    if (round_.is_void) {
      section("Awards");
      line(ranking_.empty() ? "round void: no bid is admitted" : reasons_[ranking_.front()]);
      return text_;
    }
    awards();
    section("Prices");
    for (const std::string& price : price_story(cleared_)) line(price);
    return text_;
  }

 private:
  void section(const std::string& title) {
    text_ += fmt::format("{}{}. {}\n", sections_ > 0 ? "\n" : "", sections_ + 1, title);
    ++sections_;
  }
  void line(const std::string& text) { text_ += "   " + text + "\n"; }
  std::string name(std::size_t b) const { return printable(cleared_.list.bids[b].attributes.name, 40); }
  std::string size(std::int64_t kw) const { return decimal_text(kw, 3) + " MW"; }

  void admission() {
    section("Admission");
    std::vector<std::size_t> refused;
    for (std::size_t b = 0; b < cleared_.bids.size(); ++b) {
      if (!is_eligible(cleared_, b)) refused.push_back(b);
    }
    const std::size_t bids = cleared_.bids.size();
    line(fmt::format("{} of {} bids are admitted{}, together {}.", bids - refused.size(), bids,
                     cleared_.clock ? " before the open phase" : "", size(round_.eligible_kw)));
    for (const std::size_t b : refused) line(name(b) + ": " + reasons_[b]);
  }

  void volume() {
    section("Volume");
    const std::string currency = printable(cleared_.rules.currency);
    if (round_.offered_kw)
      line(size(*round_.offered_kw) + " are offered" + source_text(auction_, {DecidingRule::Kind::volume, 0}) + ".");
    if (const std::string response = volume_response_text(cleared_); !response.empty())
      line("The volume reacts: " + response + ".");
    if (auction_.volume_mwh_per_year) line(number_text(*auction_.volume_mwh_per_year) + " MWh a year are offered.");
    if (auction_.budget_per_year) {
      line(fmt::format("The budget is {} {} a year; a bid takes (price − {}) × full-load hours × MW of it.",
                       number_text(*auction_.budget_per_year), currency, price_text(cleared_, cleared_.plan.reference_ticks)));
    }
    if (!round_.volume_kw && !auction_.volume_mwh_per_year && !auction_.budget_per_year) {
      line("The rules have no volume; limits say how much is awarded.");
    }
    if (!round_.volume_kw) return;
    line(fmt::format("{} are admitted for {}: the round is {}.", size(round_.eligible_kw), size(*round_.volume_kw),
                     round_.is_undersubscribed ? "undersubscribed" : "not undersubscribed"));
  }

  void open_phase() {
    if (!cleared_.clock) return;
    section("Open phase");
    for (const std::string& step : open_phase_story(cleared_)) line(step);
    for (std::size_t b = 0; b < cleared_.bids.size(); ++b) {
      if (round_.bids[b].rule.kind == DecidingRule::Kind::band) line(name(b) + ": " + reasons_[b]);
    }
  }

  void ranking() {
    section("Ranking");
    line(fmt::format("{} (in {}).", score_formula_text(cleared_), score_unit(cleared_)));
    line(tie_text(auction_));
    for (std::size_t i = 0; i < std::min(ranking_.size(), worked_scores); ++i) {
      const std::size_t b = ranking_[i];
      line(fmt::format("{:>3}  {}: {}", i + 1, name(b), worked_score_text(cleared_, b)));
    }
    if (ranking_.size() > worked_scores) line(fmt::format("     … and {} more", ranking_.size() - worked_scores));
  }

  void awards() {
    section("Awards");
    line(fmt::format("A bid that exceeds what is left of the volume: {}.", choice_name(auction_.marginal_bid)));
    int stage = -1;
    for (const AwardTurn& turn : replay_awards(cleared_)) {
      if (turn.stage != stage) {
        stage = turn.stage;
        flush();
        open_stage(stage);
      }
      tell_turn(turn);
    }
    flush();
    line(fmt::format("Awarded: {}.", size(round_.awarded_kw)));
  }

  void open_stage(int stage) {
    if (auction_.stages.empty()) return;
    const std::string source =
        static_cast<std::size_t>(stage) < auction_.stages.size() ? source_text(auction_, {DecidingRule::Kind::stage, stage}) : "";
    line("In " + stage_text(auction_, stage) + source + ":");
  }

  /// Losers with the same reason one after the other are told once.
  void tell_turn(const AwardTurn& turn) {
    const ClearedBid& bid = round_.bids[turn.bid];
    const bool is_loser = bid.awarded_kw == 0;
    if (is_loser && reasons_[turn.bid] == reasons_[pending_.empty() ? turn.bid : pending_.front()]) {
      pending_.push_back(turn.bid);
      return;
    }
    flush();
    if (is_loser) {
      pending_.push_back(turn.bid);
      return;
    }
    const std::string cut = bid.awarded_kw < cleared_.bids[turn.bid].quantity_kw ? size(bid.awarded_kw) + " of " : "";
    line(fmt::format("{:>3}  {}, {}{} at {}: {}{}", bid.rank, name(turn.bid), cut, size(cleared_.bids[turn.bid].quantity_kw),
                     price_text(cleared_, cleared_.bids[turn.bid].price_ticks), reasons_[turn.bid], left_text(turn)));
  }

  void flush() {
    if (pending_.empty()) return;
    const std::size_t first = pending_.front();
    const std::string others = pending_.size() > 1 ? fmt::format(" and {} after it", pending_.size() - 1) : "";
    line(fmt::format("{:>3}  {}{}: {}", round_.bids[first].rank, name(first), others, reasons_[first]));
    pending_.clear();
  }

  std::string left_text(const AwardTurn& turn) const {
    std::vector<std::string> parts;
    for (const LimitAtTurn& limit : turn.limits) {
      const PlannedLimit& planned = cleared_.plan.limits[static_cast<std::size_t>(limit.limit)];
      const std::string amount = limit.left_after > 0 ? amount_text(cleared_, planned.measure, limit.left_after) : "nothing";
      parts.push_back(amount + " of " + rule_text(cleared_, planned.rule, turn.bid));
    }
    return parts.empty() ? "" : fmt::format("; left: {}", fmt::join(parts, ", "));
  }

  const ClearedFile& cleared_;
  const Auction& auction_;
  const ClearedRound& round_;
  std::vector<std::string> reasons_;
  std::vector<std::size_t> ranking_;  ///< admitted bids, best first
  std::vector<std::size_t> pending_;  ///< losers not told yet
  std::string text_;
  int sections_ = 0;
};

}  // namespace

std::string clear_story(const ClearedFile& cleared) {
  return Story(cleared).tell();
}

}  // namespace sealedbid
