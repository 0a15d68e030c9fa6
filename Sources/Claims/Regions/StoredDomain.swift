import ExactAlgebra
import Polyhedra
import Presentation
import Regions

/// The part of the input space in the definition of a sweep: exactly, and as the user gave it.
struct StoredDomain: Hashable, Codable, Sendable {
  private let slice: [String]?
  private let halfSpaces: [StoredHalfSpace]
  private let space: String?
  private let isThroughPoints: Bool
  private let box: String?
  private let polytope: String?

  private struct StoredHalfSpace: Hashable, Codable {
    let form: String
    let isOpen: Bool
  }

  init(_ domain: InputDomain, given: GivenDomain) {
    slice = domain.slice.map { slice in
      ([slice.origin] + slice.directions).map { StoredNumbers($0).text }
    }
    halfSpaces = domain.halfSpaces.map {
      StoredHalfSpace(
        form: StoredNumbers($0.normal + [$0.offset]).text, isOpen: $0.isOpen)
    }
    switch given.space {
    case .inputs: (space, isThroughPoints) = (nil, false)
    case .slice(let text): (space, isThroughPoints) = (text, false)
    case .through(let text): (space, isThroughPoints) = (text, true)
    }
    (box, polytope) = (given.box, given.polytope)
  }

  /// The domain.
  ///
  /// - Throws: an error where the stored form is that of none.
  func domain() throws -> InputDomain {
    let vectors = try slice?.map { try StoredNumbers($0).numbers }
    let slice = try vectors.flatMap { vectors in
      try vectors.first.map {
        try AffineSlice(origin: $0, directions: Array(vectors.dropFirst()))
      }
    }
    return InputDomain(
      slice: slice,
      halfSpaces: try halfSpaces.map { halfSpace in
        let form = try StoredNumbers(halfSpace.form).numbers
        guard let offset = form.last else { throw StoredNetwork.Damage() }
        return HalfSpace(
          normal: form.dropLast(), offset: offset, isOpen: halfSpace.isOpen)
      })
  }

  /// The domain as it was given.
  var given: GivenDomain {
    let space: GivenDomain.Space? = space.map { isThroughPoints ? .through($0) : .slice($0) }
    return GivenDomain(space: space ?? .inputs, box: box, polytope: polytope)
  }
}
