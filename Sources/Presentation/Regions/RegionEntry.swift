public import ExactAlgebra
public import ReLUNetworks

/// What is told of one activation region.
public struct RegionEntry: Sendable {
  /// What takes time to find out.
  public struct Details: Sendable {
    /// A point strictly inside, in the input space.
    public let interiorPoint: [Rational]
    /// The number of facets.
    public let facetCount: Int
    /// Whether the region, as a part of the domain, is bounded.
    public let isBounded: Bool
    /// The area, exactly, of a bounded region of the plane, where it is asked for.
    public let area: Rational?

    /// Those of a region.
    public init(_ region: ActivationRegion, withArea: Bool = false) {
      area = withArea ? region.polygon?.area : nil
      interiorPoint = region.interiorPoint
      facetCount = region.facets.count
      isBounded = region.isBounded
    }
  }

  /// The activity of the hidden neurons.
  public let pattern: ActivationPattern
  /// What else is known.
  public let details: Details?
  /// The number of its linear region, and of its affine map, from 0.
  public let classes: (component: Int, map: Int)?

  /// An entry with a pattern and what is known of the region.
  public init(
    _ pattern: ActivationPattern, details: Details?,
    classes: (component: Int, map: Int)? = nil
  ) {
    self.pattern = pattern
    self.details = details
    self.classes = classes
  }

  /// One line for people.
  var text: String {
    var line = pattern.description.isEmpty ? "-" : pattern.description
    if let classes {
      line += "  linear region \(classes.component + 1), map \(classes.map + 1)"
    }
    if let details {
      line += "  \(counted(details.facetCount, "facet"))"
      line += details.isBounded ? ", bounded  " : ", unbounded  "
      line += Wording.vector(details.interiorPoint)
      if let area = details.area { line += "  area \(area)" }
    }
    return line
  }

  /// An object on one line, its keys in alphabetical order; written piece by piece, since there may
  /// be millions.
  var json: String {
    var fields: [String] = []
    if let classes { fields.append("\"affineMap\":\(classes.map + 1)") }
    if let details {
      if let area = details.area { fields.append("\"area\":\(Self.json(area))") }
      fields.append("\"bounded\":\(details.isBounded)")
      fields.append("\"facets\":\(details.facetCount)")
      let point = details.interiorPoint.map(Self.json).joined(separator: ",")
      fields.append("\"interiorPoint\":[\(point)]")
    }
    if let classes { fields.append("\"linearRegion\":\(classes.component + 1)") }
    fields.append("\"pattern\":\"\(pattern)\"")
    return "{" + fields.joined(separator: ",") + "}"
  }

  /// As `ExactFraction` encodes a number.
  private static func json(_ value: Rational) -> String {
    value.isInteger && Int(exactly: value.numerator) != nil
      ? value.description : "\"\(value.description)\""
  }
}
