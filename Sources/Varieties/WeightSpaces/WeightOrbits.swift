/// The weights of one degree, sorted into orbits under symmetries of the coordinates.
struct WeightOrbits: Sendable {
  /// One orbit: a representative and how to get from it to every member.
  struct Orbit: Sendable {
    let representative: WeightKey
    /// The members in order, with a symmetry that maps the representative's space onto theirs.
    let members: [(weight: WeightKey, symmetry: CoordinatePermutation)]
  }

  let orbits: [Orbit]

  /// The orbits of the weights that occur in a degree.
  ///
  /// - Parameter preference: a number for each weight; the representative has the largest one
  ///   of its orbit.
  init(
    of spaces: WeightSpaces, degree: Int, keys: [WeightKey],
    symmetries: [CoordinatePermutation], preference: (WeightKey) -> [Int]
  ) {
    let weights = spaces.monomialCounts(degree: degree).keys.map { weight in
      (weight: weight, preference: preference(weight))
    }
    // The preferred weight of an orbit comes first and so becomes its representative.
    let ordered = weights.sorted { a, b in
      a.preference == b.preference
        ? a.weight < b.weight : b.preference.lexicographicallyPrecedes(a.preference)
    }
    var seen: Set<WeightKey> = []
    var orbits: [Orbit] = []
    for (weight, _) in ordered where !seen.contains(weight) {
      let members = Self.orbit(
        of: spaces.firstMonomial(of: weight, degree: degree), weight: weight, keys: keys,
        symmetries: symmetries)
      seen.formUnion(members.map(\.weight))
      orbits.append(Orbit(representative: weight, members: members))
    }
    self.orbits = orbits
  }

  private static func orbit(
    of monomial: [Int32], weight: WeightKey, keys: [WeightKey],
    symmetries: [CoordinatePermutation]
  ) -> [(weight: WeightKey, symmetry: CoordinatePermutation)] {
    var seen: Set<WeightKey> = [weight]
    var members = [(weight: weight, symmetry: CoordinatePermutation.identity(keys.count))]
    var next = 0
    while next < members.count {
      let (_, path) = members[next]
      next += 1
      for symmetry in symmetries {
        let image = monomial.reduce(WeightKey.zero) { $0 + keys[symmetry[path[Int($1)]]] }
        if seen.insert(image).inserted {
          members.append((image, path.followed(by: symmetry)))
        }
      }
    }
    return members.sorted { $0.weight < $1.weight }
  }
}
