import ArgumentParser

/// A number of bytes, written with a unit.
struct MemorySize: ExpressibleByArgument, CustomStringConvertible {
  let bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  /// Reads `500MB`, `4GB`, `2.5GB` or `64KB`, in powers of a thousand.
  init?(argument: String) {
    let units = [("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12)]
    guard let (unit, factor) = units.first(where: { argument.uppercased().hasSuffix($0.0) }),
      let number = Double(argument.dropLast(unit.count)), number > 0, number * factor < 1e18
    else { return nil }
    bytes = Int(number * factor)
  }

  /// What reads as this size.
  var argument: String {
    bytes.isMultiple(of: 1000) ? "\(bytes / 1000)KB" : "\(Double(bytes) / 1000)KB"
  }

  var description: String {
    bytes >= 1_000_000_000 ? "\(bytes / 1_000_000_000)GB" : "\(bytes / 1_000_000)MB"
  }

  var defaultValueDescription: String { description }
}
