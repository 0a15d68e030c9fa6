import ExactAlgebra
import Interchange
import LongWork
import Networks
import Oracles
import Polyhedra
import Properties
import Regions
import Testing
import Verification

@Suite struct OutputRangeTests {
  /// `max(x + y - 1, 0) + max(x - y, 0)`.
  private static let corner = try! Network(layers: [
    .init(weights: [[1, 1], [1, -1]], biases: [-1, 0]), .init(weights: [[1, 1]]),
  ])

  private static func random(
    _ widths: [Int], using generator: inout SeededGenerator
  ) throws -> Network {
    func number() -> Rational { Rational(Int.random(in: -4...4, using: &generator)) / 2 }
    return try Network(
      layers: zip(widths, widths.dropFirst()).map { inputs, neurons in
        .init(
          weights: (0..<neurons).map { _ in (0..<inputs).map { _ in number() } },
          biases: (0..<neurons).map { _ in number() })
      })
  }

  /// An objective on all activation patterns, possible or not: on each the inequalities of the pattern and those
  /// of the domain, and the form that the objective is there.
  private static func pieces(
    of objective: LinearExpression, _ network: Network, on domain: InputDomain
  ) -> [(system: InequalitySystem, form: [Rational])] {
    let dimension = network.architecture.inputCount
    let hidden = Array(network.architecture.hiddenWidths)
    let count = hidden.reduce(0, +)
    return (0..<(1 << count)).map { number in
      var rows = domain.halfSpaces
      var values =
        (0..<dimension).map { input in (0...dimension).map { $0 == input ? 1 : 0 } }
        as [[Rational]]
      let inputs = values
      var neuron = 0
      for (place, layer) in network.layers.enumerated() {
        values = layer.affineForms.map { row in
          var form = (0...dimension).map { column in
            zip(row, values).reduce(Rational(0)) { $0 + $1.0 * $1.1[column] }
          }
          form[dimension] += row[row.count - 1]
          guard place < hidden.count else { return form }
          defer { neuron += 1 }
          let isActive = number >> neuron & 1 == 1
          let inside = isActive ? form : form.map { -$0 }
          rows.append(
            HalfSpace(normal: inside.dropLast(), offset: inside[dimension], isOpen: false))
          return isActive ? form : form.map { _ in 0 }
        }
      }
      var form = (0..<dimension).map { _ in Rational(0) } + [objective.constant]
      for term in objective.terms {
        let value = (inputs + values)[term.variable]
        for column in form.indices { form[column] += term.coefficient * value[column] }
      }
      return (InequalitySystem(dimension: dimension, rows), form)
    }
  }

  /// The range of an objective by all activation patterns, with elimination in place of linear programs.
  private static func rangeByPatterns(
    _ objective: LinearExpression, of network: Network, on domain: InputDomain
  ) -> (lower: Rational?, upper: Rational?) {
    let ranges = pieces(of: objective, network, on: domain).compactMap {
      rangeByElimination(of: $0.form, on: $0.system)
    }
    let (lower, upper) = (ranges.map(\.lower), ranges.map(\.upper))
    return (
      lower.contains(nil) ? nil : lower.compactMap { $0 }.min(),
      upper.contains(nil) ? nil : upper.compactMap { $0 }.max()
    )
  }

  /// Whether an objective has a value on a domain, by the same patterns.
  private static func isTaken(
    _ value: Rational, by objective: LinearExpression, of network: Network,
    on domain: InputDomain
  ) -> Bool {
    pieces(of: objective, network, on: domain).contains { piece in
      var system = piece.system
      for sign in [1, -1] as [Rational] {
        system.append(
          HalfSpace(
            normal: piece.form.dropLast().map { sign * $0 },
            offset: sign * (piece.form[piece.form.count - 1] - value), isOpen: false))
      }
      return isFeasibleByElimination(system)
    }
  }

