extension ModularMatrix {
  /// The number of rows that are eliminated at a time.
  private static var panelHeight: Int { 384 }

  /// The reduced row echelon form, without its zero rows, and its pivot columns, ascending.
  ///
  /// Panels of rows are reduced by those above them with matrix products, so that no single step
  /// takes long. `check` is called before each panel and may end the work.
  func reducedByPanels(
    checking check: () throws -> Void
  ) throws -> (form: ModularMatrix, pivots: [Int]) {
    var form = ModularMatrix(rows: 0, columns: columnCount, over: field)
    var pivots: [Int] = []
    for start in stride(from: 0, to: rowCount, by: Self.panelHeight) {
      try check()
      guard pivots.count < columnCount else { break }
      var panel = rows(start..<min(start + Self.panelHeight, rowCount))
      if !pivots.isEmpty { panel = panel - panel.columns(pivots) * form }
      let new = panel.reduceToEchelonForm()
      guard !new.isEmpty else { continue }
      panel = panel.rows(0..<new.count)
      if !pivots.isEmpty { form = form - form.columns(new) * panel }
      form = form.stacked(above: panel)
      pivots += new
    }
    let order = pivots.indices.sorted { pivots[$0] < pivots[$1] }
    return (form.rows(order), order.map { pivots[$0] })
  }
}
