import Foundation

/// Panels in rows of two on one page.
struct PanelPage {
  let panels: [any InformationPanel]
  let title: String

  private static let panelHeight = 235.0
  private static let panelWidth = 270.0

  init(_ panels: [any InformationPanel], title: String) {
    (self.panels, self.title) = (panels, title)
  }

  /// The page as a file; its size is that of the panels where none is given.
  func data(as format: PictureFormat, size: PictureSize?) throws(DrawingError) -> Data {
    let columns = min(panels.count, 2)
    let rows = (panels.count + columns - 1) / columns
    let reference = PictureSize(
      width: Self.panelWidth * Double(columns), height: Self.panelHeight * Double(rows))
    let size = size ?? reference
    let canvas = try Canvas(format, size, scale: size.scale(relativeTo: reference), title: title)
    let cells = canvas.drawTitle(title).grid(rows: rows, columns: columns)
    for (panel, cell) in zip(panels, cells) { panel.draw(in: cell, on: canvas) }
    return try canvas.data()
  }
}

/// A panel of a page.
protocol InformationPanel: Sendable {
  func draw(in area: PageBox, on canvas: Canvas)
}

extension PageBox {
  /// Equal parts, row by row, with room between them.
  func grid(rows: Int, columns: Int) -> [PageBox] {
    let gap = 14.0
    let width = (self.width - gap * Double(columns - 1)) / Double(columns)
    let height = (self.height - gap * Double(rows - 1)) / Double(rows)
    return (0..<rows).flatMap { row in
      (0..<columns).map { column in
        PageBox(
          left: left + Double(column) * (width + gap), top: top + Double(row) * (height + gap),
          width: width, height: height)
      }
    }
  }
}
