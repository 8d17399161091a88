#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

#include "base/lanes.hpp"

/// Elementary functions whose result decides results: fixed algorithms on IEEE double arithmetic (+ − × ÷ √ only), free of
/// branches, so that loops over lanes vectorise and every CPU gives the same bits. Maximum errors are stated with each and
/// checked in tests.
namespace sealedbid {

/// c₀ + c₁x + c₂x² + … by Horner's rule.
template <class... Coefficients>
SEALEDBID_INLINE double polynomial(double x, double first, Coefficients... rest) {
  if constexpr (sizeof...(rest) == 0) {
    return first;
  } else {
    return first + x * polynomial(x, rest...);
  }
}

/// e^x for x in [−700, 700] (clamped outside). Relative error below 2.2e-16 (1 ulp).
///
/// x = k ln 2 + r with |r| ≤ ½ ln 2, then e^r from a rational function. Source: Cody & Waite (1980), Software Manual for the
/// Elementary Functions, reduction; coefficients of fdlibm's e_exp.c.
SEALEDBID_INLINE double exponential(double x) {
  // Adding 1.5·2^52 rounds to a whole number and leaves it in the low bits: conversions to int64 do not vectorise on AVX2.
  constexpr double round_to_integer = 0x1.8p52;
  x = x < -700.0 ? -700.0 : x;
  x = x > 700.0 ? 700.0 : x;
  const double shifted = x * 1.44269504088896338700 + round_to_integer;
  const double k = shifted - round_to_integer;
  const double high = x - k * 6.93147180369123816490e-01;
  const double low = k * 1.90821492927058770002e-10;
  const double r = high - low;
  const double square = r * r;
  const double c = r - square * polynomial(square, 1.66666666666666019037e-01, -2.77777777770155933842e-03,
                                           6.61375632143793436117e-05, -1.65339022054652515390e-06, 4.13813679705723846039e-08);
  const double fraction = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(fraction) + (std::bit_cast<std::uint64_t>(shifted) << 52));
}

/// ln x for normal x > 0. Error below 1 ulp.
///
/// x = 2^k m with m in [√½, √2), then ln m from s = (m − 1)/(m + 1). Source: fdlibm's e_log.c (argument reduction and
/// coefficients).
SEALEDBID_INLINE double logarithm(double x) {
  constexpr std::uint64_t bits_of_one = 0x3ff0000000000000, bits_of_sqrt_half = 0x3fe6a09e667f3bcd;
  constexpr std::uint64_t mantissa = 0x000fffffffffffff, bits_of_two_to_52 = 0x4330000000000000;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x) + (bits_of_one - bits_of_sqrt_half);
  const double k = std::bit_cast<double>((bits >> 52) | bits_of_two_to_52) - (0x1p52 + 1023.0);
  const double f = std::bit_cast<double>((bits & mantissa) + bits_of_sqrt_half) - 1.0;
  const double s = f / (2.0 + f);
  const double square = s * s;
  const double fourth = square * square;
  const double even = fourth * polynomial(fourth, 3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01);
  const double odd = square * polynomial(fourth, 6.666666666666735130e-01, 2.857142874366239149e-01, 1.818357216161805012e-01,
                                         1.479819860511658591e-01);
  const double half_square = 0.5 * f * f;
  const double small = s * (half_square + (even + odd)) + k * 1.90821492927058770002e-10;
  return k * 6.93147180369123816490e-01 - ((half_square - small) - f);
}

namespace as241 {

// Numerator and denominator of the three rational functions of Wichura (1988).
SEALEDBID_INLINE double central_numerator(double r) {
  return polynomial(r, 3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
                    4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3);
}
SEALEDBID_INLINE double central_denominator(double r) {
  return polynomial(r, 1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
                    2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3);
}
SEALEDBID_INLINE double middle_numerator(double r) {
  return polynomial(r, 1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
                    1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4);
}
SEALEDBID_INLINE double middle_denominator(double r) {
  return polynomial(r, 1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
                    1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9);
}
SEALEDBID_INLINE double far_numerator(double r) {
  return polynomial(r, 6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
                    2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7);
}
SEALEDBID_INLINE double far_denominator(double r) {
  return polynomial(r, 1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
                    7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15);
}

}  // namespace as241

/// Φ⁻¹(u) for u in [2⁻³³, 1 − 2⁻³³]. Error below 1e-15 · max(1, |z|).
/// Source: Wichura (1988), algorithm AS 241, PPND16; its third region lies outside the range.
SEALEDBID_INLINE double normal_quantile(double u) {
  const double q = u - 0.5;
  const double tail = q < 0.0 ? u : 1.0 - u;
  const double r = 0.180625 - q * q;
  const double t = std::sqrt(-logarithm(tail)) - 1.6;
  const double middle = as241::middle_numerator(t);
  const double numerator = r >= 0.0 ? q * as241::central_numerator(r) : (q < 0.0 ? -middle : middle);
  const double denominator = r >= 0.0 ? as241::central_denominator(r) : as241::middle_denominator(t);
  return numerator / denominator;
}

/// Φ⁻¹(u) for u in [1e-300, 1 − 2⁻⁵³]: as `normal_quantile`, with the far tail; dearer by a quarter. Error below 2e-15 · max(1,
/// |z|) in the lower half; in the upper tail the resolution of u itself limits it.
SEALEDBID_INLINE double normal_quantile_with_far_tail(double u) {
  const double q = u - 0.5;
  const double tail = q < 0.0 ? u : 1.0 - u;
  const double depth = std::sqrt(-logarithm(tail));
  const double t = depth - 5.0;
  const double magnitude = as241::far_numerator(t) / as241::far_denominator(t);
  return depth > 5.0 ? (q < 0.0 ? -magnitude : magnitude) : normal_quantile(u);
}

