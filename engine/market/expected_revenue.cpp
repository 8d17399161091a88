#include "market/expected_revenue.hpp"

#include <algorithm>

#include "market/better_of_two.hpp"
#include "market/expected_exchange_rate.hpp"

namespace sealedbid {

namespace {

/// The three ways to earn from a MWh: a part at the strike, a part that is known, options on it.
class Collector {
 public:
  Collector(const ProjectTerms& terms, const YearConditions& year, const MarketTables& tables, ExpectedRevenue& out)
      : terms_(terms), year_(year), tables_(tables), out_(out) {
    const double local = year.local_currency_fraction;
    const double exchange = local > 0.0 ? expected_exchange_rate(terms.exchange_rate, year.years_from_award) : 1.0;
    index_ = year.strike_index * (1.0 - local + local * exchange);
    if (terms.has_home_market) market_price_ = captured_price_per_mwh(terms.home, year.years_from_award);
    const bool falls_back = !year.is_in_term && terms.tariff.after_term_sale == AfterTermSale::fixed_price;
    sells_at_market_ = terms.has_home_market && !falls_back;
    unsupported_price_ = sells_at_market_ ? market_price_ : terms.tariff.after_term_price_per_mwh;
  }

  /// @param energy sold at home, a MWh of the first year's.
  void add_home(double energy) {
    add_supported(energy * year_.supported_fraction);
    out_.other_per_mwh += energy * (1.0 - year_.supported_fraction) * unsupported_price_;
  }

  void add_export(double energy, const CorridorTerms& corridor) {
    const double scale = captured_price_per_mwh(corridor.sale, year_.years_from_award) * (1.0 - corridor.loss_fraction);
    const double state_share = year_.is_in_term ? terms_.state_share_of_export_gain_fraction : 0.0;
    if (terms_.export_right == ExportRight::option) {
      const double supported = energy * year_.supported_fraction;
      add_better(supported, 1.0 - state_share, corridor, scale);
      out_.other_per_mwh += (energy - supported) * better_than_unsupported(corridor, scale);
    } else {
      out_.other_per_mwh += energy * (scale - corridor.charge_per_mwh);
      add_better(energy, -state_share, corridor, scale);
      out_.strike -= energy * index_;  // add_better counts the strike, which is not paid here
    }
  }

 private:
  void add_supported(double energy) {
    const TariffTerms& tariff = terms_.tariff;
    const bool is_captured = tariff.reference_price == ReferencePrice::captured;
    const double reference = is_captured
                                 ? market_price_
                                 : (terms_.has_home_market ? baseload_price_per_mwh(terms_.home, year_.years_from_award) : 0.0);
    switch (tariff.type) {
      case TariffType::power_purchase_agreement:
        out_.strike += energy * index_;
        break;
      case TariffType::two_way_cfd:
        out_.strike += energy * index_;
        out_.other_per_mwh += energy * (market_price_ - reference);
        break;
      case TariffType::one_way_sliding_premium:
        out_.other_per_mwh += energy * (market_price_ - reference);
        add_option(energy, index_, 0.0, reference, &tables_.reference[std::size_t(terms_.home.market)]);
        break;
      case TariffType::fixed_premium:
        out_.strike += energy * index_;
        out_.other_per_mwh += energy * market_price_;
        break;
      case TariffType::partially_merchant:
        out_.strike += energy * (1.0 - tariff.merchant_fraction) * index_;
        out_.other_per_mwh += energy * tariff.merchant_fraction * market_price_;
        break;
      case TariffType::capability_cfd: {
        const double available = year_.energy > 0.0 ? energy * year_.available_energy / year_.energy : 0.0;
        out_.strike += available * index_;
        out_.other_per_mwh += energy * market_price_ - available * reference;
        break;
      }
      case TariffType::payment_by_bidder:
        out_.strike -= energy * index_;
        out_.other_per_mwh += energy * market_price_;
        break;
    }
  }

