import ExactAlgebra
import Synchronization

/// An extreme ray of the cone over a cell: approximately at once, exactly on demand.
///
/// The floating-point coordinates come with radii in which the coordinates of a positive multiple of
/// the exact vector lie. A ray in which a hyperplane meets an edge remembers the ends of the edge,
/// and is computed exactly when somebody asks. The layout: coordinates, then radii, in one block.
final class CellRay: Sendable {
  /// Whether the ray is a direction, not a point.
  let isAtInfinity: Bool
  /// The number of coordinates.
  private let count: Int
  // Written before the object is shared, and never again.
  private nonisolated(unsafe) let numbers: UnsafeMutablePointer<Double>
  private let source: Mutex<Source>
  /// The number of rays on the longest way to one that was made exactly, through the ends of edges.
  let generation: Int

  /// The largest number of generations. Rays are computed and released along the ways to those that they
  /// come from, one call in another: a longer way would need a larger stack. Radii grow from one
  /// generation to the next, so that rays are computed exactly long before, as a rule.
  static let maximumGeneration = 200

  private enum Source {
    case exact(CellGenerator)
    /// Where a form vanishes between two rays on whose different sides they are.
    case crossing(below: CellRay, above: CellRay, of: LinearForms, Int)
  }

  /// The ray of an exact vector. A point is divided by its last coordinate, so that neighbouring
  /// points have neighbouring coordinates, unless that makes it very large.
  ///
  /// Numbers near an integer vector are wrong by `2^-52` of themselves, or `2^-1000`
  /// (`IntegerVector.approximations`); a quotient of two of them by less than `2^-50` of itself, or
  /// `2^-899`, where the divisor is above `2^-101`.
  init(_ generator: CellGenerator) {
    isAtInfinity = generator.isAtInfinity
    let approximations = generator.approximations
    count = approximations.count
    numbers = .allocate(capacity: 2 * count)
    source = Mutex(.exact(generator))
    generation = 0
    let scale = approximations[count - 1]
    let divisor = scale > 0x1p-100 ? scale : 1
    for index in 0..<count {
      let x = approximations[index] / divisor
      numbers[index] = x
      numbers[count + index] = x.magnitude * 0x1p-50 + 0x1p-890
    }
    if divisor != 1 { (numbers[count - 1], numbers[2 * count - 1]) = (1, 0) }
  }

  private init(
    count: Int, isAtInfinity: Bool, numbers: UnsafeMutablePointer<Double>,
    source: consuming Source, generation: Int
  ) {
    self.count = count
    self.isAtInfinity = isAtInfinity
    self.numbers = numbers
    self.source = Mutex(source)
    self.generation = generation
  }

  deinit { numbers.deallocate() }

  /// The coordinates, approximately; the pointer is valid as long as the ray.
  @inline(__always)
  var coordinates: UnsafePointer<Double> { UnsafePointer(numbers) }

  /// How far they are at most from those of a positive multiple of the exact vector.
  @inline(__always)
  var radii: UnsafePointer<Double> { UnsafePointer(numbers + count) }

  /// Whether it is a point whose last coordinate is 1, exactly.
  private var isNormal: Bool { numbers[count - 1] == 1 && numbers[2 * count - 1] == 0 }

  /// Divides the coordinates of a point by the last one; false where that one is uncertain.
  ///
  /// If `x` and `z` are wrong by `r` and `e`, then `x / z` is wrong by at most `(r + |x / z| e) / (z - e)`,
  /// besides rounding.
  private static func normalize(
    _ numbers: UnsafeMutablePointer<Double>, count: Int, isNormal: Bool
  ) -> Bool {
    let (scale, error) = (numbers[count - 1], numbers[2 * count - 1])
    if !isNormal {
      guard scale > 0x1p-100 else { return true }
      let least = scale - error
      guard least > 0.5 * scale else { return false }
      for i in 0..<count {
        let x = numbers[i] / scale
        numbers[count + i] =
          ((numbers[count + i] + x.magnitude * error) / least + x.magnitude * 0x1p-50) * 1.000_001
          + 0x1p-890
        numbers[i] = x
      }
    }
    (numbers[count - 1], numbers[2 * count - 1]) = (1, 0)
    return true
  }

