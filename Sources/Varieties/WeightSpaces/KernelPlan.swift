/// What a computation by weight spaces will have to treat, known before the work starts.
struct KernelPlan: Sendable {
  /// The largest degree that keeps the memory limit.
  let reachableDegree: Int
  /// Why it is not the one that was asked for.
  let limit: KernelLimit?
  let spaces: WeightSpaces
  let grading: Multigrading
  let keys: [WeightKey]
  /// The acting group, if its weights are constant on the weight spaces.
  let action: GeneralLinearAction?

  /// Entries of the tables of one degree that are affordable in any case.
  private static let tableEntryBytes = 64
  /// Machine words of the evaluation matrix and its elimination, for each entry.
  private static let workingCopies = 3

  /// The plan for a kernel.
  init(
    for kernel: GradedKernel, upToDegree degree: Int, options: GradedKernel.Options
  ) {
    let (grading, action) = Self.grading(for: kernel, degree: degree)
    self.init(
      grading: grading, coordinateCount: kernel.map.coordinateCount, action: action,
      upToDegree: degree, threads: options.threads, memoryLimit: options.memoryLimit)
  }

  /// Counts weight spaces degree by degree, and stops at the first that is too large.
  init(
    grading: Multigrading, coordinateCount: Int, action: GeneralLinearAction? = nil,
    upToDegree degree: Int, threads: Int, memoryLimit: Int
  ) {
    let fitting = grading.fitting(degree: degree)
    let keys = fitting.keys(coordinateCount: coordinateCount, upToDegree: degree)
    var spaces = WeightSpaces(keys: keys)
    var tableBytes = 0
    var limit: KernelLimit?
    for step in 1...degree {
      var needed = Self.expectedTableBytes(spaces, nextAfter: tableBytes)
      if needed <= memoryLimit {
        spaces.extend()
        tableBytes += spaces.tableSize * Self.tableEntryBytes
        needed = Self.bytes(for: spaces, degree: step, threads: threads, tables: tableBytes)
      }
      if needed > memoryLimit {
        limit = .memory(degree: step, needed: needed, limit: memoryLimit)
        break
      }
    }
    reachableDegree = limit.map { $0.degree - 1 } ?? degree
    self.limit = limit
    self.spaces = spaces
    self.grading = fitting
    self.keys = keys
    self.action = action
  }

  /// The maximal grading, or where it does not fit into the keys and would lose the weights of
  /// the acting group, the grading by those; if they do not fit either, no group.
  private static func grading(
    for kernel: GradedKernel, degree: Int
  ) -> (Multigrading, GeneralLinearAction?) {
    let maximal = kernel.grading.fitting(degree: degree)
    guard let action = kernel.action else { return (maximal, nil) }
    let weightings = action.torusWeightings
    if weightings.allSatisfy(maximal.determines) { return (maximal, action) }
    let torus = Multigrading(weights: weightings).fitting(degree: degree)
    return torus.rank == weightings.count ? (torus, action) : (maximal, nil)
  }

  /// A table of the next degree has at most this many entries for each of the present one.
  private static func expectedTableBytes(_ spaces: WeightSpaces, nextAfter bytes: Int) -> Int {
    let growth = 1 + spaces.cells.count / (spaces.maximumDegree + 1)
    let (product, overflow) = (spaces.tableSize * tableEntryBytes)
      .multipliedReportingOverflow(by: growth)
    return overflow ? .max : bytes + product
  }

  private static func bytes(
    for spaces: WeightSpaces, degree: Int, threads: Int, tables: Int
  ) -> Int {
    let largest = spaces.monomialCounts(degree: degree).values.max() ?? 0
    let points = largest.multipliedReportingOverflow(by: spaces.coordinateCount)
    let entries = largest.multipliedReportingOverflow(by: largest)
    let matrices = entries.partialValue.multipliedReportingOverflow(
      by: 8 * workingCopies * threads)
    guard !points.overflow, !entries.overflow, !matrices.overflow else { return .max }
    let sum = (matrices.partialValue).addingReportingOverflow(points.partialValue &* 8)
    return sum.overflow ? .max : sum.partialValue + tables
  }
}
