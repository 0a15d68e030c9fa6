import ExactAlgebra

extension TwoBlockShape {
  /// The first values of the Hilbert function of the variety, free constants not counted, from degree
  /// 0 on; `nil` where that takes too long, or where `Interruption` ends it.
  ///
  /// The part of degree `d` of the coordinate ring is a sum of products of Schur functors of degree at
  /// most `d` of the outputs and of the inputs, whose multiplicities do not depend on the numbers `m`
  /// of outputs and `n` of inputs. So its dimension is a polynomial of degree at most `d` in `m` and in
  /// `n`: the values for `m, n <= d` determine it. See the article on two blocks in the documentation
  /// of this module.
  ///
  /// - Parameter degree: the last degree.
  func hilbertFunction(upToDegree degree: Int) -> [Integer]? {
    let direct = stepCount(upToDegree: degree)
    let isSmall = outputCount <= degree && inputCount <= degree
    let interpolation =
      isSmall
      ? direct
      : smallShapes(upToDegree: degree).joined().reduce(Integer(0)) {
        $0 + $1.stepCount(upToDegree: degree)
      }
    guard min(direct, interpolation) <= Self.largestStepCount else { return nil }
    return direct <= interpolation
      ? try? characterValues(upToDegree: degree) : try? interpolatedValues(upToDegree: degree)
  }

  /// The values from those for at most as many outputs and inputs as the degree.
  ///
  /// - Throws: as `Interruption.check()`.
  func interpolatedValues(upToDegree degree: Int) throws -> [Integer] {
    let values = try smallShapes(upToDegree: degree).map { line in
      try line.map { try $0.characterValues(upToDegree: degree) }
    }
    let (rows, columns) = (
      newtonWeights(outputCount, count: degree + 1), newtonWeights(inputCount, count: degree + 1)
    )
    return (0...degree).map { degree in
      var sum = Integer(0)
      for (line, row) in zip(values, rows) {
        for (value, column) in zip(line, columns) { sum += row * column * value[degree] }
      }
      return sum
    }
  }

  /// The same neurons with up to so many outputs, line by line, and inputs.
  private func smallShapes(upToDegree degree: Int) -> [[TwoBlockShape]] {
    (0...degree).map { outputs in
      (0...degree).map { inputs in
        TwoBlockShape(
          outputs: outputs, inputs: inputs, constants: constantCount, widthBehind: widthBehind,
          widthBefore: widthBefore, shared: sharedCount, first: firstCount, second: secondCount)
      }
    }
  }

  /// What the values at `0, 1, ...` of a polynomial of a smaller degree than their number count for
  /// its value at a number that is not negative: `(-1)^(c - 1 - i) binomial(x, i)
  /// binomial(x - i - 1, c - 1 - i)` for `c` values.
  private func newtonWeights(_ x: Int, count: Int) -> [Integer] {
    (0..<count).map { index in
      guard x >= count else { return x == index ? 1 : 0 }
      let size = binomial(x, index) * binomial(x - index - 1, count - 1 - index)
      return (count - 1 - index).isMultiple(of: 2) ? size : -size
    }
  }
}
