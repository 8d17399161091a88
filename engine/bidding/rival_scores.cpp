#include "bidding/rival_scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sealedbid {
namespace {

/// What one rival can be for a count: counted, or not; the two need not add up to 1 (the rest of the cases is left out).
struct Chances {
  double counted = 0.0, not_counted = 1.0;
};

/// Up to this many rivals of a class are counted one by one: exact to the last digits.
constexpr int most_one_by_one = 32;

/// P(j of a class's rivals are counted and none is in a case left out), j = 0 … size − 1: binomial terms outwards from the
/// greatest, so that none underflows that matters.
std::vector<double> counts_of_class(int rivals, const Chances& chances, std::size_t size) {
  std::vector<double> count(size, 0.0);
  const double both = chances.counted + chances.not_counted;
  if (!(both > 0.0)) return count;
  const int last = std::min(rivals, static_cast<int>(size) - 1);
  const int mode = std::clamp(static_cast<int>((rivals + 1) * chances.counted / both), 0, last);
  const auto power = [](double chance, int times) { return times == 0 ? 0.0 : times * std::log(chance); };
  const double log_term = std::lgamma(rivals + 1.0) - std::lgamma(mode + 1.0) - std::lgamma(rivals - mode + 1.0) +
                          power(chances.counted, mode) + power(chances.not_counted, rivals - mode);
  count[static_cast<std::size_t>(mode)] = std::exp(log_term);
  for (int j = mode; j < last; ++j) {
    const double odds = chances.counted / chances.not_counted * (rivals - j) / (j + 1);
    count[static_cast<std::size_t>(j) + 1] = count[static_cast<std::size_t>(j)] * odds;
  }
  for (int j = mode; j > 0; --j) {
    const double odds = chances.not_counted / chances.counted * j / (rivals - j + 1);
    count[static_cast<std::size_t>(j) - 1] = count[static_cast<std::size_t>(j)] * odds;
  }
  return count;
}

void add_one_by_one(int rivals, const Chances& chances, std::vector<double>& count) {
  for (int rival = 0; rival < rivals; ++rival) {
    for (std::size_t m = count.size() - 1; m > 0; --m) {
      count[m] = chances.not_counted * count[m] + chances.counted * count[m - 1];
    }
    count[0] *= chances.not_counted;
  }
}

void add_class(int rivals, const Chances& chances, std::vector<double>& count) {
  if (rivals <= most_one_by_one) return add_one_by_one(rivals, chances, count);
  const std::vector<double> of_class = counts_of_class(rivals, chances, count.size());
  for (std::size_t m = count.size(); m-- > 0;) {
    double sum = 0.0;
    for (std::size_t j = 0; j <= m; ++j) sum += of_class[j] * count[m - j];
    count[m] = sum;
  }
}

/// P(at most `most` rivals are counted and no rival is in a case left out).
template <class ChancesOf>
double at_most(const RivalScores& rivals, int most, const ChancesOf& chances_of) {
  if (most < 0) return 0.0;
  std::vector<double> count(static_cast<std::size_t>(most) + 1, 0.0);
  count[0] = 1.0;
  bool is_first = true;
  for (const RivalClassScores& group : rivals.classes) {
    if (group.bidders == 0) continue;
    const Chances chances = chances_of(group);
    if (is_first && group.bidders > most_one_by_one) {
      count = counts_of_class(group.bidders, chances, count.size());
    } else {
      add_class(group.bidders, chances, count);
    }
    is_first = false;
  }
  double total = 0.0;
  for (const double probability : count) total += probability;
  return std::min(total, 1.0);
}

struct TiedClass {
  ScoreAtom position;
  int bidders = 0;
};

/// Award probability where rivals of one large class may tie: how many are below, and given that how many are level.
double award_probability_with_ties(const TiedClass& group, int lots) {
  const double below = group.position.below, level = group.position.at_or_below - below;
  const std::vector<double> lower = counts_of_class(group.bidders, {below, 1.0 - below}, static_cast<std::size_t>(lots));
  const double level_share = below < 1.0 ? std::min(1.0, level / (1.0 - below)) : 0.0;
  double total = 0.0;
  for (int a = 0; a < std::min(lots, group.bidders + 1); ++a) {
    const int rest = group.bidders - a;
    const std::vector<double> tied = counts_of_class(rest, {level_share, 1.0 - level_share}, static_cast<std::size_t>(rest) + 1);
    for (int t = 0; t <= rest; ++t) {
      const double chance = std::min(1.0, static_cast<double>(lots - a) / static_cast<double>(t + 1));
      total += lower[static_cast<std::size_t>(a)] * tied[static_cast<std::size_t>(t)] * chance;
    }
  }
  return std::min(total, 1.0);
}

/// Award probability where rivals may tie: the joint law of how many are below and how many are level.
double award_probability_with_ties(const std::vector<TiedClass>& classes, int lots, int rivals) {
  const auto rows = static_cast<std::size_t>(lots), columns = static_cast<std::size_t>(rivals) + 1;
  std::vector<double> joint(rows * columns, 0.0);  // [below][level]; lots or more below: no award, left out
  joint[0] = 1.0;
  for (const TiedClass& group : classes) {
    const double below = group.position.below, level = group.position.at_or_below - below;
    for (int rival = 0; rival < group.bidders; ++rival) {
      for (std::size_t a = rows; a-- > 0;) {
        for (std::size_t t = columns; t-- > 0;) {
          double& cell = joint[a * columns + t];
          cell *= 1.0 - below - level;
          if (a > 0) cell += below * joint[(a - 1) * columns + t];
          if (t > 0) cell += level * joint[a * columns + t - 1];
        }
      }
    }
  }
  double total = 0.0;
  for (std::size_t a = 0; a < rows; ++a) {
    for (std::size_t t = 0; t < columns; ++t) {
      total += joint[a * columns + t] * std::min(1.0, static_cast<double>(rows - a) / static_cast<double>(t + 1));
    }
  }
  return std::min(total, 1.0);
}

/// Every flat stretch of the table with a positive mass of costs; the first reaches down to the lowest cost.
std::vector<ScoreAtom> atoms_of(const RivalClassScores& rivals) {
  const std::vector<double>&costs = rivals.table.cost_per_mwh, &bids = rivals.table.bid_per_mwh;
  std::vector<ScoreAtom> atoms;
  for (std::size_t first = 0, last = 0; first < bids.size(); first = last + 1) {
    last = first;
    while (last + 1 < bids.size() && bids[last + 1] == bids[first]) ++last;
    const double below = first == 0 ? 0.0 : rivals.presence_probability * cdf(rivals.cost, costs[first]);
    const double at_or_below = rivals.presence_probability * cdf(rivals.cost, costs[last]);
    if (at_or_below <= below) continue;
    atoms.push_back({rivals.score_factor * bids[first] + rivals.score_adder_per_mwh, below, at_or_below});
  }
  return atoms;
}

}  // namespace

