import ExactAlgebra
import Polyhedra

/// The value of an option that bounds coordinates, such as `-2:3,-1:1`.
struct BoxBounds {
  /// A lower and an upper bound for each coordinate, or once for all; open ends are `nil`.
  let sides: [(lower: Rational?, upper: Rational?)]
  private let option: String

  /// Reads bounds.
  ///
  /// - Parameters:
  ///   - text: the value.
  ///   - option: the option, for messages.
  ///   - hasOpenEnds: whether a bound may be missing, or infinite.
  /// - Throws: `Failure`.
  init(_ text: String, option: String, hasOpenEnds: Bool = false) throws {
    self.option = option
    sides = try text.split(separator: ",", omittingEmptySubsequences: false).map { side in
      let bounds = side.split(separator: ":", omittingEmptySubsequences: false)
      guard bounds.count == 2 else {
        let examples = hasOpenEnds ? "-1:1, 0: or :2" : "-1:1"
        throw Failure.usage("\(option): '\(side.excerpt)', expected two bounds such as \(examples)")
      }
      if hasOpenEnds {
        return (
          lower: try Self.end(bounds[0], infinities: ["", "-inf", "-infinity"], option),
          upper: try Self.end(bounds[1], infinities: ["", "inf", "+inf", "infinity"], option)
        )
      }
      return (
        lower: try VectorList.number(bounds[0], option: option),
        upper: try VectorList.number(bounds[1], option: option)
      )
    }
  }

  private static func end(
    _ text: Substring, infinities: [String], _ option: String
  ) throws -> Rational? {
    infinities.contains(text.lowercased()) ? nil : try VectorList.number(text, option: option)
  }

  /// The number of coordinates; `nil` where one pair of bounds is for all of them.
  var dimension: Int? { sides.count == 1 ? nil : sides.count }

  /// The bounds for so many coordinates.
  ///
  /// - Throws: `Failure` where they are bounds for another number of coordinates.
  func sides(dimension: Int) throws -> [(lower: Rational?, upper: Rational?)] {
    guard sides.count == dimension || sides.count == 1 else {
      throw Failure.data(
        "\(option): \(sides.count) pairs of bounds, expected \(dimension), "
          + "or one for all coordinates")
    }
    return sides.count == dimension ? sides : Array(repeating: sides[0], count: dimension)
  }

  /// The same without open ends.
  ///
  /// - Precondition: they were not allowed.
  func closedSides(dimension: Int) throws -> [(lower: Rational, upper: Rational)] {
    try sides(dimension: dimension).map { (lower: $0.lower!, upper: $0.upper!) }
  }

  /// The closed half-spaces of the bounds, for so many coordinates. A box whose bounds are in the
  /// wrong order is empty.
  ///
  /// - Throws: `Failure` where they are bounds for another number of coordinates.
  func halfSpaces(dimension: Int) throws -> [HalfSpace] {
    try sides(dimension: dimension).enumerated().flatMap { coordinate, side in
      let unit: [Rational] = (0..<dimension).map { $0 == coordinate ? 1 : 0 }
      let lower = side.lower.map { HalfSpace(normal: unit, offset: -$0, isOpen: false) }
      let upper = side.upper.map {
        HalfSpace(normal: unit.map { -$0 }, offset: $0, isOpen: false)
      }
      return [lower, upper].compactMap { $0 }
    }
  }
}
