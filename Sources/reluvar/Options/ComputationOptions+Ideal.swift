import NetworkVarieties
import Varieties

extension ComputationOptions {
  /// How ideals are computed, as far as the options of all verbs say it: seed, threads, progress.
  var idealOptions: ComputedIdeal.Options {
    let diagnostics = diagnostics
    var options = ComputedIdeal.Options()
    options.kernel.seed = seed
    options.kernel.threads = threadCount
    options.kernel.progress = { diagnostics.report($0) }
    return options
  }

  /// How an ideal is derived, degree by degree. With an automatic bound, and without a method that somebody chose,
  /// a theorem may take the place of the computation.
  func derivationOptions(
    upTo bound: DegreeBound, method: KernelMethod? = nil
  ) -> ComputedIdeal.Options {
    let diagnostics = diagnostics
    var options = idealOptions
    options.kernel.method = method ?? .highestWeights
    options.usesTheorems = method == nil && bound == .automatic
    options.refusalForeseen = { diagnostics.note("\($0); the degrees before it come first") }
    return options
  }
}
