/// How the entropy of a law is estimated from counts of independent draws.
///
/// The plug-in value is the entropy of the frequencies, which is too small on average; the others correct
/// this bias. With `p_i = n_i / N` over the occupied cells, `K` of these, and `f_1`, `f_2` cells that occur
/// once and twice:
public enum EntropyEstimator: String, CaseIterable, Sendable {
  /// `-sum p ln p`.
  case plugIn = "plug-in"
  /// The plug-in value and `(K - 1) / (2 N)`. Source: G. Miller, *Note on the bias of information estimates*, 1955.
  case millerMadow = "miller-madow"
  /// `ln N - (1/N) sum n_i G(n_i)`, where `G(1) = -gamma - ln 2`, `G(2) = 2 + G(1)`, `G(2k + 1) = G(2k)` and
  /// `G(2k + 2) = G(2k) + 2/(2k + 1)`. Source: P. Grassberger, *Entropy estimates from insufficient samplings*,
  /// 2003. Some programs give this name to the formula of 1988.
  case grassberger
  /// `-sum C p ln(C p) / (1 - (1 - C p)^N)` with the coverage `C = 1 - f_1/N`; where all cells occur once,
  /// `f_1 = N - 1` is taken. Source: A. Chao, T.-J. Shen, *Nonparametric estimation of Shannon's index of diversity
  /// when there are unseen species in sample*, 2003.
  case chaoShen = "chao-shen"
  /// `sum p_i (psi(N) - psi(n_i))` and a term for the cells that were not seen, by the slope of the curve of
  /// accumulation. Source: A. Chao, Y. T. Wang, L. Jost, *Entropy and the species accumulation curve*, 2013.
  case chaoWangJost = "chao-wang-jost"
  /// `sum p_i (ln N - psi(n_i) - (-1)^n_i / (n_i + 1))`. Source: P. Grassberger, *Finite sample corrections to
  /// entropy and dimension estimates*, 1988.
  case grassberger1988 = "grassberger-1988"

  /// The five that are given for networks: without the formula of 1988, which that of 2003 replaces.
  public static let standard = allCases.filter { $0 != .grassberger1988 }
}
