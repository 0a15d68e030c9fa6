public import Foundation

/// The folders in which programs are looked for, from the environment variable `PATH`.
public enum SearchPath {
  /// The first executable file with a name, if there is one.
  public static func program(
    _ name: String, in environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL? {
    let folders = environment["PATH"]?.split(separator: ":") ?? []
    return folders.lazy.map { "\($0)/\(name)" }.first(where: isExecutable)
      .map { URL(filePath: $0) }
  }

  /// Whether there is an executable file at a path.
  public static func isExecutable(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }
}
