/// An object of JSON: keys with values.
///
///     let object: JSONObject = ["degree": 3, "limit": report.limit]
///
/// A key whose value is `nil` is left out. The keys are written in alphabetical order, unless the
/// object keeps the order in which they were given.
struct JSONObject: Sendable {
  private(set) var members: [(key: String, value: JSON)] = []
  /// Whether the keys are written in the order in which they were given.
  var keepsOrder = false

  init() {}

  /// The value of a key; a key is given a value once.
  subscript(key: String) -> (any JSONConvertible)? {
    get { members.first { $0.key == key }?.value }
    set { if let newValue { members.append((key, newValue.json)) } }
  }

  /// The same as the subscript, without a detour, for objects that are written in great numbers.
  mutating func set<Value: JSONConvertible>(_ key: String, to value: Value?) {
    if let value { members.append((key, value.json)) }
  }

  /// Takes all keys of another object.
  mutating func add(_ other: JSONObject) { members += other.members }

  /// The keys of both.
  static func + (first: JSONObject, second: JSONObject) -> JSONObject {
    var sum = first
    sum.add(second)
    return sum
  }

  /// The keys that come before a key, and those that come after it.
  func split(at key: String) -> (before: JSONObject, after: JSONObject) {
    var (before, after) = (JSONObject(), JSONObject())
    before.members = members.filter { $0.key < key }
    after.members = members.filter { $0.key > key }
    return (before, after)
  }

  /// The keys in the order in which they are written.
  var orderedMembers: [(key: String, value: JSON)] {
    let isOrdered =
      keepsOrder || zip(members, members.dropFirst()).allSatisfy { $0.key < $1.key }
    return isOrdered ? members : members.sorted { $0.key < $1.key }
  }

  /// The object on one line, without a line break.
  var line: String { JSON.object(self).text(.line) }

  /// The object on many lines, ending with a line break.
  var lines: String { JSON.object(self).text(.lines(depth: 0)) + "\n" }
}

extension JSONObject: JSONConvertible {
  var json: JSON { .object(self) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, (any JSONConvertible)?)...) {
    members.reserveCapacity(elements.count)
    for (key, value) in elements { self[key] = value }
  }
}
