/// The irreducible characters of the symmetric groups up to a degree, for shapes with at most a
/// given number of rows.
///
/// By the rule of Murnaghan and Nakayama. Source: Fulton and Harris, *Representation theory*,
/// problem 4.45.
struct SymmetricGroupCharacters: Sendable {
  /// `tables[n][shape][cycle type]`
  private var tables: [[Partition: [Partition: Int]]] = [[Partition([]): [Partition([]): 1]]]
  private let maximumLength: Int

  /// The largest degree that is known.
  var maximumDegree: Int { tables.count - 1 }

  init(upTo degree: Int, maximumLength: Int = .max) {
    self.maximumLength = maximumLength
    extend(to: degree)
  }

  /// Adds the characters up to a degree.
  mutating func extend(to degree: Int) {
    while maximumDegree < degree { extend() }
  }

  /// The value of the character of a shape at permutations of a cycle type of the same size.
  func value(of shape: Partition, at cycleType: Partition) -> Int {
    tables[shape.size][shape]![cycleType]!
  }

  private mutating func extend() {
    let degree = tables.count
    let cycleTypes = Partition.all(of: degree)
    var table: [Partition: [Partition: Int]] = [:]
    // Removing a rim hook adds no rows.
    for shape in Partition.all(of: degree, maximumLength: maximumLength) {
      var values: [Partition: Int] = [:]
      for cycleType in cycleTypes {
        let length = cycleType.parts[0]
        let rest = Partition(Array(cycleType.parts.dropFirst()))
        values[cycleType] = shape.withoutRimHooks(ofLength: length).reduce(0) { sum, removal in
          sum + removal.sign * tables[degree - length][removal.shape]![rest]!
        }
      }
      table[shape] = values
    }
    tables.append(table)
  }
}

extension Partition {
  /// All partitions of a number, in descending lexicographic order.
  static func all(of number: Int, maximumLength: Int = .max) -> [Partition] {
    var results: [Partition] = []
    func complete(_ parts: [Int], rest: Int) {
      guard rest > 0 else { return results.append(Partition(parts)) }
      guard parts.count < maximumLength else { return }
      for part in stride(from: min(rest, parts.last ?? rest), to: 0, by: -1) {
        complete(parts + [part], rest: rest - part)
      }
    }
    complete([], rest: number)
    return results
  }

  /// The partition whose parts are the lengths of the columns.
  var conjugate: Partition {
    Partition((0..<(parts.first ?? 0)).map { column in parts.count { $0 > column } })
  }

  /// The number of permutations with this cycle type.
  var conjugacyClassSize: Int {
    var size = (1...max(self.size, 1)).reduce(1, *)
    for part in Set(parts) {
      let multiplicity = parts.count { $0 == part }
      for step in 1...multiplicity { size /= part * step }
    }
    return size
  }

  /// What remains when a rim hook of a length is removed, with the sign of its height.
  fileprivate func withoutRimHooks(ofLength length: Int) -> [(shape: Partition, sign: Int)] {
    // Beads of an abacus: a rim hook is a bead that moves down to a free place.
    let count = parts.count
    let beads = parts.enumerated().map { $1 + count - 1 - $0 }
    return beads.compactMap { bead in
      let target = bead - length
      guard target >= 0, !beads.contains(target) else { return nil }
      let passed = beads.count { target < $0 && $0 < bead }
      let moved = beads.map { $0 == bead ? target : $0 }.sorted(by: >)
      let shape = Partition(moved.enumerated().map { $1 - (count - 1 - $0) })
      return (shape, passed.isMultiple(of: 2) ? 1 : -1)
    }
  }
}
