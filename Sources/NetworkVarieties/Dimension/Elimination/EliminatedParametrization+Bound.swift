import ExactAlgebra
import Varieties

extension PatternMap {
  /// The largest number of parameters with which the Jacobian matrix is eliminated symbolically.
  public static let maximumSymbolicParameterCount = 160
  /// The largest number of terms of an entry in the elimination.
  public static let maximumSymbolicTermCount = 1_000
}

extension EliminatedParametrization {
  /// The rank of the Jacobian matrix over the field of rational functions, as far as it is not
  /// known to be the largest possible one: a proved upper bound for the dimension of the closure
  /// of the image.
  ///
  /// Changes of basis of the hidden layers make some rows superfluous, and so do directions in
  /// which nothing changes at any network. The others are eliminated exactly where they take part
  /// in a relation at a random network of a `ParameterSlice`. With more parameters or terms than
  /// the limits permit, or none at all, `nil`.
  func eliminationBound(
    with idle: [[(parameter: Int, value: UInt)]] = [], seed: UInt64, over field: PrimeField,
    checking check: () throws -> Void
  ) rethrows -> Int? {
    guard (1...PatternMap.maximumSymbolicParameterCount).contains(parameterCount) else {
      return nil
    }
    var generator = SeededGenerator(seed: seed, stream: RandomStream.jacobian)
    let slice = try ParameterSlice(
      of: self, with: idle, over: field, using: &generator, checking: check)
    let rows = try rowsBesideMixings(
      and: idle, at: slice.point, over: field, checking: check)
    let related = related(rows, at: slice.point, over: field)
    let free = slice.constants.indices.filter { slice.constants[$0] == nil }
    let ring = PolynomialRing(free.map { PatternMap.name(of: patternMap.parameters[$0]) })
    var entries = slice.constants.map { ring.constant(Rational($0 ?? 0)) }
    for (variable, parameter) in free.enumerated() { entries[parameter] = ring.variable(variable) }
    try check()
    let matrix = derivatives(by: related, at: entries, in: ring)
    let rank = try matrix.rank(
      maximumTermCount: PatternMap.maximumSymbolicTermCount, checking: check)
    return rank.map { rows.count - related.count + $0 }
  }

  /// Parameters whose derivatives span all of them, by changes of basis of the hidden
  /// layers and idle directions.
  private func rowsBesideMixings(
    and idle: [[(parameter: Int, value: UInt)]], at values: [UInt], over field: PrimeField,
    checking check: () throws -> Void
  ) rethrows -> [Int] {
    let mixings = idle + (try patternMap.mixings(at: values, over: field, checking: check))
    var matrix = ModularMatrix(
      rows: mixings.count, columns: parameterCount, over: field
    ) { row, entries in
      for (parameter, value) in mixings[row] {
        entries[parameter] = field.add(entries[parameter], value)
      }
    }
    let superfluous = Set(matrix.reduceToEchelonForm())
    return (0..<parameterCount).filter { !superfluous.contains($0) }
  }

  /// Those of the given parameters whose derivatives take part in a linear relation.
  private func related(_ rows: [Int], at values: [UInt], over field: PrimeField) -> [Int] {
    let jacobian = jacobian(at: values, over: field)
    let relations = ModularMatrix(rows.map(jacobian.row), over: field).transpose.nullSpace
    let places = Set(
      (0..<relations.dimension).flatMap { index in
        let relation = relations.basisVector(index)
        return relation.indices.filter { relation[$0] != 0 }
      })
    return places.sorted().map { rows[$0] }
  }
}
