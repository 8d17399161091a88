#include "bidding/outcome_law.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace sealedbid {
namespace {

using Totals = std::vector<double>;  // [units]

std::size_t largest_volume(const TabulatedGame& game) {
  std::size_t volume = game.volume_probability.size();
  while (volume > 1 && game.volume_probability[volume - 1] == 0.0) --volume;
  return volume - 1;
}

/// The law of a sum of two independent totals, as far as it is below the length of `left`.
void add_up(const Totals& left, const Totals& right, Totals& result) {
  result.assign(left.size(), 0.0);
  for (std::size_t a = 0; a < left.size(); ++a) {
    if (left[a] == 0.0) continue;
    for (std::size_t b = 0; b < right.size() && a + b < result.size(); ++b) result[a + b] += left[a] * right[b];
  }
}

Totals sum_of(const Totals& left, const Totals& right) {
  Totals result;
  add_up(left, right, result);
  return result;
}

Totals without_last_zeros(Totals total) {
  while (!total.empty() && total.back() == 0.0) total.pop_back();
  return total;
}

Totals nothing(std::size_t units) {
  Totals result(units, 0.0);
  result.front() = 1.0;
  return result;
}

/// The share of a project of `size` that is awarded when `below` units of `volume` are taken.
double awarded_share(MarginalBidRule rule, std::size_t below, std::size_t size, std::size_t volume) {
  if (below >= volume) return 0.0;
  const std::size_t left = volume - below;
  if (size <= left) return 1.0;
  if (rule == MarginalBidRule::partial) return static_cast<double>(left) / static_cast<double>(size);
  return rule == MarginalBidRule::award_in_full ? 1.0 : 0.0;
}

/// Whether a project of this size closes the volume. Under reject all have one size: the next one does not fit.
bool closes(MarginalBidRule rule, std::size_t below, std::size_t size, std::size_t volume) {
  return below + (rule == MarginalBidRule::reject ? 2 * size - 1 : size) >= volume;
}

void add_shares(const TabulatedGame& game, const TabulatedClass& bidders, SizeLaw& law) {
  for (std::size_t volume = 1; volume <= law.share.size(); ++volume) {
    for (std::size_t size = 1; size < bidders.size_probability.size(); ++size) {
      const double probability = game.volume_probability[volume] * bidders.size_probability[size];
      for (std::size_t below = 0; below < volume && probability > 0.0; ++below) {
        const double share = probability * awarded_share(game.marginal_bid, below, size, volume);
        law.share[below] += share;
        if (closes(game.marginal_bid, below, size, volume)) law.last_share[below] += share;
      }
    }
  }
}

/// Probabilities of count = 0 … law.total.size() − 1 of `bidders` below, times P(all others are in the rest).
/// @param rest probability of a bidder that is not counted: 1 − below, or 1 − bidding where nobody may be above.
void add_counts(const SizeLaw& law, int bidders, double below, double rest, Totals& out) {
  std::ranges::fill(out, 0.0);
  const double odds = rest > 0.0 ? below / rest : 0.0;
  double weight = std::pow(rest, bidders);
  const std::size_t most = std::min(law.total.size() - 1, static_cast<std::size_t>(bidders));
  for (std::size_t count = 0; count <= most; ++count) {
    const Totals& total = law.total[count];
    if (rest <= 0.0) weight = count == static_cast<std::size_t>(bidders) ? std::pow(below, bidders) : 0.0;
    if (weight != 0.0) {
      for (std::size_t u = count; u < total.size(); ++u) out[u] += weight * total[u];
    }
    weight *= odds * static_cast<double>(bidders - static_cast<int>(count)) / static_cast<double>(count + 1);
  }
}

double rest_of(const RivalPosition& position, bool nobody_above) {
  return 1.0 - (nobody_above ? position.bidding : position.below);
}

/// The law of all rivals' total below the score for a bidder of class `own`.
void rivals_total(const OutcomeLaw& law, std::span<const RivalPosition> positions, std::size_t own, bool nobody_above,
                  Totals& part, Totals& out) {
  thread_local Totals before;
  for (std::size_t j = 0; j < law.classes.size(); ++j) {
    const int bidders = law.classes[j].bidders - (j == own ? 1 : 0);
    add_counts(law.classes[j], bidders, positions[j].below, rest_of(positions[j], nobody_above), part);
    if (j == 0) {
      out = part;
    } else if (law.units == 1) {
      out[0] *= part[0];
    } else {
      before.swap(out);
      add_up(before, part, out);
    }
  }
}

double mean_of(const Totals& total, const std::vector<double>& kernel) {
  double result = 0.0;
  for (std::size_t u = 0; u < total.size(); ++u) result += total[u] * kernel[u];
  return result;
}

/// P(at most minimum_bids − 2 others bid), times the share of who would then have been awarded.
double void_share(const OutcomeLaw& law, std::span<const RivalPosition> positions, std::size_t own) {
  Totals count = nothing(static_cast<std::size_t>(law.minimum_bids) - 1);
  for (std::size_t j = 0; j < law.classes.size(); ++j) {
    Totals one(count.size(), 0.0);
    const int bidders = law.classes[j].bidders - (j == own ? 1 : 0);
    const double bids = positions[j].bidding, absent = 1.0 - bids;
    double weight = 1.0;  // binomial coefficient × bids^c
    for (std::size_t c = 0; c < one.size() && static_cast<int>(c) <= bidders; ++c) {
      one[c] = weight * std::pow(absent, bidders - static_cast<int>(c));
      weight *= bids * static_cast<double>(bidders - static_cast<int>(c)) / static_cast<double>(c + 1);
    }
    count = sum_of(count, one);
  }
  double few = 0.0;
  for (const double p : count) few += p;
  return few * law.classes[own].share.front();
}

std::size_t largest_size(const TabulatedGame& game) {
  std::size_t result = 1;
  for (const TabulatedClass& bidders : game.classes) {
    for (std::size_t size = 1; size < bidders.size_probability.size(); ++size) {
      if (bidders.size_probability[size] > 0.0) result = std::max(result, size);
    }
  }
  return result;
}

bool all_have_one_size(const TabulatedGame& game, std::size_t size) {
  return std::ranges::all_of(game.classes, [&](const TabulatedClass& bidders) {
    return bidders.size_probability.size() > size && bidders.size_probability[size] > 1.0 - 1e-12;
  });
}

}  // namespace

