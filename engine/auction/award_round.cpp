#include "auction/award_round.hpp"

#include <algorithm>
#include <stdexcept>

namespace sealedbid {
namespace {

using Kind = DecidingRule::Kind;

/// What is left of every volume and limit, and what is over.
struct State {
  std::vector<std::vector<Int128>> left;             ///< [limit][instance]
  std::vector<std::vector<std::uint8_t>> is_closed;  ///< [limit][instance]
  std::vector<std::uint8_t> delivery_year_is_closed;
  std::vector<std::int64_t> highest_ticks;  ///< [price group], for volumes valued at the clearing price
  DecidingRule round_closed_by, stage_closed_by;
  bool was_anything_exceeded = false;
};

/// What the volumes and limits make of a bid.
struct Verdict {
  BidOutcome outcome = BidOutcome::awarded;
  DecidingRule rule;
  std::int64_t awarded_kw = 0;
};

class Awarding {
 public:
  Awarding(const RoundPlan& plan, const RankedRound& round, std::vector<ClearedBid>& bids)
      : plan_(plan), round_(round), bids_(bids) {
    for (const PlannedLimit& limit : plan.limits) {
      const Int128 amount = amount_of(limit);
      const auto instances = static_cast<std::size_t>(limit.instances);
      state_.left.emplace_back(instances, amount);
      state_.is_closed.emplace_back(instances, amount <= 0 ? 1 : 0);
      if (amount <= 0 && limit.rule.kind == Kind::volume) state_.round_closed_by = limit.rule;
    }
    state_.delivery_year_is_closed.resize(plan.bids);
    state_.highest_ticks.assign(plan.bids, INT64_MIN);
    is_decided_by_lot_.resize(plan.bids);
  }

  AwardedRound run() {
    for (stage_ = 0; stage_ < plan_.stages.size(); ++stage_) {
      state_.stage_closed_by = {};
      for (const int l : plan_.stages[stage_].limits) {
        if (state_.is_closed[std::size_t(l)][0] != 0) state_.stage_closed_by = plan_.limits[std::size_t(l)].rule;
      }
      run_stage();
    }
    AwardedRound result;
    for (const auto& instances : state_.is_closed) {
      result.has_closed.push_back(std::ranges::find(instances, 1) != instances.end() ? 1 : 0);
    }
    result.is_closed = std::move(state_.is_closed);
    result.was_anything_exceeded = state_.was_anything_exceeded;
    return result;
  }

 private:
  Int128 amount_of(const PlannedLimit& limit) const {
    if (!limit.amount) return Int128{round_.volume_kw} * limit.fraction_of_volume_1e6 / 1'000'000 * 1'000'000;
    const bool is_energy_of_round = limit.rule.kind == Kind::volume && limit.measure == LimitMeasure::energy;
    return is_energy_of_round ? round_.energy.value_or(*limit.amount) : *limit.amount;
  }

  bool is_candidate(std::size_t b) const {
    const PlannedStage& stage = plan_.stages[stage_];
    return bids_[b].awarded_kw == 0 && stage.admits[b] != 0 &&
           round_.price_ticks[b] <= stage.ceiling_ticks.value_or(round_.ceiling_ticks[b]);
  }

  void run_stage() {
    for (std::size_t first = 0; first < round_.order.size();) {
      const std::size_t end = round_.tie_ends[first];
      std::vector<std::size_t> tied;
      for (; first < end; ++first) {
        if (is_candidate(round_.order[first])) tied.push_back(round_.order[first]);
      }
      if (shares(tied)) {
        share(tied);
      } else {
        if (round_.find_lots == FindLots::yes && tied.size() > 1) find_lots(tied);
        for (const std::size_t b : tied) settle(b, examine(b));
      }
    }
  }

  void settle(std::size_t b, const Verdict& verdict) {
    bids_[b].outcome = verdict.outcome;
    bids_[b].rule = verdict.rule;
    bids_[b].awarded_kw = verdict.awarded_kw;
    bids_[b].stage = static_cast<int>(stage_);
    if (verdict.awarded_kw > 0) count(b, verdict.awarded_kw);
  }

  Int128 use(const PlannedLimit& limit, std::size_t b, std::int64_t kw, std::int64_t price_ticks) const {
    switch (limit.measure) {
      case LimitMeasure::awards:
        return 1;
      case LimitMeasure::power:
      case LimitMeasure::energy:
        return Int128{kw} * limit.use_per_kw[b];
      case LimitMeasure::support:
        return Int128{kw} * limit.use_per_kw[b] * (price_ticks - plan_.reference_ticks);
    }
    throw std::logic_error("unknown measure");
  }

