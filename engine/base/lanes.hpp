#pragma once

#include <array>
#include <cstdint>

/// The kernels work on tiles: arrays [slot][lane] in which a lane is one replication. This file fixes the tile's width and the
/// attribute that compiles a loop over lanes for several instruction sets.
namespace sealedbid {

/// Replications that are worked on side by side. A compile-time constant, so that the compiler unrolls every loop over lanes.
inline constexpr int lane_count = 32;

/// One value a lane, aligned for the widest vector registers.
template <class Value>
struct alignas(64) LaneArray : std::array<Value, lane_count> {};

using LaneReals = LaneArray<double>;
using LaneIntegers = LaneArray<std::int32_t>;

/// Whether kernels run with AVX-512 here: for the few that have a second form which is faster there and slower elsewhere. Both
/// forms must give the same bits.
inline bool has_wide_registers() {
#ifdef SEALEDBID_USE_FUNCTION_CLONES
  static const bool has_avx512 = __builtin_cpu_supports("x86-64-v4");
  return has_avx512;
#else
  return false;
#endif
}

}  // namespace sealedbid

/// Put before the definition of a function (never a template, never inline) whose loops over lanes matter. It is compiled for the
/// x86-64 baseline, AVX2 and AVX-512, and the CPU's best is chosen at start. Without fused multiply-add and with element-wise
/// loops only, all three give the same bits. Functions called inside must be SEALEDBID_INLINE.
#ifdef SEALEDBID_USE_FUNCTION_CLONES
#define SEALEDBID_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define SEALEDBID_CLONES
#endif

/// Put before a small function that kernels call inside their loops, so that it takes the instruction set of its caller.
#define SEALEDBID_INLINE inline __attribute__((always_inline))
