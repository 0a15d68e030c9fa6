import Foundation
import Testing

/// A JSON object, and the kinds of its values.
struct JSONObject {
  let values: [String: Any]

  init(_ text: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    values = try #require(value as? [String: Any])
  }

  init(_ values: [String: Any]) { self.values = values }

  enum Kind: String { case integer, number, text, truth, list, object, null }

  /// The kind of the value of each key.
  var kinds: [String: Kind] { values.mapValues(Self.kind) }

  func integer(_ key: String) -> Int? { kinds[key] == .integer ? values[key] as? Int : nil }
  func text(_ key: String) -> String? { values[key] as? String }
  func truth(_ key: String) -> Bool? { kinds[key] == .truth ? values[key] as? Bool : nil }
  func object(_ key: String) throws -> JSONObject {
    JSONObject(try #require(values[key] as? [String: Any]))
  }
  func objects(_ key: String) throws -> [JSONObject] {
    try #require(values[key] as? [[String: Any]]).map { JSONObject($0) }
  }

  private static func kind(of value: Any) -> Kind {
    switch value {
    case is String: return .text
    case is [Any]: return .list
    case is [String: Any]: return .object
    case let number as NSNumber:
      // A truth value is a number to `as? Bool` and `as? Int` alike; only the type tells.
      switch String(cString: number.objCType) {
      case "c", "B": return .truth
      case "d", "f": return number.doubleValue == number.doubleValue.rounded() ? .integer : .number
      default: return .integer
      }
    default: return .null
    }
  }
}
