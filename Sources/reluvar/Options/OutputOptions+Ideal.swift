import NetworkVarieties

extension OutputOptions {
  /// How ideals are computed, as far as the options of all verbs say it: seed, threads, progress.
  var idealOptions: ComputedIdeal.Options {
    let diagnostics = diagnostics
    var options = ComputedIdeal.Options()
    options.kernel.seed = seed
    options.kernel.threads = threadCount
    options.kernel.progress = { diagnostics.report($0) }
    return options
  }
}