  /// Strict and other inequalities mixed: an end is told to be attained where it is.
  @Test func strictnessAgreesWithAllPatterns() async throws {
    var generator = SeededGenerator(seed: 44)
    func number() -> Rational { Rational(Int.random(in: -2...2, using: &generator)) }
    var (attained, approached) = (0, 0)
    for trial in 0..<40 {
      let network = try Self.random(
        [[2, 3, 1], [2, 2, 2, 1], [1, 3, 1]][trial % 3], using: &generator)
      let inputs = network.architecture.inputCount
      let sides = try InputDomain.box(Array(repeating: (-1, 1), count: inputs)).halfSpaces
      let corner = HalfSpace(normal: (0..<inputs).map { _ in number() }, offset: 1, isOpen: true)
      let domain = InputDomain(
        halfSpaces: sides.map { Bool.random(using: &generator) ? $0 : $0.interior } + [corner])
      let entry = try await OutputRange(of: network, on: domain).entries[0]
      let expected = Self.rangeByPatterns(entry.objective, of: network, on: domain)
      for (end, value) in [(entry.minimum, expected.lower!), (entry.maximum, expected.upper!)] {
        let isTaken = Self.isTaken(value, by: entry.objective, of: network, on: domain)
        #expect(end.value == value)
        #expect(network.evaluate([end.point])[0].outputs == [value])
        switch end {
        case .attained:
          attained += 1
          #expect(isTaken && domain.halfSpaces.allSatisfy { $0.contains(end.point) })
        case .approached:
          approached += 1
          #expect(!isTaken && domain.contains(closure: end.point))
        default: Issue.record("\(end)")
        }
      }
    }
    #expect(attained > 15 && approached > 15)
  }

