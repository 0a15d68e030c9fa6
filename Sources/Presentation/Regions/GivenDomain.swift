/// The part of the input space that somebody asked for, as it was given.
///
///     GivenDomain(space: .slice("0,0;1,1"), box: "-1:1").description
///     // the box -1:1 of the slice 0,0;1,1
public struct GivenDomain: Hashable, Sendable {
  /// The space.
  public enum Space: Hashable, Sendable {
    /// The input space.
    case inputs
    /// An affine slice by a point and directions.
    case slice(String)
    /// The affine slice through some points.
    case through(String)
  }

  /// The space.
  public let space: Space
  /// The bounds of a box in it.
  public let box: String?
  /// The file with inequalities.
  public let polytope: String?

  /// A part of a space.
  public init(space: Space = .inputs, box: String? = nil, polytope: String? = nil) {
    self.space = space
    self.box = box
    self.polytope = polytope
  }
}

extension GivenDomain: CustomStringConvertible {
  /// The domain in words; long texts are shortened.
  public var description: String {
    let limits = [
      box.map { "the box \(Wording.shortened($0))" }, polytope.map { "the polytope in \($0)" },
    ].compactMap { $0 }
    let limited = limits.joined(separator: " and ")
    switch space {
    case .inputs: return limits.isEmpty ? "the whole input space" : limited
    case .slice(let text): return Self.join(limited, "the slice \(Wording.shortened(text))")
    case .through(let text):
      return Self.join(limited, "the slice through \(Wording.shortened(text))")
    }
  }

  private static func join(_ limits: String, _ space: String) -> String {
    limits.isEmpty ? space : "\(limits) of \(space)"
  }
}
