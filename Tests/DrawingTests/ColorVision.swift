import Foundation

@testable import Drawing

/// How colours look to people with normal and with dichromatic vision.
///
/// Matrices for linear sRGB: Machado, Oliveira and Fernandes, *A physiologically-based model for
/// simulation of color vision deficiency*, 2009, severity 1.
enum ColorVision: CaseIterable {
  case normal, protanopia, deuteranopia

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    }
  }

  /// The difference of two colours as they are seen: the distance in CIELAB, about 2 where it
  /// is just noticed.
  func difference(_ a: Color, _ b: Color) -> Double {
    zip(lab(a), lab(b)).reduce(0) { $0 + pow($1.0 - $1.1, 2) }.squareRoot()
  }

  private func lab(_ color: Color) -> [Double] {
    let linear = [color.red, color.green, color.blue].map {
      $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4)
    }
    let seen = Self.apply(matrix, linear).map { min(max($0, 0), 1) }
    // From sRGB to XYZ, relative to its white (IEC 61966-2-1).
    let xyz = Self.apply(
      [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]], seen)
    let f = zip(xyz, [0.9505, 1, 1.089]).map { value, white in
      value / white > 0.008856 ? cbrt(value / white) : 7.787 * value / white + 16.0 / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }

  private static func apply(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
    matrix.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}
