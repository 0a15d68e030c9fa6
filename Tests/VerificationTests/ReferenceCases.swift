import Foundation

/// Questions with exact answers that are kept outside of the project.
enum ReferenceCases {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/reference/verification/cases")

  static var areThere: Bool { FileManager.default.fileExists(atPath: folder.path) }
}
