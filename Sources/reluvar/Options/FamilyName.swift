import Interchange
import InvariantFamilies

/// A family of laws by its name in the catalogue.
enum FamilyName {
  /// The names, in the order of the catalogue.
  static var all: [String] { DistributionFamily.Kind.catalogue.map(\.rawValue) }

  /// The kind of a name.
  ///
  /// - Parameters:
  ///   - name: what was given.
  ///   - option: where, with a colon and a blank; empty for an argument.
  ///   - known: what is said to be known there.
  /// - Throws: `Failure` with the nearest name.
  static func read(
    _ name: String, option: String, known: String
  ) throws -> DistributionFamily.Kind {
    if let kind = DistributionFamily.Kind.catalogue.first(where: { $0.rawValue == name }) {
      return kind
    }
    let hint = nearestWord(to: name, among: all).map { ", did you mean '\($0)'?" } ?? ""
    throw Failure.usage(
      "\(option)'\(name.excerpt)' is no family of the catalogue\(hint) (\(known))")
  }
}
