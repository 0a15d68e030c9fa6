import ExactAlgebra
import Testing

@testable import GaussianMeasures

@Suite struct GaussianLawTests {
  private static func matrix(_ rows: Int, _ columns: Int, seed: UInt64) -> [[Rational]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<rows).map { _ in
      (0..<columns).map { _ in
        Rational(Integer(Int.random(in: -99...99, using: &generator)), 10)
      }
    }
  }

  private static func product(_ a: [[Rational]], _ b: [[Rational]]) -> [[Rational]] {
    a.map { row in b.map { zip(row, $0).reduce(0) { $0 + $1.0 * $1.1 } } }
  }

  /// A dense covariance of rank 20 in 24 coordinates, two of them constant: `L D L^T` is the matrix, and
  /// images are those of the law that is given by a factor.
  @Test func denseSingularCovariance() throws {
    var factor = Self.matrix(24, 20, seed: 3)
    for row in [5, 11] { factor[row] = Array(repeating: 0, count: 20) }
    let covariance = Self.product(factor, factor)
    let mean = Self.matrix(1, 24, seed: 4)[0]
    let law = try GaussianLaw(mean: mean, covariance: covariance)
    #expect(law.variances.count == 20 && law.variances.allSatisfy { $0 > 0 })
    let rebuilt = law.factor.map { row in law.factor.map { law.covariance(row, $0) } }
    #expect(rebuilt == covariance && law.covariance == covariance && law.isSingular)
    let forms = Self.matrix(7, 25, seed: 5)
    let other = try GaussianLaw(mean: mean, factor: factor)
    #expect(law.image(under: forms) == other.image(under: forms))
    #expect(law.image(under: forms).termCount == 7)
  }

  /// A negative direction is found at the first row that shows it.
  @Test func indefiniteCovariances() {
    #expect(throws: GaussianLawError.notPositiveSemidefinite(row: 1)) {
      try GaussianLaw(mean: [0, 0, 0], covariance: [[1, 2, 0], [2, 1, 0], [0, 0, 1]])
    }
    #expect(throws: GaussianLawError.notPositiveSemidefinite(row: 1)) {
      try GaussianLaw(mean: [0, 0, 0], covariance: [[4, 2, 2], [2, 1, 0], [2, 0, 5]])
    }
    #expect(throws: GaussianLawError.notPositiveSemidefinite(row: 0)) {
      try GaussianLaw(mean: [0, 0], covariance: [[0, 1], [1, 1]])
    }
  }

  /// Forms in floating point: their covariances are those of the law, also with more forms than numbers.
  @Test(arguments: [3, 12]) func roundedForms(count: Int) throws {
    let law = try GaussianLaw(mean: [1, 2, 3, 4, 5], factor: Self.matrix(5, 4, seed: 6))
    let forms = Self.matrix(count, 6, seed: 7)
    let rounded = law.rounded(forms)
    let image = law.image(under: forms)
    #expect(rounded.mean == image.mean && rounded.columns.count == min(count, 4))
    for row in 0..<count {
      for column in 0..<count {
        let value = rounded.columns.reduce(0) { $0 + $1[row] * $1[column] }
        let exact = Double(approximating: image.covariance[row][column])
        #expect(abs(value - exact) < 1e-9 * 1e5)
      }
    }
  }
}
