/// A quantity of each layer over a list of networks, or others over a number: lines with bands of errors.
struct CoursePanel: InformationPanel {
  private let heading: String
  private let names: [String]
  private let courses: [InformationFigure.Course]
  /// Where the values stand on the horizontal axis.
  private let positions: [Double]
  private let x: Axis
  private let y: Axis

  init(
    heading: String, axis: String, order: String, names: [String],
    courses: [InformationFigure.Course]
  ) throws(DrawingError) {
    let count = courses.map(\.values.count).max() ?? 1
    var x = try Axis(order, over: count > 1 ? 1...Double(count) : 0...2)
    x.isOfCounts = true
    try self.init(
      heading: heading, axis: axis, over: x, at: (0..<count).map { Double($0 + 1) }, names: names,
      courses: courses)
  }

  /// Courses over positions of an axis.
  ///
  /// - Parameter headroom: the part of the height that is left above the courses, for names.
  /// - Precondition: there is a position for each value.
  init(
    heading: String, axis: String, over x: Axis, at positions: [Double], names: [String],
    courses: [InformationFigure.Course], headroom: Double = 0
  ) throws(DrawingError) {
    self.heading = heading
    self.names = names
    self.courses = courses
    self.positions = positions
    self.x = x
    let bounds = courses.flatMap { course in
      course.values + zip(course.values, course.errors).flatMap { [$0 - $1, $0 + $1] }
    }
    y = try .around(bounds + [(bounds.max() ?? 0) / (1 - headroom)], axis)
  }

  func draw(in area: PageBox, on canvas: Canvas) {
    let rest = canvas.drawHeading(heading, in: area)
    let frame = PlaneFrame(x: x, y: y, .filling, in: rest, on: canvas)
    canvas.clipped(to: frame.box) {
      for (number, course) in courses.enumerated() where !course.errors.isEmpty {
        canvas.fill(
          band(of: course, in: frame),
          with: .solid(CategoryColors.strong(number).mixed(with: .white, by: 0.8)))
      }
    }
    for (number, course) in courses.enumerated() {
      let color = CategoryColors.strong(number)
      let places = course.values.indices.map { place($0, course.values[$0], in: frame) }
      canvas.stroke([places], color: color, width: 1.3)
      // Few networks are points, many a line.
      guard places.count <= 30 else { continue }
      for place in places { canvas.fill(circleAt: place, radius: 2, with: color) }
    }
    frame.draw(on: canvas)
    drawLegend(in: frame, on: canvas)
  }

  private func place(_ index: Int, _ value: Double, in frame: PlaneFrame) -> PagePoint {
    frame.place(x.part(at: positions[index]), y.part(at: value))
  }

  private func band(
    of course: InformationFigure.Course, in frame: PlaneFrame
  ) -> [PagePoint] {
    func edge(_ sign: Double) -> [PagePoint] {
      course.values.indices.map {
        place($0, course.values[$0] + sign * course.errors[$0], in: frame)
      }
    }
    return edge(1) + edge(-1).reversed()
  }

  private func drawLegend(in frame: PlaneFrame, on canvas: Canvas) {
    let entries = names.enumerated().map { number, name in
      Legend.Entry(symbol: .line(CategoryColors.strong(number), width: 1.3), text: name)
    }
    let lines = courses.map { course in
      course.values.indices.map { place($0, course.values[$0], in: frame) }
    }
    Legend("", entries).draw(inCornerOf: frame.box, avoiding: lines, on: canvas)
  }
}

extension Legend {
  /// Draws all entries in the corner of a box where lines leave most room.
  func draw(inCornerOf box: PageBox, avoiding lines: [[PagePoint]], on canvas: Canvas) {
    let width = width(on: canvas)
    let corners = [false, true].flatMap { isUpper in
      [true, false].map { isRight in
        PageBox(
          left: isRight ? box.right - width - 6 : box.left + 6,
          top: isUpper ? box.top + 4 : box.bottom - height - 4, width: width, height: height)
      }
    }
    let counts = corners.map { corner in Self.crossings(of: corner, lines) }
    draw(in: corners[counts.firstIndex(of: counts.min()!)!], on: canvas)
  }

  /// How much of the lines lies in a box.
  private static func crossings(of box: PageBox, _ lines: [[PagePoint]]) -> Int {
    lines.reduce(0) { sum, places in
      let steps = zip(places, places.dropFirst()).flatMap { start, end in
        (0...20).map { step in
          let part = Double(step) / 20
          return PagePoint(
            x: start.x + part * (end.x - start.x), y: start.y + part * (end.y - start.y))
        }
      }
      return sum
        + (steps + places).count {
          box.left...box.right ~= $0.x && box.top...box.bottom ~= $0.y
        }
    }
  }
}

/// The information plane: `I(X; T)` to the right, `I(T; Y)` upwards, a path for each layer.
struct InformationPlanePanel: InformationPanel {
  private let entropies: [[Double]]
  private let informations: [[Double]]
  private let x: Axis
  private let y: Axis

  init(
    unit: String, entropies: [[Double]], informations: [[Double]]
  ) throws(DrawingError) {
    self.entropies = entropies
    self.informations = informations
    x = try .around(entropies.flatMap(\.self), "I(X;T), \(unit)")
    y = try .around(informations.flatMap(\.self), "I(T;Y), \(unit)")
  }

  func draw(in area: PageBox, on canvas: Canvas) {
    let rest = canvas.drawHeading("Information plane, darker with time", in: area)
    let frame = PlaneFrame(x: x, y: y, .filling, in: rest, on: canvas)
    for layer in entropies.indices {
      let color = CategoryColors.strong(layer)
      let places = zip(entropies[layer], informations[layer]).map {
        frame.place(x.part(at: $0), y.part(at: $1))
      }
      canvas.stroke([places], color: color.mixed(with: .white, by: 0.6), width: 0.8)
      for (index, place) in places.enumerated() {
        let age = 1 - Double(index + 1) / Double(places.count)
        canvas.fill(circleAt: place, radius: 2.4, with: color.mixed(with: .white, by: 0.75 * age))
      }
    }
    frame.draw(on: canvas)
  }
}
