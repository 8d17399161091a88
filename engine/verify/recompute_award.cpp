#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "verify/recompute_accounts.hpp"

namespace sealedbid {
namespace {

struct Books {
  std::vector<Account> volumes, stage_volumes;                    ///< of the round; of the current stage
  std::map<std::pair<std::size_t, std::string>, Account> limits;  ///< (limit, whom it holds for)
  std::set<std::string> closed_delivery_years;
};

Account& limit_account(const JudgedRound& round, Books& books, std::size_t index, const std::string& instance) {
  const auto [place, is_new] = books.limits.try_emplace({index, instance});
  if (is_new) place->second = account_of_limit(round, round.auction->limits[index]);
  return place->second;
}

/// Everything that the bid's award would count against: limits in the order of the file, the stage's volumes, the round's.
std::vector<Account*> accounts_for(const JudgedRound& round, Books& books, const JudgedBid& bid) {
  std::vector<Account*> accounts;
  for (std::size_t index = 0; index < round.auction->limits.size(); ++index) {
    const auto instance = instance_of(round.auction->limits[index], round, bid);
    if (instance) accounts.push_back(&limit_account(round, books, index, *instance));
  }
  for (Account& account : books.stage_volumes) accounts.push_back(&account);
  for (Account& account : books.volumes) accounts.push_back(&account);
  return accounts;
}

/// What is left of `kw` after a bid has met an account that it exceeds; 0: the bid is rejected.
std::int64_t meet(const JudgedRound& round, Books& books, Account& account, const JudgedBid& bid, std::int64_t kw) {
  switch (account.marginal_bid) {
    case MarginalBidRule::award_in_full:
      return kw;
    case MarginalBidRule::partial:
      return fitting_kw(round, account, bid);
    case MarginalBidRule::reject:
      account.is_closed = true;
      return 0;
    case MarginalBidRule::reject_and_skip:
      return 0;
    case MarginalBidRule::partial_above_minimum: {
      const std::int64_t fitting = fitting_kw(round, account, bid);
      return fitting >= bid.bid->minimum_kw ? fitting : 0;
    }
    case MarginalBidRule::reject_delivery_year:
      books.closed_delivery_years.insert(bid.attributes->delivery_year);
      return 0;
  }
  throw std::logic_error("unknown rule for the marginal bid");
}

/// Awards what the accounts allow of a bid in its stage, at most `kw`.
void consider(JudgedRound& round, Books& books, JudgedBid& bid, std::int64_t kw) {
  const std::vector<Account*> accounts = accounts_for(round, books, bid);
  for (Account* account : accounts) {
    if (account->is_closed) return;
    revalue(round, *account);
    if (use(round, *account, bid, kw) <= account->left) continue;
    round.is_contested = true;
    kw = meet(round, books, *account, bid, kw);
    if (kw == 0) return;
  }
  std::vector<Exact> uses;
  for (const Account* account : accounts) uses.push_back(use(round, *account, bid, kw));
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    accounts[i]->left -= uses[i];
    if (uses[i] != 0 && accounts[i]->left <= 0) accounts[i]->is_closed = true;
    accounts[i]->winners.push_back(&bid);
  }
  bid.awarded_kw = kw;
}

bool has_closed(const std::vector<Account>& volumes) {
  return std::ranges::any_of(volumes, &Account::is_closed);
}

/// Bids of a stage in their order; `stages.size()`: the remainder, which takes every bid.
void award_stage(JudgedRound& round, Books& books, std::size_t stage) {
  const std::vector<Stage>& stages = round.auction->stages;
  books.stage_volumes = stage < stages.size() ? accounts_of_stage(round, stages[stage]) : std::vector<Account>{};
  for (const std::size_t position : round.order) {
    JudgedBid& bid = round.bids[position];
    if (has_closed(books.volumes) || has_closed(books.stage_volumes)) return;
    if (bid.awarded_kw > 0 || books.closed_delivery_years.contains(bid.attributes->delivery_year)) continue;
    if (stage < stages.size() && !matches(stages[stage].bids, round, bid)) continue;
    if (!is_within(bid.price, ceiling_in_stage(round, bid, stage))) continue;
    bid.stage = stage;
    consider(round, books, bid, bid.bid->quantity_kw);
    if (bid.awarded_kw == 0) bid.stage = stages.size();
  }
}

/// Bids equal in score that together exceed the volume share what is left of it in proportion to their size, in whole kW; what
/// rounding leaves is not awarded. Such rounds have neither stages nor limits.
void award_with_shared_ties(JudgedRound& round, Books& books) {
  Account& volume = books.volumes.front();
  for (std::size_t first = 0; first < round.order.size() && !has_closed(books.volumes);) {
    std::size_t end = first;
    Exact tied_kw = 0;
    for (; end < round.order.size() && round.bids[round.order[end]].score == round.bids[round.order[first]].score; ++end)
      tied_kw += round.bids[round.order[end]].bid->quantity_kw;
    const bool is_shared = tied_kw > volume.left;
    const Exact share = is_shared ? volume.left / tied_kw : Exact(1);
    round.is_contested |= is_shared;
    for (; first < end && !has_closed(books.volumes); ++first) {
      JudgedBid& bid = round.bids[round.order[first]];
      const std::int64_t kw = round_down(bid.bid->quantity_kw * share);
      if (kw > 0) consider(round, books, bid, kw);
    }
    if (is_shared) volume.is_closed = true;
  }
}

/// The first closed limit with a price of its own that concerns each bid.
void note_binding_limits(JudgedRound& round, Books& books) {
  for (JudgedBid& bid : round.bids) {
    for (std::size_t index = 0; index < round.auction->limits.size() && bid.binding_limit.empty(); ++index) {
      const Limit& limit = round.auction->limits[index];
      const auto instance = instance_of(limit, round, bid);
      if (!limit.has_own_price_when_binding || !instance) continue;
      if (limit_account(round, books, index, *instance).is_closed) bid.binding_limit = limit.name;
    }
  }
}

}  // namespace

void judge_awards(JudgedRound& round) {
  Books books;
  books.volumes = accounts_of_round(round);
  const std::size_t stages = round.auction->stages.size();
  for (JudgedBid& bid : round.bids) bid.stage = stages;
  if (round.auction->ties == TieRule::shared && round.volume_kw) {
    award_with_shared_ties(round, books);
  } else {
    for (std::size_t stage = 0; stage <= stages; ++stage) award_stage(round, books, stage);
  }
  note_binding_limits(round, books);
}

}  // namespace sealedbid
