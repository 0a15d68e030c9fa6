/// A permutation of the coordinates of an affine space.
///
/// It acts on polynomials by renaming the variables. A symmetry of a variety is one that maps
/// the ideal to itself.
public struct CoordinatePermutation: Hashable, Sendable {
  /// At each position, from 0, the position that this coordinate goes to.
  public let images: [Int]

  /// The permutation with the given images.
  ///
  /// - Precondition: every position occurs once.
  public init(_ images: [Int]) {
    precondition(images.sorted() == Array(images.indices), "not a permutation")
    self.images = images
  }

  /// The permutation that moves nothing.
  public static func identity(_ count: Int) -> CoordinatePermutation {
    CoordinatePermutation(Array(0..<count))
  }

  /// The position that a coordinate goes to.
  public subscript(coordinate: Int) -> Int { images[coordinate] }

  /// First this permutation, then another one.
  public func followed(by next: CoordinatePermutation) -> CoordinatePermutation {
    CoordinatePermutation(images.map { next[$0] })
  }
}
