#include "replay/replay_awards.hpp"

#include <algorithm>
#include <utility>

#include "auction/history_rules.hpp"

namespace sealedbid {
namespace {

using Kind = DecidingRule::Kind;

class Replay {
 public:
  explicit Replay(const ClearedFile& cleared)
      : cleared_(cleared), plan_(cleared.plan), sign_(plan_.auction.direction == Direction::sale ? -1 : 1) {
    for (const PlannedLimit& limit : plan_.limits) {
      amounts_.push_back(amount_of(limit));
      left_.emplace_back(static_cast<std::size_t>(limit.instances), amounts_.back());
    }
  }

  std::vector<AwardTurn> run() {
    std::vector<AwardTurn> turns;
    for (const std::size_t b : order()) {
      AwardTurn turn{b, cleared_.round.bids[b].stage, {}};
      for (const int l : plan_.limits_of_stage[static_cast<std::size_t>(turn.stage)]) {
        const PlannedLimit& limit = plan_.limits[static_cast<std::size_t>(l)];
        if (limit.instance[b] < 0) continue;
        turn.limits.push_back(limit_at_turn(l, turn));
      }
      count(turn);
      for (LimitAtTurn& limit : turn.limits) limit.left_after = left(limit.limit, b);
      turns.push_back(std::move(turn));
    }
    return turns;
  }

 private:
  std::vector<std::size_t> order() const {
    const std::vector<ClearedBid>& bids = cleared_.round.bids;
    std::vector<std::size_t> order;
    for (std::size_t b = 0; b < bids.size(); ++b) {
      if (bids[b].stage >= 0) order.push_back(b);
    }
    std::ranges::sort(order, {}, [&](std::size_t b) { return std::pair(bids[b].stage, bids[b].rank); });
    return order;
  }

  LimitAtTurn limit_at_turn(int l, const AwardTurn& turn) {
    const PlannedLimit& limit = plan_.limits[static_cast<std::size_t>(l)];
    const Int128 amount = amounts_[static_cast<std::size_t>(l)];
    const std::int64_t kw = cleared_.bids[turn.bid].quantity_kw;
    if (!limit.is_valued_at_clearing_price) {
      return {l, amount, left(l, turn.bid), 0, use(limit, turn.bid, kw, price_of(turn.bid))};
    }
    const Int128 before = used_at_clearing_price(limit, turn, 0), with_bid = used_at_clearing_price(limit, turn, kw);
    return {l, amount, amount - before, 0, with_bid - before};
  }

  Int128 amount_of(const PlannedLimit& limit) const {
    if (!limit.amount) {
      return Int128{cleared_.round.volume_kw.value_or(0)} * limit.fraction_of_volume_1e6 / 1'000'000 * 1'000'000;
    }
    if (limit.rule.kind != Kind::volume || limit.measure != LimitMeasure::energy) return *limit.amount;
    const VolumeResponse& response = plan_.auction.volume_response;
    if (response.rule != VolumeRule::share_of_bids && response.rule != VolumeRule::competition_surplus) return *limit.amount;
    Int128 eligible = 0;
    for (std::size_t b = 0; b < plan_.bids; ++b) {
      if (cleared_.round.bids[b].rank > 0) eligible += Int128{cleared_.bids[b].quantity_kw} * limit.use_per_kw[b];
    }
    return responsive_volume(response, plan_.auction.history, *limit.amount, eligible);
  }

  Int128& left(int l, std::size_t b) {
    const auto instance = static_cast<std::size_t>(plan_.limits[static_cast<std::size_t>(l)].instance[b]);
    return left_[static_cast<std::size_t>(l)][instance];
  }

  void count(const AwardTurn& turn) {
    if (cleared_.round.bids[turn.bid].awarded_kw == 0) return;
    winners_.push_back(turn.bid);
    for (const LimitAtTurn& entry : turn.limits) {
      const PlannedLimit& limit = plan_.limits[static_cast<std::size_t>(entry.limit)];
      if (limit.is_valued_at_clearing_price) {
        left(entry.limit, turn.bid) = entry.amount - used_at_clearing_price(limit, turn, 0);
      } else {
        left(entry.limit, turn.bid) -= use(limit, turn.bid, awarded_kw(turn.bid), price_of(turn.bid));
      }
    }
  }

  /// As planned: in a sale negated.
  std::int64_t price_of(std::size_t b) const { return sign_ * cleared_.bids[b].price_ticks; }

  std::int64_t awarded_kw(std::size_t b) const { return cleared_.round.bids[b].awarded_kw; }

  Int128 use(const PlannedLimit& limit, std::size_t b, Int128 kw, std::int64_t price_ticks) const {
    switch (limit.measure) {
      case LimitMeasure::awards:
        return 1;
      case LimitMeasure::power:
      case LimitMeasure::energy:
        return kw * limit.use_per_kw[b];
      case LimitMeasure::support:
        return kw * limit.use_per_kw[b] * (price_ticks - plan_.reference_ticks);
    }
    throw std::logic_error("unknown measure");
  }

  /// The winners so far and this many kW of the bid at its turn, each at the highest accepted price of its group or its own
  /// ceiling (UK valuation).
  Int128 used_at_clearing_price(const PlannedLimit& limit, const AwardTurn& turn, std::int64_t candidate_kw) const {
    std::vector<std::pair<std::size_t, std::int64_t>> counted;
    for (const std::size_t b : winners_) counted.emplace_back(b, awarded_kw(b));
    if (candidate_kw > 0) counted.emplace_back(turn.bid, candidate_kw);
    Int128 sum = 0;
    for (const auto& [b, kw] : counted) {
      const bool is_here = limit.rule.kind != Kind::stage || cleared_.round.bids[b].stage == turn.stage;
      if (limit.instance[b] != limit.instance[turn.bid] || !is_here) continue;
      std::int64_t price = price_of(b);
      for (const auto& [other, _] : counted) {
        if (plan_.price_group[other] == plan_.price_group[b]) price = std::max(price, price_of(other));
      }
      sum += use(limit, b, kw, std::min(price, ceiling_of(b)));
    }
    return sum;
  }

  std::int64_t ceiling_of(std::size_t b) const {
    const std::int64_t none = INT64_MAX;
    if (plan_.has_general_ceiling[b] == 0) return plan_.ceiling_ticks[b].value_or(none);
    return cleared_.ceiling_ticks ? sign_ * *cleared_.ceiling_ticks : none;
  }

  const ClearedFile& cleared_;
  const RoundPlan& plan_;
  std::int64_t sign_;
  std::vector<Int128> amounts_;            ///< [limit]
  std::vector<std::vector<Int128>> left_;  ///< [limit][instance]
  std::vector<std::size_t> winners_;
};

}  // namespace

std::vector<AwardTurn> replay_awards(const ClearedFile& cleared) {
  return Replay(cleared).run();
}

const LimitAtTurn* find_limit(const ClearedFile& cleared, const AwardTurn& turn, const DecidingRule& rule) {
  const LimitAtTurn* found = nullptr;
  for (const LimitAtTurn& limit : turn.limits) {
    const DecidingRule& its = cleared.plan.limits[static_cast<std::size_t>(limit.limit)].rule;
    if (its.kind != rule.kind || its.index != rule.index) continue;
    if (limit.wanted > limit.left_before) return &limit;
    if (found == nullptr) found = &limit;
  }
  return found;
}

}  // namespace sealedbid
