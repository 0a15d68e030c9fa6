/// What a graded kernel up to a degree will have to treat, known before the work starts.
struct KernelPlan: Sendable {
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
  ///
  /// - Throws: `KernelError.memoryLimit`, `KernelError.weightsTooLarge`.
  init(
    for kernel: GradedKernel, upToDegree degree: Int, options: GradedKernel.Options
  ) throws(KernelError) {
    let (grading, action) = Self.grading(for: kernel, degree: degree)
    if options.findsHighestWeightVectors, kernel.action != nil, action == nil {
      throw .weightsTooLarge(degree: degree)
    }
    try self.init(
      grading: grading, coordinateCount: kernel.map.coordinateCount, action: action,
      upToDegree: degree, threads: options.threads, memoryLimit: options.memoryLimit,
      findsHighestWeightVectors: options.findsHighestWeightVectors)
  }

  /// Counts weight spaces degree by degree, and stops at the first that is too large.
  ///
  /// - Throws: `KernelError.memoryLimit`.
  init(
    grading: Multigrading, coordinateCount: Int, action: GeneralLinearAction? = nil,
    upToDegree degree: Int, threads: Int, memoryLimit: Int,
    findsHighestWeightVectors: Bool = false
  ) throws(KernelError) {
    let fitting = grading.fitting(degree: degree)
    let keys = fitting.keys(coordinateCount: coordinateCount, upToDegree: degree)
    var spaces = WeightSpaces(keys: keys)
    var tableBytes = 0
    for step in 1...degree {
      let expected = Self.expectedTableBytes(spaces, nextAfter: tableBytes)
      guard expected <= memoryLimit else {
        throw .memoryLimit(
          degree: step, needed: expected, limit: memoryLimit, largestFitting: step - 1)
      }
      spaces.extend()
      tableBytes += spaces.tableSize * Self.tableEntryBytes
      var needed = Self.bytes(for: spaces, degree: step, threads: threads, tables: tableBytes)
      if findsHighestWeightVectors, let action {
        needed = max(
          needed, Self.highestWeightBytes(for: spaces, degree: step, action: action))
      }
      guard needed <= memoryLimit else {
        throw .memoryLimit(
          degree: step, needed: needed, limit: memoryLimit, largestFitting: step - 1)
      }
    }
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

  /// The evaluation matrix of the largest weight space of the group, with the rows of all
  /// raising operators below it.
  private static func highestWeightBytes(
    for spaces: WeightSpaces, degree: Int, action: GeneralLinearAction
  ) -> Int {
    var sizes: [[[Int]]: Int] = [:]
    for (weight, count) in spaces.monomialCounts(degree: degree) {
      let own = action.weight(of: spaces.firstMonomial(of: weight, degree: degree))
      let sum = sizes[own, default: 0].addingReportingOverflow(count)
      sizes[own] = sum.overflow ? .max : sum.partialValue
    }
    let largest = Double(sizes.values.max() ?? 0)
    let rows = largest * Double(1 + action.raisingOperators.count)
    let bytes = largest * rows * 8 * 2
    return bytes < 1e18 ? Int(bytes) : .max
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
