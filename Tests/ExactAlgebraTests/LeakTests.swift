import Testing

@testable import ExactAlgebra

#if canImport(Glibc)
  import Glibc
#endif

/// Every C object is released, whatever path created it.
///
/// The census counts the whole process and other tests run beside this one, so the counting
/// happens in a process of its own.
struct LeakTests {
  @Test func censusReturnsToItsValue() async {
    await #expect(processExitsWith: .success) {
      // The first rounds fill what lives as long as the process: constants and memory pools.
      try Operations.run(5_000, seed: 181)
      let before = StorageCensus.livingObjects
      try Operations.run(100_000, seed: 182)
      #expect(StorageCensus.livingObjects == before)
    }
  }

  @Test func censusCountsWhatIsHeld() async {
    await #expect(processExitsWith: .success) {
      let before = StorageCensus.livingObjects
      do {
        let ring = PolynomialRing(["x", "y"])
        let held: [Any] = [
          ring, ring.one, Integer(3), Rational(3), IntegerMatrix([[1]]),
          RationalMatrix([[1]]), ModularMatrix([[1]], over: PrimeField(prime: 7)),
          IntegerVector([1, 2]),
        ]
        let copies = held + held
        #expect(StorageCensus.livingObjects == before + held.count && copies.count == 16)
      }
      #expect(StorageCensus.livingObjects == before)
    }
  }

  #if os(Linux)
    /// The text of a number comes from C and belongs to no counted object.
    @Test func textsOfNumbersAreReleased() async {
      await #expect(processExitsWith: .success) {
        let number = Integer(2).power(4_000)
        func print(_ times: Int) -> Int {
          (0..<times).reduce(0) { sum, _ in sum + number.description.utf8.count }
        }
        #expect(print(1_000) == 1_205 * 1_000)
        let before = try #require(Self.residentPages)
        #expect(print(50_000) == 1_205 * 50_000)
        let after = try #require(Self.residentPages)
        // All texts together have 60 MB.
        #expect((after - before) * sysconf(Int32(_SC_PAGESIZE)) < 8 << 20)
      }
    }

    /// The present size of the process: the largest one, which `getrusage` tells, would be
    /// inherited from the process that started this one.
    private static var residentPages: Int? {
      guard let file = fopen("/proc/self/statm", "r") else { return nil }
      defer { fclose(file) }
      var line = [UInt8](repeating: 0, count: 200)
      let count = fread(&line, 1, line.count, file)
      let fields = String(decoding: line.prefix(count), as: UTF8.self).split(separator: " ")
      return fields.count > 1 ? Int(fields[1]) : nil
    }
  #endif
}

/// One operation of each kind on random operands, failing and partial ones included.
private enum Operations {
  /// Performs the operations in turn.
  static func run(_ count: Int, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let ring = PolynomialRing(["x", "y"])
    for index in 0..<count { try all[index % all.count](&generator, ring) }
  }

  private typealias Operation = (inout SeededGenerator, PolynomialRing) throws -> Void

  private static var all: [Operation] { numbers + vectors + polynomials + matrices + readers }

  private static var numbers: [Operation] {
    [
      { g, _ in _ = Integer.sample(using: &g) * .sample(using: &g) },
      { g, _ in
        _ = Integer.sample(using: &g).dividedEuclideanly(by: .nonzeroSample(using: &g))
      },
      { g, _ in _ = greatestCommonDivisor(.sample(using: &g), .sample(using: &g)) },
      { g, _ in _ = leastCommonMultiple(.sample(using: &g), .sample(using: &g)).power(3) },
      { g, _ in
        var (a, b) = (Integer.sample(using: &g), Integer.sample(using: &g))
        (a, b) = (b, a)
        a += b
        b -= a
        a *= a
      },
      { g, _ in
        _ = binomial(.random(in: 0...90, using: &g), .random(in: 0...90, using: &g))
      },
      { g, _ in _ = Rational.sample(using: &g) - .sample(using: &g) },
      { g, _ in _ = Rational.sample(using: &g).inverse?.power(-2) },
      { g, _ in
        var value = Rational.sample(using: &g)
        let copy = value
        value += copy
        value *= value
      },
      { g, _ in _ = Double(approximating: .sample(using: &g)) },
      { g, _ in _ = Rational(exactly: Double(bitPattern: g.next())) },
      { g, _ in
        _ = Rational(reconstructing: .sample(using: &g), modulo: Integer(10).power(40))
      },
      { g, _ in _ = Rational.sample(using: &g).hashValue },
    ]
  }

