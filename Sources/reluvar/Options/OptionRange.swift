extension ClosedRange<Int> {
  /// Checks the value of an option.
  func check(_ value: Int, of option: String) throws {
    guard contains(value) else {
      throw Failure.usage(
        "\(option): \(value), expected a number from \(lowerBound) to \(upperBound)")
    }
  }
}

extension ClosedRange<Int> {
  /// The numbers of threads that are accepted.
  static var threadCounts: ClosedRange<Int> { 1...1024 }
}
