#pragma once

#include "rules_library_cases.hpp"

namespace sealedbid {

inline std::vector<LibraryCase> asian_cases() {
  return {
      // To the clock: A to G, 4,400 ≥ 1.45 × 3,000. At the sealed bids A 600, B 1,100, C 1,600, D 1,400 of 1,800. E and F
      // follow: 2,570 is D's, who came first; E goes to 2,560, F may not go below 2,570. Then D gets 3,000 − 1,900 = 1,100 of
      // 1,800, the published figure. G and H are above 1.05 × 2,500 = 2,625; H was not in the clock, although it would have gone
      // to 2,400.
      {"india",
       "india",
       {"A 600 at 2500", "B 500 at 2520", "C 500 at 2530", "D 1100 at 2570, cut by volume", "E 300 at 2560", "F: after volume",
        "G: not admitted, band", "H: not admitted, clock"}},
      // As published: 100 + 50 + 50 + 50 = 250 MW in the north, 150 in the south. N6 takes no less than 60, N4 takes 50 of its
      // 60.
      {"kazakhstan",
       "kazakhstan",
       {"N1 100 at 17390", "N2 50 at 19500", "N3 50 at 19980", "N4 50 at 20500, cut by limit north", "N5: after limit north",
        "N6: exceeds limit north", "S1 50 at 20900", "S2 100 at 22580", "S3: after volume", "S4: above the ceiling"}},
      // V = min(107, 93) = 93: J1 40, J2 70, J3 90, J4 105.
      {"japan",
       "japan",
       {"J1 40 at 5000", "J2 30 at 7500", "J3 20 at 8200", "J4 15 at 8900, crosses volume", "J5: after volume",
        "J6: above the ceiling", "J7: not admitted, size"}},
      // Points: O1 120 + 60 = 180; O2 90 + 108 = 198; O3 100 + 78 = 178.
      {"japan_offshore",
       "japan_offshore",
       {"O1: after limit one_winner_a_site", "O2 480 at 4000", "O3: after limit one_winner_a_site"}},
      {"uzbekistan",
       "uzbekistan",
       {"U1: after limit one_winner", "U2: after limit one_winner", "U3 457 at 18.045", "U4: after limit one_winner"}},
      {"azerbaijan",
       "azerbaijan",
       {"G1 100 at 35.4", "G2: after limit one_winner", "G3: after limit one_winner", "G4: after limit one_winner",
        "G5: not admitted, exclusion not_qualified"}},
      // At the floor the fee rises by 500 until one is left: Karapinar-2 takes 67,000, Karaman-1 149,500, Malatya-3 226,000; the
      // winners pay a step more. Malatya-2, who would pay most, stops at 33. At X the price falls from 48 to 35.95, which X-1
      // does not take.
      {"turkiye_yeka",
       "turkiye_yeka",
       {"Karapinar-1 385 at 32.5, fee 67500", "Karapinar-2: after limit one_winner_a_site", "Karapinar-3: not admitted, floor",
        "Karaman-1: after limit one_winner_a_site", "Karaman-2 200 at 32.5, fee 150000", "Malatya-1 75 at 32.5, fee 226500",
        "Malatya-2: after limit one_winner_a_site", "Malatya-3: after limit one_winner_a_site",
        "X-1: after limit one_winner_a_site", "X-2 60 at 35.95, fee 0", "X-3: above the ceiling"}},
  };
}

inline std::vector<LibraryCase> african_and_american_cases() {
  return {
      // Points: P1 90 + 2 = 92; P2 86.4 + 9 = 95.4; P3 88.2 + 5 = 93.2; P4 82.8 + 10 = 92.8; P5 79.2 + 3 = 82.2. P2 40, P3 65,
      // P4 95; P1, the cheapest, would make 125 > 100.
      {"south_africa",
       "south_africa",
       {"P1: exceeds volume", "P2 40 at 520", "P3 25 at 510", "P4 30 at 540", "P5: after volume",
        "P6: not admitted, exclusion ownership_below_threshold"}},
      // The price falls from 300 to 255, where E (at least 260) leaves 130 ≤ 1.3 × 100 MW. Final bids: C 236, A 240, B and D the
      // stopping price; B came first: 30 + 40 + 30 of 35.
      {"brazil",
       "brazil",
       {"A 40 at 240", "B 30 at 255, cut by volume", "C 30 at 236", "D: after volume", "E: not admitted, clock"}},
      // Ranks: W2 39.9, W1 40, W3 41, S1 before S2 at 42.5, W5 42.68, W4 43, S3 45, S4 57.04. Comahue 60 + 30 > 80; solar 40 +
      // 50 > 80; wind 40 + 60 + 20 + 30 > 140.
      {"argentina",
       "argentina",
       {"W1 60 at 40", "W2 40 at 42", "W3: exceeds limit comahue_corridor", "W4: exceeds limit wind_quota", "W5 20 at 44",
        "W6: above the ceiling", "S1 40 at 42.5", "S2: exceeds limit solar_quota", "S3 30 at 45", "S4 10 at 57.04"}},
  };
}

/// Packages: "NAME" is selected, "-NAME" is not.
inline std::vector<LibraryCase> package_cases() {
  return {
      // M1 + M3: 40,000 of energy + 20,000 of certificates + 2,000 of capacity − 21,000 − 28,000 + 13,188 = 26,188; M4 + M5 add
      // 8,000 − 7,500, M4 alone 5,000 − 5,500. M1 + M6 17,000; M1 + M2 21,792; M2 + M3, one site, would be 31,980.
      {"mexico", "mexico", {"M1", "-M2", "M3", "M4", "M5", "-M6"}},
      // C2 + C3 + C6 10.0 m; C2 + C5 10.5; C2 + C7 + C4 10.5; C1 12. C6 goes only with C3, otherwise C2 + C7 + C6 would be 9.0.
      {"chile", "chile", {"-C1", "C2", "C3", "-C4", "-C5", "C6", "-C7"}},
  };
}

}  // namespace sealedbid
