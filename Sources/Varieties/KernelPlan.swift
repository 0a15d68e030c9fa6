/// What a graded kernel up to a degree will have to treat, known before the work starts.
struct KernelPlan: Sendable {
  let spaces: WeightSpaces
  let grading: Multigrading
  let keys: [WeightKey]

  /// Entries of the tables of one degree that are affordable in any case.
  private static let tableEntryBytes = 64
  /// Machine words of the evaluation matrix and its elimination, for each entry.
  private static let workingCopies = 3

  /// Counts weight spaces degree by degree, and stops at the first that is too large.
  ///
  /// - Throws: `KernelError.memoryLimit`.
  init(
    grading: Multigrading, coordinateCount: Int, upToDegree degree: Int, threads: Int,
    memoryLimit: Int
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
      let needed = Self.bytes(for: spaces, degree: step, threads: threads, tables: tableBytes)
      guard needed <= memoryLimit else {
        throw .memoryLimit(
          degree: step, needed: needed, limit: memoryLimit, largestFitting: step - 1)
      }
    }
    self.spaces = spaces
    self.grading = fitting
    self.keys = keys
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
