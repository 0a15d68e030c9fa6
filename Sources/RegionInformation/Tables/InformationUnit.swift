public import Enclosures
import Foundation

/// The unit of entropies.
public enum InformationUnit: String, CaseIterable, Sendable {
  /// By the natural logarithm.
  case nats
  /// By the logarithm to base 2: a nat is `1/ln 2` bits.
  case bits

  /// A number of nats in this unit.
  public func value(ofNats number: ReportedNumber) -> ReportedNumber {
    switch self {
    case .nats: number
    case .bits: number.inBits
    }
  }

  /// The same in double precision.
  public func value(ofNats number: Double) -> Double {
    switch self {
    case .nats: number
    case .bits: number / log(2)
    }
  }
}
