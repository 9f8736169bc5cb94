#pragma once
// Whom the machine serves first.

namespace admitone::base {

/// Gives the calling thread this nice value, from 0 (usual) to 19 (whatever is left): for work that
/// must not delay an admission. Only the first call of a thread counts, and where the value is
/// refused, because the process has a higher one, the thread keeps that. On Linux each thread has
/// one of its own (setpriority(2)).
void give_way(int nice_value) noexcept;

}  // namespace admitone::base
