#pragma once

/// Maximizes the last variable over the polyhedron of all `x` with `row . (1, x) >= 0` for each
/// row, exactly.
///
/// `entries` are the rows one after the other, integers as decimal text. On success the result
/// is 0; then `point` has `columns - 1` and `multipliers` has `rows` rational numbers as text,
/// to be given back with `shim_cdd_release`. Otherwise it is not 0, and nothing is to be given
/// back. The program must have an optimum. cddlib keeps state between calls: one call at a time
/// is let in.
int shim_cdd_maximize(
    long rows, long columns, const char *const *entries, char **point, char **multipliers);

/// Gives back texts of `shim_cdd_maximize`.
void shim_cdd_release(char **texts, long count);