  /// What winners and this bid use of a limit if this bid sets the price of its group (UK valuation).
  Int128 use_at_clearing_price(const PlannedLimit& limit, std::size_t candidate) const {
    const auto counts = [&](std::size_t b) {
      const bool is_here = limit.rule.kind != Kind::stage || bids_[b].stage == static_cast<int>(stage_);
      return limit.instance[b] == limit.instance[candidate] && (b == candidate || (bids_[b].awarded_kw > 0 && is_here));
    };
    const std::int32_t group = plan_.price_group[candidate];
    Int128 sum = 0;
    for (std::size_t b = 0; b < plan_.bids; ++b) {
      if (!counts(b)) continue;
      std::int64_t price = state_.highest_ticks[std::size_t(plan_.price_group[b])];
      if (plan_.price_group[b] == group) price = std::max(price, round_.price_ticks[candidate]);
      const std::int64_t kw = b == candidate ? round_.bids[b].quantity_kw : bids_[b].awarded_kw;
      sum += use(limit, b, kw, std::min(price, round_.ceiling_ticks[b]));
    }
    return sum;
  }

  bool exceeds(const PlannedLimit& limit, std::size_t l, std::size_t b, std::int64_t kw) const {
    const auto instance = static_cast<std::size_t>(limit.instance[b]);
    if (limit.is_valued_at_clearing_price) return use_at_clearing_price(limit, b) > *limit.amount;
    return use(limit, b, kw, round_.price_ticks[b]) > state_.left[l][instance];
  }

  Verdict rejected(BidOutcome outcome, DecidingRule rule) const { return {outcome, rule, 0}; }

  Verdict examine(std::size_t b) {
    if (state_.round_closed_by.kind != Kind::none) return rejected(BidOutcome::rejected, state_.round_closed_by);
    if (state_.delivery_year_is_closed[std::size_t(plan_.delivery_year[b])] != 0) {
      return rejected(BidOutcome::rejected, {Kind::delivery_year, -1});
    }
    if (state_.stage_closed_by.kind != Kind::none) return rejected(BidOutcome::rejected, state_.stage_closed_by);
    Verdict verdict{BidOutcome::awarded, {}, round_.bids[b].quantity_kw};
    for (const int l : plan_.limits_of_stage[stage_]) {
      const PlannedLimit& limit = plan_.limits[std::size_t(l)];
      if (!concerns(limit, b)) continue;
      if (state_.is_closed[std::size_t(l)][std::size_t(limit.instance[b])] != 0)
        return rejected(BidOutcome::rejected, limit.rule);
      if (!exceeds(limit, std::size_t(l), b, verdict.awarded_kw)) continue;
      state_.was_anything_exceeded = true;
      apply_marginal_rule(std::size_t(l), b, verdict);
      if (verdict.awarded_kw == 0) return verdict;
    }
    return verdict;
  }

  void apply_marginal_rule(std::size_t l, std::size_t b, Verdict& verdict) {
    const PlannedLimit& limit = plan_.limits[l];
    const auto reject = [&] { verdict = rejected(BidOutcome::rejected_as_marginal, limit.rule); };
    switch (limit.marginal_bid) {
      case MarginalBidRule::award_in_full:
        if (verdict.outcome == BidOutcome::awarded_in_part) return;
        verdict.outcome = BidOutcome::awarded_as_marginal;
        verdict.rule = limit.rule;
        return;
      case MarginalBidRule::partial:
        return cut(l, b, 1, verdict);
      case MarginalBidRule::partial_above_minimum:
        return cut(l, b, std::max<std::int64_t>(1, round_.bids[b].minimum_kw), verdict);
      case MarginalBidRule::reject:
        close(l, limit.instance[b]);
        return reject();
      case MarginalBidRule::reject_and_skip:
        return reject();
      case MarginalBidRule::reject_delivery_year:
        state_.delivery_year_is_closed[std::size_t(plan_.delivery_year[b])] = 1;
        return reject();
    }
  }

