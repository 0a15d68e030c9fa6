internal import Foundation

/// Three axes seen from above and from one side, in parallel projection.
struct AxonometricFrame {
  /// The camera: angles in degrees, as they are common for surfaces.
  private static let azimuth = -58.0 * Double.pi / 180
  private static let elevation = 30.0 * Double.pi / 180
  /// The height of the box for a base of side 1.
  private static let height = 0.8
  private static let tickLength = 3.0

  private let x: Axis
  private let y: Axis
  private let z: Axis
  private let center: PagePoint
  private let scale: Double

  /// A frame in an area that also has to hold labels and names.
  init(x: Axis, y: Axis, z: Axis, in area: PageBox) {
    (self.x, self.y, self.z) = (x, y, z)
    let box = PageBox(
      left: area.left + 34, top: area.top + 16, width: max(area.width - 54, 1),
      height: max(area.height - 40, 1))
    let halfWidth = (abs(sin(Self.azimuth)) + abs(cos(Self.azimuth))) / 2
    let halfHeight =
      halfWidth * sin(Self.elevation) + Self.height / 2 * cos(Self.elevation)
    scale = min(box.width / halfWidth, box.height / halfHeight) / 2
    center = PagePoint(x: box.left + box.width / 2, y: box.top + box.height / 2)
  }

  /// The place of a point, given by parts of the axes.
  func place(_ x: Double, _ y: Double, _ z: Double) -> PagePoint {
    let (right, away) = (x - 0.5, y - 0.5)
    let up = (z - 0.5) * Self.height
    let ground = cos(Self.azimuth) * right + sin(Self.azimuth) * away
    return center.moved(
      scale * (cos(Self.azimuth) * away - sin(Self.azimuth) * right),
      -scale * (cos(Self.elevation) * up - sin(Self.elevation) * ground))
  }

  /// How near a point of the base is; what is nearer is drawn later.
  func nearness(_ x: Double, _ y: Double) -> Double {
    cos(Self.azimuth) * x + sin(Self.azimuth) * y
  }

  /// The brightness of a surface whose height rises by the given parts, from 0 to 1.
  func light(slope: (x: Double, y: Double)) -> Double {
    let normal = (-Self.height * slope.x, -Self.height * slope.y, 1.0)
    let length = (normal.0 * normal.0 + normal.1 * normal.1 + 1).squareRoot()
    // From the left, above the shoulder of who looks.
    let (a, b, c) = (-0.45, -0.45, 0.77)
    return max(0, (a * normal.0 + b * normal.1 + c * normal.2) / length)
  }

  /// Draws the floor and the two walls behind, with lines at the ticks.
  func drawWalls(on canvas: Canvas) {
    let floor = [place(0, 0, 0), place(1, 0, 0), place(1, 1, 0), place(0, 1, 0)]
    let left = [place(0, 0, 0), place(0, 1, 0), place(0, 1, 1), place(0, 0, 1)]
    let back = [place(0, 1, 0), place(1, 1, 0), place(1, 1, 1), place(0, 1, 1)]
    for (wall, shade) in [(floor, 0xF2F2F2), (left, 0xF7F7F7), (back, 0xFAFAFA)] {
      canvas.fill(wall, with: .solid(Color(UInt32(shade))))
    }
    var lines: [[PagePoint]] = []
    for part in parts(of: x) {
      lines.append([place(part, 0, 0), place(part, 1, 0), place(part, 1, 1)])
    }
    for part in parts(of: y) {
      lines.append([place(1, part, 0), place(0, part, 0), place(0, part, 1)])
    }
    for part in parts(of: z) {
      lines.append([place(0, 0, part), place(0, 1, part), place(1, 1, part)])
    }
    canvas.stroke(lines, color: Color(0xDADADA), width: 0.4)
    canvas.stroke(
      [[place(0, 1, 1), place(0, 1, 0)], [place(0, 1, 0), place(1, 1, 0)]],
      color: Color(0xC4C4C4), width: 0.5)
  }

  /// Draws the axes in front with labels and names.
  func drawAxes(on canvas: Canvas) {
    draw(x, on: canvas, toward: direction(from: place(0.5, 1, 0), to: place(0.5, 0, 0))) {
      place($0, 0, 0)
    }
    draw(y, on: canvas, toward: direction(from: place(0, 0.5, 0), to: place(1, 0.5, 0))) {
      place(1, $0, 0)
    }
    drawHeights(on: canvas)
  }

  private func draw(
    _ axis: Axis, on canvas: Canvas, toward out: (x: Double, y: Double),
    place: (Double) -> PagePoint
  ) {
    let ticks = ticks(of: axis)
    var lines = [[place(0), place(1)]]
    for (position, label) in zip(ticks.positions, ticks.labels) {
      let start = place(axis.part(of: position))
      lines.append([start, start.moved(Self.tickLength * out.x, Self.tickLength * out.y)])
      let run = Canvas.TextRun(text: label, size: FontSize.tick)
      let away = 5 + abs(out.x) * canvas.width(of: run) / 2 + abs(out.y) * FontSize.tick / 2
      canvas.draw([run], at: start.moved(away * out.x, away * out.y), .center)
    }
    canvas.stroke(lines, color: .ink, width: 0.6)
    let away = 5 + 15 * abs(out.x) + 17 * abs(out.y)
    canvas.draw(
      axis.heading(for: ticks), at: place(0.5).moved(away * out.x, away * out.y + 3), .center)
  }

  private func drawHeights(on canvas: Canvas) {
    let ticks = ticks(of: z)
    var lines = [[place(0, 0, 0), place(0, 0, 1)]]
    for (position, label) in zip(ticks.positions, ticks.labels) {
      let start = place(0, 0, z.part(of: position))
      lines.append([start, start.moved(-Self.tickLength, 0)])
      canvas.draw(label, size: FontSize.tick, at: start.moved(-6, 0), .left)
    }
    canvas.stroke(lines, color: .ink, width: 0.6)
    canvas.draw(
      z.heading(for: ticks), at: place(0, 0, 1).moved(-6, -FontSize.axis - 2), .left)
  }

  private func ticks(of axis: Axis) -> Ticks {
    Ticks(in: axis.range, atMost: scale > 110 ? 6 : 4)
  }

  private func parts(of axis: Axis) -> [Double] {
    ticks(of: axis).positions.map(axis.part(of:))
  }

  private func direction(from a: PagePoint, to b: PagePoint) -> (x: Double, y: Double) {
    let (right, down) = (b.x - a.x, b.y - a.y)
    let length = (right * right + down * down).squareRoot()
    return (right / length, down / length)
  }
}
