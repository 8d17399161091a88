#include <cmath>
#include <nlohmann/json.hpp>

#include "output/strategy_tables.hpp"
#include "scenario/choices.hpp"
#include "study/solve_game_terms.hpp"
#include "study/solve_game_text.hpp"

namespace sealedbid {

namespace {

using Json = nlohmann::ordered_json;

Json number_or_null(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json json_of(const ClassDeviation& deviation, const GameTerms& terms) {
  return {{"gain_per_mwh", number_or_null(deviation.gain_per_mwh)},
          {"gain_share_of_expected_profit", number_or_null(deviation.gain_share)},
          {"average_gain_per_mwh", number_or_null(deviation.average_gain_per_mwh)},
          {"at_" + terms.amount + "_per_mwh", number_or_null(deviation.at_cost_per_mwh)},
          {"table_bid_per_mwh", number_or_null(deviation.table_bid_per_mwh)},
          {"better_bid_per_mwh", number_or_null(deviation.better_bid_per_mwh)},
          {"award_probability", number_or_null(deviation.award_probability)},
          {"expected_payment_per_mwh", number_or_null(deviation.expected_payment_per_mwh)},
          {"expected_profit_per_mwh", number_or_null(deviation.expected_profit_per_mwh)}};
}

Json json_of(const BidAtCost& example, const GameTerms& terms) {
  return {{terms.amount + "_quantile", example.cost_quantile},
          {terms.amount + "_per_mwh", example.cost_per_mwh},
          {"bid_per_mwh", example.bid_per_mwh ? Json(*example.bid_per_mwh) : Json(nullptr)},
          {"win_probability", example.win_probability}};
}

Json function_json(const ClassEquilibrium& bidders, const GameTerms& terms) {
  return {{terms.amount + "_per_mwh", bidders.cost_per_mwh},
          {"bid_per_mwh", bidders.bid_per_mwh},
          {"win_probability", bidders.win_probability},
          {"interim_profit_per_mwh", bidders.interim_profit_per_mwh}};
}

/// Of a bidder with several projects: all of them together, and those after the cheapest (in a sale the one of the highest
/// value).
void add_projects(const GameAnswer& answer, std::size_t i, const GameTerms& terms, Json& json) {
  const ClassEquilibrium& bidders = answer.equilibrium.classes[i];
  if (bidders.later_projects.empty()) return;
  json["projects_per_bidder"] = answer.game.classes[i].projects;
  json["project_costs"] = choice_name(answer.game.classes[i].project_costs);
  json["expected_projects_won"] = number_or_null(projects_won(bidders));
  json["later_projects"] = Json::array();
  for (std::size_t p = 0; p < bidders.later_projects.size(); ++p) {
    const ClassEquilibrium& project = bidders.later_projects[p];
    Json later = {{"project", p + 2}, {"award_probability", number_or_null(project.award_probability)}};
    later["at_quantiles"] = Json::array();
    for (const BidAtCost& example : answer.later_examples[i][p]) later["at_quantiles"].push_back(json_of(example, terms));
    later["bid_function"] = function_json(project, terms);
    json["later_projects"].push_back(std::move(later));
  }
}

Json class_json(const GameAnswer& answer, std::size_t i, const GameTerms& terms) {
  const ClassEquilibrium& bidders = answer.equilibrium.classes[i];
  const bool bids = !bidders.cost_per_mwh.empty();
  const auto if_it_bids = [&](double value) { return bids ? number_or_null(value) : Json(nullptr); };
  Json json = {{"class", answer.game.classes[i].name},
               {"bidders", answer.game.classes[i].bidders},
               {terms.last_amount + "_that_bids_per_mwh", if_it_bids(bidders.highest_cost_that_bids_per_mwh)},
               {"lowest_bid_per_mwh", if_it_bids(bidders.lowest_bid_per_mwh)},
               {"highest_bid_per_mwh", if_it_bids(bidders.highest_bid_per_mwh)},
               {"award_probability", number_or_null(bidders.award_probability)},
               {"expected_payment_per_mwh", number_or_null(bidders.expected_payment_per_mwh)},
               {"expected_profit_per_mwh", number_or_null(bidders.expected_profit_per_mwh)}};
  if (answer.game.classes[i].utility.family == UtilityFamily::option_to_build)
    json["build_probability"] = answer.certificate->classes[i].build_probability;
  json["at_quantiles"] = Json::array();
  for (const BidAtCost& example : answer.examples[i]) json["at_quantiles"].push_back(json_of(example, terms));
  json["certificate"] = json_of(answer.certificate->classes[i], terms);
  if (!bidders.later_projects.empty()) json["certificate"]["project"] = answer.certificate->classes[i].project;
  json["bid_function"] = function_json(bidders, terms);
  add_projects(answer, i, terms, json);
  return json;
}

}  // namespace

std::string game_answer_json(const GameAnswer& solved) {
  const GameAnswer answer = in_terms_of_file(solved);
  const GameTerms terms = terms_of(answer.file);
  const Equilibrium& equilibrium = answer.equilibrium;
  const GameRules& rules = answer.file.game;
  const std::optional<double> limit = rules.direction == Direction::sale ? rules.reserve_price_per_mwh : rules.ceiling_per_mwh;
  const bool has_price = equilibrium.expected_awarded_lots > 0.0;
  Json json = {{"title", text_or_null(answer.file.title)},
               {"currency", answer.file.currency},
               {"reference", text_or_null(rules.reference)},
               {"lots", rules.lots},
               {"pricing", choice_name(rules.pricing)},
               {"direction", choice_name(rules.direction)},
               {terms.limit_key, limit ? Json(*limit) : Json(nullptr)},
               {"status", status_name(equilibrium.status)},
               {"reason", text_or_null(equilibrium.reason)},
               {"shortfall", text_or_null(shortfall_of(solved))},
               {"method", equilibrium.method},
               {"tolerance", number_or_null(equilibrium.tolerance)},
               {"residual_per_mwh", number_or_null(equilibrium.residual)},
               {"iterations", equilibrium.iterations},
               {"seconds", equilibrium.seconds},
               {"award_probability", number_or_null(equilibrium.award_probability)},
               {"expected_awarded_lots", number_or_null(equilibrium.expected_awarded_lots)},
               {"expected_payment_per_mwh", number_or_null(equilibrium.expected_payment_per_mwh)},
               {"expected_price_per_mwh", has_price ? number_or_null(equilibrium.expected_price_per_mwh) : Json(nullptr)}};
  if (answer.certificate) {
    json["greatest_gain_per_mwh"] = number_or_null(answer.certificate->greatest_gain_per_mwh);
    json["greatest_gain_share_of_expected_profit"] = number_or_null(answer.certificate->greatest_gain_share);
  }
  json["classes"] = Json::array();
  for (std::size_t i = 0; i < answer.examples.size(); ++i) json["classes"].push_back(class_json(answer, i, terms));
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sealedbid
