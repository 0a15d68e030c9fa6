public import ExactAlgebra
public import Varieties

/// Minors of a family that are minimal generators, those of one irreducible representation of
/// `GL(outputs) x GL(inputs)`.
public struct MinimalMinors: Hashable, Sendable {
  /// The family.
  public let family: TwoBlockFamily
  /// The size of the minors.
  public let degree: Int
  /// The highest weight for the outputs.
  public let outputs: Partition
  /// The highest weight for the inputs.
  public let inputs: Partition
  /// How often the representation occurs.
  public let multiplicity: Integer
  /// The dimension of the representation times its multiplicity.
  public let count: Integer

  init(
    _ family: TwoBlockFamily, degree: Int, outputs: Partition, inputs: Partition,
    multiplicity: Integer, of shape: TwoBlockShape
  ) {
    self.family = family
    self.degree = degree
    self.outputs = outputs
    self.inputs = inputs
    self.multiplicity = multiplicity
    count =
      multiplicity * outputs.dimension(n: shape.outputCount)
      * inputs.dimension(n: shape.inputCount)
  }
}

extension TwoBlockShape {
  /// The minors that are minimal generators, by representations: those of the blocks and their
  /// difference, then those of the blocks side by side, then those of the stacked blocks.
  ///
  /// The numbers are proved in the article on two blocks in the documentation of this module.
  public var minimalMinors: [MinimalMinors] {
    let core = self.core
    let all = minorsOfThree(core) + minorsSideBySide(core) + minorsStacked(core)
    return all.filter { !$0.count.isZero }
  }

  /// The shape with as many outputs and inputs as the ranks of both blocks side by side and stacked
  /// can be, superfluous neurons left out.
  var core: TwoBlockShape {
    let capped = shallow(outputs: widthBehind, inputs: widthBefore)
    return shallow(
      outputs: min(widthBehind, capped.liveCount), inputs: min(widthBefore, capped.liveCount))
  }

  private func minorsOfThree(_ core: TwoBlockShape) -> [MinimalMinors] {
    [TwoBlockFamily.first, .second, .difference].flatMap { family -> [MinimalMinors] in
      guard !core.isTrivial(family) else { return [] }
      let degree = core.rank(of: family) + 1
      let constants = family == .difference ? constantCount : 0
      return (0...min(constants, degree)).filter { degree - $0 <= core.inputCount }.map {
        MinimalMinors(
          family, degree: degree, outputs: .column(degree), inputs: .column(degree - $0),
          multiplicity: binomial(constants, $0), of: self)
      }
    }
  }

  private func minorsSideBySide(_ core: TwoBlockShape) -> [MinimalMinors] {
    let degree = core.outputCount + 1
    guard degree <= outputCount else { return [] }
    return (0...min(constantCount, degree)).flatMap { constants in
      partitions(of: degree - constants).filter { $0.0 <= core.inputCount }.map { shape in
        MinimalMinors(
          .sideBySide, degree: degree, outputs: .column(degree), inputs: conjugate(shape),
          multiplicity: binomial(constantCount, constants)
            * Integer(core.rest(of: shape, degree: degree, constants: constants)), of: self)
      }
    }
  }

  private func minorsStacked(_ core: TwoBlockShape) -> [MinimalMinors] {
    let degree = core.inputCount + 1
    guard degree <= inputCount else { return [] }
    // Minors that are minors of both matrices are counted here.
    let isShared = core.outputCount == core.inputCount
    return partitions(of: degree).filter {
      $0.0 <= core.outputCount || isShared && $0.0 == degree
    }.map { shape in
      MinimalMinors(
        .stacked, degree: degree, outputs: conjugate(shape), inputs: .column(degree),
        multiplicity: Integer(core.rest(of: shape, degree: degree, constants: 0)), of: self)
    }
  }

  /// The partitions of a number into two parts, the second one possibly zero.
  private func partitions(of number: Int) -> [(Int, Int)] {
    (0...number / 2).map { (number - $0, $0) }
  }

  private func conjugate(_ partition: (Int, Int)) -> Partition {
    Partition(
      (0..<partition.0).map { $0 < partition.1 ? 2 : 1 })
  }

  /// The dimension of the binary forms of degree `l_1 - l_2` modulo the multiples of powers of three
  /// linear forms, one for each of the three matrices whose minors have a smaller size.
  private func rest(of partition: (Int, Int), degree: Int, constants: Int) -> Int {
    let dimension = partition.0 - partition.1 + 1
    let multiples = [TwoBlockFamily.first, .second, .difference].map { family in
      let size = rank(of: family) + 1
      guard size < degree else { return 0 }
      let power = max(0, size - (family == .difference ? constants : 0) - partition.1)
      return max(0, dimension - power)
    }
    return max(0, dimension - multiples.reduce(0, +))
  }
}
