import ExactAlgebra
import Networks

/// Some columns of a table, by their numbers from 1, ranges of these, or their names in the header.
///
///     let selection = try ColumnSelection(parsing: "2-5,width")
///
/// The points have the columns in the order of the selection.
public struct ColumnSelection: Hashable, Sendable {
  private enum Part: Hashable {
    case numbers(ClosedRange<Int>)
    case name(String)
  }

  private let parts: [Part]
  /// The selection as it was written.
  let text: String

  /// Reads a selection such as `2-5,7` or `length,width`.
  ///
  /// - Throws: `DataError` without a file for an empty part or a range that is none.
  public init(parsing text: String) throws(DataError) {
    var parts: [Part] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      guard !word.isEmpty else {
        throw DataError("an empty part, expected columns such as 2-5,7 or length,width")
      }
      parts.append(try Self.part(word))
    }
    self.parts = parts
    self.text = text
  }

  private static func part(_ word: String) throws(DataError) -> Part {
    let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count <= 2, ends.allSatisfy({ $0 != nil }), let first = ends[0],
      let last = ends[ends.count - 1]
    else { return .name(word) }
    guard 1 <= first, first <= last, last <= Architecture.maximumWidth else {
      throw DataError(
        "'\(word.excerpt)', expected columns from 1 to \(Architecture.maximumWidth), the smaller "
          + "number first")
    }
    return .numbers(first...last)
  }

  /// The columns, from 0.
  ///
  /// - Parameters:
  ///   - count: how many columns there are.
  ///   - names: their names, where the table has a header.
  /// - Throws: `DataError` for columns that are not there.
  func indices(among count: Int, names: [String]?) throws(DataError) -> [Int] {
    var indices: [Int] = []
    for part in parts {
      switch part {
      case .numbers(let range):
        guard range.upperBound <= count else {
          throw DataError("--columns: no column \(range.upperBound), the line has \(count)")
        }
        indices += range.map { $0 - 1 }
      case .name(let name):
        guard let names else {
          throw DataError(
            "--columns: '\(name.excerpt)', but the first line is no header, expected numbers of "
              + "columns")
        }
        let places = names.indices.filter { names[$0] == name }
        guard let place = places.first else {
          let hint = nearestWord(to: name, among: names).map { ", did you mean '\($0.excerpt)'?" }
          throw DataError("--columns: no column '\(name.excerpt)' in the header\(hint ?? "")")
        }
        guard places.count == 1 else {
          throw DataError(
            "--columns: '\(name.excerpt)' occurs \(places.count) times in the header, expected "
              + "numbers of columns")
        }
        indices.append(place)
      }
      guard indices.count <= Architecture.maximumWidth else {
        throw DataError("--columns: more than \(Architecture.maximumWidth) columns")
      }
    }
    return indices
  }

  /// Whether a column is named rather than numbered.
  var hasNames: Bool {
    parts.contains { if case .name = $0 { true } else { false } }
  }

  /// Columns, from 0, as a selection is written.
  static func text(of columns: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for column in columns.map({ $0 + 1 }) {
      if let last = ranges.last, last.upperBound == column - 1 {
        ranges[ranges.count - 1] = last.lowerBound...column
      } else {
        ranges.append(column...column)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}
