/// A rank-1 lattice: the points `i z / n` modulo 1 for `i = 0, ..., n - 1`.
///
/// The generating vector `z` is chosen component by component so that the worst-case error in a
/// Korobov space of smoothness 2 with product weights `1 / (k + 1)` is least. Source: I. H. Sloan and
/// A. V. Reztsov, *Component-by-component construction of good lattice rules*, 2002.
struct LatticeRule: Sendable {
  /// The number of points: 1 or a prime.
  let pointCount: Int
  /// One number for each coordinate.
  let generator: [Int]

  /// The sizes that are tried.
  static let sizes = [1, 7, 17, 31, 61, 127, 251, 509, 1_009]

  init(pointCount: Int, dimension: Int) {
    self.pointCount = pointCount
    guard pointCount > 1 else {
      generator = [Int](repeating: 0, count: dimension)
      return
    }
    // 2 pi^2 B_2(x).
    let kernel = (0..<pointCount).map { index in
      let x = Double(index) / Double(pointCount)
      return 2 * Double.pi * Double.pi * (x * (x - 1) + 1.0 / 6)
    }
    var products = [Double](repeating: 1, count: pointCount)
    var generator: [Int] = []
    for coordinate in 0..<dimension {
      let weight = 1 / Double(coordinate + 1)
      var best = (number: 1, error: Double.infinity)
      for candidate in 1...max(1, pointCount / 2) {
        // Only the part that depends on the candidate.
        var error = 0.0
        var index = 0
        for point in 0..<pointCount {
          error += products[point] * kernel[index]
          index += candidate
          if index >= pointCount { index -= pointCount }
        }
        if error < best.error { best = (candidate, error) }
      }
      generator.append(coordinate == 0 ? 1 : best.number)
      var index = 0
      for point in 0..<pointCount {
        products[point] *= 1 + weight * kernel[index]
        index += generator[coordinate]
        if index >= pointCount { index -= pointCount }
      }
      // The scale of the products does not matter.
      let scale = products[0]
      for point in 0..<pointCount { products[point] /= scale }
    }
    self.generator = generator
  }
}
