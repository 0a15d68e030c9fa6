/// How the work on a part of a document ended.
public enum PartEnd<Value: Sendable>: Sendable {
  /// It was done, or as far as a limit allowed, which the value says itself.
  case found(Value)
  /// The time was over, or somebody asked for an end, before anything was found.
  case outOfTime
  /// It does not apply, or it needs what is not there.
  case refused(reason: String)

  /// What was found, if anything was.
  public var value: Value? {
    if case .found(let value) = self { return value }
    return nil
  }

  /// A part of what was found.
  public func map<Other>(_ transform: (Value) -> Other) -> PartEnd<Other> {
    switch self {
    case .found(let value): .found(transform(value))
    case .outOfTime: .outOfTime
    case .refused(let reason): .refused(reason: reason)
    }
  }

  /// What stands in the place of a part of which nothing was found; `nil` where something was.
  func notice(on part: String) -> DocumentBlock? {
    switch self {
    case .found: nil
    case .outOfTime:
      .notice("Not complete: the work was ended before anything was found about \(part).")
    case .refused(let reason): .paragraph("Left out here: \(reason.oneLine).")
    }
  }
}
