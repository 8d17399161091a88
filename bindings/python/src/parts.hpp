#pragma once

#include <nanobind/nanobind.h>

/// Runs in parts: the functions of sealedbid._native that several processes need.
namespace sealedbid::python {

void define_parts(nanobind::module_& module);

}  // namespace sealedbid::python
