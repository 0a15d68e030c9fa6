public import Regions

extension NetworkLaw {
  /// How far the computation of a law has come.
  public enum Progress: Hashable, Sendable {
    /// Regions are found, and measured at once where that needs no samples.
    case regions(RegionProgress)
    /// So many of the patterns that were found are measured.
    case patterns(Int, of: Int)
    /// So many values and quantiles of outputs are known.
    case values(Int, of: Int)
    /// So many random inputs went through the network.
    case samples(Int, of: Int)
  }
}
