/// Why a variety of a network is not computed with: patterns or points that do not fit, or sizes
/// that are too large.
public protocol NetworkVarietyError: Error, CustomStringConvertible {}

extension PatternVarietyError: NetworkVarietyError {}

extension OutputVarietyError: NetworkVarietyError {}
