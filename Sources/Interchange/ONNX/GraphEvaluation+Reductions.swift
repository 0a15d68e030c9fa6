import ExactAlgebra
import Networks

/// Operators that make one entry of several.
extension GraphEvaluation {
  /// What becomes of several entries.
  enum Reduction {
    case sum, mean, maximum, minimum
  }

  /// `ReduceSum`, `ReduceMean`, `ReduceMax` and `ReduceMin`.
  mutating func reduction(
    _ operation: ONNXOperator, _ node: ONNXNode
  ) throws(DataError) -> TensorValue {
    let value = try entries(0, of: node)
    var axes: [Int] = []
    for axis in try integers("axes", orInput: 1, of: node) ?? [] {
      axes.append(try value.axis(axis))
    }
    if axes.isEmpty {
      if node.integer("noop_with_empty_axes", default: 0) != 0 { return value }
      axes = Array(0..<value.axisCount)
    }
    let reduction: Reduction =
      switch operation {
      case .reduceSum: .sum
      case .reduceMean: .mean
      case .reduceMaximum: .maximum
      default: .minimum
      }
    return try reduced(
      value, along: axes, keepsAxes: node.integer("keepdims", default: 1) != 0, reduction)
  }

  /// One entry for all along some axes.
  mutating func reduced(
    _ value: TensorValue, along axes: [Int], keepsAxes: Bool, _ reduction: Reduction
  ) throws(DataError) -> TensorValue {
    let axes = Set(axes)
    _ = try value.form.knownWidth()
    guard let extents = value.singleExtents, value.isSingle || !axes.contains(0),
      extents.allSatisfy({ $0 > 0 })
    else {
      throw DataError(
        "along \(axes.count) axes of \(value.described), expected axes of neurons with known extents"
      )
    }
    let result = extents.enumerated().map { axes.contains($0) ? 1 : $1 }
    // Where an entry goes is where the result would be spread from.
    var lists = [[Int]](repeating: [], count: result.reduce(1, *))
    for (entry, place) in TensorValue.spread(result, over: extents)!.enumerated() {
      lists[place].append(entry)
    }
    let form = try reduced(value.form, over: lists, reduction)
    var shape: [Int?] = result
    if value.layout == .rows, !axes.contains(0) { shape[0] = value.shape[0] }
    let reduced = value.with(form, shape: shape)
    return keepsAxes ? reduced : try reduced.squeezed(axes.sorted())
  }

  private mutating func reduced(
    _ form: AffineForm, over lists: [[Int]], _ reduction: Reduction
  ) throws(DataError) -> AffineForm {
    let count = try form.knownWidth()
    switch reduction {
    case .sum, .mean:
      let factors = lists.map { reduction == .sum ? 1 : Rational(1, Integer($0.count)) }
      return try form.followed(by: .sums(of: lists, times: factors, from: count))
    case .maximum: return try assembly.maxima(of: form, over: lists)
    case .minimum: return try assembly.minima(of: form, over: lists)
    }
  }
}
