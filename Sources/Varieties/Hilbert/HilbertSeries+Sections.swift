extension HilbertSeries {
  /// The series of a quotient of a product of determinantal rings and a polynomial ring by a regular
  /// sequence of linear forms; `nil` where its numerator has a larger degree than
  /// `DeterminantalRing.largestNumeratorDegree`.
  ///
  /// The numerator is the product of those of the rings.
  ///
  /// - Parameters:
  ///   - rings: the determinantal rings.
  ///   - dimension: the dimension of the quotient.
  public init?(ofSectionOf rings: [DeterminantalRing], dimension: Int) {
    let degree = rings.reduce(0) { $0 + $1.numeratorDegree }
    guard degree <= DeterminantalRing.largestNumeratorDegree else { return nil }
    var known: [DeterminantalRing: HilbertSeries] = [:]
    for ring in rings where known[ring] == nil { known[ring] = ring.hilbertSeries }
    let product = rings.reduce(HilbertSeries(ofAffineSpace: 0)) { $0 * known[$1]! }
    self.init(numerator: product.numerator, dimension: dimension)
  }
}
