import ExactAlgebra
import Foundation
import Interchange
import Laboratory
public import Networks
import Synchronization

/// A network in the definition of a sweep: all of its weights, exactly, in a short form.
///
/// A sweep depends on nothing but its definition, so the file from which a network was read may change or
/// disappear. Numbers of binary floating point are stored as such, others as fractions. The network
/// itself is made when it is first asked for.
public struct StoredNetwork: Sendable {
  private let code: Code
  private let made: Made

  /// The form in which it is stored.
  private struct Code: Hashable, Codable {
    let widths: [Int]
    let activation: String
    let weights: [String]
    let biases: [String?]
  }

  /// The network, once it has been made.
  private final class Made: Sendable {
    let network: Mutex<Network?>
    init(_ network: Network?) { self.network = Mutex(network) }
  }

  /// Why a code is that of no network.
  struct Damage: Error {}

  /// Stores a network.
  public init(_ network: Network) {
    code = Code(
      widths: network.architecture.widths, activation: "\(network.activation)",
      weights: network.layers.map { StoredNumbers($0.weights.flatMap { $0 }).text },
      biases: network.layers.map { $0.biases.map { StoredNumbers($0).text } })
    made = Made(network)
  }

  /// The numbers of neurons of all layers, inputs first.
  public var widths: [Int] { code.widths }

  /// A digest of weights and activation, by which networks of the same widths are told apart.
  public var digest: String {
    var fingerprint = Fingerprint()
    fingerprint.add(code.activation.utf8)
    for text in code.weights + code.biases.map({ $0 ?? "none" }) { fingerprint.add(text.utf8) }
    return fingerprint.text
  }

  /// The network.
  ///
  /// - Throws: an error where the stored form is that of none.
  func network() throws -> Network {
    try made.network.withLock { network in
      if let network { return network }
      let new = try decoded()
      network = new
      return new
    }
  }

  private func decoded() throws -> Network {
    guard code.widths.count == code.weights.count + 1, code.weights.count == code.biases.count
    else { throw Damage() }
    let layers = try code.weights.indices.map { index in
      let (inputs, outputs) = (code.widths[index], code.widths[index + 1])
      let weights = try StoredNumbers(code.weights[index]).numbers
      let biases = try code.biases[index].map { try StoredNumbers($0).numbers }
      guard inputs > 0, weights.count == inputs * outputs else { throw Damage() }
      let rows = (0..<outputs).map { Array(weights[inputs * $0..<inputs * ($0 + 1)]) }
      return Network.Layer(weights: rows, biases: biases)
    }
    return try Network(
      layers: layers, activation: PiecewiseLinearActivation(parsing: code.activation))
  }
}

extension StoredNetwork: Hashable {
  /// Whether weights and activation agree.
  public static func == (a: StoredNetwork, b: StoredNetwork) -> Bool { a.code == b.code }

  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension StoredNetwork: Codable {
  /// Reads the stored form, without making the network.
  ///
  /// - Throws: `DecodingError`.
  public init(from decoder: any Decoder) throws {
    code = try Code(from: decoder)
    made = Made(nil)
  }

  /// Writes the stored form.
  public func encode(to encoder: any Encoder) throws { try code.encode(to: encoder) }
}

/// A list of rational numbers as one text: in base 64 those that are all numbers of double
/// precision, as fractions any others.
struct StoredNumbers {
  private static let mark = "f64:"
  let numbers: [Rational]

  init(_ numbers: [Rational]) { self.numbers = numbers }

  /// Reads a text.
  ///
  /// - Throws: an error where it is none of these.
  init(_ text: String) throws {
    if text.hasPrefix(Self.mark) {
      guard let data = Data(base64Encoded: String(text.dropFirst(Self.mark.count))),
        data.count.isMultiple(of: 8)
      else { throw StoredNetwork.Damage() }
      numbers = try data.withUnsafeBytes { bytes in
        try (0..<data.count / 8).map { index in
          let bits = bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
          let value = Double(bitPattern: UInt64(littleEndian: bits))
          guard let number = Rational(exactly: value) else { throw StoredNetwork.Damage() }
          return number
        }
      }
    } else {
      numbers = try text.split(separator: " ").map { try Rational(parsing: String($0)) }
    }
  }

  var text: String {
    var data = Data(capacity: 8 * numbers.count)
    for number in numbers {
      let value = Double(approximating: number)
      guard Rational(exactly: value) == number else {
        return numbers.map(\.description).joined(separator: " ")
      }
      withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }
    return Self.mark + data.base64EncodedString()
  }
}
