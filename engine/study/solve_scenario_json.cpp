#include <cmath>
#include <nlohmann/json.hpp>

#include "output/strategy_tables.hpp"
#include "study/solve_scenario_text.hpp"

namespace sealedbid {

namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json json_of(const SearchedDeviation& found) {
  return {{"expected_profit_per_mwh", number_or_null(found.expected_profit_per_mwh)},
          {"gain_per_mwh", number_or_null(found.gain_per_mwh)},
          {"standard_error", number_or_null(found.standard_error)},
          {"upper_bound_per_mwh", number_or_null(found.upper_bound_per_mwh)},
          {"gain_share_of_expected_profit", number_or_null(found.gain_share)},
          {"upper_bound_share_of_expected_profit", number_or_null(found.upper_bound_share)},
          {"at_estimate_per_mwh", number_or_null(found.at_estimate_per_mwh)},
          {"gain_there_per_mwh", number_or_null(found.gain_there_per_mwh)},
          {"better_bid_change_fraction", number_or_null(found.better_bid_change_fraction)}};
}

Json json_of(const ClassAnswer& bidders) {
  const auto if_it_bids = [&](double value) { return bidders.bids > 0 ? number_or_null(value) : Json(nullptr); };
  Json json = {{"class", bidders.bidder_class},
               {"bidders", bidders.bidders},
               {"is_solved_for", bidders.is_solved_for},
               {"bids", bidders.bids},
               {"lowest_bid_per_mwh", if_it_bids(bidders.lowest_bid_per_mwh)},
               {"highest_bid_per_mwh", if_it_bids(bidders.highest_bid_per_mwh)},
               {"mean_bid_per_mwh", if_it_bids(bidders.mean_bid_per_mwh)},
               {"highest_required_price_that_bids_per_mwh", if_it_bids(bidders.highest_required_price_that_bids_per_mwh)},
               {"win_probability", if_it_bids(bidders.win_probability)},
               {"mean_awarded_price_per_mwh", number_or_null(bidders.mean_awarded_price_per_mwh)}};
  json["tenths"] = Json::array();
  for (const BidsOfATenth& tenth : bidders.tenths) {
    json["tenths"].push_back({{"required_price_per_mwh", tenth.required_price_per_mwh},
                              {"bid_per_mwh", tenth.bid_per_mwh},
                              {"win_probability", tenth.win_probability}});
  }
  json["certificate"] = bidders.certificate ? json_of(*bidders.certificate) : Json(nullptr);
  return json;
}

Json json_of(const StrategySolution& solution) {
  Json states = Json::array();
  for (const SolvedState& state : solution.states) {
    const bool has_state = state.ceiling_over_reference > 0.0;
    states.push_back(
        {{"ceiling_per_mwh",
          has_state ? Json(solution.base_per_mwh + state.ceiling_over_reference * solution.reference_per_mwh) : Json(nullptr)},
         {"status", status_name(state.status)},
         {"reason", text_or_null(state.reason)},
         {"solver_gain_share", number_or_null(state.residual)},
         {"iterations", state.iterations}});
  }
  return {{"method", text_or_null(solution.method)},
          {"status", status_name(worst_status(solution))},
          {"reference_price_per_mwh", number_or_null(solution.base_per_mwh + solution.reference_per_mwh)},
          {"seconds", solution.seconds},
          {"states", states}};
}

}  // namespace

std::string scenario_answer_json(const ScenarioAnswer& answer) {
  Json json = {{"title", answer.title},
               {"currency", answer.currency},
               {"price_year", answer.price_year},
               {"worlds", answer.worlds},
               {"shortfall", text_or_null(shortfall_of(answer.solved))},
               {"policies", Json::array()}};
  for (std::size_t p = 0; p < answer.policies.size(); ++p) {
    const StrategyCertificate& certificate = answer.solved.certificates[p];
    Json policy = {{"policy", answer.solved.markets[p].policy},
                   {"tolerance", answer.solved.markets[p].market.equilibrium.tolerance},
                   {"greatest_upper_bound_share_of_expected_profit", number_or_null(certificate.greatest_upper_bound_share)},
                   {"mean_awarded_price_per_mwh", number_or_null(answer.policies[p].mean_awarded_price_per_mwh)},
                   {"solution", json_of(answer.solved.markets[p].strategies.solution)},
                   {"classes", Json::array()}};
    for (const ClassAnswer& bidders : answer.policies[p].classes) policy["classes"].push_back(json_of(bidders));
    json["policies"].push_back(std::move(policy));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sealedbid
