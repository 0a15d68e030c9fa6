import Enclosures
import ExactAlgebra

/// The law of pattern, input and class over a sample, for the patterns of one slice, in floating point.
///
/// For each pattern there are its probability `sum_x w(x) P(A | x)`, and that times the means of the coordinates of `x - c` and times
/// the probabilities of the classes. Probabilities are sums of positive numbers, each wrong by at most `relativeError` of
/// itself where it is not vanishing, so they are as well; means are wrong by as much of the probability times the
/// largest `|x - c|`.
struct PatternTable {
  /// The probabilities of the patterns.
  var masses: [Double]
  /// Coordinate by coordinate.
  var moments: [[Double]]
  /// Class by class; empty where there are no classes.
  var classes: [[Double]]
  /// The bound for probabilities.
  var relativeError: Double
  /// The bound for probabilities of a pattern and a class.
  var classError: Double

  /// A probability may be wrong by as much where it vanishes in floating point.
  static let vanishing = 1e-260

  /// A weighted sample in floating point.
  struct Sample: Sendable {
    let points: [[RoundedNumber]]
    let weights: [RoundedNumber]
    /// The points minus a centre; empty where these are not asked for.
    let deviations: [[Double]]
    /// The largest size of each coordinate of a deviation.
    let spans: [Double]

    init(_ sample: GateSample, centre: [Rational], hasDeviations: Bool) {
      points = sample.points.map { $0.map { RoundedNumber($0) } }
      weights = sample.weights.map { RoundedNumber($0) }
      let deviations = sample.points.map { point in
        hasDeviations ? zip(point, centre).map { RoundedNumber($0 - $1) } : []
      }
      self.deviations = deviations.map { $0.map(\.value) }
      spans =
        !hasDeviations
        ? []
        : centre.indices.map { column in
          deviations.reduce(0) { max($0, $1[column].largestMagnitude) }
        }
    }
  }

  /// A table without patterns' probabilities.
  init(patternCount: Int, coordinates: Int, classes: Int) {
    masses = Array(repeating: 0, count: patternCount)
    moments = Array(repeating: masses, count: coordinates)
    self.classes = Array(repeating: masses, count: classes)
    (relativeError, classError) = (0, 0)
  }

  /// The table of a slice.
  init(
    of model: RoundedGateModel, over sample: Sample, slice: PrefixWalk.Slice, hasClasses: Bool
  ) {
    let classCount = hasClasses ? model.outputCount : 0
    self.init(
      patternCount: 1 << (model.gateCount - slice.bits), coordinates: sample.spans.count,
      classes: classCount)
    let filler = TableFiller(model: model, slice: slice, classCount: classCount)
    for index in sample.points.indices {
      filler.add(
        sample.points[index], weight: sample.weights[index],
        deviation: sample.deviations[index], to: &self)
    }
    // One rounding for each point, and those of the products.
    let additions = Double(sample.points.count + 8) * RoundedNumber.unit
    relativeError = RoundedNumber.compounded(
      (filler.relativeError + additions) * (1 + 0x1p-20))
    classError = RoundedNumber.compounded(
      (filler.relativeError + additions + filler.classError) * (1 + 0x1p-20))
  }

  /// The table of the first gates: sums over the last `bits` ones.
  func folded(bits: Int) -> PatternTable {
    guard bits > 0 else { return self }
    var table = PatternTable(patternCount: 0, coordinates: 0, classes: 0)
    table.masses = PairwiseSum.ofGroups(masses, bits: bits)
    table.moments = moments.map { PairwiseSum.ofGroups($0, bits: bits) }
    table.classes = classes.map { PairwiseSum.ofGroups($0, bits: bits) }
    let additions = Double(bits) * RoundedNumber.unit
    table.relativeError = RoundedNumber.compounded((relativeError + additions) * (1 + 0x1p-20))
    table.classError = RoundedNumber.compounded((classError + additions) * (1 + 0x1p-20))
    return table
  }

  /// The table whose rows are those of others, one after the other.
  init(joining tables: [PatternTable]) {
    self.init(
      patternCount: 0, coordinates: tables[0].moments.count, classes: tables[0].classes.count)
    for table in tables {
      masses += table.masses
      for index in moments.indices { moments[index] += table.moments[index] }
      for index in classes.indices { classes[index] += table.classes[index] }
      relativeError = max(relativeError, table.relativeError)
      classError = max(classError, table.classError)
    }
  }
}

/// Adds points to a table.
private final class TableFiller {
  let model: RoundedGateModel
  let slice: PrefixWalk.Slice
  let classCount: Int
  let walk: PrefixWalk
  let rows: GateHalf
  let columns: GateHalf
  let contributions: Scratch<RoundedNumber>
  let base: Scratch<RoundedNumber>
  /// Bounds for what one point adds.
  private(set) var relativeError = 0.0
  private(set) var classError = 0.0
  private let denominators: Scratch<Double>

