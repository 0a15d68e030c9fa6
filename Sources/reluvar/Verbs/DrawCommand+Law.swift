import Drawing
import Enclosures
import ExactAlgebra
import Foundation
import Networks
import RandomNetworks

extension DrawCommand {
  /// Digits of a picture.
  private static let accuracy = Rational(10).power(-6)
  /// The same for probabilities that are sampled.
  private static let samplingAccuracy = 1e-2
  /// The probability of each pattern.
  func patternProbabilities(of network: Network) async throws -> [ActivationPattern: Double] {
    let law = try await networkLaw(of: network, hasOutput: false)
    return Dictionary(
      uniqueKeysWithValues: law.patterns.map { ($0.pattern, $0.probability.approximation) })
  }

  /// The density of an output beside the most probable patterns.
  func lawFigure(of network: Network) async throws -> LawFigure {
    let output = try outputIndex(of: network)
    let law = try await networkLaw(of: network, hasOutput: true)
    var figure = try await LawFigure(of: law, output: output)
    figure.title = title
    return figure
  }

  /// The distributions of the singular values of the Jacobian.
  func spectrumFigure(of network: Network) async throws -> SpectrumFigure {
    let spectra = try await networkLaw(of: network, hasOutput: false).jacobianSpectra
    var figure = SpectrumFigure(
      values: (0..<spectra.valueCount).map { number in
        spectra.distribution(of: number).map {
          SpectrumFigure.Atom(value: $0.value, probability: $0.probability)
        }
      })
    figure.title = title
    return figure
  }

  private func networkLaw(of network: Network, hasOutput: Bool) async throws -> NetworkLaw {
    let given = try randomInput.law(dimension: network.architecture.inputCount)
    var options = NetworkLaw.Options()
    options.aim(atRelativeError: Self.accuracy)
    options.samplingAccuracy = Self.samplingAccuracy
    options.threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    options.seed = seed
    options.hasOutputMoments = hasOutput
    do {
      return try await NetworkLaw(of: network, under: given.law, options: options)
    } catch let error as NetworkLawError {
      throw Failure.data("\(error)")
    }
  }
}

extension LawFigure {
  /// As many bars as the largest figure may have room for.
  private static let barCount = 200

  /// The density of an output, from 0, beside the most probable patterns.
  init(of law: NetworkLaw, output: Int) async throws {
    let curve = try await law.densityCurve(of: output).map {
      Point(value: Double(approximating: $0.value), density: $0.density.approximation)
    }
    let atoms = law.atoms(of: output).map {
      Atom(
        value: Double(approximating: $0.value), probability: $0.probability.approximation)
    }
    let bars = law.patterns.prefix(Self.barCount).map {
      Bar(name: $0.pattern.description, probability: $0.probability.approximation)
    }
    self.init(density: curve, atoms: atoms, bars: bars)
    patternCount = law.patterns.count
    valueName = "f_\(output + 1)"
  }
}
