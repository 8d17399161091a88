# Every third-party library, in one place. Debian package names: see tools/apt-packages.txt.
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(yaml-cpp REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(PkgConfig REQUIRED)
pkg_check_modules(NETCDF REQUIRED IMPORTED_TARGET netcdf)
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)
find_path(LIBCSV_INCLUDE_DIR csv.h REQUIRED)
find_library(LIBCSV_LIBRARY csv REQUIRED)

# What `sealedbid doctor` shows.
set(SEALEDBID_LIBRARIES
  "Eigen ${Eigen3_VERSION}, yaml-cpp ${yaml-cpp_VERSION}, Boost ${Boost_VERSION_STRING}, netCDF ${NETCDF_VERSION}, fmt ${fmt_VERSION}, nlohmann-json ${nlohmann_json_VERSION}, CLI11 ${CLI11_VERSION}, OpenSSL ${OPENSSL_VERSION}, OpenMP ${OpenMP_CXX_VERSION}")
