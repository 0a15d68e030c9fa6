internal import ExactAlgebra

/// One half of a figure: a mesh with its colours, marks and legend.
struct FigurePanel {
  struct Spot {
    let mark: Mark
    let name: String
    /// From 0 to 1 along both axes.
    let x: Double
    let y: Double
    /// The value there.
    let value: Double
  }

  let heading: String
  let legendTitle: String
  let mesh: SurfaceMesh
  let spots: [Spot]
  let view: NetworkFigure.View
  private let colors: [Color]
  private let values: Axis

  /// A panel that shows a mesh.
  ///
  /// - Throws: `DrawingError` where values are beyond double precision.
  init(
    _ heading: String, legendTitle: String, mesh: SurfaceMesh, spots: [Spot],
    view: NetworkFigure.View
  ) throws(DrawingError) {
    self.heading = heading
    self.legendTitle = legendTitle
    self.mesh = mesh
    self.spots = spots.filter { (0...1).contains($0.x) && (0...1).contains($0.y) }
    self.view = view
    colors = mesh.colors
    values = try Axis(
      mesh.function.valueName, over: ColorScale(covering: mesh.valueRange).range)
  }

  /// The height that the legend would like to have.
  var legendHeight: Double { legend.height }

  /// Draws the panel with its heading and, where there is room, its legend.
  func draw(in area: PageBox, legendHeight: Double, on canvas: Canvas) {
    var area = area
    let top = PagePoint(x: area.left + area.width / 2, y: area.top + FontSize.axis / 2)
    canvas.draw(Notation(heading).runs(size: FontSize.axis), at: top, .center)
    area.top += FontSize.axis + 7
    area.height -= FontSize.axis + 7
    if area.height >= 170 {
      let height = min(0.3 * area.height, legendHeight)
      area.height -= height + 8
      legend.draw(
        in: PageBox(
          left: area.left + 14, top: area.bottom + 8, width: area.width - 24, height: height),
        on: canvas)
    }
    switch view {
    case .surface: drawSurface(in: area, on: canvas)
    case .map: drawMap(in: area, on: canvas)
    }
  }

  private var legend: Legend {
    let areas = mesh.areas
    let names = mesh.regions.map(mesh.function.name(of:))
    let order = names.indices.sorted { a, b in
      areas[a] == areas[b] ? names[a] < names[b] : areas[a] > areas[b]
    }
    let marks = spots.map { Legend.Entry(symbol: .mark($0.mark), text: $0.name) }
    guard names.count <= CategoryColors.distinct.count else {
      return Legend("\(names.count) patterns", marks)
    }
    let patterns = order.prefix(Legend.maximumEntries).map { index in
      Legend.Entry(symbol: .area(colors[index]), text: names[index], isPattern: true)
    }
    return Legend(legendTitle, marks + patterns, total: marks.count + names.count)
  }

  private func drawMap(in area: PageBox, on canvas: Canvas) {
    let tight = PlaneFrame(
      x: mesh.function.x, y: mesh.function.y, .equalScales, in: area, on: canvas)
    let frame = tight.moved(max(0, (area.right - tight.box.right) / 2), 0)
    let places = mesh.vertices.map { frame.place($0.x, $0.y) }
    let marks = spots.map { frame.place($0.x, $0.y) }
    canvas.clipped(to: frame.box) {
      canvas.fill(
        mesh.pieces.map { $0.corners.map { places[$0] } },
        with: mesh.pieces.map { colors[$0.region] })
      canvas.stroke(
        mesh.borders.map { [places[$0.first], places[$0.second]] }.sorted(by: isBefore),
        color: .white, width: 0.9)
      ContourLines(of: mesh, axis: values, atMost: 12)
        .draw(in: frame, avoiding: marks, on: canvas)
    }
    for (spot, place) in zip(spots, marks) {
      spot.mark.draw(at: place, radius: 2.8, on: canvas)
    }
    frame.draw(on: canvas)
  }

  /// Sets have no order of their own, and files should not depend on one.
  private func isBefore(_ a: [PagePoint], _ b: [PagePoint]) -> Bool {
    (a[0].x, a[0].y, a[1].x, a[1].y) < (b[0].x, b[0].y, b[1].x, b[1].y)
  }

  private func drawSurface(in area: PageBox, on canvas: Canvas) {
    let frame = AxonometricFrame(
      x: mesh.function.x, y: mesh.function.y, z: values, in: area)
    frame.drawWalls(on: canvas)
    let surface = PaintedSurface(mesh, colors: colors, heights: values, in: frame)
    surface.draw(on: canvas)
    for spot in spots {
      let place = frame.place(spot.x, spot.y, values.part(at: spot.value))
      spot.mark.draw(at: place, radius: 2.8, on: canvas)
    }
    frame.drawAxes(on: canvas)
  }
}
