import ArgumentParser
import Foundation

/// A span of time, written with a unit.
struct TimeSpan {
  let duration: Duration

  /// What reads as this span.
  var argument: String {
    let seconds = duration / .seconds(1)
    return seconds == seconds.rounded() ? "\(Int(seconds))s" : String(format: "%.6fs", seconds)
  }

  /// Reads `90s`, `10m`, `2h` or `1.5h`; a number alone counts seconds.
  init(parsing argument: String) throws {
    let units = [("s", 1.0), ("m", 60.0), ("h", 3600.0)]
    let unit = units.first { argument.hasSuffix($0.0) }
    let digits = unit == nil ? Substring(argument) : argument.dropLast()
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
      let number = Double(digits), number > 0, number * (unit?.1 ?? 1) < 1e9
    else { throw ValidationError("expected a positive time such as 90s, 10m or 2h") }
    duration = .seconds(number * (unit?.1 ?? 1))
  }
}
