#include <stdexcept>

#include "bidding/score_game.hpp"
#include "bidding/tabulated_game.hpp"

namespace sealedbid {

TabulatedGame tabulated(const Game& game, int points) {
  if (points < 33) throw std::invalid_argument("points: below 33.");
  score_game(game);  // checks the game
  TabulatedGame result;
  result.pricing = game.pricing;
  const bool has_ceiling = game.ceiling_per_mwh.has_value();
  result.unsold_lots = has_ceiling ? game.unsold_lots : UnsoldLots::pay_highest_accepted;
  result.volume_probability.assign(static_cast<std::size_t>(game.lots) + 1, 0.0);
  result.volume_probability.back() = 1.0;
  for (const GameClass& from : game.classes) {
    TabulatedClass bidders;
    bidders.name = from.name;
    bidders.bidders = from.bidders;
    bidders.presence_probability = from.presence_probability;
    std::vector<double> cdf_points;
    for (int g = 0; g < points; ++g) {
      const double share = static_cast<double>(g) / (points - 1);
      bidders.estimate.push_back(from.cost.low_per_mwh + share * (from.cost.high_per_mwh - from.cost.low_per_mwh));
      cdf_points.push_back(cdf(from.cost, bidders.estimate.back()));
    }
    cdf_points.front() = 0.0;
    cdf_points.back() = 1.0;
    bidders.cdf = {cdf_points};
    bidders.posterior = {std::vector<double>(bidders.estimate.size(), 1.0)};
    bidders.expected_cost = {bidders.estimate};
    bidders.score_factor = from.score_factor;
    bidders.score_adder = from.score_adder_per_mwh;
    bidders.tariff = from.tariff_per_mwh;
    if (game.ceiling_per_mwh) bidders.ceiling = *game.ceiling_per_mwh;
    bidders.utility = from.utility;
    bidders.entry_cost = from.entry_cost_per_mwh;
    result.classes.push_back(std::move(bidders));
  }
  return result;
}

}  // namespace sealedbid
