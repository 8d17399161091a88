# One interface target carries every flag that the engine, its tests and its benchmarks share.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
# -O2 alone leaves out the loop optimisations that the kernels rely on; NDEBUG also silences Eigen's checks.
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG")

add_library(sealedbid_flags INTERFACE)
target_compile_options(sealedbid_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
  # Same bits on every CPU: no fused multiply-add behind our back. The two "no" flags only drop errno and floating-point
  # traps, which nothing here reads, and without them loops with a division or square root do not vectorise.
  -ffp-contract=off -fno-math-errno -fno-trapping-math)
target_compile_definitions(sealedbid_flags INTERFACE EIGEN_DONT_PARALLELIZE)

# False positives of g++ 12 on std::string (GCC bugs 105651, 105562) and on fixed-size arrays.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(sealedbid_flags INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow
                         -Wno-maybe-uninitialized)
endif()
if(SEALEDBID_WARNINGS_AS_ERRORS)
  target_compile_options(sealedbid_flags INTERFACE -Werror)
endif()
if(SEALEDBID_SANITIZE)
  target_compile_options(sealedbid_flags INTERFACE -fsanitize=${SEALEDBID_SANITIZE} -fno-omit-frame-pointer -g)
  target_link_options(sealedbid_flags INTERFACE -fsanitize=${SEALEDBID_SANITIZE})
endif()
# Sanitizers run before the resolvers that choose a clone, and clang 14 has no such clones: both get the baseline loops.
if(SEALEDBID_FUNCTION_CLONES AND NOT SEALEDBID_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU"
   AND CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
  target_compile_definitions(sealedbid_flags INTERFACE SEALEDBID_USE_FUNCTION_CLONES)
endif()
