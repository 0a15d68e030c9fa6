public import ExactAlgebra
public import Networks
public import Polyhedra

/// One activation region: an open convex polyhedron on which the network is affine.
///
/// What anything that is computed region by region needs are `pattern`, `inequalities`, `outputMap`
/// and an inner point (`coordinates`, or `interiorPoint` in the input space). Everything but the
/// pattern is computed when it is asked for.
public struct ActivationRegion: Sendable {
  private let packedPattern: PackedPattern
  /// The space whose coordinates are used; see `ActivationRegions.slice`.
  public let slice: AffineSlice
  let cell: any PolyhedralCell
  private let hasHiddenLines: Bool
  let starts: [Int]
  private let outputForms: @Sendable () -> IntegerMatrix

  init(_ leaf: Leaf, starts: [Int], in space: SearchSpace) {
    self.starts = starts
    packedPattern = leaf.pattern
    slice = space.slice
    cell = leaf.cell
    hasHiddenLines = space.hasHiddenLines
    outputForms = leaf.outputForms
  }

  /// A region with a given cell.
  ///
  /// - Parameters:
  ///   - starts: the position of the first neuron of each layer, and the number of all.
  ///   - outputs: the outputs as forms with a common factor, which is the last entry.
  init(
    _ pattern: ActivationPattern, cell: any PolyhedralCell, starts: [Int], on slice: AffineSlice,
    outputs: @escaping @Sendable () -> IntegerMatrix
  ) {
    packedPattern = PackedPattern(pattern)
    self.cell = cell
    self.starts = starts
    self.slice = slice
    hasHiddenLines = false
    outputForms = outputs
  }

  /// The activity of the hidden neurons.
  public var pattern: ActivationPattern {
    packedPattern.pattern(ofWidths: zip(starts, starts.dropFirst()).map { $1 - $0 })
  }

  /// A point of the region in the coordinates of the slice, strictly inside.
  public var coordinates: [Rational] { cell.interiorPoint }

  /// A point of the region in the input space, strictly inside.
  public var interiorPoint: [Rational] { slice.point(coordinates) }

  /// Whether the region, as a part of the domain, is bounded.
  public var isBounded: Bool { !hasHiddenLines && cell.isBounded }

  /// Its facets, none of them redundant.
  public var facets: [RegionFacet] { cell.facets.map { RegionFacet($0, starts: starts) } }

  /// The same, as long as `Interruption` lets them be found; where vertices are not known, that takes
  /// many linear programs.
  ///
  /// - Throws: as `Interruption.check`.
  public func facetsInTime() throws -> [RegionFacet] {
    try cell.facetsInTime().map { RegionFacet($0, starts: starts) }
  }

  /// The number of facets, and how many of these are not on the boundary of the domain; as `facetsInTime`.
  ///
  /// - Throws: as `Interruption.check`.
  func facetCountsInTime() throws -> (all: Int, inside: Int) {
    let labels = try cell.facetLabelsInTime()
    return (labels.count, labels.count { $0 >= 0 })
  }

  /// The open half-spaces of which it is the intersection, in the coordinates of the slice: one for
  /// each facet, so none can be left out.
  public var inequalities: [HalfSpace] { facets.map(\.halfSpace) }

  /// The vertices of its closure in the coordinates of the slice, in no particular order; `nil`
  /// where vertices were not computed (`ActivationRegions.Method`).
  public var vertices: [[Rational]]? { (cell as? GeneratedCell)?.vertices }

  /// The directions of the extreme rays of its closure in the coordinates of the slice, in no
  /// particular order: the closure consists of the sums of a mean of vertices and a combination of
  /// rays with coefficients that are not negative. `nil` where vertices were not computed, or
  /// where the region contains a line.
  public var rays: [[Rational]]? { (cell as? GeneratedCell)?.extremeRays }

  /// A point in the relative interior of a facet, in the coordinates of the slice.
  ///
  /// - Precondition: the facet is one of this region.
  public func point(on facet: RegionFacet) -> [Rational] { cell.point(on: facet.cellFacet) }

  /// The affine map that the network is on the region, in the coordinates of the slice: one row
  /// for each output, the constant last.
  public var outputMap: [[Rational]] {
    ScaledLayer.coefficients(of: outputForms())
  }

  /// The same map as one vector of integers, by which maps are compared: the rows and their common
  /// denominator.
  var outputMapKey: IntegerVector {
    let forms = outputForms()
    return IntegerVector(
      forms.rows.dropLast().flatMap { $0 } + [forms[forms.rowCount - 1, forms.columnCount - 1]]
    ).primitive
  }
}

/// A facet of an activation region.
public struct RegionFacet: Sendable {
  /// What bounds the region there.
  public enum Source: Hashable, Sendable {
    /// A neuron whose pre-activation is zero on the facet; where there are several, the first.
    case neuron(HiddenNeuron)
    /// An inequality of the domain, from 0.
    case domain(Int)
  }

  /// What bounds the region there.
  public let source: Source
  /// The open half-space that bounds the region, in the coordinates of the slice.
  public var halfSpace: HalfSpace { HalfSpace(form: cellFacet.form) }
  let cellFacet: CellFacet

  init(_ facet: CellFacet, starts: [Int]) {
    cellFacet = facet
    if facet.label < 0 {
      source = .domain(-1 - facet.label)
    } else {
      let layer = starts.lastIndex { $0 <= facet.label }!
      source = .neuron(HiddenNeuron(layer: layer + 1, index: facet.label - starts[layer]))
    }
  }
}