  /// energy · (P + share · (X − P)⁺), P the indexed strike and X the net export price.
  void add_better(double energy, double share, const CorridorTerms& corridor, double scale) {
    out_.strike += energy * index_;
    if (share == 0.0 || energy == 0.0 || scale <= 0.0) return;
    add_option(energy * share, index_, corridor.charge_per_mwh, scale, monthly_table(corridor));
    out_.strike -= energy * share * index_;
    out_.other_per_mwh -= energy * share * corridor.charge_per_mwh;
  }

  void add_option(double weight, double index, double shift, double scale, const OptionTable* table) {
    if (scale > 0.0) {
      out_.options.push_back({weight, index, shift, scale, table});
    } else {
      out_.strike += weight * index;
      out_.other_per_mwh += weight * shift;
    }
  }

  const OptionTable* monthly_table(const CorridorTerms& corridor) const {
    return corridor.sale.market == SaleTerms::none ? nullptr : &tables_.monthly[std::size_t(corridor.sale.market)];
  }

  /// Expected better of the export price and what energy without support earns at home, a MWh.
  double better_than_unsupported(const CorridorTerms& corridor, double scale) {
    const double net = scale - corridor.charge_per_mwh;
    if (!sells_at_market_ || corridor.sale.market == SaleTerms::none) {
      const bool home_is_random = sells_at_market_;
      const double known = home_is_random ? net : unsupported_price_;
      const double random_scale = home_is_random ? market_price_ : scale;
      const double charge = home_is_random ? 0.0 : corridor.charge_per_mwh;
      const OptionTable* table = home_is_random ? &tables_.monthly[std::size_t(terms_.home.market)] : monthly_table(corridor);
      if (table == nullptr || random_scale <= 0.0) return std::max(net, unsupported_price_);
      return random_scale * table->value((known + charge) / random_scale) - charge;
    }
    return better_of_markets(corridor, scale);
  }

  double better_of_markets(const CorridorTerms& corridor, double scale) {
    BetterOfTwo& last = out_.after_term;
    const bool is_known = last.corridor_market == corridor.sale.market && last.export_scale == scale &&
                          last.charge_per_mwh == corridor.charge_per_mwh && last.home_scale == market_price_;
    if (is_known) return last.value_per_mwh;
    const auto abroad = std::size_t(corridor.sale.market), home = std::size_t(terms_.home.market);
    const double rho = tables_.level_correlation[abroad * tables_.laws.size() + home];
    const double value =
        better_of_two(tables_.laws[abroad], scale, corridor.charge_per_mwh, tables_.laws[home], market_price_, rho);
    last = {corridor.sale.market, scale, corridor.charge_per_mwh, market_price_, value};
    return value;
  }

  const ProjectTerms& terms_;
  const YearConditions& year_;
  const MarketTables& tables_;
  ExpectedRevenue& out_;
  double index_ = 0.0, market_price_ = 0.0, unsupported_price_ = 0.0;
  bool sells_at_market_ = false;
};

}  // namespace

void expected_revenue(const ProjectTerms& terms, const YearConditions& year, const MarketTables& tables, ExpectedRevenue& out) {
  out.strike = out.other_per_mwh = 0.0;
  out.options.clear();
  Collector collector(terms, year, tables, out);
  double at_home = 1.0;
  if (!terms.corridors.empty() && terms.wanted_export_fraction > 0.0) {
    export_fractions(terms, year, out.export_fractions);
    for (std::size_t k = 0; k < terms.corridors.size(); ++k) {
      if (out.export_fractions[k] <= 0.0) continue;
      collector.add_export(year.energy * out.export_fractions[k], terms.corridors[k]);
      at_home -= out.export_fractions[k];
    }
  }
  collector.add_home(year.energy * std::max(0.0, at_home));
}

double revenue_per_mwh(const ExpectedRevenue& revenue, double strike_per_mwh) {
  double sum = revenue.strike * strike_per_mwh + revenue.other_per_mwh;
  for (const ExpectedOption& option : revenue.options) {
    const double q = (option.index * strike_per_mwh + option.shift) / option.scale;
    const double value = option.table ? option.table->value(q) : std::max(q, 1.0);
    sum += option.weight * option.scale * value;
  }
  return sum;
}

}  // namespace sealedbid