  private static var polynomials: [Operation] {
    [
      { g, ring in
        _ = Polynomial.sample(in: ring, using: &g) * .sample(in: ring, using: &g)
      },
      { g, ring in
        var f = Polynomial.sample(in: ring, using: &g)
        let copy = f
        f += copy
        f *= f
        f -= copy
      },
      { g, ring in
        let f = Polynomial.small(in: ring, using: &g)
        _ = (f * f + ring.one).divided(by: f + ring.variable(0).power(7))
      },
      { g, ring in
        _ = Polynomial.small(in: ring, using: &g).power(3).primitivePart.content
      },
      { g, ring in
        let f = Polynomial.small(in: ring, using: &g)
        let images = [f.derivative(withRespectTo: 0), ring.variable(0)]
        _ = f.substituting(images, in: ring).renamingVariables([1, 1])
      },
      { g, ring in _ = Polynomial.sample(in: ring, using: &g)(at: [.small(using: &g), 2]) },
      { g, ring in _ = Polynomial.sample(in: ring, using: &g).terms.map(\.degree) },
      { g, ring in
        let field = PrimeField(prime: 65_521)
        _ = ModularPolynomial(.sample(in: ring, using: &g), over: field)?(at: [1, 2])
      },
      { g, ring in
        let matrix = PolynomialMatrix(rows: 3, columns: 3, in: ring) { _, _ in
          .small(in: ring, terms: 2, degree: 1, using: &g)
        }
        _ = matrix.eliminatedDeterminant == matrix.expandedDeterminant
        _ = matrix.minors(ofSize: 2).first { $0.polynomial.isZero }
      },
      { g, _ in
        let local = PolynomialRing(["a", "b", "c"], order: .lexicographic)
        _ = Polynomial.sample(in: local, using: &g)
      },
    ]
  }

  private static var matrices: [Operation] {
    [
      { g, _ in
        let matrix = IntegerMatrix.sample(3, 4, bits: 70, using: &g)
        _ = matrix.integerKernel
        _ = (matrix.rank, matrix.hermiteNormalForm, matrix.reducedLatticeBasis)
      },
      { g, _ in
        var matrix = IntegerMatrix.sample(3, 3, bits: 9, using: &g)
        let copy = matrix
        matrix[0, 0] = 5
        _ = (matrix * copy.transpose).determinant
      },
      { g, _ in
        var matrix = RationalMatrix.sample(3, 3, using: &g)
        let copy = matrix
        matrix[1, 1] += 1
        _ = (matrix.inverse, copy.kernel, (matrix + copy).determinant)
      },
      { g, _ in
        let field = PrimeField(prime: 101)
        var matrix = IntegerMatrix.sample(3, 4, using: &g).reduced(over: field)
        let copy = matrix
        matrix.reduceToEchelonForm()
        _ = (copy.nullSpace.dimension, (matrix * copy.transpose).determinant)
      },
      { g, _ in
        let fields = [PrimeField](PrimeField.primes(bits: 31).prefix(3))
        var vector = ResidueVector([1, 2, 3], in: fields[0])
        for field in fields.dropFirst() {
          vector.join(field.randomElements(3, using: &g), in: field)
        }
        _ = (vector.rationalReconstruction(), vector.symmetricRepresentatives)
      },
    ]
  }

  private static var vectors: [Operation] {
    [
      { g, _ in
        let x = IntegerVector((0..<4).map { _ in .sample(using: &g) })
        let y = IntegerVector((0..<4).map { _ in .sample(using: &g) })
        _ = (x.primitive == y, x.dot(y), -x, x.approximations, x.entries, y.hashValue)
        _ = IntegerVector.combination(.sample(using: &g), x, .sample(using: &g), y)
      },
      { g, _ in
        _ = IntegerVector(direction: (0..<3).map { _ in .sample(using: &g) }).description
        _ = IntegerMatrix.sample(2, 3, using: &g).rowVector(1)
      },
    ]
  }

  private static var readers: [Operation] {
    [
      { g, _ in
        let end = Bool.random(using: &g) ? "" : "x"
        _ = Integer(Integer.sample(using: &g).description + end)
      },
      { g, _ in _ = try Rational(parsing: Rational.sample(using: &g).description) },
      { _, _ in _ = try? Rational(parsing: "123/0") },
      { g, ring in
        let text = Polynomial.small(in: ring, using: &g).description
        _ = try Polynomial(parsing: text, in: ring)
      },
      { _, ring in _ = try? Polynomial(parsing: "(x + 3*y)^4/5 + (x*z", in: ring) },
    ]
  }
}
