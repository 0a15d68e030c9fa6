public import ExactAlgebra
import NetworkVarieties
public import Varieties

/// Degree and Hilbert series of a variety whose ideal is known.
///
///     let completeness = Completeness(ofConstraintsOf: variety)
///     completeness.hilbertInvariants(in: variety.ambientDimension)?.degree
public struct HilbertInvariants: Hashable, Sendable {
  /// The degree of the variety.
  public let degree: Integer
  /// The dimension of the variety.
  public let dimension: Int
  /// The Hilbert series of its coordinate ring; `nil` where it is too long.
  public let series: HilbertSeries?

  /// What they rest on.
  public let source: Source

  /// What degree and series rest on.
  public enum Source: Hashable, Sendable {
    /// A formula: that of a complete intersection or of determinantal rings.
    case formula
    /// The characters of the general linear groups on the coordinate ring.
    case characters
    /// The leading monomials of a Groebner basis of another program.
    case certificate(CompletenessCertificate)
  }

  /// What a series says.
  init(_ series: HilbertSeries, from source: Source = .formula) {
    degree = series.degree
    dimension = series.dimension
    self.series = series
    self.source = source
  }

  /// What is known of a quotient of a product of determinantal rings and a polynomial ring by a
  /// regular sequence of linear forms.
  ///
  /// - Parameters:
  ///   - rings: the determinantal rings.
  ///   - dimension: the dimension of the quotient.
  init(rings: [DeterminantalRing], dimension: Int) {
    degree = rings.reduce(Integer(1)) { $0 * $1.degree }
    self.dimension = dimension
    source = .formula
    series = HilbertSeries(ofSectionOf: rings, dimension: dimension)
  }
}

extension HilbertInvariants {
  /// What the theorem on two blocks says; `nil` where that takes too long.
  ///
  /// - Parameters:
  ///   - theorem: the theorem.
  ///   - series: the Hilbert series, where it is known already.
  init?(of theorem: TwoBlockTheorem, knownSeries series: HilbertSeries? = nil) {
    if let series {
      self.init(series, from: theorem.shape.determinantalRings == nil ? .characters : .formula)
    } else {
      self.init(of: theorem.shape, freeConstantCount: theorem.freeConstantCount)
    }
  }

  /// What is known of two blocks, or combinations, with some numbers of neurons.
  private init?(of shape: TwoBlockShape, freeConstantCount: Int) {
    if let rings = shape.determinantalRings {
      self.init(rings: rings, dimension: shape.dimension + freeConstantCount)
    } else if let series = shape.hilbertSeries {
      self.init(series * HilbertSeries(ofAffineSpace: freeConstantCount), from: .characters)
    } else {
      return nil
    }
  }

  /// The product of what is known of the factors; `nil` where one of them is not known.
  ///
  /// - Parameters:
  ///   - product: the product.
  ///   - series: the Hilbert series, where it is known already.
  init?(of product: BlockProduct, knownSeries series: HilbertSeries? = nil) {
    if let series {
      let isFormula = product.factors.allSatisfy { factor in
        guard case .twoBlocks(let shape) = factor.ground else { return true }
        return shape.determinantalRings != nil
      }
      self.init(series, from: isFormula ? .formula : .characters)
    } else {
      self.init(multiplying: product)
    }
  }

  private init?(multiplying product: BlockProduct) {
    let free = HilbertInvariants(HilbertSeries(ofAffineSpace: product.freeConstantCount))
    var factors = [free]
    for factor in product.factors {
      switch factor.ground {
      case .matrix(let ring):
        factors.append(HilbertInvariants(rings: [ring], dimension: ring.dimension))
      case .twoBlocks(let shape):
        guard let known = HilbertInvariants(of: shape, freeConstantCount: 0) else { return nil }
        factors.append(known)
      }
    }
    degree = factors.reduce(Integer(1)) { $0 * $1.degree }
    dimension = factors.reduce(0) { $0 + $1.dimension }
    source = factors.map(\.source).first { $0 != .formula } ?? .formula
    let series = factors.compactMap(\.series)
    let isShort =
      series.reduce(0) { $0 + $1.numerator.count } <= DeterminantalRing.largestNumeratorDegree
    self.series =
      series.count == factors.count && isShort
      ? series.dropFirst().reduce(series[0]) { $0 * $1 } : nil
  }
}

extension Completeness {
  /// Degree and Hilbert series of the variety, as far as the ground for completeness gives them.
  ///
  /// - Parameters:
  ///   - ambientDimension: the dimension of the space in which the variety lies.
  ///   - series: the Hilbert series, where the ideal came with it.
  public func hilbertInvariants(
    in ambientDimension: Int, knownSeries series: HilbertSeries? = nil
  ) -> HilbertInvariants? {
    guard case .complete(let ground) = self else { return nil }
    switch ground {
    case .linear(let relations):
      return HilbertInvariants(HilbertSeries(ofAffineSpace: ambientDimension - relations))
    case .hypersurface(let degree, let relations):
      return HilbertInvariants(
        HilbertSeries(
          numerator: Array(repeating: 1, count: degree),
          dimension: ambientDimension - relations - 1))
    case .theorem(.twoBlocks(let theorem)):
      return HilbertInvariants(of: theorem, knownSeries: series)
    case .theorem(.blockProduct(let product)):
      return HilbertInvariants(of: product, knownSeries: series)
    case .theorem(.determinantalProduct(let product)):
      let codimension = product.factors.reduce(0) { $0 + $1.codimension }
      return HilbertInvariants(
        rings: product.factors.flatMap(\.rings), dimension: ambientDimension - codimension)
    case .certificate(let certificate):
      // Linear relations and the coordinates that they express leave the same ring.
      return certificate.hilbertSeries.map {
        HilbertInvariants($0, from: .certificate(certificate))
      }
    }
  }
}
