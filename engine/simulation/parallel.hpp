#pragma once

#include <functional>

namespace sealedbid {

/// Threads that `asked` means: 0 stands for one a core.
int thread_count(int asked);

/// Calls work(index, thread) for index 0 … count − 1 on `threads` threads, in increasing order of start; thread is 0 … threads
/// − 1. An exception stops new calls; afterwards the one of the lowest index is thrown. The only place that knows OpenMP.
void for_each_parallel(int count, int threads, const std::function<void(int index, int thread)>& work);

}  // namespace sealedbid
