#pragma once

#include <cstdint>

#include "scenario/auction.hpp"

namespace sealedbid {

/// Correction factor of the German reference-yield model: a bid is a price at a site with the reference yield, a site of quality
/// Q is paid that price times the factor. Linear between the points of the statute, constant outside them, rounded half up to
/// two decimals.
/// @param site_quality_1e6 site yield over reference yield, in millionths, ≥ 0.
/// @return factor in hundredths, e.g. 116 at Q = 80 %; 100 for YieldCorrection::none.
/// eeg_2023 uses the factors for sites in the south region below 60 % (1.55 at 50 % and less). Throws std::invalid_argument for
/// given_factor, which has no table.
/// **Source:** EEG 2023 § 36h (1), EEG 2021 § 36h (1).
std::int64_t yield_correction_1e2(YieldCorrection table, std::int64_t site_quality_1e6);

}  // namespace sealedbid
