public import Enclosures
import ExactAlgebra
public import Networks
import NumericalAlgebra

/// The singular values of the Jacobians of a network, with the probabilities that the network has them at
/// a random input.
///
///     let spectra = try law.jacobianSpectra
///     spectra.spectra[0].singularValues          // of the most probable Jacobian
///     spectra.mean(of: 0)                        // the mean of the largest singular value
///
/// On a region a network is an affine map, whose weights are its Jacobian there. Regions with one Jacobian,
/// by the exact weights, are put together. Singular values are those of the rounded weights, by LAPACK in
/// double precision: estimates, with what rounding usually does as their errors.
public struct JacobianSpectra: Sendable {
  /// A Jacobian with its singular values.
  public struct Spectrum: Sendable {
    /// As many as the smaller one of the numbers of inputs and outputs, the largest first.
    public let singularValues: [Double]
    /// What rounding may change in each, by experience.
    public let error: Double
    /// The probability that the network has the Jacobian at the input.
    public let probability: ReportedNumber
    /// The patterns on which it has.
    public let patterns: [ActivationPattern]
  }

  /// The Jacobians that are listed, most probable first.
  public let spectra: [Spectrum]

  /// How many singular values each of them has.
  public var valueCount: Int { spectra.first?.singularValues.count ?? 0 }

  /// A singular value with the probability that it is the one with its number.
  public struct Atom: Sendable {
    /// The value.
    public let value: Double
    /// The probability.
    public let probability: Double
  }

  /// The distribution of the singular value with a number, from 0 for the largest: its values in ascending
  /// order, equal ones put together. Probabilities are relative to what is listed.
  public func distribution(of number: Int) -> [Atom] {
    let mass = spectra.reduce(0) { $0 + $1.probability.approximation }
    guard mass > 0 else { return [] }
    var atoms: [Atom] = []
    for spectrum in spectra.sorted(by: { $0.singularValues[number] < $1.singularValues[number] }) {
      let value = spectrum.singularValues[number]
      let share = spectrum.probability.approximation / mass
      if let last = atoms.last, value - last.value <= spectrum.error {
        atoms[atoms.count - 1] = Atom(
          value: last.value, probability: last.probability + share)
      } else {
        atoms.append(Atom(value: value, probability: share))
      }
    }
    return atoms
  }

  /// The mean of the singular value with a number, from 0, given the Jacobians that are listed.
  public func mean(of number: Int) -> Double {
    distribution(of: number).reduce(0) { $0 + $1.value * $1.probability }
  }
}

extension JacobianSpectra.Spectrum {
  /// The singular values as reports have them: estimates.
  public var numbers: [ReportedNumber] {
    singularValues.map { .estimated(value: $0, standardError: error) }
  }
}

extension NetworkLaw {
  /// The singular values of the Jacobians of the affine maps.
  ///
  /// - Throws: `NumericalError` where LAPACK is missing, and for weights beyond double precision.
  public var jacobianSpectra: JacobianSpectra {
    get throws(NumericalError) {
      var places: [[[Rational]]: Int] = [:]
      var groups: [[AffineMap]] = []
      for map in affineMaps {
        let jacobian = map.map.map { Array($0.dropLast()) }
        if let place = places[jacobian] {
          groups[place].append(map)
        } else {
          places[jacobian] = groups.count
          groups.append([map])
        }
      }
      var spectra: [JacobianSpectra.Spectrum] = []
      for group in groups {
        let matrix = RealMatrix(
          group[0].map.map { $0.dropLast().map { Double(approximating: $0) } })
        let values = try matrix.singularValues
        let size = Double(max(matrix.rowCount, matrix.columnCount))
        spectra.append(
          JacobianSpectra.Spectrum(
            singularValues: values, error: size * 0x1p-52 * (values.first ?? 0),
            probability: group.dropFirst().reduce(group[0].probability) { $0 + $1.probability },
            patterns: group.flatMap(\.patterns)))
      }
      return JacobianSpectra(
        spectra: spectra.sortedBySize(\.probability) { $0.patterns[0] < $1.patterns[0] })
    }
  }
}
