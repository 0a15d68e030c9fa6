public import RandomNetworks

/// The law of a random input, as it was given, with what it is.
///
///     GivenLaw(law, from: .file("law.yaml")).description
///     // the law in law.yaml: a mixture of 2 Gaussian laws on 3 coordinates
public struct GivenLaw: Sendable {
  /// Where it comes from.
  public enum Source: Hashable, Sendable {
    /// A file that describes a law.
    case file(String)
    /// The standard normal law.
    case standardNormal
    /// The uniform law on a box, by its bounds.
    case uniform(String)
    /// A table of points, and one of weights if there is one.
    case points(String, weights: String?)
  }

  /// The law.
  public let law: InputLaw
  /// Where it comes from.
  public let source: Source

  /// A law with its source.
  public init(_ law: InputLaw, from source: Source) {
    self.law = law
    self.source = source
  }
}

extension GivenLaw: CustomStringConvertible {
  /// The law in words.
  public var description: String {
    let coordinates = "on \(counted(law.dimension, "coordinate"))"
    return switch source {
    case .file(let file): "the law in \(file): \(kindInWords) \(coordinates)"
    case .standardNormal: "the standard normal law \(coordinates)"
    case .uniform(let bounds):
      "the uniform law on the box \(Wording.shortened(bounds)) \(coordinates)"
    case .points(let file, let weights):
      "the points of \(file)" + (weights.map { ", weights of \($0)" } ?? ", equal weights")
        + ": \(kindInWords) \(coordinates)"
    }
  }

  private var kindInWords: String {
    switch law {
    case .gaussian(let mixture):
      mixture.parts.count == 1
        ? "a Gaussian law" : "a mixture of \(mixture.parts.count) Gaussian laws"
    case .uniform(let law):
      "a uniform law on a polyhedron with \(law.halfSpaces.count) inequalities"
    case .points(let law): "a law with \(counted(law.points.count, "point"))"
    }
  }
}

extension GivenLaw {
  /// The keys of a law.
  var object: JSONObject {
    var object: JSONObject = ["description": description, "dimension": law.dimension]
    switch law {
    case .gaussian(let mixture):
      object["kind"] = mixture.parts.count == 1 ? "gaussian" : "mixture"
      if mixture.parts.count > 1 { object["parts"] = mixture.parts.count }
    case .uniform: object["kind"] = "uniform"
    case .points(let law):
      object["kind"] = "points"
      object["pointCount"] = law.points.count
    }
    return object
  }
}
