import Foundation

/// Why a plan cannot be made or used.
public enum PlanError: Error, Hashable, CustomStringConvertible {
  /// There is no finished plan in the folder.
  case missing(folder: String)
  /// A file of the plan is damaged.
  case damaged(path: String, reason: String)
  /// The plan was written in another format.
  case otherFormat(path: String, format: Int, version: String)
  /// The plan was made by another version of the program.
  case otherVersion(path: String, version: String, own: String)
  /// The folder holds another plan.
  case otherPlan(path: String, found: String, wanted: String)
  /// There is something else in the place of the folder.
  case notAFolder(path: String)
  /// The folder holds other files.
  case notEmpty(folder: String, file: String)
  /// The plan has no such shard.
  case noShard(Int, folder: String, count: Int)
  /// Another process works on the shard.
  case busy(shard: Int, folder: String)
  /// There is no room left.
  case full(path: String)
  /// A file cannot be read or written.
  case failed(path: String, reason: String)

  /// One line for the user.
  public var description: String {
    switch self {
    case .missing(let folder):
      "\(folder): no finished plan there; 'reluvar sweep plan CLAIM --plan \(folder)' makes one"
    case .damaged(let path, let reason):
      "\(path): the plan is damaged (\(reason)); make it again in another folder"
    case .otherFormat(let path, let format, let version):
      "\(path): written by reluvar \(version) in format \(format), expected format "
        + "\(SweepPlan.format)"
    case .otherVersion(let path, let version, let own):
      "\(path): made by reluvar \(version), this is \(own); findings of two versions are not "
        + "mixed, go on with that version or make another plan"
    case .otherPlan(let path, let found, let wanted):
      "\(path): another plan (\(found)), asked for was (\(wanted)); give another --plan"
    case .notAFolder(let path):
      "\(path): not a folder"
    case .notEmpty(let folder, let file):
      "\(folder): holds other files ('\(file)'), expected a new or an empty folder"
    case .noShard(let shard, let folder, let count):
      "--shard \(shard): the plan in \(folder) has \(count), numbered from 1"
    case .busy(let shard, let folder):
      "\(folder): another process works on shard \(shard)"
    case .full(let path):
      "\(path): no room left on the disk"
    case .failed(let path, let reason):
      "\(path): \(reason)"
    }
  }

  /// What an error of the file system means for the user.
  init(_ error: any Error, path: String) {
    if let error = error as? PlanError {
      self = error
    } else if (error as? CocoaError)?.code == .fileWriteOutOfSpace {
      self = .full(path: path)
    } else {
      self = .failed(path: path, reason: error.localizedDescription)
    }
  }
}
