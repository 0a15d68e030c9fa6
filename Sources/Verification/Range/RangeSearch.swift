import ExactAlgebra
import Networks

/// The search for ranges by regions, by boxes, or by both one after the other.
struct RangeSearch {
  private let question: RangeQuestion
  private let options: OutputRange.Options
  private var regions: RegionRangeSearch
  private var boxes: BoxRangeSearch?
  /// What decides, or is at work.
  private(set) var method: OutputRange.Method

  /// - Throws: `OutputRangeError.noBox` where boxes are demanded and the domain is none.
  init(_ question: RangeQuestion, _ options: OutputRange.Options) throws(OutputRangeError) {
    (self.question, self.options) = (question, options)
    let isSuitable = question.box?.isDomain == true
    if options.method == .boxes && question.domain != nil && !isSuitable { throw .noBox }
    method = question.domain == nil ? .regions : options.method ?? .regions
    var first = options
    if options.method == nil && isSuitable {
      first.maximumRegions = min(options.maximumRegions ?? .max, OutputRange.regionsBeforeBoxes)
    }
    regions = RegionRangeSearch(question, first)
  }

  var regionCount: Int { regions.regionCount }
  var boxCount: Int { boxes?.boxCount ?? 0 }
  var partCount: Int { boxes?.partCount ?? 0 }

  /// Searches.
  ///
  /// - Throws: `RegionError`, `OutputRangeError`; also as `Interruption.check`.
  mutating func run() async throws {
    if method == .regions {
      // What bounds on the whole box tell counts where a limit comes.
      defer { if !regions.isComplete { setBoxes() } }
      try await regions.run()
    }
    guard !regions.isComplete else { return }
    let remaining = options.maximumRegions.map { $0 - regionCount } ?? .max
    guard options.method != .regions, question.box?.isDomain == true,
      method == .boxes || remaining > 0
    else { return }
    setBoxes()
    if boxes != nil {
      method = .boxes
      try await boxes?.run(maximumParts: remaining)
    } else if method == .boxes {
      throw OutputRangeError.beyondDoublePrecision
    } else {
      // All regions, after all.
      regions = RegionRangeSearch(question, options)
      try await regions.run()
    }
  }

  private mutating func setBoxes() {
    guard boxes == nil, let box = question.box else { return }
    let starts = regions.best.compactMap { $0 }
    guard starts.count == 2 * question.objectives.count else { return }
    boxes = BoxRangeSearch(question, on: box, from: starts, options)
  }

  /// What is known of each objective.
  var entries: [OutputRange.Entry] {
    if method == .boxes, let boxes { return boxes.entries }
    guard !regions.isComplete, let bounds = boxes?.upperBounds else { return regions.entries }
    return regions.entries.enumerated().map { number, entry in
      OutputRange.Entry(
        objective: entry.objective,
        minimum: entry.minimum.bounded(by: bounds[2 * number].map { -$0 }),
        maximum: entry.maximum.bounded(by: bounds[2 * number + 1]))
    }
  }
}

extension RangeEnd {
  /// The end with a bound, where it was only reached.
  fileprivate func bounded(by bound: Rational?) -> RangeEnd {
    guard case .reached(let value, let point, _) = self else { return self }
    return .reached(value, at: point, bound: bound)
  }
}
