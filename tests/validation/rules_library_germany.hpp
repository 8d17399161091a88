#pragma once

#include "rules_library_cases.hpp"

namespace sealedbid {

inline std::vector<LibraryCase> german_cases() {
  return {
      // In order: N1 100, S1 300, N2 400, N3 460. The area has 260 of 258 MW: N3 crosses it, N4 is skipped. S2 610, S3 750. At
      // 57.8 the smaller S4 first: 810 ≥ 800. Citizen companies are paid the highest award of their area: 55.8 in the north,
      // 57.8 outside.
      {"german_wind_2017",
       "german_wind_2017",
       {"N1 100 at 55.8", "N2 100 at 53", "N3 60 at 55.8, crosses limit network_expansion_area",
        "N4: after limit network_expansion_area", "S1 200 at 57.8", "S2 150 at 56.5", "S3 140 at 57",
        "S4 60 at 57.8, crosses volume", "S5: after volume", "S6: above the ceiling"}},
      // V = 1,215.23 + (719 − 691) = 1,243.23 MW; south quota 15 % = 186.484 MW: S1 100, S2 200. Left 1,043.23 MW: N1 600, N2
      // 900, N3 1,200. S2 wins at 59.9 although N4 loses at 59.5.
      {"german_wind_2021",
       "german_wind_2021",
       {"N1 600 at 51", "N2 300 at 55", "N3 300 at 58, crosses volume", "N4: after volume", "N5: above the ceiling",
        "S1 100 at 57", "S2 100 at 59.9, crosses stage south_quota", "S3: after volume"}},
      // V = 1,605 + (1,597 − 1,535) = 1,667 MW: A 700, B 1,200, C 1,500; at 73.5 the smaller first: E 1,600, F 1,720.
      {"german_wind_2023",
       "german_wind_2023",
       {"A 700 at 70", "B 500 at 72", "C 300 at 73", "D: after volume", "E 100 at 73.5", "F 120 at 73.5, crosses volume",
        "G: not admitted, exclusion public_order", "H: above the ceiling", "I: not admitted, size"}},
      // V = (714 + 677)/2 = 695.5 MW, ceiling min(59, 1.08 × (55.5 + 56.9 + 59.0)/3 = 61.7) = 59. Stage of 100 MW up to 95: A1
      // 30, A2 75, C1 105. Left 590.5: G01 to G11 550; at 58.0 the smaller G13 first: 592 ≥ 590.5.
      {"german_solar",
       "german_solar",
       {"A1 30 at 58.5",
        "A2 45 at 85",
        "C1 30 at 88, crosses stage special_plants",
        "C2: after stage special_plants",
        "W1: above the ceiling",
        "G01 50 at 50",
        "G02 50 at 51",
        "G03 50 at 52",
        "G04 50 at 53",
        "G05 50 at 54",
        "G06 50 at 54.5",
        "G07 50 at 55",
        "G08 50 at 55.5",
        "G09 50 at 56",
        "G10 50 at 56.5",
        "G11 50 at 57",
        "G12: after volume",
        "G13 42 at 58, crosses volume",
        "G14: after volume",
        "G15: above the ceiling",
        "G16: not admitted, size"}},
      // P01 to P14 140 MW, P15 149.84; at 84.9 the smallest, P17: 159.74 ≥ 150, the published sum. All are paid the published
      // 8.49 ct.
      {"german_solar_pilot_2015",
       "german_solar_pilot_2015",
       {"P01 10 at 84.9",
        "P02 10 at 84.9",
        "P03 10 at 84.9",
        "P04 10 at 84.9",
        "P05 10 at 84.9",
        "P06 10 at 84.9",
        "P07 10 at 84.9",
        "P08 10 at 84.9",
        "P09 10 at 84.9",
        "P10 10 at 84.9",
        "P11 10 at 84.9",
        "P12 10 at 84.9",
        "P13 10 at 84.9",
        "P14 10 at 84.9",
        "P15 9.84 at 84.9",
        "P16: after volume",
        "P17 9.9 at 84.9, crosses volume",
        "P18: after volume",
        "P19: after volume",
        "P20: not admitted, size",
        "P21: above the ceiling"}},
      // 100 MW admitted for 120: V = 80 MW. B1 20, B2 40, B3 55, B4 75, B5 90 ≥ 80.
      {"german_biomass",
       "german_biomass",
       {"B1 20 at 120", "B2 20 at 130", "B3 15 at 140", "B4 20 at 150", "B5 15 at 160, crosses volume", "B6: after volume",
        "B7: not admitted, size", "B8: above the ceiling"}},
      // 200 < 360 and 260 < 360: V = 230 + (260 − 200) = 290. I1 120, I2 220, at 65 the smaller I3: 292.
      {"german_innovation",
       "german_innovation",
       {"I1 120 at 55", "I2 100 at 60", "I3 72 at 65, crosses volume", "I4: after volume", "I5: after volume",
        "I6: not admitted, exclusion single_plants", "I7: above the ceiling"}},
      // Ranks: S1 46, W2 53.5, W3 54, S2 54.1, W1 55.84, S3 56.8. S1 130, W2 180, W3 210 ≥ 200. S3 loses at 48, W1 at 50, S2 at
      // 53.3.
      {"german_joint_wind_solar",
       "german_joint_wind_solar",
       {"S1 130 at 46", "S2: after volume", "S3: after volume", "W1: after volume", "W2 50 at 53.5",
        "W3 30 at 54, crosses volume", "W4: above the ceiling", "W5: above the ceiling", "W6: after volume",
        "W7: above the ceiling"}},
      // Two bids of 0 a site: what they pay rises by 30,000. Beta takes 60 levels at N-11.1 and 51 at N-12.2; Alpha, who takes
      // the
      // next one, pays it. At Y both take 33 levels and refuse 1,020,000; Gamma's 1,015,000 is the higher bid between. At X-1 the
      // lower price.
      {"german_offshore",
       "german_offshore",
       {"N11-1 2000 at 0, fee 1830000", "N11-2: after limit one_winner_a_site", "N11-3: after limit one_winner_a_site",
        "N12-1 2000 at 0, fee 1560000", "N12-2: after limit one_winner_a_site", "X-1: after limit one_winner_a_site",
        "X-2 300 at 15.5, fee 0", "X-3: above the ceiling", "Y-1 500 at 0, fee 1015000", "Y-2: after limit one_winner_a_site"}},
      // Alpha 60 + 4 + 5 + 0 + 5 = 74; Beta 52.5 + 10 + 10 + 10 + 10 = 92.5; Gamma 57 + 5 + 10 + 3.33 + 7.5 = 82.83.
      {"german_offshore_points",
       "german_offshore_points",
       {"Alpha: after limit one_winner_a_site", "Beta 900 at 350000", "Gamma: after limit one_winner_a_site"}},
      // D1 20, D2 35 ≥ 30 of the partner's cap, D3 skipped, G1 45, G2 57 ≥ 50: all are paid 53.8.
      {"danish_german_2016",
       "danish_german_2016",
       {"D1 20 at 53.8", "D2 15 at 53.8, crosses limit partner_territory", "D3: after limit partner_territory", "G1 10 at 53.8",
        "G2 12 at 53.8, crosses volume", "G3: after volume", "G4: not admitted, exclusion arable_land_in_germany"}},
  };
}

}  // namespace sealedbid
