public import Enclosures
public import ExactAlgebra

extension ContingencyTable {
  /// What the entropy of something is taken of.
  public enum Variable: String, CaseIterable, Sendable {
    /// The cell.
    case rows
    /// The label.
    case labels
    /// The pair of both.
    case joint
  }

  /// How often each value occurs.
  public func counts(of variable: Variable) -> [Int] {
    switch variable {
    case .rows: rowTotals
    case .labels: columnTotals
    case .joint: jointCounts
    }
  }

  /// The estimated entropy of cell, label or pair, in nats.
  public func entropy(
    of variable: Variable, by estimator: EntropyEstimator, bits: Int = 60
  ) -> Ball {
    estimator.entropy(of: counts(of: variable), bits: bits)
  }

  /// The estimated mutual information of cell and label, in nats: the entropies of both minus that of the pair.
  /// The plug-in value is never negative, corrected ones may be and are not clipped.
  public func information(by estimator: EntropyEstimator, bits: Int = 60) -> Ball {
    func entropy(_ variable: Variable) -> Ball {
      self.entropy(of: variable, by: estimator, bits: bits + 2)
    }
    return entropy(.rows) + entropy(.labels) - entropy(.joint)
  }

  /// The plug-in information minus `(R - 1) (C - 1) / (2 N)` with the numbers `R` and `C` of occupied rows and
  /// columns: the correction of a full table. That of the three entropies by `millerMadow` counts the occupied
  /// pairs instead.
  public func informationOfFullTable(bits: Int = 60) -> Ball {
    information(by: .plugIn, bits: bits + 1) - correctionOfFullTable
  }

  /// What is taken from the plug-in information of a full table.
  var correctionOfFullTable: Rational {
    Rational(Integer(occupiedCellCount - 1) * Integer(occupiedLabelCount - 1), 2)
      / Rational(total)
  }

  /// Occupied cells for each draw: estimates are worth little where this is above about 0.3.
  public var occupancy: Rational { Rational(occupiedCellCount) / Rational(total) }
}
