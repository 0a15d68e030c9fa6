import ExactAlgebra

/// Where the answer of a network changes that is read off its outputs.
public enum DecisionBoundary: Hashable, Sendable {
  /// Where an output, which counts from 0, is zero: the answer is its sign.
  case zero(output: Int)
  /// Where the two largest of several outputs are equal: the answer is the largest one.
  case largest
}

/// A segment of a plane between two points.
public struct PlaneSegment: Hashable, Sendable {
  /// One end.
  public let start: PlanePoint
  /// The other one.
  public let end: PlanePoint

  /// The segment between two points.
  public init(_ start: PlanePoint, _ end: PlanePoint) {
    self.start = start
    self.end = end
  }
}

extension PlanarRegion {
  /// The part of a decision boundary in the closure of the region, exactly.
  ///
  /// Nothing where the outputs in question agree on the whole region, and nothing where the
  /// boundary meets the closure in a corner only. A segment that is a side of the region belongs to
  /// the region on the other side too.
  ///
  /// - Precondition: the region has the output.
  public func segments(of boundary: DecisionBoundary) -> [PlaneSegment] {
    switch boundary {
    case .zero(let output):
      precondition(outputs.indices.contains(output), "an output that does not exist")
      return zeroSegment(of: outputs[output], where: []).map { [$0] } ?? []
    case .largest: return segmentsOfLargest
    }
  }

  /// The outputs that are largest at some corner or might be largest inside, compared in pairs.
  private var segmentsOfLargest: [PlaneSegment] {
    let values = outputs.map { row in corners.map { Self.value(of: row, at: $0) } }
    // An output below another one at all corners is never the largest.
    let candidates = outputs.indices.filter { output in
      !outputs.indices.contains { other in
        zip(values[other], values[output]).allSatisfy { $0 > $1 }
      }
    }
    return candidates.indices.flatMap { place in
      candidates[(place + 1)...].compactMap { second in
        let first = candidates[place]
        let others = candidates.filter { $0 != first && $0 != second }
        return zeroSegment(
          of: Self.difference(outputs[first], outputs[second]),
          where: others.map { Self.difference(outputs[first], outputs[$0]) })
      }
    }
  }

  private static func difference(_ a: [Rational], _ b: [Rational]) -> [Rational] {
    zip(a, b).map { $0 - $1 }
  }

  private static func value(of row: [Rational], at point: PlanePoint) -> Rational {
    row[0] * point.x + row[1] * point.y + row[2]
  }

  /// Where one affine function is zero in the closure and others are not negative; `nil` where that
  /// is no segment.
  private func zeroSegment(of row: [Rational], where others: [[Rational]]) -> PlaneSegment? {
    let values = corners.map { Self.value(of: row, at: $0) }
    var ends: [PlanePoint] = []
    for place in corners.indices {
      let next = (place + 1) % corners.count
      if values[place].isZero {
        ends.append(corners[place])
      } else if values[place].signum() * values[next].signum() < 0 {
        let part = values[place] / (values[place] - values[next])
        ends.append(corners[place].moved(part, towards: corners[next]))
      }
    }
    // Two ends, unless the function is zero everywhere, or in one corner only.
    guard ends.count == 2, ends[0] != ends[1] else { return nil }
    var (start, end) = (ends[0], ends[1])
    for other in others {
      let (first, last) = (Self.value(of: other, at: start), Self.value(of: other, at: end))
      if first.signum() >= 0, last.signum() >= 0 { continue }
      if first.signum() <= 0, last.signum() <= 0 { return nil }
      let crossing = start.moved(first / (first - last), towards: end)
      if first.signum() < 0 { start = crossing } else { end = crossing }
    }
    return start == end ? nil : PlaneSegment(start, end)
  }
}

extension PlanePoint {
  /// The point on the way to another one: itself for 0, the other for 1.
  fileprivate func moved(_ part: Rational, towards other: PlanePoint) -> PlanePoint {
    PlanePoint(x: x + part * (other.x - x), y: y + part * (other.y - y))
  }
}
