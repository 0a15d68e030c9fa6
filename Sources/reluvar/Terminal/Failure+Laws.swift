import GaussianMeasures
import RandomNetworks
import Regions

extension Failure {
  /// Does work on laws, whose errors become those of the command.
  ///
  /// - Parameters:
  ///   - method: how probabilities are found; where it is one that cannot be had everywhere, it is named.
  ///   - work: the work.
  static func translatingErrorsOfLaws<Result>(
    method: PolyhedronMeasure.Method = .automatic, _ work: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await work()
    } catch let error as NetworkLawError {
      throw Failure.data("\(error)")
    } catch let error as RegionError {
      throw Failure.data("\(error)")
    } catch let error as SampledMeasureError {
      throw Failure.data("\(error)")
    } catch let error as GaussianMeasureError {
      throw Failure.limit((method == .enclosure ? "--method enclosure: " : "") + "\(error)")
    } catch let error as UniformLawError {
      throw Failure.limit("\(error)")
    }
  }
}
