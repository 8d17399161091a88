#include "market/settle_project.hpp"

#include <algorithm>

#include "market/black.hpp"
#include "market/expected_minimum.hpp"

namespace sealedbid {

namespace {

constexpr double hours_per_mwh_per_kw = 1000.0;

/// The share that is supported as far as the hours of the year go. `years_to_settle` knows it in expectation; a limit binds more
/// in good years.
double supported_share(const ProjectTerms& terms, const YearConditions& year, double yield_factor) {
  const double expected = year.supported_fraction, mean = terms.energy_mwh_per_kw * year.energy;
  if (!terms.tariff.supported_hours_per_year || expected <= 0.0 || mean * yield_factor <= 0.0) return expected;
  const double limit = *terms.tariff.supported_hours_per_year / hours_per_mwh_per_kw;
  const double expected_below_limit = expected_minimum(mean, mean * terms.between_year_sd_fraction, limit);
  return expected * std::min(mean * yield_factor, limit) / (expected_below_limit * yield_factor);
}

/// Mean of (P − B)⁺ over the hours of a year, given its months' prices.
SEALEDBID_CLONES
double mean_hourly_premium(const double* months, double strike, double reference, double hourly_sd) {
  double premiums[months_per_year];
  for (int month = 0; month < months_per_year; ++month) {
    const double level = reference * months[month];
    premiums[month] = level * (better_of_fixed_and_lognormal(strike / level, hourly_sd).value - 1.0);
  }
  double sum = 0.0;
  for (const double premium : premiums) sum += premium;
  return sum / months_per_year;
}

/// One year of one project on its paths.
class YearSettlement {
 public:
  YearSettlement(const ProjectTerms& terms, const YearConditions& year, const MarketTables& tables, double strike_per_mwh,
                 const ProjectPaths& paths, double supported_fraction, SettledYear& out)
      : terms_(terms), year_(year), tables_(tables), paths_(paths), out_(out), supported_fraction_(supported_fraction) {
    const double local = year.local_currency_fraction;
    const double exchange = local > 0.0 ? paths.exchange_rate[std::size_t(year.years_from_award)] : 1.0;
    strike_ = strike_per_mwh * year.strike_index * (1.0 - local + local * exchange);
    if (terms.has_home_market) {
      captured_ = captured_price_per_mwh(terms.home, year.years_from_award);
      const bool is_captured = terms.tariff.reference_price == ReferencePrice::captured;
      reference_ = is_captured ? captured_ : baseload_price_per_mwh(terms.home, year.years_from_award);
      home_ = months_of(terms.home.market);
    }
    const bool falls_back = !year.is_in_term && terms.tariff.after_term_sale == AfterTermSale::fixed_price;
    sells_at_market_ = terms.has_home_market && !falls_back;
  }

  /// @param energy sold at home, MWh per kW; supported as far as the contract reaches.
  void add_home(double energy) {
    const double mean = home_mean();
    add_supported(energy * supported_fraction_, mean);
    out_.unsupported_revenue_per_kw +=
        energy * (1.0 - supported_fraction_) * (sells_at_market_ ? captured_ * mean : terms_.tariff.after_term_price_per_mwh);
  }

  void add_corridor(double energy, const CorridorTerms& corridor) {
    const Corridor abroad = {captured_price_per_mwh(corridor.sale, year_.years_from_award) * (1.0 - corridor.loss_fraction),
                             corridor.charge_per_mwh, months_of(corridor.sale.market)};
    if (terms_.export_right == ExportRight::option) {
      if (supported_fraction_ > 0.0) add_option_in_term(energy * supported_fraction_, abroad);
      if (supported_fraction_ < 1.0) add_option_after_term(energy * (1.0 - supported_fraction_), abroad);
      return;
    }
    const double mean = corridor.sale.market == SaleTerms::none ? 1.0 : mean_of(corridor.sale.market);
    const double gain = state_share() > 0.0 ? state_share() * energy * mean_gain(abroad) : 0.0;
    out_.exported_mwh_per_kw += energy;
    out_.export_revenue_per_kw += energy * (abroad.scale * mean - abroad.charge) - gain;
    out_.state_export_gain_per_kw += gain;
  }

 private:
  /// Relative prices of the year's months; empty where the price is known.
  using Months = std::span<const double>;

  struct Corridor {
    double scale = 0.0, charge = 0.0;
    Months months;
    double price(int month) const { return (months.empty() ? scale : scale * months[std::size_t(month)]) - charge; }
  };

  Months months_of(int market) const {
    if (market == SaleTerms::none) return {};
    return paths_.markets[std::size_t(market)].by_month.subspan(std::size_t(year_.years_from_award) * months_per_year,
                                                                months_per_year);
  }
  double mean_of(int market) const { return paths_.markets[std::size_t(market)].by_year[std::size_t(year_.years_from_award)]; }
  double home_mean() const { return terms_.has_home_market ? mean_of(terms_.home.market) : 0.0; }
  double state_share() const { return year_.is_in_term ? terms_.state_share_of_export_gain_fraction : 0.0; }

  /// @param mean relative home price of the months in which the energy is supplied.
  void add_supported(double energy, double mean) {
    const double market = captured_ * mean, gap = strike_ - reference_ * mean;
    out_.supported_mwh_per_kw += energy;
    switch (terms_.tariff.type) {
      case TariffType::power_purchase_agreement:
        out_.received_energy_value_per_kw += energy * market;
        return add_payment(energy, strike_, 0.0);
      case TariffType::two_way_cfd:
        return add_payment(energy, gap, market);
      case TariffType::one_way_sliding_premium:
        return add_payment(energy, energy > 0.0 ? sliding_premium() : 0.0, market);
      case TariffType::fixed_premium:
        return add_payment(energy, strike_, market);
      case TariffType::partially_merchant:
        return add_payment(energy, (1.0 - terms_.tariff.merchant_fraction) * (strike_ - market), market);
      case TariffType::capability_cfd:
        return add_payment(energy, year_.energy > 0.0 ? gap * year_.available_energy / year_.energy : 0.0, market);
      case TariffType::payment_by_bidder:
        return add_payment(energy, -strike_, market);
    }
  }

