import Databases
import ExactAlgebra

/// Why a store cannot be used.
public enum StoreError: Error, Hashable, CustomStringConvertible {
  /// There is no such file.
  case missing(path: String)
  /// The name is empty, or that of a folder.
  case notAFile(path: String)
  /// The file holds something else.
  case notAStore(path: String)
  /// The file is damaged.
  case damaged(path: String, reason: String)
  /// The file was written in another format.
  case otherFormat(path: String, format: Int, version: String)
  /// The file holds a sweep of a claim that is not known here.
  case unknownClaim(path: String, claim: String)
  /// The store was begun by another version of the program.
  case otherVersion(path: String, version: String, own: String)
  /// The store holds another sweep.
  case otherSweep(path: String, found: String, wanted: String)
  /// The store is a shard of another plan, or of none.
  case otherPlan(path: String)
  /// Another process holds it.
  case locked(path: String)
  /// It cannot be written to.
  case readOnly(path: String)
  /// There is no room left.
  case full(path: String)
  /// Anything else that SQLite reports.
  case failed(path: String, reason: String)

  /// One line for the user.
  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): no such store; 'reluvar sweep CLAIM --store \(path)' makes one"
    case .notAFile(let path):
      path.isEmpty
        ? "an empty name, expected that of a file" : "\(path): a folder, expected a file"
    case .notAStore(let path):
      "\(path): not a store of sweeps, expected a file that 'reluvar sweep' wrote"
    case .damaged(let path, let reason):
      "\(path): the store is damaged or truncated (\(reason)); it was left as it is"
    case .otherFormat(let path, let format, let version):
      "\(path): written by reluvar \(version) in format \(format), expected format "
        + "\(SweepStore.format); export it with the program that wrote it, or run the sweep again in "
        + "another store"
    case .unknownClaim(let path, let claim):
      "\(path): holds a sweep of '\(claim.excerpt)', which is none of the claims of this program"
    case .otherVersion(let path, let version, let own):
      "\(path): begun with reluvar \(version), this is \(own); findings of two versions are not "
        + "mixed, continue with that version or in another store"
    case .otherSweep(let path, let found, let wanted):
      "\(path): holds another sweep (\(found)), asked for was (\(wanted)); give another --store"
    case .otherPlan(let path):
      "\(path): belongs to another plan"
    case .locked(let path):
      "\(path): another process holds the store; nothing was lost, try again later"
    case .readOnly(let path):
      "\(path): the store or its folder cannot be written to"
    case .full(let path):
      "\(path): no room left on the disk; what was finished before is kept, "
        + "run the same command again to continue"
    case .failed(let path, let reason):
      "\(path): \(reason)"
    }
  }

  /// What an error of the database means for the user.
  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self = .failed(path: path, reason: "\(error)")
      return
    }
    self =
      switch error.kind {
      case .locked: .locked(path: path)
      case .readOnly: .readOnly(path: path)
      case .notADatabase: .notAStore(path: path)
      case .damaged: .damaged(path: path, reason: error.message)
      case .full: .full(path: path)
      case .other: .failed(path: path, reason: error.message)
      }
  }
}
