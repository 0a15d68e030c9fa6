import ExactAlgebra

/// Looks for counterexamples in a box in floating point: at random, and downhill from the best.
///
/// What is found is a proposal, to be evaluated exactly.
struct CandidateSearch {
  let network: BoundingNetwork
  let cases: [BoundedCase]
  let box: InputBox

  /// An input and how far it is from being a counterexample: the largest form of the best case.
  struct Candidate: Sendable {
    var input: [Double]
    var distance: Double
  }

  /// Inputs that seem to be nearer than this may be counterexamples: rounding may hide it.
  static let doubtfulDistance = 1e-9

  /// How far inputs are from being counterexamples.
  func distances(of inputs: [[Double]]) -> [Double] {
    let flat = inputs.flatMap(\.self)
    let values = network.layerValues(at: flat)
    return inputs.indices.map { worst(of: $0, flat, values[network.depth]).distance }
  }

  /// The case whose largest form is least at an input, and that form.
  private func worst(
    of index: Int, _ inputs: [Double], _ outputs: [Double]
  ) -> (distance: Double, form: BackSubstitution.Form?) {
    var best: (distance: Double, form: BackSubstitution.Form?) = (.infinity, nil)
    inputs.withUnsafeBufferPointer { inputs in
      outputs.withUnsafeBufferPointer { outputs in
        let x = inputs.baseAddress! + index * network.inputCount
        let y = outputs.baseAddress! + index * network.outputCount
        for boundedCase in cases {
          var largest: (value: Double, form: BackSubstitution.Form?) = (-.infinity, nil)
          for form in boundedCase.forms {
            let value = form.value(inputs: x, outputs: y)
            if value > largest.value { largest = (value, form) }
            if value >= best.distance { break }
          }
          if largest.value < best.distance { best = (largest.value, largest.form) }
        }
      }
    }
    return best
  }

  /// The best inputs, best first.
  ///
  /// - Parameters:
  ///   - samples: how many are drawn.
  ///   - starts: how many of these go downhill.
  ///   - steps: how far.
  ///   - seed: where the random numbers begin.
  func best(samples: Int, starts: Int, steps: Int, seed: UInt64) -> [Candidate] {
    var generator = SeededGenerator(seed: seed, stream: Self.stream)
    var candidates: [Candidate] = []
    for first in stride(from: 0, to: samples, by: 256) {
      candidates += measured(
        (first..<min(first + 256, samples)).map { _ in Self.point(of: box, &generator) })
      candidates.sort { $0.distance < $1.distance }
      candidates.removeLast(max(0, candidates.count - starts))
      if let best = candidates.first, best.distance < 0 { return candidates }
    }
    let found = descent(from: candidates, steps: steps)
    return (found + candidates).sorted { $0.distance < $1.distance }
  }

  private static let stream: UInt64 = 0x7665_7269_6679

  /// Inputs with their distances.
  private func measured(_ inputs: [[Double]]) -> [Candidate] {
    zip(inputs, distances(of: inputs)).map { Candidate(input: $0, distance: $1) }
  }

  /// A random input of a box.
  private static func point(of box: InputBox, _ generator: inout SeededGenerator) -> [Double] {
    box.lower.indices.map { input in
      let value = box.lower[input] + unit(&generator) * box.width(of: input)
      return min(max(value, box.lower[input]), box.upper[input])
    }
  }

  /// Random inputs of boxes, each of which is chosen as often as its share says.
  ///
  /// - Precondition: there is a box.
  func drawn(
    _ count: Int, from boxes: [(box: InputBox, share: Double)], seed: UInt64
  ) -> [Candidate] {
    var generator = SeededGenerator(seed: seed, stream: Self.stream)
    let total = boxes.reduce(0) { $0 + $1.share }
    let marks = (0..<count).map { _ in total * Self.unit(&generator) }.sorted()
    var inputs: [[Double]] = []
    var (index, sum) = (0, boxes[0].share)
    for mark in marks {
      while mark > sum, index + 1 < boxes.count {
        index += 1
        sum += boxes[index].share
      }
      inputs.append(Self.point(of: boxes[index].box, &generator))
    }
    return measured(inputs)
  }

  /// A random number of `[0, 1)`.
  private static func unit(_ generator: inout SeededGenerator) -> Double {
    Double(generator.next() >> 11) * 0x1p-53
  }

  /// Goes from inputs against the sign of the gradient, in steps that become shorter.
  func descent(from starts: [Candidate], steps: Int) -> [Candidate] {
    var best = starts
    var current = starts.map(\.input)
    guard !current.isEmpty else { return [] }
    for step in 0..<steps {
      let flat = current.flatMap(\.self)
      let values = network.layerValues(at: flat)
      var forms: [BackSubstitution.Form?] = []
      for index in current.indices {
        let (distance, form) = worst(of: index, flat, values[network.depth])
        forms.append(form)
        if distance < best[index].distance {
          best[index] = Candidate(input: current[index], distance: distance)
        }
      }
      if best.contains(where: { $0.distance < 0 }) { break }
      let zeros = [Double](repeating: 0, count: network.outputCount)
      let gradients = network.gradients(of: forms.flatMap { $0?.outputs ?? zeros }, at: values)
      // From a quarter of the box down to a hundredth of that.
      let length = 0.25 * power(0.01, Double(step) / Double(steps))
      for index in current.indices {
        for input in box.lower.indices {
          let slope =
            gradients[index * network.inputCount + input] + (forms[index]?.inputs[input] ?? 0)
          guard slope != 0 else { continue }
          let move = length * box.width(of: input) * (slope > 0 ? -1 : 1)
          current[index][input] = min(
            max(current[index][input] + move, box.lower[input]), box.upper[input])
        }
      }
    }
    return best
  }

  /// `a^x` for `0 <= x <= 1` in sixteenths, the same on every machine.
  private func power(_ a: Double, _ x: Double) -> Double {
    var result = 1.0
    var root = a.squareRoot()
    var rest = x
    for _ in 0..<6 {
      rest *= 2
      if rest >= 1 {
        result *= root
        rest -= 1
      }
      root = root.squareRoot()
    }
    return result
  }
}
