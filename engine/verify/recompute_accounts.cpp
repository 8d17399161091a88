#include "verify/recompute_accounts.hpp"

#include <algorithm>
#include <stdexcept>

namespace sealedbid {
namespace {

Account open_account(Measure measure, MarginalBidRule marginal_bid, const Exact& amount) {
  return {measure, LimitCounts::whole_bid, marginal_bid, amount, amount, {}, amount <= 0};
}

/// A fraction of the round's volume, to whole kW.
Exact fraction_of_volume(const JudgedRound& round, double fraction) {
  if (!round.volume_kw) throw std::logic_error("a fraction of the volume in a round without one; the rules should be refused");
  return round_down(to_six_decimals(fraction) * *round.volume_kw);
}

/// The United Kingdom's: under uniform prices, a budget that closes delivery years counts awards at the clearing price.
Measure measure_of_budget(const Auction& auction, MarginalBidRule marginal_bid) {
  const bool is_at_clearing_price =
      auction.pricing == PricingRule::uniform_highest_accepted && marginal_bid == MarginalBidRule::reject_delivery_year;
  return is_at_clearing_price ? Measure::support_at_clearing_price : Measure::support;
}

/// Of a stage or a limit.
template <class Amounts>
std::vector<Account> accounts_of(const JudgedRound& round, const Amounts& amounts) {
  std::vector<Account> accounts;
  const auto add = [&](Measure measure, const Exact& amount) {
    accounts.push_back(open_account(measure, amounts.marginal_bid, amount));
  };
  if (amounts.volume_mw) add(Measure::kw, to_kw(*amounts.volume_mw));
  if (amounts.volume_fraction) add(Measure::kw, fraction_of_volume(round, *amounts.volume_fraction));
  if (amounts.volume_mwh_per_year) add(Measure::mwh, to_six_decimals(*amounts.volume_mwh_per_year));
  if (amounts.budget_per_year)
    add(measure_of_budget(*round.auction, amounts.marginal_bid), to_six_decimals(*amounts.budget_per_year));
  return accounts;
}

bool counts_a_share(const Limit& limit) {
  return limit.counts != LimitCounts::whole_bid && !limit.awards && !limit.budget_per_year;
}

Exact counted_share(LimitCounts counts, const JudgedBid& bid) {
  switch (counts) {
    case LimitCounts::whole_bid:
      return 1;
    case LimitCounts::foreign_share:
      return bid.foreign_share;
    case LimitCounts::domestic_share:
      return 1 - bid.foreign_share;
  }
  throw std::logic_error("unknown way of counting");
}

/// Energy of a year × (price − reference), in money.
Exact support(const JudgedRound& round, const JudgedBid& bid, std::int64_t price_ticks, std::int64_t kw) {
  const Exact step = to_six_decimals(round.auction->price_step_per_mwh);
  const Exact reference_ticks = round_half_away(to_six_decimals(round.auction->ranking.reference_per_mwh) / step);
  return (price_ticks - reference_ticks) * step * kw * to_six_decimals(bid.attributes->full_load_hours) / 1000;
}

/// Support of the account's winners, and of a candidate, if every delivery year is paid its highest award so far, no bid more
/// than its ceiling.
Exact support_at_clearing_price(const JudgedRound& round, std::vector<const JudgedBid*> counted, const JudgedBid* candidate,
                                std::int64_t candidate_kw) {
  if (candidate) counted.push_back(candidate);
  Exact sum = 0;
  for (const JudgedBid* bid : counted) {
    const std::string& year = bid->attributes->delivery_year;
    std::int64_t price = bid->price;
    for (const JudgedBid& other : round.bids) {
      const bool is_accepted = other.awarded_kw > 0 || &other == candidate;
      if (is_accepted && other.attributes->delivery_year == year) price = std::max(price, other.price);
    }
    if (const auto ceiling = ceiling_in_stage(round, *bid, bid->stage)) price = std::min(price, *ceiling);
    sum += support(round, *bid, price, bid == candidate ? candidate_kw : bid->awarded_kw);
  }
  return sum;
}

}  // namespace

std::vector<Account> accounts_of_round(const JudgedRound& round) {
  const MarginalBidRule rule = round.auction->marginal_bid;
  std::vector<Account> volumes;
  if (round.volume_kw) volumes.push_back(open_account(Measure::kw, rule, *round.volume_kw));
  if (round.volume_mwh) volumes.push_back(open_account(Measure::mwh, rule, *round.volume_mwh));
  if (round.budget) volumes.push_back(open_account(measure_of_budget(*round.auction, rule), rule, *round.budget));
  return volumes;
}

std::vector<Account> accounts_of_stage(const JudgedRound& round, const Stage& stage) {
  return accounts_of(round, stage);
}

Account account_of_limit(const JudgedRound& round, const Limit& limit) {
  Account account =
      limit.awards ? open_account(Measure::awards, limit.marginal_bid, *limit.awards) : accounts_of(round, limit).front();
  if (counts_a_share(limit)) account.counts = limit.counts;
  return account;
}

std::optional<std::string> instance_of(const Limit& limit, const JudgedRound& round, const JudgedBid& bid) {
  if (!matches(limit.bids, round, bid)) return std::nullopt;
  if (counts_a_share(limit) && counted_share(limit.counts, bid) == 0) return std::nullopt;
  const BidAttributes& has = *bid.attributes;
  const auto text = [](const std::string& name) { return name.empty() ? std::nullopt : std::optional(name); };
  switch (limit.per) {
    case LimitScope::all:
      return "";
    case LimitScope::bid:
      return std::to_string(&bid - round.bids.data());
    case LimitScope::bidder:
      return bidder_of(bid);
    case LimitScope::owner_group:
      return owner_group_of(bid);
    case LimitScope::technology:
      return text(has.technology);
    case LimitScope::zone:
      return text(has.zone);
    case LimitScope::segment:
      return text(has.segment);
    case LimitScope::lot:
      return text(has.lot);
    case LimitScope::delivery_year:
      return text(has.delivery_year);
    case LimitScope::origin:
      return text(has.origin);
  }
  throw std::logic_error("unknown scope of a limit");
}

void revalue(const JudgedRound& round, Account& account) {
  if (account.measure == Measure::support_at_clearing_price)
    account.left = account.amount - support_at_clearing_price(round, account.winners, nullptr, 0);
}

Exact use(const JudgedRound& round, const Account& account, const JudgedBid& bid, std::int64_t kw) {
  const Exact counted_kw = kw * counted_share(account.counts, bid);
  switch (account.measure) {
    case Measure::kw:
      return counted_kw;
    case Measure::mwh:
      return counted_kw * to_six_decimals(bid.attributes->full_load_hours) / 1000;
    case Measure::support:
      return support(round, bid, bid.price, kw);
    case Measure::support_at_clearing_price:
      return support_at_clearing_price(round, account.winners, &bid, kw) -
             support_at_clearing_price(round, account.winners, nullptr, 0);
    case Measure::awards:
      return 1;
  }
  throw std::logic_error("unknown measure");
}

std::int64_t fitting_kw(const JudgedRound& round, const Account& account, const JudgedBid& bid) {
  if (account.measure == Measure::awards) return 0;
  return round_down(account.left / use(round, account, bid, 1));
}

}  // namespace sealedbid
