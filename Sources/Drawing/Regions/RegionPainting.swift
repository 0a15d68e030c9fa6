internal import ExactAlgebra
internal import Regions

/// How regions are coloured, with what explains the colours.
struct RegionPainting {
  var legends: [Legend] = []
  var bar: ColorBar?
  /// Draws the regions in a frame.
  let draw: (Canvas, PlaneFrame) -> Void
}

extension RegionPicture {
  /// What is drawn for the colouring of the picture.
  func painting(of geometry: RegionGeometry) throws(DrawingError) -> RegionPainting {
    switch coloring {
    case .pattern: patternPainting(of: geometry)
    case .layer: layerPainting(of: geometry)
    case .value(let output): try valuePainting(of: geometry, output: output)
    case .probability(let masses): try probabilityPainting(of: geometry, masses)
    case .volume: try volumePainting(of: geometry)
    case .density(let values): try densityPainting(of: geometry, values)
    }
  }

  private func patternPainting(of geometry: RegionGeometry) -> RegionPainting {
    let colors = geometry.patternColors
    var legends: [Legend] = []
    if hasLegend, geometry.patterns.count <= CategoryColors.distinct.count {
      let total = (x.upperBound - x.lowerBound) * (y.upperBound - y.lowerBound)
      let entries = geometry.patternsByArea.map { index in
        Legend.Entry(
          symbol: .area(colors[index]), text: geometry.patterns[index],
          note: Self.share(Double(approximating: geometry.areas[index] / total)),
          isPattern: true)
      }
      legends = [Legend("Pattern, part of area", entries)]
    }
    return RegionPainting(legends: legends) { canvas, frame in
      let outlines = geometry.outlines(in: frame)
      canvas.fill(outlines, with: geometry.classes.map { colors[$0] })
      let width = geometry.borderWidth(in: frame)
      if width > 0 {
        canvas.stroke(outlines, isClosed: true, color: .white, width: 1.6 * width)
      }
    }
  }

  private func layerPainting(of geometry: RegionGeometry) -> RegionPainting {
    let colors = geometry.patternColors.map { $0.mixed(with: .white, by: 0.72) }
    let bends = LayerBends(of: regions, geometry)
    let entries = bends.layers.map { layer in
      Legend.Entry(
        symbol: .line(CategoryColors.strong(layer.number - 1), width: layer.width),
        text: "layer \(layer.number)",
        note: "\(layer.neuronCount) neuron\(layer.neuronCount == 1 ? "" : "s")")
    }
    let legends = hasLegend && !entries.isEmpty ? [Legend("Bends of", entries)] : []
    return RegionPainting(legends: legends) { canvas, frame in
      let outlines = geometry.outlines(in: frame)
      canvas.fill(outlines, with: geometry.classes.map { colors[$0] })
      let places = geometry.corners.map { frame.place($0.x, $0.y) }
      let side = geometry.borderWidth(in: frame) / 0.6
      for layer in bends.layers {
        canvas.stroke(
          layer.sides.map { [places[$0.first], places[$0.second]] },
          color: CategoryColors.strong(layer.number - 1),
          width: max(0.15, min(1, side) * layer.width))
      }
    }
  }

  private func valuePainting(
    of geometry: RegionGeometry, output: Int
  ) throws(DrawingError) -> RegionPainting {
    for region in regions where !region.outputs.indices.contains(output) {
      throw .noOutput(output, count: region.outputs.count)
    }
    let name = valueName ?? "f_\(output + 1)"
    let values = regions.map { $0.cornerValues(ofOutput: output) }
    let (least, greatest) = (values.joined().min() ?? 0, values.joined().max() ?? 0)
    guard values.joined().allSatisfy(\.isFinite) else { throw .notFinite(what: name) }
    let scale = ColorScale(covering: least...greatest)
    let slopes = regions.map { region in
      (
        Double(approximating: region.outputs[output][0] * (x.upperBound - x.lowerBound)),
        Double(approximating: region.outputs[output][1] * (y.upperBound - y.lowerBound))
      )
    }
    return RegionPainting(bar: try ColorBar(name, scale)) { canvas, frame in
      let outlines = geometry.outlines(in: frame)
      for index in outlines.indices {
        let ramp = ValueRamp(
          corners: outlines[index], values: values[index],
          slope: (slopes[index].0 / frame.box.width, -slopes[index].1 / frame.box.height))
        canvas.fill(outlines[index], with: ramp.paint(on: scale), outline: 0.4)
      }
      let width = geometry.borderWidth(in: frame)
      if width > 0 {
        canvas.stroke(
          outlines, isClosed: true, color: Color(0x303030), width: 0.7 * width)
      }
    }
  }

  /// A part as a percentage.
  private static func share(_ part: Double) -> String {
    let tenths = (part * 1000).rounded()
    guard tenths >= 1 else { return "<0.1 %" }
    return "\(Int(tenths) / 10).\(Int(tenths) % 10) %"
  }
}

extension PlanarRegion {
  /// The values of an output at the corners, rounded at the end only.
  func cornerValues(ofOutput output: Int) -> [Double] {
    let row = outputs[output]
    return corners.map { Double(approximating: row[0] * $0.x + row[1] * $0.y + row[2]) }
  }
}

/// An affine function on a polygon of the page.
struct ValueRamp {
  let corners: [PagePoint]
  let values: [Double]
  /// The derivatives to the right and downwards.
  let slope: (Double, Double)

  /// The colours of the values, exactly: the scale is linear between its stops.
  func paint(on scale: ColorScale) -> Canvas.Paint {
    let lowest = values.indices.min { values[$0] < values[$1] }!
    let (least, greatest) = (values[lowest], values.max()!)
    // Divided first: squares of large slopes would overflow.
    let size = max(abs(slope.0), abs(slope.1))
    guard greatest > least, size > 0, size.isFinite else { return .solid(scale.color(at: least)) }
    let (right, down) = (slope.0 / size, slope.1 / size)
    let length = (greatest / size - least / size) / (right * right + down * down)
    let start = corners[lowest]
    let stops = scale.stops(in: least...greatest).map { value in
      (place: (value / 2 - least / 2) / (greatest / 2 - least / 2), color: scale.color(at: value))
    }
    let isFlat = stops.allSatisfy { stop in stop.color.isNear(stops[0].color) }
    if isFlat { return .solid(scale.color(at: least / 2 + greatest / 2)) }
    return .gradient(
      from: start, to: start.moved(length * right, length * down), stops: stops)
  }
}

extension Color {
  /// Whether both look the same on a screen.
  fileprivate func isNear(_ other: Color) -> Bool {
    let most = max(abs(red - other.red), abs(green - other.green), abs(blue - other.blue))
    return most < 1 / 512
  }
}
