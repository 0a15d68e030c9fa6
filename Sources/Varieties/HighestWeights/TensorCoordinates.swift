/// The coordinates as entries of tensors, which is how a product of general linear groups sees
/// them.
///
/// Each label names one tensor. Its indices are the positions of the factors that act on it: for
/// the blocks of a network a matrix for each block and, with biases, a column of constants.
struct TensorCoordinates: Sendable {
  struct Label: Hashable, Sendable {
    /// The factors of the group that act, ascending.
    let factors: [Int]
    /// The coordinates, row by row: the position of the first factor counts most.
    let coordinates: [Int]
  }

  /// The sizes of the factors.
  let factorSizes: [Int]
  let labels: [Label]
  let coordinateCount: Int
  /// For each coordinate its label.
  private let labelOfCoordinate: [Int]

  /// The tensors of an action, or `nil` where its lines do not form grids.
  init?(_ action: GeneralLinearAction, coordinateCount: Int) {
    let lines = action.factors.map { factor in
      var lines = [[Int]?](repeating: nil, count: coordinateCount)
      for line in factor.lines {
        for coordinate in line { lines[coordinate] = line }
      }
      return lines
    }
    var labels: [Label] = []
    var covered = 0
    for base in 0..<coordinateCount
    where action.factors.allSatisfy({ ($0.positions[base] ?? 0) == 0 }) {
      let factors = action.factors.indices.filter { action.factors[$0].positions[base] != nil }
      var grid = [base]
      for factor in factors {
        var wider: [Int] = []
        for coordinate in grid {
          guard let line = lines[factor][coordinate], line[0] == coordinate else { return nil }
          wider += line
        }
        grid = wider
      }
      covered += grid.count
      labels.append(Label(factors: factors, coordinates: grid))
    }
    guard covered == coordinateCount, Set(labels.flatMap(\.coordinates)).count == covered else {
      return nil
    }
    factorSizes = action.factors.map(\.size)
    self.labels = labels
    self.coordinateCount = coordinateCount
    var owners = [Int](repeating: 0, count: coordinateCount)
    for (number, label) in labels.enumerated() {
      for coordinate in label.coordinates { owners[coordinate] = number }
    }
    labelOfCoordinate = owners
    let isGrid = labels.allSatisfy { label in
      Self.indices(of: label, sizes: factorSizes).allSatisfy { positions, coordinate in
        zip(label.factors, positions).allSatisfy { factor, position in
          action.factors[factor].positions[coordinate] == position
        }
      }
    }
    guard isGrid else { return nil }
  }

  /// The coordinate of a tensor at the given positions, one for each factor that acts on it.
  func coordinate(ofLabel label: Int, at positions: [Int]) -> Int {
    let label = labels[label]
    let place = zip(label.factors, positions).reduce(0) { $0 * factorSizes[$1.0] + $1.1 }
    return label.coordinates[place]
  }

  /// For each coordinate its position for each factor, `nil` where the factor does not act.
  var positionsOfCoordinates: [[Int?]] {
    var result = [[Int?]](
      repeating: factorSizes.map { _ in nil }, count: coordinateCount)
    for label in labels {
      for (positions, coordinate) in Self.indices(of: label, sizes: factorSizes) {
        for (factor, position) in zip(label.factors, positions) {
          result[coordinate][factor] = position
        }
      }
    }
    return result
  }

  /// How often each label occurs in a monomial.
  func content(of monomial: [Int]) -> Content {
    var counts = [Int](repeating: 0, count: labels.count)
    for coordinate in monomial { counts[labelOfCoordinate[coordinate]] += 1 }
    return Content(counts: counts)
  }

  /// All coordinates of a label with their positions.
  private static func indices(
    of label: Label, sizes: [Int]
  ) -> [(positions: [Int], coordinate: Int)] {
    label.coordinates.enumerated().map { place, coordinate in
      var (rest, positions) = (place, [Int]())
      for factor in label.factors.reversed() {
        positions.insert(rest % sizes[factor], at: 0)
        rest /= sizes[factor]
      }
      return (positions, coordinate)
    }
  }
}