  /// Both a MWh of supported energy: what the state pays, and what the project earns by selling it.
  void add_payment(double energy, double payment, double sale) {
    out_.payment_by_state_per_kw += energy * payment;
    out_.supported_revenue_per_kw += energy * (payment + sale);
  }

  /// Mean of (P − B)⁺ over the year.
  double sliding_premium() const {
    if (terms_.tariff.reference_period == ReferencePeriod::year) return std::max(0.0, strike_ - reference_ * home_mean());
    const bool is_hourly = terms_.tariff.reference_period == ReferencePeriod::hour;
    const double hourly_sd = is_hourly ? tables_.laws[std::size_t(terms_.home.market)].hourly_sd_fraction : 0.0;
    if (hourly_sd > 0.0 && reference_ > 0.0) return mean_hourly_premium(home_.data(), strike_, reference_, hourly_sd);
    double sum = 0.0;
    for (const double month : home_) sum += std::max(0.0, strike_ - reference_ * month);
    return sum / months_per_year;
  }

  double mean_gain(const Corridor& abroad) const {
    double sum = 0.0;
    for (int month = 0; month < months_per_year; ++month) sum += std::max(0.0, abroad.price(month) - strike_);
    return sum / months_per_year;
  }

  /// At home a MWh earns the strike: reading a scenario lets options stand only beside such tariffs.
  void add_option_in_term(double energy, const Corridor& abroad) {
    const double part = energy / months_per_year;
    double home_months = 0.0, home_price_sum = 0.0;
    for (int month = 0; month < months_per_year; ++month) {
      const double gain = abroad.price(month) - strike_;
      if (gain > 0.0) {
        out_.exported_mwh_per_kw += part;
        out_.export_revenue_per_kw += part * (strike_ + (1.0 - state_share()) * gain);
        out_.state_export_gain_per_kw += part * state_share() * gain;
      } else {
        home_months += 1.0;
        if (!home_.empty()) home_price_sum += home_[std::size_t(month)];
      }
    }
    if (home_months > 0.0) add_supported(part * home_months, home_price_sum / home_months);
  }

  void add_option_after_term(double energy, const Corridor& abroad) {
    const double part = energy / months_per_year;
    for (int month = 0; month < months_per_year; ++month) {
      const double at_home = sells_at_market_ ? captured_ * home_[std::size_t(month)] : terms_.tariff.after_term_price_per_mwh;
      const double price = abroad.price(month);
      if (price > at_home) {
        out_.exported_mwh_per_kw += part;
        out_.export_revenue_per_kw += part * price;
      } else {
        out_.unsupported_revenue_per_kw += part * at_home;
      }
    }
  }

  const ProjectTerms& terms_;
  const YearConditions& year_;
  const MarketTables& tables_;
  const ProjectPaths& paths_;
  SettledYear& out_;
  double supported_fraction_;
  double strike_ = 0.0, captured_ = 0.0, reference_ = 0.0;
  Months home_;
  bool sells_at_market_ = false;
};

/// The year's energy sold, and the share of it that is supported as far as the hours left go.
double start_year(const ProjectTerms& terms, const YearConditions& year, double yield_factor, double& mwh_left_to_support,
                  SettledYear& out) {
  out = {};
  out.energy_mwh_per_kw = terms.energy_mwh_per_kw * year.energy * yield_factor;
  double share = supported_share(terms, year, yield_factor);
  if (!terms.tariff.supported_hours_in_total || out.energy_mwh_per_kw <= 0.0) return share;
  share = std::min(share, mwh_left_to_support / out.energy_mwh_per_kw);
  mwh_left_to_support -= share * out.energy_mwh_per_kw;
  return share;
}

}  // namespace

void years_to_settle(const ProjectTerms& terms, std::vector<YearConditions>& years) {
  if (!terms.tariff.supported_hours_in_total) return years_of(terms, years);
  ProjectTerms unlimited = terms;
  unlimited.tariff.supported_hours_in_total.reset();
  years_of(unlimited, years);
}

void settle_project(const ProjectTerms& terms, std::span<const YearConditions> years, const MarketTables& tables,
                    double strike_per_mwh, const ProjectPaths& paths, SettledProject& settled) {
  settled.years.resize(years.size());
  const bool exports = !terms.corridors.empty() && terms.wanted_export_fraction > 0.0;
  double mwh_left_to_support = terms.tariff.supported_hours_in_total.value_or(0.0) / hours_per_mwh_per_kw;
  for (std::size_t t = 0; t < years.size(); ++t) {
    SettledYear& out = settled.years[t];
    const double supported_fraction = start_year(terms, years[t], paths.yield_factor[t], mwh_left_to_support, out);
    YearSettlement settlement(terms, years[t], tables, strike_per_mwh, paths, supported_fraction, out);
    double at_home = 1.0;
    if (exports) {
      export_fractions(terms, years[t], settled.export_fractions);
      for (std::size_t k = 0; k < terms.corridors.size(); ++k) {
        const double fraction = settled.export_fractions[k];
        if (fraction <= 0.0) continue;
        settlement.add_corridor(out.energy_mwh_per_kw * fraction, terms.corridors[k]);
        at_home -= fraction;
      }
    }
    settlement.add_home(out.energy_mwh_per_kw * std::max(0.0, at_home));
  }
}

}  // namespace sealedbid
