internal import CCDDShims
import ExactAlgebra

extension AlternativeProgram {
  /// Decides by cddlib: the largest `t <= 1` with `r_i . p >= t` at strict rows and
  /// `r_i . p >= 0` at the others is 1 or 0, and its dual solution is a certificate.
  func answerByExactSimplex() -> Feasibility {
    // Constant, coordinates, t; the last row is t <= 1.
    let columns = coordinateCount + 2
    var entries: [String] = []
    for row in 0..<rowCount {
      entries.append("0")
      entries += (0..<coordinateCount).map { entry(row, $0).description }
      entries.append(isStrict(row) ? "-1" : "0")
    }
    entries += ["1"] + Array(repeating: "0", count: coordinateCount) + ["-1"]
    guard let (point, multipliers) = Self.maximize(entries, columns: columns),
      let answer = answer(point: point, multipliers: multipliers)
    else { preconditionFailure("cddlib gave no answer to a bounded program") }
    return answer
  }

  private func answer(point: [Rational], multipliers: [Rational]) -> Feasibility? {
    let direction = Array(point.prefix(coordinateCount)).primitiveIntegers
    if isSolution(direction) { return .feasible(self.point(direction)) }
    // Signs of dual solutions are a convention; what is returned has been tested.
    return certificate(
      multipliers.prefix(rowCount).enumerated().map { ($0.offset, $0.element.magnitude) }
    ).map { .infeasible($0) }
  }

  /// Optimal point and multipliers; `nil` where the library fails.
  private static func maximize(
    _ entries: [String], columns: Int
  ) -> (point: [Rational], multipliers: [Rational])? {
    let rows = entries.count / columns
    var point = [UnsafeMutablePointer<CChar>?](repeating: nil, count: columns - 1)
    var multipliers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: rows)
    let texts = entries.map { text in
      UnsafeMutablePointer<CChar>.copy(of: text)
    }
    defer { for text in texts { text.deallocate() } }
    let status = texts.map { UnsafePointer($0) as UnsafePointer<CChar>? }
      .withUnsafeBufferPointer {
        shim_cdd_maximize(rows, columns, $0.baseAddress, &point, &multipliers)
      }
    guard status == 0 else { return nil }
    defer {
      shim_cdd_release(&point, columns - 1)
      shim_cdd_release(&multipliers, rows)
    }
    return (point.map(rational), multipliers.map(rational))
  }

  private static func rational(_ text: UnsafeMutablePointer<CChar>?) -> Rational {
    let parts = String(cString: text!).split(separator: "/")
    return Rational(Integer(parts[0])!, parts.count == 2 ? Integer(parts[1])! : 1)
  }
}

extension UnsafeMutablePointer<CChar> {
  /// A copy of a text with its final zero, to be deallocated by the caller.
  fileprivate static func copy(of text: String) -> Self {
    let bytes = text.utf8CString
    let copy = Self.allocate(capacity: bytes.count)
    _ = UnsafeMutableBufferPointer(start: copy, count: bytes.count).initialize(from: bytes)
    return copy
  }
}