  /// Cuts the award to what is left, if that is at least `least_kw`.
  void cut(std::size_t l, std::size_t b, std::int64_t least_kw, Verdict& verdict) {
    const PlannedLimit& limit = plan_.limits[l];
    const Int128 left = state_.left[l][std::size_t(limit.instance[b])];
    const Int128 use_per_kw = limit.measure == LimitMeasure::awards ? 0 : use(limit, b, 1, round_.price_ticks[b]);
    const Int128 kw = use_per_kw > 0 && left > 0 ? left / use_per_kw : Int128{0};
    if (kw < least_kw) {
      verdict = rejected(BidOutcome::rejected_as_marginal, limit.rule);
    } else {
      verdict = {BidOutcome::awarded_in_part, limit.rule, static_cast<std::int64_t>(kw)};
    }
  }

  void close(std::size_t l, std::int32_t instance) {
    const PlannedLimit& limit = plan_.limits[l];
    state_.is_closed[l][std::size_t(instance)] = 1;
    if (limit.rule.kind == Kind::volume) state_.round_closed_by = limit.rule;
    if (limit.rule.kind == Kind::stage) state_.stage_closed_by = limit.rule;
  }

  void count(std::size_t b, std::int64_t kw) {
    std::int64_t& highest = state_.highest_ticks[std::size_t(plan_.price_group[b])];
    highest = std::max(highest, round_.price_ticks[b]);
    for (const int index : plan_.limits_of_stage[stage_]) {
      const auto l = static_cast<std::size_t>(index);
      const PlannedLimit& limit = plan_.limits[l];
      if (!concerns(limit, b)) continue;
      const Int128 used = use(limit, b, kw, round_.price_ticks[b]);
      Int128& left = state_.left[l][std::size_t(limit.instance[b])];
      left -= used;
      if (used != 0 && left <= 0 && !limit.is_valued_at_clearing_price) close(l, limit.instance[b]);
    }
  }

  /// A bid's award first and last among those tied with it differ: the lot decides.
  void find_lots(const std::vector<std::size_t>& tied) {
    const State state = state_;
    const std::vector<ClearedBid> before = bids_of(tied);
    for (std::size_t i = 0; i < tied.size(); ++i) {
      const std::int64_t first_kw = examine(tied[i]).awarded_kw;
      state_ = state;
      for (const std::size_t other : tied) {
        if (other != tied[i]) settle(other, examine(other));
      }
      const std::int64_t last_kw = examine(tied[i]).awarded_kw;
      state_ = state;
      for (std::size_t k = 0; k < tied.size(); ++k) bids_[tied[k]] = before[k];
      is_decided_by_lot_[tied[i]] = first_kw != last_kw ? 1 : is_decided_by_lot_[tied[i]];
    }
    for (const std::size_t b : tied) bids_[b].tie_decided_by_lottery = is_decided_by_lot_[b] != 0;
  }

  std::vector<ClearedBid> bids_of(const std::vector<std::size_t>& tied) const {
    std::vector<ClearedBid> bids;
    for (const std::size_t b : tied) bids.push_back(bids_[b]);
    return bids;
  }

  /// Whether tied bids share what is left of the volume in MW, which then is the only limit.
  bool shares(const std::vector<std::size_t>& tied) const {
    if (plan_.auction.ties != TieRule::shared || tied.size() < 2 || state_.round_closed_by.kind != Kind::none) return false;
    Int128 wanted = 0;
    for (const std::size_t b : tied) wanted += round_.bids[b].quantity_kw;
    return wanted * 1'000'000 > state_.left.front().front();
  }

  void share(const std::vector<std::size_t>& tied) {
    const DecidingRule volume = plan_.limits.front().rule;
    const Int128 left_kw = state_.left.front().front() / 1'000'000;
    Int128 wanted = 0;
    for (const std::size_t b : tied) wanted += round_.bids[b].quantity_kw;
    for (const std::size_t b : tied) {
      const auto kw = static_cast<std::int64_t>(Int128{round_.bids[b].quantity_kw} * left_kw / wanted);
      settle(b, {kw > 0 ? BidOutcome::awarded_in_part : BidOutcome::rejected_as_marginal, volume, kw});
    }
    state_.was_anything_exceeded = true;
    close(0, 0);
  }

  const RoundPlan& plan_;
  const RankedRound& round_;
  std::vector<ClearedBid>& bids_;
  State state_;
  std::vector<std::uint8_t> is_decided_by_lot_;  ///< [bid]
  std::size_t stage_ = 0;
};

}  // namespace

AwardedRound award_round(const RoundPlan& plan, const RankedRound& round, std::vector<ClearedBid>& bids) {
  return Awarding(plan, round, bids).run();
}

}  // namespace sealedbid
