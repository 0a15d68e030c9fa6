public import ExactAlgebra

extension GeneratedCell {
  /// The volume, exactly; `nil` where the cell is unbounded.
  ///
  /// - Throws: as `Interruption.check`.
  public func volume() throws -> Rational? {
    guard isBounded else { return nil }
    var faces = FaceVolumes(
      PolytopeFaces(vertices: rays.map(\.generator), facets: facetsWithMembers))
    return try faces.volume(dimension: coordinateCount - 1)
  }

  /// The integrals of `1`, `x` and `x x^T` over the cell, exactly, as far as `order` says, the others
  /// zero; `nil` where the cell is unbounded.
  ///
  ///     let square = GeneratedCell(dimension: 2, sides)!      // from 0 to 1
  ///     try square.moments()!.covariance                      // 1/12 on the diagonal
  ///
  /// From the vertices and the facets on which they lie, by pyramids over faces.
  ///
  /// - Throws: as `Interruption.check`.
  public func moments(upTo order: MomentOrder = .second) throws -> ExactMoments? {
    guard isBounded else { return nil }
    if order == .mass {
      return try volume().map { volume in
        var moments = ExactMoments(dimension: coordinateCount - 1)
        moments.mass = volume
        return moments
      }
    }
    var faces = FaceMoments(
      PolytopeFaces(vertices: rays.map(\.generator), facets: facetsWithMembers), order: order)
    let all = SlotSet(rays.indices)
    return try faces.face(all, dimension: coordinateCount - 1).moments
  }

  /// The derivative of the moments of the points with `form <= v` by `v`, at a value `v`: integrals over
  /// a section, which is where densities come from; `nil` where the cell is unbounded.
  ///
  /// With the section projected along a coordinate whose coefficient `c_j` is not zero, this is its
  /// moments divided by the absolute value of `c_j`: rational, whatever the length of `c`. At the ends
  /// of the range of the form the derivatives from below and from above may differ.
  ///
  /// - Parameters:
  ///   - form: coefficients `c`, the constant `e` last, of `c . x + e`; `c` is not zero.
  ///   - value: `v`.
  ///   - fromBelow: whether the derivative from below is meant, or that from above.
  ///   - order: the moments that are wanted; the others are zero.
  /// - Throws: as `Interruption.check`.
  public func sectionMoments(
    of form: [Rational], at value: Rational, fromBelow: Bool = true,
    upTo order: MomentOrder = .mass
  ) throws -> ExactMoments? {
    precondition(form.count == coordinateCount, "a form in another number of coordinates")
    guard let axis = form.dropLast().lastIndex(where: { !$0.isZero }) else {
      preconditionFailure("a form that is constant")
    }
    guard isBounded else { return nil }
    let level = form.dropLast() + [form[form.count - 1] - value]
    let forms = LinearForms([IntegerVector(direction: Array(level))])
    var part = self
    switch side(of: 0, in: forms) {
    case .both:
      let parts = cut(by: 0, in: forms, label: Self.labelAtInfinity)
      part = fromBelow ? parts.negative : parts.positive
    case .negative where fromBelow, .positive where !fromBelow: break
    case .negative, .positive, .neither: return ExactMoments(dimension: coordinateCount - 1)
    }
    let section = SlotSet(
      part.rays.indices.filter { forms.sign(of: 0, at: part.rays[$0]) == 0 })
    let facets = part.facetsWithMembers
    guard facets.contains(where: { $0.members == section }) else {
      return ExactMoments(dimension: coordinateCount - 1)
    }
    var faces = FaceMoments(
      PolytopeFaces(vertices: part.rays.map(\.generator), facets: facets), order: order)
    let face = try faces.face(section, dimension: coordinateCount - 2)
    // The coordinate that is left out is the last one on which the form depends.
    precondition(!face.axes.contains(axis), "a section that is not projected along its axis")
    return face.moments.scaled(by: 1 / form[axis].magnitude)
  }

  var facetsWithMembers: [PolytopeFaces.Facet] {
    facetSlots.map { slot in
      PolytopeFaces.Facet(
        form: facet(inSlot: slot).form,
        members: SlotSet(rays.indices.filter { table.contains(slot, row: $0) }))
    }
  }
}