std::string reason_to_refuse_rules(const TabulatedGame& game) {
  const MarginalBidRule rule = game.marginal_bid;
  const bool is_known =
      rule == MarginalBidRule::award_in_full || rule == MarginalBidRule::partial || rule == MarginalBidRule::reject;
  if (!is_known) return "The marginal bid rule is outside the method, which knows award_in_full, partial and reject.";
  const bool is_last_accepted = game.pricing == PricingRule::uniform_highest_accepted;
  const std::size_t size = largest_size(game);
  if (is_last_accepted && rule == MarginalBidRule::reject && !all_have_one_size(game, size)) {
    return "A rejected marginal bid at the highest accepted price needs projects of one size.";
  }
  if (is_last_accepted && game.minimum_bids > 2) {
    return "More than two minimum bids at the highest accepted price are outside the method.";
  }
  if (is_last_accepted && !game.unknown_ceiling.price.empty()) {
    return "An unknown ceiling at the highest accepted price is outside the method.";
  }
  if (game.minimum_bids <= 2) return {};
  std::size_t least = 0;
  while (least < game.volume_probability.size() && game.volume_probability[least] == 0.0) ++least;
  const std::size_t needed = static_cast<std::size_t>(game.minimum_bids - 1) * size;
  return needed <= least ? "" : "As many minimum bids as may not all fit the volume are outside the method.";
}

OutcomeLaw outcome_law(const TabulatedGame& game) {
  if (const std::string reason = reason_to_refuse_rules(game); !reason.empty()) throw std::invalid_argument(reason);
  OutcomeLaw result;
  result.units = std::max<std::size_t>(largest_volume(game), 1);
  result.pricing = game.pricing;
  result.unsold_lots = game.unsold_lots;
  result.minimum_bids = game.minimum_bids;
  for (const TabulatedClass& bidders : game.classes) {
    SizeLaw law;
    law.bidders = bidders.bidders;
    law.share.assign(result.units, 0.0);
    law.last_share = law.share;
    if (largest_volume(game) > 0) add_shares(game, bidders, law);
    const std::size_t most = std::min(result.units - 1, static_cast<std::size_t>(bidders.bidders));
    law.total.push_back(nothing(result.units));
    for (std::size_t count = 1; count <= most; ++count) law.total.push_back(sum_of(law.total.back(), bidders.size_probability));
    for (Totals& total : law.total) total = without_last_zeros(std::move(total));
    result.classes.push_back(std::move(law));
  }
  return result;
}

Outcome outcome_of(const OutcomeLaw& law, std::span<const RivalPosition> positions, std::size_t own) {
  thread_local Totals part, total;
  part.resize(law.units);
  const SizeLaw& sizes = law.classes[own];
  rivals_total(law, positions, own, false, part, total);
  const double few = law.minimum_bids > 1 ? void_share(law, positions, own) : 0.0;
  Outcome result;
  result.win = std::max(mean_of(total, sizes.share) - few, 0.0);
  if (law.pricing == PricingRule::uniform_lowest_rejected) result.price_above = result.win;
  if (law.pricing != PricingRule::uniform_highest_accepted) return result;
  double last = mean_of(total, sizes.last_share);
  if (law.unsold_lots == UnsoldLots::pay_ceiling) {  // only who closes the volume is paid its own bid
    result.price_above = std::clamp(result.win - last, 0.0, result.win);
    return result;
  }
  rivals_total(law, positions, own, true, part, total);
  last += mean_of(total, sizes.share) - mean_of(total, sizes.last_share) - few;
  result.price_above = std::clamp(result.win - last, 0.0, result.win);
  return result;
}

}  // namespace sealedbid
