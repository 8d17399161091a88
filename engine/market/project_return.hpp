#pragma once

#include <span>

namespace sealedbid {

/// Σ_i flow_i · (1 + rate)^−i: present value of one flow a year at the time of the first. @param rate_fraction above −1.
double present_value_of_flows(std::span<const double> flows, double rate_fraction);

/// The rate in (−0.95, 100) above which the present value of a flow a year turns from positive to negative; not a number where
/// there is none or more than one. The same as irr_fraction, for the loop: a search from a guess instead of a scan.
///
/// Flows whose signs change at most twice have at most one such rate (Descartes' rule of signs); others, and those for which the
/// search finds none, are scanned. The bracket that the search finds is narrowed by regula falsi with the Illinois correction, to
/// 1e-13 of 1 + rate.
/// @param guess_fraction where the search starts, e.g. the cost of capital. **Source:** Dowell & Jarratt (1971), A modified
/// regula falsi method for computing the root of an equation, BIT 11.
double return_fraction(std::span<const double> flows, double guess_fraction);

}  // namespace sealedbid
