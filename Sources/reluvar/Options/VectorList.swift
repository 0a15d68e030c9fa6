import ExactAlgebra
import Foundation
import Interchange

/// The value of an option that is a list of vectors, or the name of a file with one on each line.
struct VectorList {
  let vectors: [[Rational]]

  /// Reads vectors whose entries are separated by `,`, themselves by `;`, or the file.
  ///
  /// - Parameters:
  ///   - text: the value.
  ///   - option: the option, for messages.
  ///   - count: how many entries a vector has.
  ///   - what: what these are, for messages.
  /// - Throws: `Failure`, and `DataError` for what is wrong in a file.
  init(_ text: String, option: String, count: Int, of what: String) throws {
    if Self.isFile(text) {
      vectors = try PointTable(file: text, columns: count).points
      return
    }
    vectors = try text.split(separator: ";", omittingEmptySubsequences: false).map { vector in
      let entries = vector.split(separator: ",", omittingEmptySubsequences: false)
      guard entries.count == count else {
        throw Failure.data(
          "\(option): '\(vector.excerpt)' has \(entries.count) coordinates, "
            + "expected \(count), \(what)")
      }
      return try entries.map { try Self.number($0, option: option) }
    }
  }

  /// A file that exists, or a name that is no list of numbers, such as `points.csv`.
  private static func isFile(_ text: String) -> Bool {
    guard !FileManager.default.fileExists(atPath: text) else { return true }
    return text.firstMatch(of: /[A-Za-z_][^,;]*\.[A-Za-z]|[\/][A-Za-z]|[A-Za-z]\//) != nil
  }

  /// Reads a number.
  static func number(_ text: Substring, option: String) throws -> Rational {
    do {
      return try Rational(parsing: String(text))
    } catch {
      throw Failure.usage("\(option): \(error.message)")
    }
  }
}
