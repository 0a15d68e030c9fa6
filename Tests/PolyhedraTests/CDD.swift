import CCDDShims
import ExactAlgebra

@testable import Polyhedra

/// Linear programs solved over the rationals by cddlib.
enum CDD {
  /// The largest `t <= 1` with `r_i . p >= t` at strict rows and `r_i . p >= 0` at the others, which is
  /// 1 where the homogeneous system has a solution and 0 elsewhere.
  static func isFeasible(_ program: AlternativeProgram) -> Bool {
    // Constant, coordinates, t; the last row is t <= 1.
    let columns = program.coordinateCount + 2
    var entries: [String] = []
    for row in 0..<program.rowCount {
      entries.append("0")
      entries += (0..<program.coordinateCount).map { program.entry(row, $0).description }
      entries.append(program.isStrict(row) ? "-1" : "0")
    }
    entries += ["1"] + Array(repeating: "0", count: program.coordinateCount) + ["-1"]
    guard let (point, _) = maximize(entries, columns: columns) else {
      preconditionFailure("cddlib gave no answer to a bounded program")
    }
    return point.last == 1
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
