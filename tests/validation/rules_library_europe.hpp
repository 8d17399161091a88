#pragma once

#include "rules_library_cases.hpp"

namespace sealedbid {

inline std::vector<LibraryCase> british_and_iberian_cases() {
  return {
      // Money in millions, (clearing price − 40) × MW × hours. Tidal minimum 10: T1 140 × 0.05 = 7, T2 at 150: 10.75 > 10
      // crosses it. Budget of 2026/27, 10: A1 2.5; A2 at 50: 5 + 4 = 9; A3 at 56: 8 + 6.4 + 4 = 18.4 > 10 closes 2026/27, A4
      // goes with it. Solar 400 + 300 MW; B5 would make 800 > 750 and closes the maximum; B6 would have fitted. Round 100: B3 at
      // 58: 9 + 5.4 + 14.4 + 4.5 + tidal 150 × 0.075 = 11.25, 44.55. B4 at 70, solar at 61, onshore at 64: 9 + 6.3 + 24 + 6 + 48
      // + 11.25 = 104.55 > 100; at their own bids all would use 83.85. T3 at 195: 9 + 24.3 + 155 × 0.1 = 48.8.
      {"uk_cfd",
       "uk_cfd",
       {"A1 200 at 50", "A2 400 at 50", "A3: exceeds limit first_valuation_year", "A4: after delivery year", "B1 300 at 58",
        "B2 200 at 58", "B3 100 at 58", "B4: exceeds volume", "B5: exceeds limit solar_maximum", "B6: after limit solar_maximum",
        "B7: above the ceiling", "T1 20 at 195", "T2 10 at 195, crosses stage tidal_minimum", "T3 10 at 195"}},
      // Nothing is exceeded: all are paid the strike price of their technology.
      {"uk_cfd-uncontested", "uk_cfd", {"A1 100 at 64", "B1 100 at 61", "T1 10 at 200"}},
      // Of P the cheaper bid wins and puts P2 out. Q1 would take (50 − 40) · 600 · 2,500 = 15 m of the 10 m of 2026/27 and closes
      // that year; its other bid, of 2027/28, wins. R1 comes too late.
      {"uk_cfd-flexible",
       "uk_cfd",
       {"P1 100 at 45", "P2: after limit one_bid_an_application", "Q1: exceeds limit first_valuation_year", "Q2 200 at 51",
        "R1: after delivery year"}},
      // Admitted 396 MW: V = 396/1.2 = 330, half of it 165 a group. Solar P1 80, P2 130; wind W1 60, W4 would give Alfa 166 >
      // 165, W2 110. Left 90: P3 leaves 20, B1 takes no less than 22, W3 takes 20.
      {"spain_reer",
       "spain_reer",
       {"P1 80 at 15", "P2 50 at 24, crosses stage solar_minimum", "W1 60 at 20", "W2 50 at 28, crosses stage wind_minimum",
        "W3 20 at 31, cut by volume", "W4: exceeds limit group_share", "P3 70 at 25", "B1: exceeds volume",
        "C1: above the ceiling", "F1: not admitted, floor"}},
      // L3-a 560,501 is the best of all: Gamma 70 MW. L2-c: Gamma would have 160 > 150. L1-a wins lot 1, L2-a lot 2 (the values
      // are checked by PublishedRoundsTest.FindsTheSystemValuesOfPortugal).
      {"portugal",
       "portugal",
       {"L1-a 100 at 20", "L1-b: after limit one_winner_a_lot", "L1-c: after limit one_winner_a_lot", "L2-a 90 at 21",
        "L2-b: after limit one_winner_a_lot", "L2-c: exceeds limit share_of_a_bidder", "L3-a 70 at 18",
        "L3-b: after limit one_winner_a_lot"}},
  };
}

inline std::vector<LibraryCase> cases_of_budgets() {
  return {
      // Energy of the admitted in thousand MWh: 300 + 240 + 150 + 60 + 100 = 850; 80 % = 680. W1 300, W2 540; at 240 W3 came
      // before S1: 690 > 680. S1 would have fitted.
      {"poland",
       "poland",
       {"W1 100 at 200", "W2 80 at 220", "W3: exceeds volume", "W4: after volume", "W5: above the ceiling", "S1: after volume",
        "S2: above the ceiling"}},
      // EUR/tCO2: Wind1 75, Solar1 100, Solar2 105, Heat1 300, Gas1 300, Heat2 360, Heat3 400. MEUR: Heat1 3.6, Heat2 2.16
      // crosses 4; Gas1 3.6 crosses 3.5; left 12 − 9.36 = 2.64: Wind1 1.8; Solar1 1.0 > 0.84.
      {"netherlands_sde",
       "netherlands_sde",
       {"Solar1: exceeds volume", "Solar2: after volume", "Wind1 40 at 55", "Heat1 20 at 70",
        "Heat2 10 at 76, crosses stage heat_fence", "Heat3: after volume", "Gas1 10 at 85, crosses stage molecules_fence",
        "Gas2: above the ceiling"}},
      // MDKK: W1 6.3, S1 7.62, of 22.8 the larger S5 9.3756, W2 12.9666 > 12.7.
      {"denmark",
       "denmark",
       {"W1 100 at 18", "W2: exceeds volume", "S1 60 at 20", "S5 70 at 22.8", "S3: after volume", "S4: above the ceiling"}},
      // Small: S1 1,300 MWh and 5,200 EUR; S2 2,340 of 2,600 MWh but 14,560 of 14,000 EUR. Large: L1 26,000, L2 39,000, L3
      // 53,300 of 52,000 MWh; the money, 91,000 + 100,100 of 500,000 EUR, would do.
      {"hungary",
       "hungary",
       {"S1 1 at 59", "S2: exceeds limit small_money", "S3: after limit small_money", "S4: not admitted, size", "L1 20 at 56",
        "L2 10 at 60", "L3: exceeds limit large_energy", "L4: after limit large_energy"}},
      // Tariff over base less 2 %: A1 0.714, B2 0.898, A2 = B1 = 0.918, A3 = A4 = 0.980. A1 60, B2 30, A2 (earlier) 90 of group
      // A, B1 cut to 10, A4 (earlier) cut to 10.
      {"italy",
       "italy",
       {"A1 60 at 49", "A2 30 at 63", "A3: after volume", "A4 10 at 67.2, cut by limit group_a", "A5: above the ceiling",
        "A6: not admitted, floor", "B1 10 at 72, cut by limit group_b", "B2 30 at 79.2"}},
      // MEUR: H7 29.4 > 26.67; H1 17.76, H2 41.76, H3 60.66, H4 71.99; H5 18 > 8.01. H6 would have fitted.
      {"eu_hydrogen_bank",
       "eu_hydrogen_bank",
       {"H1 400 at 11.1", "H2 500 at 12", "H3 350 at 13.5", "H4 196.7 at 14.4", "H5: exceeds volume", "H6: after volume",
        "H7: exceeds limit third_of_the_budget", "H8: above the ceiling"}},
      // MEUR: R1 9, R2 25.2, R3 36.2, R4 43.1 > 40.
      {"renewfm", "renewfm", {"R1 60 at 150000", "R2 90 at 180000", "R3 50 at 220000", "R4: exceeds volume", "R5: after volume"}},
  };
}

inline std::vector<LibraryCase> other_european_cases() {
  return {
      // V = 70/1.75 = 40: B1 15, B2 27, B3 (before B4) 40.
      {"greece_2018",
       "greece_2018",
       {"B1 15 at 65", "B2 12 at 68", "B3 13 at 69", "B4: after volume", "B5: after volume", "B6: above the ceiling"}},
      {"greece_2018-void", "greece_2018", {"B1: void", "B2: void", "B3: void"}},  // two bidders of three
      // V = 0.6 × 800 = 480: A1 100; A2 would give Alpha 160 > 150; B1 250, C1 370, A3 420 (Alpha 150), D1 560 > 480. F1 would
      // have fitted.
      {"greece_apollo_2025",
       "greece_apollo_2025",
       {"A1 100 at 40", "A2: exceeds limit share_of_an_investor", "A3 50 at 45", "B1 150 at 43", "C1 120 at 44",
        "D1: exceeds volume", "E1: after volume", "F1: after volume", "G1: above the ceiling"}},
      // 70 MW, then 30 MW for 61 at 7: 30 × 30/61 = 14.754 and 31 × 30/61 = 15.245, rounded down to kW. All pay the lowest
      // accepted bid.
      {"jao_transmission",
       "jao_transmission",
       {"T1 40 at 7", "T2 30 at 7", "T3 14.754 at 7, cut by volume", "T4 15.245 at 7, cut by volume", "T5: after volume"}},
      {"jao_transmission-uncongested", "jao_transmission", {"T1 40 at 0", "T2 30 at 0", "T3 30 at 0"}},
  };
}

}  // namespace sealedbid
