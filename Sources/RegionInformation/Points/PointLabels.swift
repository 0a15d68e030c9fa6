/// The classes of points, such as those that a network is to tell apart.
///
///     let labels = PointLabels(["cat", "dog", "cat"])
///     labels.names                                          // ["cat", "dog"]
///     labels.classes                                        // [0, 1, 0]
public struct PointLabels: Hashable, Sendable {
  /// The labels that occur: numbers by their size, then words in the order of their characters.
  public let names: [String]
  /// For each point the number of its label, from 0.
  public let classes: [Int]

  /// Labels of points, in the order of the points.
  public init(_ labels: [String]) {
    names = Set(labels).sorted { a, b in
      switch (Double(a), Double(b)) {
      case (let x?, let y?) where x != y: x < y
      case (_?, nil): true
      case (nil, _?): false
      default: a < b
      }
    }
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    classes = labels.map { numbers[$0]! }
  }

  private init(names: [String], classes: [Int]) {
    self.names = names
    self.classes = classes
  }

  /// How often each label occurs.
  var counts: [Int] {
    classes.reduce(into: Array(repeating: 0, count: names.count)) { $0[$1] += 1 }
  }

  /// The labels of some of the points, with the same numbers.
  public func selecting(_ indices: [Int]) -> PointLabels {
    PointLabels(names: names, classes: indices.map { classes[$0] })
  }
}