  init(model: RoundedGateModel, slice: PrefixWalk.Slice, classCount: Int) {
    self.model = model
    self.slice = slice
    self.classCount = classCount
    walk = PrefixWalk(model)
    let rowGates = model.lastWidth / 2
    rows = GateHalf(gateCount: rowGates, outputCount: classCount)
    columns = GateHalf(gateCount: model.lastWidth - rowGates, outputCount: classCount)
    denominators = Scratch(repeating: 0, count: columns.stateCount)
    let zero = RoundedNumber(exactly: 0)
    contributions = Scratch(repeating: zero, count: model.lastWidth * model.outputCount)
    base = Scratch(repeating: zero, count: model.outputCount)
  }

  deinit {
    denominators.free()
    contributions.free()
    base.free()
  }

  func add(
    _ point: [RoundedNumber], weight: RoundedNumber, deviation: [Double],
    to table: inout PatternTable
  ) {
    guard weight.value > 0 else { return }
    let (before, last) = (model.prefixGateCount, model.widths.count - 1)
    // Gates of the last layer whose states the slice gives; they are the first ones of the rows.
    let fixed = max(0, slice.bits - before)
    let firstRow =
      fixed == 0 ? 0 : (slice.number & ((1 << fixed) - 1)) << (rows.gateCount - fixed)
    let rowRange = firstRow..<(firstRow + 1 << (rows.gateCount - fixed))
    walk.run(from: point, slice: slice) { visit in
      guard visit.layer == last else { return }
      let mass = visit.mass * weight
      guard mass.value > 0 || mass.error.isNaN else { return }
      let inSlice = visit.number & ((1 << max(0, before - slice.bits)) - 1)
      let place = Place(
        mass: mass.value, start: inSlice << model.lastWidth, rows: rowRange)
      guard classCount > 0 else {
        fill(visit.gates, mass: mass, contributions: nil)
        addMasses(place, deviation: deviation, to: &table)
        return
      }
      model.findLastContributions(visit.values, into: contributions.base, base: base.base)
      fill(visit.gates, mass: mass, contributions: contributions.base)
      addMasses(place, deviation: deviation, to: &table)
      addClasses(place, to: &table)
    }
  }

  /// Where the states of the last layer go, on one pattern of the layers before.
  private struct Place {
    let mass: Double
    let start: Int
    let rows: Range<Int>
  }

  private func fill(
    _ gates: UnsafePointer<RoundedGate>, mass: RoundedNumber,
    contributions: UnsafePointer<RoundedNumber>?
  ) {
    rows.fill(gates, contributions: contributions)
    columns.fill(
      gates + rows.gateCount, contributions: contributions.map { $0 + rows.gateCount * classCount })
    let states = rows.relativeError + columns.relativeError + 4 * RoundedNumber.unit
    let relative = mass.value > PatternTable.vanishing ? mass.error / mass.value : 0
    // Not a number is the worst error.
    relativeError = worst(relativeError, relative + states)
  }

  private func worst(_ a: Double, _ b: Double) -> Double {
    b.isFinite ? max(a, b) : .infinity
  }

  private func addMasses(_ place: Place, deviation: [Double], to table: inout PatternTable) {
    let stateCount = 1 << columns.gateCount
    let (probabilities, factors) = (columns.probabilities.numbers, rows.probabilities.numbers)
    func add(_ values: inout [Double], factor: Double) {
      values.withUnsafeMutableBufferPointer { values in
        for row in place.rows {
          let scale = factor * factors[row]
          let target =
            values.baseAddress! + place.start + (row - place.rows.lowerBound) * stateCount
          for state in 0..<stateCount { target[state] += scale * probabilities[state] }
        }
      }
    }
    add(&table.masses, factor: place.mass)
    for (column, number) in deviation.enumerated() {
      add(&table.moments[column], factor: place.mass * number)
    }
  }

  private func addClasses(_ place: Place, to table: inout PatternTable) {
    let stateCount = 1 << columns.gateCount
    let rowError = rows.findFactors(base: base.base)
    let columnError = columns.findFactors(base: nil)
    classError = worst(
      classError, 2 * (rowError + columnError) + Double(classCount + 8) * RoundedNumber.unit)
    let probabilities = columns.probabilities.numbers
    let quotients = denominators.base
    func rowFactor(_ label: Int, _ row: Int) -> Double {
      rows.factors.numbers[label * rows.stateCount + row]
    }
    func columnFactors(_ label: Int) -> UnsafeMutablePointer<Double> {
      columns.factors.numbers + label * columns.stateCount
    }
    for row in place.rows {
      for state in 0..<stateCount { quotients[state] = 0 }
      for label in 0..<classCount {
        let (factor, own) = (rowFactor(label, row), columnFactors(label))
        for state in 0..<stateCount { quotients[state] += factor * own[state] }
      }
      let scale = place.mass * rows.probabilities.numbers[row]
      var smallest = Double.infinity
      for state in 0..<stateCount {
        smallest = min(smallest, quotients[state])
        quotients[state] = scale * probabilities[state] / quotients[state]
      }
      if !(smallest > LastLayerSums.smallestDenominator) { classError = .infinity }
      let start = place.start + (row - place.rows.lowerBound) * stateCount
      for label in 0..<classCount {
        let (factor, own) = (rowFactor(label, row), columnFactors(label))
        table.classes[label].withUnsafeMutableBufferPointer { values in
          let target = values.baseAddress! + start
          for state in 0..<stateCount { target[state] += factor * own[state] * quotients[state] }
        }
      }
    }
  }
}
