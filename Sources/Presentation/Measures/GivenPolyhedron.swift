/// The polyhedron that somebody asked for, as it was given.
public struct GivenPolyhedron: Hashable, Sendable {
  /// The file with inequalities.
  public let polytope: String?
  /// The bounds of a box.
  public let box: String?
  /// How many inequalities were given one by one.
  public let halfSpaceCount: Int
  /// How many inequalities there are in all.
  public let inequalityCount: Int
  /// Whether the points on its boundary are left out.
  public let isOpen: Bool

  /// A polyhedron.
  public init(
    polytope: String?, box: String?, halfSpaceCount: Int, inequalityCount: Int, isOpen: Bool
  ) {
    self.polytope = polytope
    self.box = box
    self.halfSpaceCount = halfSpaceCount
    self.inequalityCount = inequalityCount
    self.isOpen = isOpen
  }
}

extension GivenPolyhedron: CustomStringConvertible {
  /// The polyhedron in words.
  public var description: String {
    let parts = [
      polytope.map { "the polytope in \($0)" }, box.map { "the box \(Wording.shortened($0))" },
      halfSpaceCount == 0 ? nil : counted(halfSpaceCount, "half-space"),
    ].compactMap { $0 }
    return Wording.list(parts)
      + (isOpen ? ", open (boundaries left out)" : ", closed (boundaries belong to it)")
  }

  /// The keys of a polyhedron.
  var object: JSONObject {
    [
      "polytope": polytope, "box": box, "inequalities": inequalityCount,
      "boundary": isOpen ? "open" : "closed",
    ]
  }
}
