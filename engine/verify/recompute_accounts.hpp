#pragma once

#include <optional>
#include <string>
#include <vector>

#include "verify/recompute_steps.hpp"

/// What an award counts against in a recomputed round: the volumes of the round, those of a stage, and limits.
namespace sealedbid {

enum class Measure { kw, mwh, support, support_at_clearing_price, awards };

/// Something of which only so much may be awarded; energy in MWh and support in money, a year.
struct Account {
  Measure measure = Measure::kw;
  LimitCounts counts = LimitCounts::whole_bid;
  MarginalBidRule marginal_bid = MarginalBidRule::award_in_full;
  Exact amount, left;
  std::vector<const JudgedBid*> winners;  ///< that count against it
  bool is_closed = false;                 ///< from the start where the amount is 0
};

/// The round's volumes, in the order in which a bid meets them: MW, MWh, budget.
std::vector<Account> accounts_of_round(const JudgedRound& round);
/// A stage's own volumes, in the order MW, fraction of the round's, MWh, budget.
std::vector<Account> accounts_of_stage(const JudgedRound& round, const Stage& stage);
Account account_of_limit(const JudgedRound& round, const Limit& limit);

/// Whom the limit holds for ("" where it is one for all); nothing where it does not concern the bid: the filter does not match,
/// the text is empty, or the bid has nothing of the share that is counted.
std::optional<std::string> instance_of(const Limit& limit, const JudgedRound& round, const JudgedBid& bid);

/// Budgets at the clearing price: what is left now, as later awards raise the price of earlier ones. Other accounts: nothing to
/// do.
void revalue(const JudgedRound& round, Account& account);

/// What an award of `kw` to the bid takes from an account.
Exact use(const JudgedRound& round, const Account& account, const JudgedBid& bid, std::int64_t kw);

/// The most of the bid that still fits, in whole kW; of a number of awards, nothing: it has no part of a bid.
std::int64_t fitting_kw(const JudgedRound& round, const Account& account, const JudgedBid& bid);

}  // namespace sealedbid