/// ln x for normal x > 0 in single precision. Error below 1 ulp of a float where |ln x| ≥ 0.1.
/// Source: fdlibm's e_logf.c (argument reduction and coefficients).
SEALEDBID_INLINE float logarithm_single(float x) {
  constexpr std::int32_t bits_of_one = 0x3f800000, bits_of_sqrt_half = 0x3f3504f3, mantissa = 0x007fffff;
  const std::int32_t bits = std::bit_cast<std::int32_t>(x) + (bits_of_one - bits_of_sqrt_half);
  const auto k = static_cast<float>((bits >> 23) - 127);
  const float f = std::bit_cast<float>((bits & mantissa) + bits_of_sqrt_half) - 1.0f;
  const float s = f / (2.0f + f);
  const float square = s * s;
  const float fourth = square * square;
  const float series = square * (0.66666662693f + fourth * 0.28498786688f) + fourth * (0.40000972152f + fourth * 0.24279078841f);
  const float half_square = 0.5f * f * f;
  return k * 6.9313812256e-01f - ((half_square - (s * (half_square + series) + k * 9.0580006145e-06f)) - f);
}

/// Φ⁻¹ in single precision, for draws: from q = u − ½ and tail = min(u, 1 − u) ≥ 2⁻³³. Error below 5e-7 · max(1, |z|).
/// Source: Wichura (1988), algorithm AS 241, PPND7; its third region begins beyond 2⁻³³.
SEALEDBID_INLINE float normal_quantile_single(float q, float tail) {
  const float r = 0.180625f - q * q;
  const float central_numerator = 3.3871327179e0f + r * (5.0434271938e1f + r * (1.5929113202e2f + r * 5.9109374720e1f));
  const float central_denominator = 1.0f + r * (1.7895169469e1f + r * (7.8757757664e1f + r * 6.7187563600e1f));
  const float t = std::sqrt(-logarithm_single(tail)) - 1.6f;
  const float tail_numerator = 1.4234372777e0f + t * (2.7568153900e0f + t * (1.3067284816e0f + t * 1.7023821103e-1f));
  const float tail_denominator = 1.0f + t * (7.3700164250e-1f + t * 1.2021132975e-1f);
  const float numerator = r >= 0.0f ? q * central_numerator : (q < 0.0f ? -tail_numerator : tail_numerator);
  return numerator / (r >= 0.0f ? central_denominator : tail_denominator);
}

/// Φ(z). Absolute error below 3e-16; relative error below 1e-15 for z ≥ −8 and 2e-15 for z ≥ −37; constant below −37.4.
/// Source: Cody (1969), Rational Chebyshev approximations for the error function; coefficients of ANORM in Cody (1993), algorithm
/// 715.
SEALEDBID_INLINE double normal_cdf(double z) {
  const double y = z < 0.0 ? -z : z;
  const double square = y * y;
  // The exponent's rounding error would be magnified by z²/2: the part lost in squaring is found by Dekker's splitting.
  const double split = 134217729.0 * y;
  const double high = split - (split - y);
  const double low = y - high;
  const double lost = ((high * high - square) + 2.0 * high * low) + low * low;
  const double density = exponential(-0.5 * square) * (1.0 - 0.5 * lost);

  const double central =
      z *
      polynomial(square, 1.8154981253343561249e4, 1.0676894854603709582e3, 1.6102823106855587881e2, 2.2352520354606839287e0,
                 6.5682337918207449113e-2) /
      polynomial(square, 4.5507789335026729956e4, 1.0260932208618978205e4, 9.7609855173777669322e2, 4.720258190468824187e1, 1.0);
  const double middle =
      polynomial(y, 9.8427148383839780218e3, 1.1602651437647350124e4, 6.8481904505362823326e3, 2.4945375852903726711e3,
                 5.9727027639480026226e2, 9.3506656132177855979e1, 8.8831497943883759412e0, 3.9894151208813466764e-1,
                 1.0765576773720192317e-8) /
      polynomial(y, 1.9685429676859990727e4, 3.8912003286093271411e4, 3.4900952721145977266e4, 1.8615571640885098091e4,
                 6.485558298266760755e3, 1.519377599407554805e3, 2.3538790178262499861e2, 2.2266688044328115691e1, 1.0);
  const double inverse = 1.0 / (square + 1e-300);
  const double correction = inverse *
                            polynomial(inverse, 2.9112874951168792e-5, 1.421619193227893466e-3, 2.2235277870649807e-2,
                                       1.274011611602473639e-1, 2.1589853405795699e-1, 2.307344176494017303e-2) /
                            polynomial(inverse, 7.29751555083966205e-5, 3.78239633202758244e-3, 6.59881378689285515e-2,
                                       4.68238212480865118e-1, 1.28426009614491121e0, 1.0);
  const double far = (3.9894228040143267794e-1 - correction) / (y + 1e-300);

  const double tail = density * (y > 5.656854249492380195 ? far : middle);
  const double outer = z < 0.0 ? tail : 1.0 - tail;
  return y <= 0.67448975 ? 0.5 + central : outer;
}

}  // namespace sealedbid
