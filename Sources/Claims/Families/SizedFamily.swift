public import Laboratory

/// A family that is given by a size.
public protocol SizedFamily: InstanceFamily {
  /// What its networks have in common, for a list of claims; empty where there is nothing to say.
  static var remark: String { get }
  /// The options that mean something for claims about the family.
  static var options: Set<FamilyOption> { get }
  /// Why there is no family of a size, or `nil`.
  static func objection(to size: FamilySize) -> String?
  /// The family of a size.
  init(_ size: FamilySize)
}

extension SizedFamily {
  public static var remark: String { "" }
}