  /// The exact vector.
  var generator: CellGenerator {
    let (below, above, forms, index): (CellRay, CellRay, LinearForms, Int)
    switch source.withLock({ $0 }) {
    case .exact(let generator): return generator
    case .crossing(let a, let b, let f, let i): (below, above, forms, index) = (a, b, f, i)
    }
    let form = forms.exact(index)
    let (low, high) = (below.generator.vector, above.generator.vector)
    let generator = CellGenerator(
      .combination(form.dot(high), low, -form.dot(low), high))
    return source.withLock { source in
      if case .exact(let known) = source { return known }
      source = .exact(generator)
      return generator
    }
  }

  /// A value of a form, and by how much it may be wrong.
  struct Value {
    let value: Double
    let error: Double

    /// The sign, where it is certain.
    @inline(__always)
    var sign: Int? { value.certainSign(error: error) }
  }

  /// A bound for the radii of coordinates below 1, and a factor for larger ones, beyond which a ray is
  /// computed exactly at once: nearly all that follows from it would be uncertain.
  private static let coarseness = 0x1p-7

  /// Where one of some forms vanishes on the edge between two rays, negative on the first, positive on
  /// the second.
  ///
  /// Let `a`, `b` be multiples of the exact vectors that lie in the radii of the rays, and
  /// `A = f(a) > 0`, `B = -f(b) > 0`, known as `u` and `v` with errors `d`, `e`. The crossing is
  /// `t b + (1 - t) a`, `t = A / (A + B)`, up to a factor. With `w = u + v`, `W = A + B >= w - d - e`,
  /// `s = u / w`: `|t - s| = |(A - u) v - u (B - v)| / (W w) <= (d v + e u) / (W w)`. So a coordinate
  /// `s b_i + (1 - s) a_i` is wrong by at most `s` times the radius of `b_i`, `1 - s` times that of `a_i`,
  /// `|t - s|` times the exact difference, and by rounding. What vanishes by underflow is far below
  /// `2^-890`.
  static func crossing(
    below: CellRay, _ low: Value, above: CellRay, _ high: Value, of forms: LinearForms,
    _ index: Int
  ) -> CellRay {
    let count = below.count
    let source = Source.crossing(below: below, above: above, of: forms, index)
    let (u, v) = (high.value, -low.value)
    let total = u + v
    let least = total - (high.error + low.error) * 1.000_001
    let isAtInfinity = below.isAtInfinity && above.isAtInfinity
    let numbers = UnsafeMutablePointer<Double>.allocate(capacity: 2 * count)
    let share = u / total
    let rest = v / total
    let doubt = (high.error * rest + low.error * share) / least * 1.000_001
    var isFine = high.sign == 1 && low.sign == -1 && total.isFinite && least > 0
    for i in 0..<count {
      let (a, b) = (above.numbers[i], below.numbers[i])
      let (p, q) = (above.numbers[count + i], below.numbers[count + i])
      numbers[i] = share * b + rest * a
      numbers[count + i] =
        (share * q + rest * p + doubt * ((b - a).magnitude + p + q)
          + (share * b.magnitude + rest * a.magnitude) * 0x1p-50) * 1.000_001 + 0x1p-890
    }
    if !isAtInfinity {
      isFine =
        normalize(numbers, count: count, isNormal: below.isNormal && above.isNormal) && isFine
    }
    for i in 0..<count {
      // False for what is not a number.
      isFine = isFine && numbers[count + i] < max(numbers[i].magnitude, 1) * coarseness
    }
    let generation = max(below.generation, above.generation) + 1
    let ray = CellRay(
      count: count, isAtInfinity: isAtInfinity, numbers: numbers, source: source,
      generation: generation)
    return isFine && generation <= maximumGeneration ? ray : CellRay(ray.generator)
  }
}

extension CellRay {
  var vector: IntegerVector { generator.vector }
  var point: [Rational] { generator.point }
  var direction: [Rational] { generator.direction }
}