  /// Whether an end is as told, where its point lies, and what the network gives there.
  private static func expect(
    _ end: RangeEnd, _ value: Rational?, of objective: LinearExpression, _ network: Network,
    on domain: InputDomain
  ) {
    #expect(end.value == value && end.isProved)
    #expect(domain.halfSpaces.allSatisfy { $0.contains(end.point) })
    func objectiveValue(at point: [Rational]) -> Rational {
      objective(point + network.evaluate([point])[0].outputs)
    }
    if let value { #expect(objectiveValue(at: end.point) == value) }
    guard let direction = end.direction else { return }
    let far = [1, 2, 1_000_000].map { step in
      zip(end.point, direction).map { $0 + Rational(step) * $1 }
    }
    for point in far { #expect(domain.halfSpaces.allSatisfy { $0.contains(point) }) }
    let values = far.map { objectiveValue(at: $0) }
    #expect(values[0] != values[1])
    #expect(values[2] - values[0] == 999_999 * (values[1] - values[0]))
  }

  @Test func randomNetworksAgreeWithAllPatterns() async throws {
    var generator = SeededGenerator(seed: 5)
    func number() -> Rational { Rational(Int.random(in: -3...3, using: &generator)) }
    var (bounded, unbounded) = (0, 0)
    for trial in 0..<60 {
      let network = try Self.random(
        [[2, 3, 1], [2, 2, 2, 1], [2, 4, 2], [1, 3, 2, 1], [3, 3, 1]][trial % 5],
        using: &generator)
      let inputs = network.architecture.inputCount
      let domain =
        trial % 2 == 0
        ? try InputDomain.box(Array(repeating: (-2, 1), count: inputs))
        : InputDomain(
          halfSpaces: (0..<2).map { _ in
            HalfSpace(
              normal: (0..<inputs).map { _ in number() }, offset: 2, isOpen: false)
          })
      let mixed = (0..<(inputs + network.architecture.outputCount)).reduce(LinearExpression(1)) {
        $0 + number() * LinearExpression(variable: $1)
      }
      let objectives = OutputRange.outputs(of: network) + [mixed]
      let range = try await OutputRange(objectives, of: network, on: domain)
      #expect(range.entries.map(\.objective) == objectives && range.isProved)
      for entry in range.entries {
        let expected = Self.rangeByPatterns(entry.objective, of: network, on: domain)
        Self.expect(entry.minimum, expected.lower, of: entry.objective, network, on: domain)
        Self.expect(entry.maximum, expected.upper, of: entry.objective, network, on: domain)
        if expected.lower == nil { unbounded += 1 } else { bounded += 1 }
      }
    }
    #expect(bounded > 80 && unbounded > 10)
  }

  /// Sums of functions of one input each: ends are known, and there are linear programs for them.
  @Test(arguments: [true, false])
  func separableInNineDimensions(isBox: Bool) async throws {
    // sum c_i |x_i - i/7|
    let signs: [Rational] = [1, 1, -1, 2, 1, 1, -3, 1, 1]
    var rows: [[Rational]] = []
    var biases: [Rational] = []
    for input in 0..<9 {
      for sign in [1, -1] as [Rational] {
        rows.append((0..<9).map { $0 == input ? sign : 0 })
        biases.append(-sign * Rational(input) / 7)
      }
    }
    let network = try Network(layers: [
      .init(weights: rows, biases: biases), .init(weights: [signs.flatMap { [$0, $0] }]),
    ])
    let sides: [(lower: Rational, upper: Rational)] = (0..<9).map { _ in (lower: 0, upper: 1) }
    let domain =
      isBox
      ? try InputDomain.box(sides)
      : InputDomain(halfSpaces: try InputDomain.box(sides).halfSpaces.filter { $0.offset == 0 })
    let range = try await OutputRange(of: network, on: domain).entries[0]
    func far(_ input: Int) -> Rational { max(Rational(input) / 7, 1 - Rational(input) / 7) }
    if isBox {
      // Where the distance is largest with a negative sign; zero elsewhere, as far as x_i can be i/7.
      let least = 2 * -0 + (-1) * far(2) + (-3) * far(6) + Rational(1, 7)
      var most = Rational(0)
      for (input, sign) in signs.enumerated() where sign.signum() > 0 {
        most += sign * (input <= 7 ? far(input) : Rational(input) / 7)
      }
      Self.expect(range.minimum, least, of: range.objective, network, on: domain)
      Self.expect(range.maximum, most, of: range.objective, network, on: domain)
    } else {
      Self.expect(range.minimum, nil, of: range.objective, network, on: domain)
      Self.expect(range.maximum, nil, of: range.objective, network, on: domain)
    }
  }

  @Test func strictInequalities() async throws {
    let open = InputDomain(
      halfSpaces: try InputDomain.box([(0, 1), (0, 1)]).halfSpaces.map(\.interior))
    let range = try await OutputRange(of: Self.corner, on: open).entries[0]
    guard case .approached(1, let point) = range.maximum else {
      Issue.record("\(range.maximum)")
      return
    }
    #expect(!open.halfSpaces.allSatisfy { $0.contains(point) })
    #expect(Self.corner.evaluate([point])[0].outputs == [1])
    // Zero is taken on a whole region.
    Self.expect(range.minimum, 0, of: range.objective, Self.corner, on: open)
    // Only the side x = 1 is missing: |y| + x takes no maximum, but x + y <= 1, where x is free, does.
    let mixed = InputDomain(halfSpaces: [
      HalfSpace(normal: [1, 0], isOpen: false), HalfSpace(normal: [-1, 0], offset: 1),
      HalfSpace(normal: [0, 1], isOpen: false),
      HalfSpace(normal: [-1, -1], offset: 1, isOpen: false),
    ])
    let line = LinearExpression(variable: 0) + LinearExpression(variable: 1)
    let edge = try await OutputRange(
      [line, LinearExpression(variable: 0)], of: Self.corner, on: mixed
    ).entries
    Self.expect(edge[0].maximum, 1, of: line, Self.corner, on: mixed)
    guard case .approached(1, _) = edge[1].maximum else {
      Issue.record("\(edge[1].maximum)")
      return
    }
    // A ray begins inside.
    let half = InputDomain(halfSpaces: [HalfSpace(normal: [1, 0]), HalfSpace(normal: [0, 1])])
    let ray = try await OutputRange(of: Self.corner, on: half).entries[0]
    Self.expect(ray.maximum, nil, of: ray.objective, Self.corner, on: half)
  }

  @Test func domainsOfLowerDimension() async throws {
    // The diagonal of the square as a slice, by two inequalities, and as a slice with a flat box in it.
    let slice = try AffineSlice(origin: [0, 0], directions: [[1, 1]])
    let diagonal = try InputDomain.box([(0, 1)], of: slice)
    let equation = InputDomain(
      halfSpaces: try InputDomain.box([(0, 1), (0, 1)]).halfSpaces
        + [[1, -1], [-1, 1]].map { HalfSpace(normal: $0, isOpen: false) })
    for domain in [diagonal, equation] {
      let range = try await OutputRange(of: Self.corner, on: domain)
      #expect(range.dimension == 1 && range.regionCount == 2)
      #expect(range.entries[0].maximum == .attained(1, at: [1, 1]))
      #expect(range.entries[0].minimum.value == 0)
    }
    // In the slice a point, a segment of a plane, and nothing.
    let point = InputDomain(
      slice: slice,
      halfSpaces: [
        HalfSpace(normal: [1], offset: Rational(-3, 4), isOpen: false),
        HalfSpace(normal: [-1], offset: Rational(3, 4), isOpen: false),
      ])
    let atPoint = try await OutputRange(of: Self.corner, on: point)
    #expect(atPoint.regionCount == 0 && atPoint.dimension == 0)
    #expect(
      atPoint.entries[0].minimum == .attained(Rational(1, 2), at: [Rational(3, 4), Rational(3, 4)]))
    #expect(atPoint.entries[0].maximum == atPoint.entries[0].minimum)
    let plane = try AffineSlice(origin: [1, 0], directions: [[0, 1], [1, 0]])
    let flat = InputDomain(
      slice: plane,
      halfSpaces: try InputDomain.box([(0, 1), (-1, 1)]).halfSpaces
        + [[1, 1], [-1, -1]].map { HalfSpace(normal: $0, isOpen: false) })
    // x = 1 - t, y = t: max(x - y, 0) alone.
    let segment = try await OutputRange(of: Self.corner, on: flat).entries[0]
    #expect(segment.maximum == .attained(1, at: [1, 0]) && segment.minimum.value == 0)
    await #expect(throws: OutputRangeError.emptyDomain) {
      try await OutputRange(
        of: Self.corner,
        on: InputDomain(
          halfSpaces: [HalfSpace(normal: [1, 0]), HalfSpace(normal: [-1, 0], isOpen: false)]))
    }
    await #expect(throws: RegionError.domainDimension(1, expected: 2)) {
      try await OutputRange(
        of: Self.corner, on: InputDomain(halfSpaces: [HalfSpace(normal: [1])]))
    }
  }

  /// Where there are no vertices, what regions before a region have counts at once, also with several threads.
  @Test func threadsChangeNothingInEightDimensions() async throws {
    var generator = SeededGenerator(seed: 21)
    let network = try Self.random([8, 5, 3, 1], using: &generator)
    let box = try InputDomain.box(Array(repeating: (-1, 1), count: 8))
    for domain in [box, InputDomain(halfSpaces: box.halfSpaces.map(\.interior))] {
      var answers: [OutputRange] = []
      for threads in [1, 3] {
        var options = OutputRange.Options()
        options.threads = threads
        answers.append(try await OutputRange(of: network, on: domain, options: options))
      }
      #expect(answers[0].entries == answers[1].entries && answers[0].regionCount > 40)
      #expect(answers[0].isProved)
    }
  }

  /// Directions along which nothing changes, with and without an objective that sees them.
  @Test func directionsThatTheNetworkIgnores() async throws {
    let network = try Network(layers: [
      .init(weights: [[1, 0, 1], [-1, 0, -1]]), .init(weights: [[1, 1]]),
    ])
    let range = try await OutputRange(of: network).entries[0]
    #expect(range.minimum.value == 0)
    Self.expect(range.maximum, nil, of: range.objective, network, on: .everything)
    let input = LinearExpression(variable: 1) + 2 * LinearExpression(variable: 3)
    let seen = try await OutputRange([input], of: network).entries[0]
    Self.expect(seen.minimum, nil, of: input, network, on: .everything)
    // A slab whose regions contain lines.
    let slab = InputDomain(halfSpaces: [
      HalfSpace(normal: [1, 0, 1], offset: 2, isOpen: false),
      HalfSpace(normal: [-1, 0, -1], offset: 1, isOpen: false),
    ])
    let inSlab = try await OutputRange(of: network, on: slab).entries[0]
    Self.expect(inSlab.minimum, 0, of: inSlab.objective, network, on: slab)
    Self.expect(inSlab.maximum, 2, of: inSlab.objective, network, on: slab)
  }

  /// Ties everywhere: values and points are the same for any number of threads.
  @Test func threadsChangeNothing() async throws {
    var generator = SeededGenerator(seed: 3)
    var regionCount = 0
    for _ in 0..<4 {
      let network = try Self.random([2, 12, 6, 3], using: &generator)
      let domain = try InputDomain.box([(-3, 3), (-3, 3)])
      var answers: [[OutputRange.Entry]] = []
      for (threads, limit) in [(1, nil), (4, nil), (1, 40), (4, 40)] as [(Int, Int?)] {
        var options = OutputRange.Options()
        (options.threads, options.maximumRegions) = (threads, limit)
        let range = try await OutputRange(of: network, on: domain, options: options)
        answers.append(range.entries)
        #expect(range.isProved == (limit == nil))
        regionCount = max(regionCount, range.regionCount)
      }
      #expect(answers[0] == answers[1] && answers[2] == answers[3])
    }
    #expect(regionCount > 100)
  }

  @Test func limitsLeaveInnerBounds() async throws {
    var generator = SeededGenerator(seed: 8)
    let network = try Self.random([2, 9, 5, 1], using: &generator)
    let domain = try InputDomain.box([(-3, 3), (-3, 3)])
    let full = try await OutputRange(of: network, on: domain)
    let (least, most) = (full.entries[0].minimum.value!, full.entries[0].maximum.value!)
    #expect(full.regionCount > 20 && least < most)
    var last: (Rational, Rational)?
    for limit in [0, 1, 5, 20] {
      var options = OutputRange.Options()
      options.maximumRegions = limit
      let range = try await OutputRange(of: network, on: domain, options: options)
      #expect(range.regionCount == limit && !range.isProved)
      guard case .reached(let low, let point, let lower?) = range.entries[0].minimum,
        case .reached(let high, _, let upper?) = range.entries[0].maximum
      else {
        Issue.record("\(range.entries[0])")
        return
      }
      #expect(network.evaluate([point])[0].outputs == [low])
      #expect(least <= low && low <= high && high <= most)
      #expect(lower <= least && most <= upper)
      if let last { #expect(low <= last.0 && last.1 <= high) }
      last = (low, high)
    }
    var options = OutputRange.Options()
    options.maximumRegions = full.regionCount
    #expect(try await OutputRange(of: network, on: domain, options: options).isProved)
    // Where an end is asked for at once there is at most a first value.
    let request = Interruption.Request()
    request.make()
    do {
      let range = try await Interruption.within(nil, of: request) {
        try await OutputRange(of: network, on: domain)
      }
      #expect(!range.isProved && range.regionCount == 0)
    } catch is Interruption.IsRequested {}
  }

  @Test func combinationsAreRead() throws {
    func read(_ text: String) throws -> LinearExpression {
      try LinearExpression(parsing: text, inputCount: 2, outputCount: 2)
    }
    let (x, y) = (LinearExpression(variable: 1), LinearExpression(variable: 2))
    #expect(try read("Y_0") == y)
    #expect(
      try read(" - 2*Y_0 + 1/3 X_1-0.5e1") == (-2) * y + Rational(1, 3) * x + LinearExpression(-5))
    #expect(try read("2e-1Y_0+Y_0") == Rational(6, 5) * y)
    #expect(try read("1/2,-3") == Rational(1, 2) * y + (-3) * LinearExpression(variable: 3))
    #expect(try read("Y_0 - Y_0") == LinearExpression(0))
    #expect(try LinearExpression(parsing: "-3", inputCount: 2, outputCount: 1) == (-3) * y)
    for (text, word) in [
      ("", "number"), ("Y_0 Y_1", "sign"), ("2 *", "X_ or Y_"), ("Y_2", "2 outputs"),
      ("X_2", "2 inputs"), ("Z_0", "no variable"), ("Y_0 - - Y_1", "number"),
      ("1,2,3", "expected 2"),
      ("1/0 Y_0", "zero"), ("Y_-1", "no variable"), ("Y_0 * 2", "sign"), ("1,a", "a"),
      ("3", "expected 2"),
    ] {
      do {
        _ = try read(text)
        Issue.record("'\(text)' was read")
      } catch let error as ParsingError {
        #expect(error.description.contains(word), "'\(text)': \(error)")
      }
    }
  }
}

extension InputDomain {
  /// Whether a point satisfies the inequalities, none of them taken as strict.
  fileprivate func contains(closure point: [Rational]) -> Bool {
    halfSpaces.allSatisfy { $0.value(at: point).signum() >= 0 }
  }
}
