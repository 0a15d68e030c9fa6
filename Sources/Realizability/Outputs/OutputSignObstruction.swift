import ExactAlgebra
import LongWork
public import Polyhedra

/// A proof that one output cannot have its values on the points together with the signs of the last
/// hidden layer, by cases on the signs of the weights of the output.
///
/// In each case, linear inequalities that follow from values and signs contradict each other; the
/// multipliers show it. The theorem is in the documentation of this module.
public struct OutputSignObstruction: Hashable, Sendable {
  /// One case.
  public struct Case: Hashable, Sendable {
    /// For the first classes of neurons with equal activities, in the order of their first neurons,
    /// the sign of the weight of the output: 1, -1, 0 for zero, or `nil` where it is open, as it is
    /// behind the last one.
    public let signs: [Int?]
    /// The multipliers of the inequalities.
    public let certificate: InfeasibilityCertificate

    /// A case.
    public init(signs: [Int?], certificate: InfeasibilityCertificate) {
      self.signs = signs
      self.certificate = certificate
    }
  }

  /// The output, from 0.
  public let output: Int
  /// The cases.
  public let cases: [Case]

  /// The obstruction with the given parts.
  public init(output: Int, cases: [Case]) {
    self.output = output
    self.cases = cases
  }

  /// Whether all cases are contradictions and exhaust all signs; exact.
  public func refutes(_ problem: OutputRealizationProblem) -> Bool {
    guard (0..<problem.patterns.architecture.outputCount).contains(output),
      let row = OutputRow(problem, row: output),
      cases.allSatisfy({ part in
        part.signs.count <= row.classes.count
          && zip(part.signs, row.classes).allSatisfy { sign, neurons in
            sign.map { (-1...1).contains($0) && neurons.isSingle } ?? true
          }
      })
    else { return false }
    return Self.exhaust(cases.map { $0.signs[...] })
      && cases.allSatisfy { $0.certificate.refutes(row.system($0.signs)) }
  }

  /// Whether every list of signs agrees with a case.
  private static func exhaust(_ signs: [ArraySlice<Int?>]) -> Bool {
    if signs.isEmpty { return false }
    if signs.contains(where: { $0.allSatisfy { $0 == nil } }) { return true }
    return [1, -1, 0].allSatisfy { sign in
      exhaust(
        signs.filter { list in list.first.map { $0 == nil || $0 == sign } ?? true }
          .map { $0.dropFirst() })
    }
  }
}

extension OutputRow {
  /// What is found of the cases.
  enum Outcome {
    case obstruction(OutputSignObstruction)
    /// Signs of the weights, and the vectors `q_c`, one for each class.
    case solution(signs: [Int?], vectors: [[Rational]])
    /// More or larger cases than allowed.
    case undecided
  }

  private static let sizeLimit = 1 << 20

  /// Goes through the cases, in depth, until one has a solution.
  ///
  /// - Throws: as `Interruption.check`.
  func decide(limit: Int) throws -> Outcome {
    guard size <= Self.sizeLimit else { return .undecided }
    var search = Search(row: self, hasOneSignInEachClass: false, remaining: limit)
    if try search.refute([]) {
      return .obstruction(OutputSignObstruction(output: row, cases: search.cases))
    }
    return outcome(of: search)
  }

  /// A solution in which the weights of each class have one sign, or are zero, if there is one: then
  /// all neurons of a class can have the same form.
  ///
  /// - Throws: as `Interruption.check`.
  func solutionWithOneSignInEachClass(
    limit: Int
  ) throws -> (signs: [Int?], vectors: [[Rational]])? {
    guard size <= Self.sizeLimit else { return nil }
    var search = Search(row: self, hasOneSignInEachClass: true, remaining: limit)
    guard try !search.refute([]), case .solution(let signs, let vectors) = outcome(of: search)
    else { return nil }
    return (signs, vectors)
  }

  private func outcome(of search: Search) -> Outcome {
    guard let solution = search.solution else { return .undecided }
    let vectors = classes.indices.map { index in
      Array(solution.point[index * featureCount..<(index + 1) * featureCount])
    }
    return .solution(signs: solution.signs, vectors: vectors)
  }

  private struct Search {
    let row: OutputRow
    let hasOneSignInEachClass: Bool
    var remaining: Int
    var cases: [OutputSignObstruction.Case] = []
    var solution: (signs: [Int?], point: [Rational])?

    /// Whether a case is a contradiction.
    mutating func refute(_ signs: [Int?]) throws -> Bool {
      try Interruption.check()
      guard remaining > 0 else { return false }
      remaining -= 1
      switch try row.system(signs).feasibilityInTime() {
      case .infeasible(let certificate):
        cases.append(.init(signs: signs, certificate: certificate))
        return true
      case .feasible(let point):
        guard signs.count < row.classes.count else {
          solution = (signs, point)
          return false
        }
        guard hasOneSignInEachClass || row.classes[signs.count].isSingle else {
          return try refute(signs + [nil])
        }
        for sign in [1, -1, 0] {
          guard try refute(signs + [sign]) else { return false }
        }
        return true
      }
    }
  }
}
