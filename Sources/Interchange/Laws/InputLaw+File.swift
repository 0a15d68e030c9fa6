import ExactAlgebra
import Foundation
import GaussianMeasures
public import RandomNetworks
import Yams

extension InputLaw {
  /// Reads a law from a file, YAML or JSON, with one of the keys
  ///
  ///     gaussian: {mean: [0, 1/2], covariance: [[1, 0.5], [0.5, 2]]}     # or factor in place of covariance
  ///     mixture: [{weight: 0.3, mean: [0, 0], covariance: [[1, 0], [0, 1]], label: left}, ...]
  ///     uniform: {box: [[-1, 1], [0, 2]]}                                # or polytope: file or rows
  ///     points: {file: points.csv, weights: weights.csv}                 # weights are equal without
  ///
  /// All numbers are exact. Files are looked for in the folder of the law.
  ///
  /// - Parameters:
  ///   - file: its path; `-` for standard input.
  ///   - dimension: the dimension that is expected; `nil` for any.
  /// - Throws: `DataError` with the file, the line and what was expected; also as `Interruption.check`.
  public init(file: String, dimension: Int? = nil) throws {
    let contents = try FileContents(of: file)
    let document = try Document(contents, of: "a law")
    let folder = contents.path.map { URL(filePath: $0).deletingLastPathComponent() }
    self = try LawReader(document: document, folder: folder).law
    try document.check(self, dimension: dimension)
  }

  /// Reads a law from the bytes of a file; `name` stands for it in messages.
  ///
  /// - Throws: as `init(file:dimension:)`.
  public init(bytes: [UInt8], name: String, dimension: Int? = nil) throws {
    let document = try Document(FileContents(bytes, name: name), of: "a law")
    self = try LawReader(document: document, folder: nil).law
    try document.check(self, dimension: dimension)
  }

  /// Reads an empirical law from tables of points and weights.
  ///
  /// - Parameters:
  ///   - points: the file with one point on each line.
  ///   - weights: the file with one weight on each line; `nil` for equal weights.
  ///   - dimension: the dimension that is expected; `nil` for any.
  /// - Throws: `DataError`.
  public init(
    points: String, weights: String? = nil, dimension: Int? = nil
  ) throws(DataError) {
    let table = try PointTable(file: points, columns: dimension)
    let weightTable = try weights.map { file throws(DataError) in
      try PointTable(file: file, columns: 1)
    }
    do {
      self = .points(
        try EmpiricalLaw(table.points, weights: weightTable?.points.map { $0[0] }))
    } catch {
      throw DataError("\(error)", file: weights ?? points)
    }
  }
}

extension Document {
  fileprivate func check(_ law: InputLaw, dimension: Int?) throws(DataError) {
    guard let dimension, law.dimension != dimension else { return }
    throw error(
      "a law on \(law.dimension) coordinates, expected \(dimension)", at: root)
  }
}
