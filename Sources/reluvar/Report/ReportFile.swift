import Drawing
import Foundation
import Presentation
import Programs

/// A picture of a report, for LaTeX a file beside it.
struct PlacedPicture {
  let picture: DocumentPicture
  fileprivate let file: (name: String, data: Data)?
}

extension ReportOutputOptions {
  /// The format of pictures in the report.
  var pictureFormat: PictureFormat { chosenFormat == .html ? .svg : .pdf }

  /// A picture at its place in the report.
  ///
  /// - Parameters:
  ///   - data: the picture.
  ///   - name: a name in the report.
  ///   - caption: what it shows, in a sentence.
  /// - Throws: `NoPicture` where it has no place.
  func place(_ data: Data, named name: String, caption: String) throws -> PlacedPicture {
    switch chosenFormat {
    case .html:
      let element = PageElement(
        data, named: "picture-of-\(name)", title: name.prefix(1).uppercased() + name.dropFirst(),
        description: caption)
      return PlacedPicture(
        picture: DocumentPicture(.element(element.text), caption: caption), file: nil)
    case .latex, .pdf:
      guard let output else { throw NoPicture.needsFile }
      let file = "\(Self.plainName(of: output))-\(name).pdf"
      return PlacedPicture(
        picture: DocumentPicture(.file(file), caption: caption), file: (file, data))
    }
  }

  /// The name of a file without its end, of characters that LaTeX takes as they are.
  private static func plainName(of path: String) -> String {
    let name = URL(filePath: path).deletingPathExtension().lastPathComponent
    let plain = name.unicodeScalars.map { scalar in
      scalar.isASCII && scalar.properties.isAlphabetic
        || "0123456789-".unicodeScalars.contains(scalar)
        ? Character(scalar) : "-"
    }
    return String(plain)
  }

  /// How long a run of pdflatex may take.
  private static let patience = Duration.seconds(120)

  /// Checks that a PDF can be made.
  func checkTypesetting() throws {
    guard output != nil else { throw Failure.usage("--format pdf needs --output") }
    guard SearchPath.program("pdflatex") != nil else {
      throw Failure.missingProgram(
        "pdflatex is not installed; --format latex writes what it would set")
    }
  }

  /// Writes a report, and its pictures where they are files.
  func write(_ document: ReportDocument, with pictures: [PlacedPicture] = []) async throws {
    func produce(_ body: (String) throws -> Void) throws {
      try document.write(
        as: chosenFormat == .html ? .html : .latex, version: Reluvar.version, to: body)
    }
    guard let output else {
      let standardOutput = TextOutput()
      try produce(standardOutput.write)
      return try standardOutput.finish()
    }
    switch chosenFormat {
    case .html: try OutputFile(path: output).write(produce)
    case .latex:
      let folder = URL(filePath: output).deletingLastPathComponent()
      for case (let name, let data)? in pictures.map(\.file) {
        try Self.write(data, to: folder.appending(path: name).path)
      }
      try OutputFile(path: output).write(produce)
    case .pdf: try await typeset(produce, with: pictures, as: output)
    }
  }

  /// Sets LaTeX in a folder of its own, twice, since widths of long tables are known after the first time.
  private func typeset(
    _ produce: ((String) throws -> Void) throws -> Void, with pictures: [PlacedPicture],
    as output: String
  ) async throws {
    guard let program = SearchPath.program("pdflatex") else { return try checkTypesetting() }
    let folder = try TemporaryFolder()
    var text = ""
    try produce { text += $0 }
    _ = try folder.write(text, to: "report.tex")
    for case (let name, let data)? in pictures.map(\.file) {
      try data.write(to: folder.url.appending(path: name))
    }
    for _ in 0..<2 {
      let result = try await ProgramRun(
        of: program,
        ["-interaction=batchmode", "-halt-on-error", "-no-shell-escape", "report.tex"],
        in: folder, timeLimit: Self.patience
      ).result()
      guard result.end == .exited(0) else {
        throw Failure.output("--output \(output): pdflatex failed (\(result.end.status))")
      }
    }
    try Self.write(Data(contentsOf: folder.url.appending(path: "report.pdf")), to: output)
  }

  /// Writes a file whole or not at all.
  private static func write(_ data: Data, to path: String) throws {
    let file = try TextOutput(path: path)
    do {
      try file.write(data)
    } catch {
      file.discard()
      throw error
    }
    try file.finish()
  }
}
