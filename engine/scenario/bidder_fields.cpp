#include "scenario/fields.hpp"

namespace sealedbid {

namespace {

using enum Presence;
using enum Draws;

constexpr Range not_negative{0.0, 1e9};
constexpr Range fraction{0.0, 1.0};
constexpr Range fraction_below_one{0.0, 1.0, false, true};
constexpr Range cost_of_capital{0.0, 1.0, true, true};

constexpr FieldInfo bid_label(std::string_view key, std::string_view doc) {
  return {key, "", {}, optional, never, doc, "", TextForm::label};
}

// clang-format off
constexpr Field<BidderClass> bidder_class_fields[] = {
    {&BidderClass::origin, {"origin", "", {}, mandatory, never,
     "Home country of the bidders (ISO 3166-1, three capital letters).", "", TextForm::country}},
    {&BidderClass::bidders, {"bidders", "", {0, 1'000'000}, mandatory, never,
     "Number of bidders of the class.", "a number of bidders"}},
    {&BidderClass::projects_per_bidder, {"projects_per_bidder", "", {1, 20}, standard, never,
     "Projects of each bidder, alike in size and cost. Each is a bid of its own, and the results show a class NAME as NAME.1, NAME.2, …; "
     "with strategy equilibrium bidders weigh what a bid does to the price of their other projects.", "a number of projects"}},
    {&BidderClass::participation_probability, {"participation_probability", "fraction", fraction, standard, once_a_replication,
     "Probability with which each bidder hands in a bid."}},
    {&BidderClass::technology, {"technology", "", {}, optional, never,
     "Technology that the bidders build; needed unless required_price_per_mwh is given.", "", TextForm::reference}},
    {&BidderClass::zone, bid_label("zone", "Zone in which the bidders build, for rules that ask for it.")},
    {&BidderClass::segment, bid_label("segment", "Segment in which they bid, for rules that ask for it.")},
    {&BidderClass::lot, bid_label("lot", "Lot for which they bid, for rules that ask for it.")},
    {&BidderClass::delivery_year, bid_label("delivery_year", "Delivery year for which they bid, for rules that ask for it.")},
    {&BidderClass::owner_group, bid_label("owner_group", "Group of companies to which all bidders of the class belong.")},
    {&BidderClass::project_capacity_mw, {"project_capacity_mw", "MW", {0, 1e5, true}, mandatory, once_a_bidder,
     "Size of a bidder's project.", "a project has a size"}},
    {&BidderClass::capex_factor, {"capex_factor", "", {0, 100, true}, standard, once_a_bidder,
     "A bidder's investment cost relative to the technology's."}},
    {&BidderClass::wacc_fraction, {"wacc_fraction", "fraction", cost_of_capital, optional, once_a_bidder,
     "A bidder's nominal after-tax cost of capital; needed unless project_debt or required_price_per_mwh is given."}},
    {&BidderClass::cost_of_equity_fraction, {"cost_of_equity_fraction", "fraction", cost_of_capital, optional, once_a_bidder,
     "A bidder's nominal cost of equity; with project_debt it takes the place of wacc_fraction."}},
    {&BidderClass::project_debt, {"project_debt", "", {}, standard, never,
     "Debt of the project, which its own cash flow repays."}},
    {&BidderClass::country_premium_fraction,
     {"country_premium_fraction", "fraction", fraction_below_one, standard, once_a_replication,
      "What the bidders add to their cost of capital for the risk of the host country, as far as it is not covered."}},
    {&BidderClass::political_risk_cover, {"political_risk_cover", "", {}, standard, never,
     "Insurance against the risk of the host country, of a home agency or a multilateral one."}},
    {&BidderClass::withholding_tax_fraction, {"withholding_tax_fraction", "fraction", fraction_below_one, optional, never,
     "Tax on profits paid out to these foreign owners, e.g. under a tax treaty; the host country's where absent."}},
    {&BidderClass::outward_investment, {"outward_investment", "", {}, standard, never,
     "Limit that the home country sets to equity invested abroad."}},
    {&BidderClass::joint_venture, {"joint_venture", "", {}, standard, never, "A domestic partner in the projects."}},
    {&BidderClass::yield_estimate_error_fraction,
     {"yield_estimate_error_fraction", "fraction", {-1, 10, true, true}, standard, once_a_bidder,
     "A bidder's belief of the yield relative to the truth, minus one: the source of the winner's curse."}},
    {&BidderClass::capex_change_after_award_fraction,
     {"capex_change_after_award_fraction", "fraction", {-1, 10, true, true}, standard, once_a_bidder,
     "By which fraction a winner's investment cost changes between award and decision to build; uniform or normal. Bidders know the "
     "distribution; who would lose more than realisation.performance_bond_per_kw by building does not build."}},
    {&BidderClass::required_price_per_mwh, {"required_price_per_mwh", "currency/MWh", not_negative, optional, once_a_bidder,
     "Lowest price at which a bidder builds; where given it replaces the cost formula.", "a required price is a payment"}},
    {&BidderClass::strategy, {"strategy", "", {}, mandatory, never,
     "How the bidders turn their required price into a bid: truthful bids it, markup adds to it, table is a bid function of your own; "
     "best_response is best against rivals who bid required price and mark-up, equilibrium against rivals who bid best, too."}},
    {&BidderClass::markup_fraction, {"markup_fraction", "fraction", {-1, 10, true}, standard, once_a_bidder,
     "Share of the required price that strategy markup adds to it; with best_response what others take the bidder to add."}},
    {&BidderClass::bid_table, {"bid_table", "", {}, standard, never, "The bid function of strategy table."}},
    {&BidderClass::risk_aversion, {"risk_aversion", "", {}, standard, never,
     "How bidders with strategy equilibrium or best_response value an uncertain profit."}},
    {&BidderClass::entry_cost_per_mwh, {"entry_cost_per_mwh", "currency/MWh", {0, 1e6}, standard, never,
     "Paid by each bidder that bids, won or not, a MWh of its project; with strategy equilibrium or best_response.",
     "a cost of bidding"}},
    {&BidderClass::adaptive, {"adaptive", "", {}, standard, never,
     "What bidders with strategy adaptive go by, who bid best against rivals that bid as those of the last round did."}},
    {&BidderClass::foreign_share_fraction, {"foreign_share_fraction", "fraction", fraction, optional, once_a_bidder,
     "Foreign share of a project's owners; where absent, 0 for bidders of the host country, and else what joint_venture leaves."}},
    {&BidderClass::local_content_fraction, {"local_content_fraction", "fraction", fraction, standard, once_a_bidder,
     "Share of the investment that is made in the host country."}},
    {&BidderClass::local_content_cost_premium_fraction,
     {"local_content_cost_premium_fraction", "fraction", {-1, 10, true}, standard, never,
      "By how much the part of the investment that is made in the host country is dearer."}},
    {&BidderClass::emission_tco2_per_mwh, {"emission_tco2_per_mwh", "tCO2/MWh", not_negative, standard, once_a_bidder,
     "Emission that a bidder's output avoids, for ranking by support_per_tco2."}},
    {&BidderClass::criteria, {"criteria", "", {-1e9, 1e9}, standard, once_a_bidder,
     "A bidder's values of the criteria of a ranking by points, by criterion."}},
    {&BidderClass::minimum_award_fraction, {"minimum_award_fraction", "fraction", fraction, standard, never,
     "Smallest part of its project that a bidder accepts under partial_above_minimum."}},
};

constexpr Field<ProjectDebt> project_debt_fields[] = {
    {&ProjectDebt::sizing, {"sizing", "", {}, standard, never,
     "Whether the debt is a fixed share of the investment, or what the cash flow can serve."}},
    {&ProjectDebt::gearing_fraction, {"gearing_fraction", "fraction", fraction_below_one, standard, never,
     "Debt over investment; with sizing: cover_ratio, the most it may be.", "equity pays a part of the investment"}},
    {&ProjectDebt::interest_fraction, {"interest_fraction", "fraction", fraction_below_one, standard, once_a_replication,
     "Nominal interest rate, a year."}},
    {&ProjectDebt::tenor_years, {"tenor_years", "years", {0, 60}, standard, never,
     "Years of operation over which the debt is repaid; 0 leaves the debt out."}},
    {&ProjectDebt::repayment, {"repayment", "", {}, standard, never,
     "Equal payments of interest and principal together, or equal payments of principal."}},
    {&ProjectDebt::cover_ratio, {"cover_ratio", "", {1, 10, true}, standard, never,
     "Cash available for debt service over debt service in each year, with sizing: cover_ratio.",
     "below 1 the debt could not be served"}},
    {&ProjectDebt::upfront_fee_fraction, {"upfront_fee_fraction", "fraction", {0, 0.5}, standard, never,
     "Fee of the lenders at commissioning, of the debt."}},
};

constexpr Field<PoliticalRiskCover> political_risk_cover_fields[] = {
    {&PoliticalRiskCover::covered_fraction, {"covered_fraction", "fraction", fraction, standard, never,
     "Share of the country premium that it takes away, and of the investment that is insured."}},
    {&PoliticalRiskCover::premium_fraction_per_year, {"premium_fraction_per_year", "fraction/year", {0, 0.5}, standard, never,
     "Yearly price of the insurance during the term, of the insured investment."}},
};

constexpr Field<OutwardInvestment> outward_investment_fields[] = {
    {&OutwardInvestment::equity_limit, {"equity_limit", "currency", {0, 1e15}, optional, never,
     "Equity that a project may take abroad without approval; no limit where absent."}},
    {&OutwardInvestment::equity_fraction_of_investment,
     {"equity_fraction_of_investment", "fraction", {0, 1, true}, standard, never,
      "Share of the investment that counts as equity where the class has no project_debt."}},
    {&OutwardInvestment::approval_probability, {"approval_probability", "fraction", fraction, standard, never,
     "Probability that a project above the limit is approved; without approval there is no bid."}},
    {&OutwardInvestment::approval_delay_years, {"approval_delay_years", "years", {0, 20}, standard, never,
     "Years by which operation of an approved project starts later, while the contract runs."}},
};

constexpr Field<JointVenture> joint_venture_fields[] = {
    {&JointVenture::domestic_share_fraction, {"domestic_share_fraction", "fraction", fraction_below_one, standard, never,
     "Share of the domestic partner in capital and profit."}},
    {&JointVenture::partner_capex_factor, {"partner_capex_factor", "", {0, 100, true}, standard, never,
     "Investment cost of the partner's share relative to the bidder's own cost."}},
    {&JointVenture::partner_cost_of_capital_fraction,
     {"partner_cost_of_capital_fraction", "fraction", cost_of_capital, optional, never,
      "The partner's cost of capital, of equity where there is project_debt; the bidder's own where absent."}},
};

constexpr Field<BidFunctionTable> bid_table_fields[] = {
    {&BidFunctionTable::required_price_per_mwh, {"required_price_per_mwh", "currency/MWh", {-1e9, 1e9}, optional, never,
     "Required prices in ascending order, at least two."}},
    {&BidFunctionTable::bid_per_mwh, {"bid_per_mwh", "currency/MWh", not_negative, optional, never,
     "The bid at each of them, none below the one before; straight lines between. Who needs less than the first bids the first, who "
     "needs more than the last does not bid (in a sale: who can pay more bids the last).", "bids are not negative"}},
    {&BidFunctionTable::file, {"file", "", {}, optional, never,
     "CSV file with the columns required_price_per_mwh and bid_per_mwh instead of the lists, relative to the scenario file."}},
};

constexpr Field<Ring> ring_fields[] = {
    {&Ring::bidder_classes, {"bidder_classes", "", {}, mandatory, never,
     "Classes that bid as one: of all their bidders who take part, only the one with the lowest required price bids.", "",
     TextForm::reference}},
};

constexpr Field<EquilibriumAim> equilibrium_aim_fields[] = {
    {&EquilibriumAim::tolerance, {"tolerance", "fraction", {0, 1, true}, standard, never,
     "Most that a bidder may gain by any other bid, as a share of its expected profit; a run above it exits with 4."}},
    {&EquilibriumAim::certificate_worlds, {"certificate_worlds", "", {1024, 1073741824}, standard, never,
     "Number of simulated auctions in which that gain is measured."}},
};

constexpr Field<AdaptiveBidding> adaptive_fields[] = {
    {&AdaptiveBidding::belief_sd_per_mwh, {"belief_sd_per_mwh", "currency/MWh", {0, 1e6, true}, optional, never,
     "How far they take rivals' bids to scatter around the mean of the last round's valid bids; before the first round, around their own required price."}},
    {&AdaptiveBidding::first_bids, {"first_bids", "", {1, 1'000'000}, optional, never,
     "Valid bids that they expect in the first round, their own included.", "a number of bids"}},
    {&AdaptiveBidding::first_awards, {"first_awards", "", {1, 1'000'000}, optional, never,
     "Awards that they expect in the first round.", "a number of awards"}},
    {&AdaptiveBidding::rounds_ahead, {"rounds_ahead", "", {1, 100}, standard, never,
     "Rounds that they bear in mind, the present one included: who loses may win in the next; no more than are left.", "a number of rounds"}},
    {&AdaptiveBidding::discount_factor_per_round, {"discount_factor_per_round", "", {0, 1}, standard, never,
     "What a profit one round later is worth to them now."}},
};
// clang-format on

constexpr std::string_view strategy_names[] = {"truthful", "markup", "table", "best_response", "equilibrium", "adaptive"};
constexpr std::string_view sizing_names[] = {"gearing", "cover_ratio"};
constexpr std::string_view repayment_names[] = {"annuity", "equal_principal"};

}  // namespace

// clang-format off
template <> std::span<const Field<BidderClass>> fields_of<BidderClass>() { return bidder_class_fields; }
template <> std::span<const Field<ProjectDebt>> fields_of<ProjectDebt>() { return project_debt_fields; }
template <> std::span<const Field<PoliticalRiskCover>> fields_of<PoliticalRiskCover>() { return political_risk_cover_fields; }
template <> std::span<const Field<OutwardInvestment>> fields_of<OutwardInvestment>() { return outward_investment_fields; }
template <> std::span<const Field<JointVenture>> fields_of<JointVenture>() { return joint_venture_fields; }
template <> std::span<const Field<BidFunctionTable>> fields_of<BidFunctionTable>() { return bid_table_fields; }
template <> std::span<const Field<Ring>> fields_of<Ring>() { return ring_fields; }
template <> std::span<const Field<EquilibriumAim>> fields_of<EquilibriumAim>() { return equilibrium_aim_fields; }
template <> std::span<const Field<AdaptiveBidding>> fields_of<AdaptiveBidding>() { return adaptive_fields; }

template <> std::span<const std::string_view> choice_names<Strategy>() { return strategy_names; }
template <> std::span<const std::string_view> choice_names<DebtSizing>() { return sizing_names; }
template <> std::span<const std::string_view> choice_names<Repayment>() { return repayment_names; }
// clang-format on

}  // namespace sealedbid
