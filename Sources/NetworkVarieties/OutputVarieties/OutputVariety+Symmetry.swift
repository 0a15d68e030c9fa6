import ExactAlgebra
import Varieties

extension OutputVariety {
  /// The group that acts on what the outputs depend on: `GL(n_L)`, and besides the largest
  /// general linear group of inputs that leaves the spans of the blocks alone.
  ///
  /// Vectors of the adapted basis that lie in the spans of the same blocks may be mixed, as long
  /// as no other vector of a span needs them.
  var generalLinearAction: GeneralLinearAction {
    let outputs = GeneralLinearAction.Factor(
      size: coordinates.rowCount,
      lines: places.map { place in (0..<coordinates.rowCount).map { index(place, row: $0) } },
      coordinateCount: reducedDimension)
    guard let inputs = mixableInputs.max(by: { $0.count < $1.count }), inputs.count > 1 else {
      return GeneralLinearAction(factors: [outputs])
    }
    let lines = reductions.indices.flatMap { block -> [[Int]] in
      let columns = inputs.compactMap { reductions[block].units.firstIndex(of: $0) }
      guard columns.count == inputs.count else { return [] }
      return (0..<coordinates.rowCount).map { row in
        columns.map { index((block, $0), row: row) }
      }
    }
    let factor = GeneralLinearAction.Factor(
      size: inputs.count, lines: lines, coordinateCount: reducedDimension)
    return GeneralLinearAction(factors: [outputs, factor])
  }

  /// Exchanges of neighbouring outputs, and of inputs that may be mixed.
  var coordinateSymmetries: [CoordinatePermutation] {
    let rows = (1..<max(coordinates.rowCount, 1)).map { row in
      permutation { place, r in (place, r == row ? row - 1 : r == row - 1 ? row : r) }
    }
    let inputs = mixableInputs.flatMap { inputs in
      zip(inputs, inputs.dropFirst()).map { a, b in
        permutation { place, row in
          guard let unit = reductions[place.block].units[place.column] else { return (place, row) }
          let image = unit == a ? b : unit == b ? a : unit
          let column = reductions[place.block].units.firstIndex(of: image)!
          return ((place.block, column), row)
        }
      }
    }
    return rows + inputs
  }

  /// The classes of vectors of the adapted basis, constants apart, that may be mixed.
  private var mixableInputs: [[Int]] {
    let count = reducedVariety.architecture.inputCount
    let bound = Set(
      reductions.flatMap { reduction in
        zip(reduction.basis, reduction.units).filter { $0.1 == nil }
          .flatMap { vector, _ in vector.indices.filter { !vector[$0].isZero } }
      })
    let classes = Dictionary(grouping: (0..<count).filter { !bound.contains($0) }) { input in
      reductions.indices.filter { reductions[$0].units.contains(input) }
    }
    return classes.filter { !$0.key.isEmpty }.values.sorted { $0[0] < $1[0] }
  }

  private typealias Place = (block: Int, column: Int)

  private var places: [Place] {
    reductions.indices.flatMap { block in
      reductions[block].basis.indices.map { (block, $0) }
    }
  }

  private func index(_ place: Place, row: Int) -> Int {
    outputMap.index(block: place.block, column: place.column, row: row)
  }

  private func permutation(_ move: (Place, Int) -> (Place, Int)) -> CoordinatePermutation {
    CoordinatePermutation(
      places.flatMap { place in
        (0..<coordinates.rowCount).map { row in
          let (image, imageRow) = move(place, row)
          return index(image, row: imageRow)
        }
      })
  }
}
