internal import CCairoShims
internal import Foundation

/// A page to draw on: the owner of a cairo surface and its context.
///
/// The same calls give the same bytes: text is laid out without hinting, and what cairo writes
/// of the time and of itself is replaced.
final class Canvas {
  /// What an area or a line is filled with.
  enum Paint {
    case solid(Color)
    /// Colours along the way from one point to another, at places from 0 to 1.
    case gradient(from: PagePoint, to: PagePoint, stops: [(place: Double, color: Color)])
  }

  /// The page in the units of what is drawn.
  let page: PageBox
  /// The points of a unit.
  let scale: Double
  private let size: PictureSize
  private let format: PictureFormat
  private let title: String
  private let sink = ByteSink()
  private let surface: OpaquePointer
  private let context: OpaquePointer
  /// Text of an SVG file: it stays text, and stands on top of everything else.
  private var texts: [String] = []

  /// Opened when it is needed first.
  private static let hasCairo = shim_open_cairo() != 0

  /// An empty page; the title is written into the file where the format has a place for it.
  ///
  /// - Parameter scale: the points of a unit.
  /// - Throws: `DrawingError` for a size that is refused, and where cairo has no memory.
  init(
    _ format: PictureFormat, _ size: PictureSize, scale: Double = 1, title: String
  ) throws(DrawingError) {
    try size.validate()
    guard Self.hasCairo else {
      throw .cairo("it is not installed (libcairo.so.2, Debian's package libcairo2)")
    }
    self.size = size
    self.scale = scale
    page = PageBox(left: 0, top: 0, width: size.width / scale, height: size.height / scale)
    self.format = format
    self.title = title.drawable
    let receiver = Unmanaged.passUnretained(sink).toOpaque()
    switch format {
    case .svg:
      surface = cairo_svg_surface_create_for_stream(
        ByteSink.receive, receiver, size.width, size.height)
    case .pdf:
      surface = cairo_pdf_surface_create_for_stream(
        ByteSink.receive, receiver, size.width, size.height)
    case .png:
      surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, Int32((size.width * size.pixelsPerPoint).rounded(.up)),
        Int32((size.height * size.pixelsPerPoint).rounded(.up)))
    }
    context = cairo_create(surface)
    try check()
    if format == .png {
      // The page covers its pixels, also where it is no whole number of them.
      cairo_scale(
        context, Double(cairo_image_surface_get_width(surface)) / size.width,
        Double(cairo_image_surface_get_height(surface)) / size.height)
    }
    cairo_scale(context, scale, scale)
    if format == .pdf { describe() }
    prepareText()
    fill(page.corners, with: .solid(.white))
  }

  deinit {
    cairo_destroy(context)
    // Whatever was not written yet goes to the sink, which still exists.
    cairo_surface_destroy(surface)
  }

  /// Ends the page and returns the file.
  ///
  /// - Throws: `DrawingError.cairo` where one of the calls failed.
  func data() throws(DrawingError) -> Data {
    try check()
    if format == .png {
      let receiver = Unmanaged.passUnretained(sink).toOpaque()
      try Self.check(cairo_surface_write_to_png_stream(surface, ByteSink.receive, receiver))
    }
    cairo_surface_finish(surface)
    try Self.check(cairo_surface_status(surface))
    switch format {
    case .svg: return SVGText.finished(sink.data, title: title, texts: texts, scale: scale)
    case .png: return PNGResolution.added(to: sink.data, dotsPerInch: size.dotsPerInch)
    case .pdf: return sink.data
    }
  }

  private func check() throws(DrawingError) {
    try Self.check(cairo_surface_status(surface))
    try Self.check(cairo_status(context))
  }

  private static func check(_ status: cairo_status_t) throws(DrawingError) {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw .cairo(String(cString: cairo_status_to_string(status)))
  }

  /// The date is one and the same for all files: without it cairo would write the present one.
  private func describe() {
    cairo_pdf_surface_set_metadata(
      surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    if !title.isEmpty {
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    }
  }

  private func prepareText() {
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
  }
}

extension Canvas {
  /// Fills a polygon, and draws its outline in the same paint, so that no gap is seen between
  /// neighbours, where a width is given.
  func fill(_ corners: [PagePoint], with paint: Paint, outline width: Double = 0) {
    fill([corners], with: paint, outline: width)
  }

  /// Fills polygons that do not overlap, as one path.
  func fill(_ polygons: [[PagePoint]], with paint: Paint, outline width: Double = 0) {
    for corners in polygons { trace(corners, isClosed: true) }
    use(paint)
    guard width > 0 else { return cairo_fill(context) }
    cairo_set_line_width(context, width)
    cairo_fill_preserve(context)
    cairo_stroke(context)
  }

