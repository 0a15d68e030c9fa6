/// What colours, lines and marks mean.
struct Legend {
  enum Symbol {
    case area(Color)
    case line(Color, width: Double)
    case mark(Mark)
  }

  struct Entry {
    let symbol: Symbol
    let text: String
    /// Stands in a second column, to the right.
    var note = ""
    var isPattern = false
  }

  let title: String
  let entries: [Entry]
  /// How many there are, with those that are not among the entries.
  let total: Int

  /// More entries are not drawn, whatever room there is.
  static let maximumEntries = 200

  static let rowHeight = 11.0
  /// Rows are as near to each other where all entries have room then.
  private static let leastRowHeight = 8.8
  private static let symbolWidth = 11.0
  private static let gap = 5.0

  init(_ title: String, _ entries: [Entry], total: Int? = nil) {
    self.title = title
    self.entries = entries
    self.total = total ?? entries.count
  }

  /// The height with everything in one column.
  var height: Double { Double(total + (title.isEmpty ? 0 : 1)) * Self.rowHeight + 2 }

  /// The width with everything in one column.
  func width(on canvas: Canvas) -> Double {
    max(columnWidth(on: canvas), canvas.width(of: run(title)))
  }

  /// The width of a column.
  private func columnWidth(on canvas: Canvas) -> Double {
    let texts = entries.map { canvas.width(of: run($0.text, $0.isPattern)) }.max() ?? 0
    let notes = noteWidth(on: canvas)
    let body = Self.symbolWidth + Self.gap + texts + (notes > 0 ? Self.gap + notes : 0)
    return max(body, canvas.width(of: run("and \(total) more")))
  }

  /// Draws as many entries as a box has room for, in columns, and says how many are left out.
  func draw(in box: PageBox, on canvas: Canvas) {
    var box = box
    if !title.isEmpty {
      let middle = PagePoint(x: box.left, y: box.top + Self.rowHeight / 2)
      canvas.draw([canvas.shortened(run(title), to: box.width)], at: middle, .right)
      box.top += Self.rowHeight + 2
      box.height -= Self.rowHeight + 2
    }
    let width = min(columnWidth(on: canvas), box.width)
    let columns = max(1, Int((box.width + 2 * Self.gap) / (width + 2 * Self.gap)))
    let rowHeight = min(
      Self.rowHeight, max(Self.leastRowHeight, box.height / Double(max(total, 1))))
    let rows = max(1, Int(box.height / rowHeight + 1e-9))
    let shown =
      total <= min(rows * columns, entries.count)
      ? total : min(rows * columns - 1, entries.count)
    // Few entries stand below each other.
    let used = min(rows, (max(shown + (shown < total ? 1 : 0), 1) + columns - 1) / columns)
    func middle(_ index: Int) -> PagePoint {
      PagePoint(
        x: box.left + Double(index / used) * (width + 2 * Self.gap),
        y: box.top + (Double(index % used) + 0.5) * rowHeight)
    }
    for (index, entry) in entries.prefix(shown).enumerated() {
      draw(entry, at: middle(index), width: width, on: canvas)
    }
    if shown < total {
      let text = shown == 0 ? "\(total) in all" : "and \(total - shown) more"
      canvas.draw([run(text)], at: middle(shown), .right, color: .faint)
    }
  }

  private func draw(
    _ entry: Entry, at middle: PagePoint, width: Double, on canvas: Canvas
  ) {
    draw(entry.symbol, at: middle, on: canvas)
    let notes = noteWidth(on: canvas)
    let room =
      width - Self.symbolWidth - Self.gap - (notes > 0 ? notes + Self.gap : 0)
    let text = canvas.shortened(run(entry.text, entry.isPattern), to: room + 0.01)
    canvas.draw([text], at: middle.moved(Self.symbolWidth + Self.gap, 0), .right)
    canvas.draw([run(entry.note)], at: middle.moved(width, 0), .left, color: .faint)
  }

  private func draw(_ symbol: Symbol, at middle: PagePoint, on canvas: Canvas) {
    switch symbol {
    case .area(let color):
      let box = PageBox(
        left: middle.x, top: middle.y - 3.5, width: Self.symbolWidth, height: 7)
      canvas.fill(box.corners, with: .solid(color))
      canvas.stroke([box.corners], isClosed: true, color: .faint, width: 0.3)
    case .line(let color, let width):
      canvas.stroke(
        [[middle, middle.moved(Self.symbolWidth, 0)]], color: color, width: width)
    case .mark(let mark):
      mark.draw(at: middle.moved(Self.symbolWidth / 2, 0), radius: 2.6, on: canvas)
    }
  }

  private func noteWidth(on canvas: Canvas) -> Double {
    entries.map { $0.note.isEmpty ? 0 : canvas.width(of: run($0.note)) }.max() ?? 0
  }

  private func run(_ text: String, _ isFixedPitch: Bool = false) -> Canvas.TextRun {
    Canvas.TextRun(
      text: text.drawable, size: isFixedPitch ? 0.93 * FontSize.legend : FontSize.legend,
      isFixedPitch: isFixedPitch)
  }
}
