#include "base/build_info.hpp"

#include "git_commit.hpp"  // written by the build

namespace sealedbid {

BuildInfo build_info() {
  return {SEALEDBID_VERSION, SEALEDBID_GIT_COMMIT, SEALEDBID_COMPILER, SEALEDBID_BUILD_TYPE, SEALEDBID_LIBRARIES};
}

std::string kernel_instruction_set() {
#ifdef SEALEDBID_USE_FUNCTION_CLONES
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4")) return "x86-64-v4 (AVX-512)";
  if (__builtin_cpu_supports("x86-64-v3")) return "x86-64-v3 (AVX2)";
  return "x86-64 (SSE2)";
#else
  return "as compiled";
#endif
}

}  // namespace sealedbid