  /// Fills polygons with a colour each, those of one colour as one path, which keeps files small.
  func fill(_ polygons: [[PagePoint]], with colors: [Color]) {
    var places: [Color: Int] = [:]
    var groups: [(color: Color, polygons: [[PagePoint]])] = []
    for (polygon, color) in zip(polygons, colors) {
      let place = places[color, default: groups.count]
      if place == groups.count {
        places[color] = place
        groups.append((color, []))
      }
      groups[place].polygons.append(polygon)
    }
    for group in groups { fill(group.polygons, with: .solid(group.color), outline: 0.4) }
  }

  /// Fills a circle.
  func fill(circleAt center: PagePoint, radius: Double, with color: Color) {
    cairo_new_sub_path(context)
    cairo_arc(context, center.x, center.y, radius, 0, 2 * .pi)
    use(.solid(color))
    cairo_fill(context)
  }

  /// Draws lines through points, all at once.
  func stroke(
    _ lines: [[PagePoint]], isClosed: Bool = false, color: Color, width: Double
  ) {
    for line in lines { trace(line, isClosed: isClosed) }
    use(.solid(color))
    cairo_set_line_width(context, width)
    cairo_stroke(context)
  }

  /// Draws what the steps draw as far as it lies in a rectangle.
  func clipped(to box: PageBox, _ steps: () -> Void) {
    cairo_save(context)
    trace(box.corners, isClosed: true)
    cairo_clip(context)
    steps()
    cairo_restore(context)
  }

  private func trace(_ points: [PagePoint], isClosed: Bool) {
    guard let first = points.first else { return }
    cairo_move_to(context, first.x, first.y)
    for point in points.dropFirst() { cairo_line_to(context, point.x, point.y) }
    if isClosed { cairo_close_path(context) }
  }

  private func use(_ paint: Paint) {
    switch paint {
    case .solid(let color):
      cairo_set_source_rgb(context, color.red, color.green, color.blue)
    case .gradient(let start, let end, let stops):
      let pattern = cairo_pattern_create_linear(start.x, start.y, end.x, end.y)
      for (place, color) in stops {
        cairo_pattern_add_color_stop_rgb(pattern, place, color.red, color.green, color.blue)
      }
      cairo_set_source(context, pattern)
      cairo_pattern_destroy(pattern)
    }
  }
}

extension Canvas {
  /// A piece of text in one font.
  struct TextRun: Hashable {
    var text: String
    var size: Double
    var isItalic = false
    var isFixedPitch = false
    /// How far below the line it stands.
    var drop = 0.0
  }

  /// The width of text.
  func width(of run: TextRun) -> Double {
    select(run)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, run.text, &extents)
    return extents.x_advance
  }

  /// Writes runs one after the other from a point on their base line on, or in the middle of it, or
  /// up to it, turned counterclockwise by a right angle where that is asked for.
  func write(
    _ runs: [TextRun], at base: PagePoint, _ place: TextPlace, color: Color, isUpright: Bool
  ) {
    guard format != .svg else {
      texts.append(
        SVGText.element(runs, at: base, place, color: color, isUpright: isUpright))
      return
    }
    let length = width(of: runs)
    let offset =
      switch place {
      case .left: -length
      case .center: -length / 2
      case .right: 0.0
      }
    var start = isUpright ? base.moved(0, -offset) : base.moved(offset, 0)
    for run in runs { start = draw(run, at: start, color: color, isUpright: isUpright) }
  }

  /// Writes a run from a point on; returns the end.
  private func draw(
    _ run: TextRun, at start: PagePoint, color: Color, isUpright: Bool
  ) -> PagePoint {
    select(run)
    use(.solid(color))
    let length = width(of: run)
    cairo_save(context)
    cairo_translate(context, start.x, start.y)
    if isUpright { cairo_rotate(context, -.pi / 2) }
    cairo_move_to(context, 0, run.drop)
    cairo_show_text(context, run.text)
    // Text leaves a current point behind, which the next path would start from.
    cairo_new_path(context)
    cairo_restore(context)
    return isUpright ? start.moved(0, -length) : start.moved(length, 0)
  }

  private func select(_ run: TextRun) {
    cairo_select_font_face(
      context, run.isFixedPitch ? "monospace" : "sans-serif",
      run.isItalic ? CAIRO_FONT_SLANT_ITALIC : CAIRO_FONT_SLANT_NORMAL,
      CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context, run.size)
  }
}

/// Takes the bytes that cairo writes.
private final class ByteSink {
  var data = Data()

  static let receive: cairo_write_func_t = { receiver, bytes, count in
    guard let receiver, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
    Unmanaged<ByteSink>.fromOpaque(receiver).takeUnretainedValue()
      .data.append(bytes, count: Int(count))
    return CAIRO_STATUS_SUCCESS
  }
}