RivalScores rival_scores(const Game& game, std::span<const BidTable> tables, std::size_t own_class) {
  RivalScores rivals{{}, game.lots, game.ceiling_per_mwh && game.unsold_lots == UnsoldLots::pay_ceiling};
  for (std::size_t j = 0; j < game.classes.size(); ++j) {
    const GameClass& of_game = game.classes[j];
    RivalClassScores scores{tables[j],
                            of_game.cost,
                            of_game.presence_probability,
                            of_game.score_factor,
                            of_game.score_adder_per_mwh,
                            of_game.bidders - (j == own_class ? 1 : 0),
                            0.0,
                            {}};
    if (!scores.table.cost_per_mwh.empty()) {
      scores.bidding_probability = scores.presence_probability * cdf(scores.cost, scores.table.cost_per_mwh.back());
    }
    scores.atoms = atoms_of(scores);
    rivals.classes.push_back(std::move(scores));
  }
  return rivals;
}

ScoreAtom score_position(const RivalClassScores& rivals, double score) {
  if (rivals.table.cost_per_mwh.empty()) return {score, 0.0, 0.0};
  const double rounding = 8.0 * std::numeric_limits<double>::epsilon() * (std::abs(score) + std::abs(rivals.score_adder_per_mwh));
  for (const ScoreAtom& atom : rivals.atoms) {
    if (std::abs(score - atom.score) <= rounding) return atom;
  }
  const double bid = (score - rivals.score_adder_per_mwh) / rivals.score_factor;
  const double cost = highest_cost_bidding(rivals.table, bid);
  const double below = std::isfinite(cost) ? rivals.presence_probability * cdf(rivals.cost, cost) : 0.0;
  return {score, below, below};
}

double award_probability(const RivalScores& rivals, double score) {
  std::vector<TiedClass> classes;
  int count = 0;
  bool ties = false;
  for (const RivalClassScores& group : rivals.classes) {
    if (group.bidders == 0) continue;
    classes.push_back({score_position(group, score), group.bidders});
    count += group.bidders;
    ties = ties || classes.back().position.at_or_below > classes.back().position.below;
  }
  if (ties && classes.size() == 1 && count > most_one_by_one) return award_probability_with_ties(classes.front(), rivals.lots);
  if (ties) return award_probability_with_ties(classes, rivals.lots, count);
  std::size_t next = 0;
  return at_most(rivals, rivals.lots - 1, [&](const RivalClassScores&) {
    const double below = classes[next++].position.below;
    return Chances{below, 1.0 - below};
  });
}

double price_tail(const RivalScores& rivals, PricingRule pricing, double score) {
  if (pricing == PricingRule::pay_as_bid) return 0.0;
  if (pricing == PricingRule::uniform_highest_accepted && rivals.lots < 2) return 0.0;
  std::vector<double> at_or_below;
  for (const RivalClassScores& group : rivals.classes) {
    if (group.bidders > 0) at_or_below.push_back(score_position(group, score).at_or_below);
  }
  std::size_t next = 0;
  const auto counted_or_not = [&](const RivalClassScores&) {
    const double counted = at_or_below[next++];
    return Chances{counted, 1.0 - counted};
  };
  if (pricing == PricingRule::uniform_lowest_rejected) return at_most(rivals, rivals.lots - 1, counted_or_not);
  const double few_below = at_most(rivals, rivals.lots - 2, counted_or_not);
  if (rivals.ceiling_is_price_of_unsold_lots) return few_below;
  next = 0;
  const double and_none_above = at_most(rivals, rivals.lots - 2, [&](const RivalClassScores& group) {
    return Chances{at_or_below[next++], 1.0 - group.bidding_probability};
  });
  return std::max(0.0, few_below - and_none_above);
}

double lots_left_probability(const RivalScores& rivals) {
  return at_most(rivals, rivals.lots - 1, [](const RivalClassScores& group) {
    return Chances{group.bidding_probability, 1.0 - group.bidding_probability};
  });
}

}  // namespace sealedbid
