import Enclosures
import ExactAlgebra
import GaussianMeasures
import Networks
import RandomNetworks
import RegionInformation

/// A density on the regions of a network, with the failures of a command.
struct DensityJob {
  /// The points of the files.
  struct Points {
    let points: [[Rational]]
    let heldOut: [[Rational]]?
  }

  let network: Network
  let given: Points
  let options: RegionDensity.Options

  /// The box around the points, widened by a twentieth on each side.
  func boxOfPoints() throws -> [(lower: Rational, upper: Rational)] {
    try given.points[0].indices.map { axis in
      let values = given.points.map { $0[axis] }
      let (least, largest) = (values.min()!, values.max()!)
      guard least < largest else {
        throw Failure.data(
          "--points: coordinate \(axis + 1) is \(least) for all points, expected --box")
      }
      let margin = (largest - least) / 20
      return (least - margin, largest + margin)
    }
  }

  func density(by reference: DensityReference) async throws -> RegionDensity {
    try await RegionDensity(of: given.points, in: network, by: reference, options: options)
  }

  /// A histogram in the box, or around the points, and a kernel estimate of the points in the domain.
  func peers(of density: RegionDensity, seed: UInt64) async throws -> PeerDensities {
    let box =
      if case .box(let sides) = density.reference { sides } else { try boxOfPoints() }
    return try await PeerDensities(
      of: density.pointsInDomain(given.points),
      heldOut: given.heldOut.map(density.pointsInDomain), in: box,
      smoothing: options.smoothing, seed: seed, by: .find())
  }

  /// Does work whose errors are those of the command.
  func failing<Result>(_ work: () async throws -> Result) async throws -> Result {
    do {
      return try await work()
    } catch let error as RegionDensityError {
      throw error.isOfLimits ? Failure.limit("\(error)") : Failure.data("\(error)")
    } catch let error as PeerDensityError {
      throw error.isOfMissingProgram
        ? Failure.missingProgram("--compare: \(error)") : Failure.data("--compare: \(error)")
    } catch let error as GaussianMeasureError {
      throw Failure.limit("\(error)")
    } catch let error as SampledMeasureError {
      throw Failure.data("\(error)")
    } catch let error as UniformLawError {
      throw Failure.limit("\(error)")
    }
  }
}

/// How a coordinate of a drawn point is written: as a decimal where it is one of few digits, else as a fraction.
enum RegionSample {
  static func text(_ number: Rational) -> String {
    let short = number.decimal(digits: 15, rounding: .nearest)
    return (try? Rational(parsing: short)) == number ? short : number.description
  }
}
