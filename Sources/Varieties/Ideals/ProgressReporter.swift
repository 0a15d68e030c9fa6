import Synchronization

/// Counts finished parts of a degree from several threads, and tells the caller.
final class ProgressReporter: Sendable {
  private let degree: Int
  private let works: [Double]
  private let names: [String]
  private let total: Double
  private let report: (@Sendable (KernelProgress) -> Void)?
  private let state = Mutex((count: 0, work: 0.0))

  /// Parts with the sizes of their matrices, and with names where they have any; the work grows
  /// with the cube of the size.
  init(
    degree: Int, costs: [Int], names: [String] = [], report: (@Sendable (KernelProgress) -> Void)?
  ) {
    self.degree = degree
    works = costs.map { Double($0) * Double($0) * (Double($0) + 100) + 1 }
    total = works.reduce(0, +)
    self.report = report
    self.names = names
  }

  /// Records that a part is finished.
  func finish(_ part: Int) {
    guard let report else { return }
    let (count, work) = state.withLock { state in
      state.count += 1
      state.work += works[part]
      return state
    }
    report(
      KernelProgress(
        degree: degree, finished: count, total: works.count, part: names.isEmpty ? "" : names[part],
        fraction: min(work / total, 1)))
  }
}
