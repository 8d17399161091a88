#pragma once

/// What a renewable plant is worth to the electricity system under the three kinds of remuneration that competed in Portugal's
/// solar auctions of 2019 and 2020: the present value of what consumers gain or pay over the support period, per MW of
/// connection. Bids of unlike kinds become comparable by it; the highest wins the lot.
///
/// All money is of one price year; payments come at the end of each year and are discounted at a real rate:
///
///     value = (yearly gain per MW) · A,   A = Σ_{t=1..years} (1 + rate)^−t.
///
/// **Source:** the three kinds and the 90 % return: press reports of the auctions. The official formula of the net present value
/// (its price path, profile and discount rate) could not be read; this is the plain definition.
namespace sealedbid {

/// What the buyer assumes for all bids.
struct SystemView {
  double market_value_per_mwh = 0.0;    ///< mean market value of the plant's energy
  double full_load_hours = 0.0;         ///< MWh a year per MW, 0 to 8784
  int years = 0;                        ///< of support, ≥ 0
  double discount_rate_fraction = 0.0;  ///< a year, above −1
};

/// Present value of 1 a year over the view's years. Throws std::invalid_argument: years below 0, a rate of −1 or less.
double annuity_factor(const SystemView& view);

/// Kind a: consumers pay a guaranteed price and receive the energy's market value.
///     (market_value − price) · full_load_hours · A     currency per MW
double value_of_guaranteed_price(const SystemView& view, double guaranteed_price_per_mwh);

/// Kind b: the plant sells at the market and pays a contribution for each MWh.
///     contribution · full_load_hours · A     currency per MW
double value_of_contribution(const SystemView& view, double contribution_per_mwh);

/// Kind c: a plant with storage, paid for its capacity (below zero: it pays), that returns part of what the spot price exceeds a
/// strike price, on its whole connection, produced or not.
struct StorageOption {
  double capacity_payment_per_mw_year = 0.0;
  double strike_per_mwh = 0.0;
  double returned_fraction = 0.9;
  double spot_when_above_strike_per_mwh = 0.0;  ///< mean spot price of the hours above the strike
  double hours_above_strike_per_year = 0.0;     ///< 0 to 8784
};

/// What such a plant returns in one hour: fraction · max(0, spot − strike) · connection_mw, currency per hour. With spot 90,
/// strike 60 and 100 MW: 2,700 an hour, whereas a battery of 20 MW earns 20 · 90 = 1,800 in it.
double option_return_per_hour(double spot_per_mwh, double strike_per_mwh, double returned_fraction, double connection_mw);

/// Kind c:
///     (fraction · max(0, spot − strike) · hours − capacity payment) · A     currency per MW
double value_of_storage(const SystemView& view, const StorageOption& option);

}  // namespace sealedbid
