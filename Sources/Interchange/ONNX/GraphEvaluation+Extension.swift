import ExactAlgebra
import Networks

/// Operators that repeat entries, put constants beside them, or choose between values.
extension GraphEvaluation {
  /// How `Pad` fills what it adds.
  private enum Filling: String {
    case constant, edge, reflect
  }

  /// `Pad`; negative numbers cut off.
  func padding(_ node: ONNXNode) throws(DataError) -> TensorValue {
    let value = try entries(0, of: node)
    let name = node.text("mode") ?? Filling.constant.rawValue
    guard let filling = Filling(rawValue: name.isEmpty ? Filling.constant.rawValue : name) else {
      throw DataError("mode '\(name.excerpt)', expected constant, edge or reflect")
    }
    guard let pads = try integers("pads", orInput: 1, of: node) else {
      throw DataError("no pads, expected them")
    }
    var axes = Array(0..<value.axisCount)
    if node.input.count > 3, !node.input[3].isEmpty {
      axes = try constant(3, of: node).integers()
      for index in axes.indices { axes[index] = try value.axis(axes[index]) }
    }
    guard pads.count == 2 * axes.count, Set(axes).count == axes.count else {
      throw DataError("\(pads.count) pads, expected two for each of \(axes.count) axes")
    }
    _ = try value.form.knownWidth()
    guard let extents = value.singleExtents, value.layout != .column else {
      throw DataError("\(value.described), expected the extents of its axes")
    }
    var places = extents.map { extent in (0..<extent).map { Optional($0) } }
    for (index, axis) in axes.enumerated() {
      let (before, after) = (pads[index], pads[axes.count + index])
      guard before != 0 || after != 0 else { continue }
      guard axis > 0 || value.layout == .vector else {
        throw DataError("pads of the points, expected those of neurons only")
      }
      places[axis] = try Self.padded(extents[axis], before, after, filling)
    }
    let indices = try Self.indices(of: places, in: extents)
    var form = try value.form.rows(indices)
    if indices.contains(nil) {
      let filler = try self.filler(node)
      if !filler.isZero { form = form.adding(indices.map { $0 == nil ? filler : 0 }) }
    }
    var shape: [Int?] = places.map(\.count)
    if value.layout == .rows { shape[0] = value.shape[0] }
    return value.with(form, shape: shape)
  }

  /// The number that `Pad` fills in, an attribute in old models.
  private func filler(_ node: ONNXNode) throws(DataError) -> Rational {
    guard node.input.count > 2, !node.input[2].isEmpty else {
      return try node.number("value", default: 0)
    }
    let tensor = try constant(2, of: node)
    guard let number = try tensor.entries().first, tensor.shape.reduce(1, *) == 1 else {
      throw DataError("\(tensor.described), expected one number")
    }
    return number
  }

  /// For each entry of a padded axis its place in the axis, `nil` for a constant.
  private static func padded(
    _ extent: Int, _ before: Int, _ after: Int, _ filling: Filling
  ) throws(DataError) -> [Int?] {
    let range = -Network.maximumWidth...Network.maximumWidth
    let length = range.contains(before) && range.contains(after) ? extent + before + after : 0
    guard length > 0, extent > 0 else {
      throw DataError("pads \(before) and \(after) of an axis of extent \(extent)")
    }
    let isReflected = filling == .reflect
    guard !isReflected || max(before, after) < extent else {
      throw DataError("reflects \(max(before, after)) entries of \(extent), expected fewer")
    }
    return (-before..<length - before).map { place in
      if (0..<extent).contains(place) { return place }
      switch filling {
      case .constant: return nil
      case .edge: return place < 0 ? 0 : extent - 1
      case .reflect: return place < 0 ? -place : 2 * (extent - 1) - place
      }
    }
  }

  /// The indices of entries by their places along each axis, `nil` where one is none.
  private static func indices(
    of places: [[Int?]], in extents: [Int]
  ) throws(DataError) -> [Int?] {
    let total = places.reduce(1) { $0.saturatingProduct($1.count) }
    guard total <= Network.maximumWidth else {
      throw DataError("\(total) neurons, expected at most \(Network.maximumWidth)")
    }
    return zip(places, extents).reduce([0]) { indices, axis in
      indices.flatMap { index in
        axis.0.map { place -> Int? in
          guard let index, let place else { return nil }
          return index * axis.1 + place
        }
      }
    }
  }

  /// `Expand`: the value spread over the axes of a larger shape.
  func expanded(_ node: ONNXNode) throws(DataError) -> GraphValue {
    let shape = try constant(1, of: node)
    let extents = try shape.entries()
    // The number of points as first extent is what is there.
    let knowsPoints = shape.isInteger && extents.first == ConstantTensor.pointCount
    let target = try knowsPoints ? [1] + shape.tail(from: 1).integers() : shape.integers()
    switch try input(0, of: node) {
    case .constant(let tensor): return .constant(try tensor.expanded(to: target))
    case .entries(let value): return .entries(try value.expanded(to: target))
    case .tail: throw DataError("input 1 is behind the output of the network")
    }
  }

  /// `Tile`: the value several times along each axis.
  func tiled(_ node: ONNXNode) throws(DataError) -> TensorValue {
    let value = try entries(0, of: node)
    let repeats = try constant(1, of: node).integers()
    guard repeats.count == value.axisCount,
      repeats.allSatisfy({ (1...Network.maximumWidth).contains($0) }),
      repeats[0] == 1 || value.layout == .vector
    else {
      throw DataError("repeats of \(value.described), expected one for each axis, and 1 for points")
    }
    _ = try value.form.knownWidth()
    guard let extents = value.singleExtents, value.layout != .column else {
      throw DataError("\(value.described), expected the extents of its axes")
    }
    guard zip(extents, repeats).allSatisfy({ $0 * $1 <= Network.maximumWidth }) else {
      throw DataError("expected at most \(Network.maximumWidth) neurons")
    }
    let places = zip(extents, repeats).map { extent, count in
      (0..<extent * count).map { Optional($0 % extent) }
    }
    var shape: [Int?] = places.map(\.count)
    if value.layout == .rows { shape[0] = value.shape[0] }
    return value.with(try value.form.rows(try Self.indices(of: places, in: extents)), shape: shape)
  }

  /// `Where` with a constant condition.
  func choice(_ node: ONNXNode) throws(DataError) -> GraphValue {
    let condition = try constant(0, of: node).asNumbers()
    let complement = try condition.mapped { 1 - $0 }
    let first = try multiple(try input(1, of: node), .constant(condition))
    let second = try multiple(try input(2, of: node), .constant(complement))
    return try sum(first, second)
  }
}
