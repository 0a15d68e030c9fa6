extension ModularMatrix {
  /// The number of rows that are eliminated at a time.
  private static var panelHeight: Int { 384 }

  /// The number of rows of the others that are changed at a time.
  private static var sliceHeight: Int { 128 }

  /// The rank, in steps of a bounded size.
  ///
  /// `check` is called before each of them and may end the work.
  public func rank(checking check: () throws -> Void) rethrows -> Int {
    try check()
    guard rowCount > Self.panelHeight else { return rank }
    var slices = stride(from: 0, to: rowCount, by: Self.sliceHeight).map { start in
      rows(start..<min(start + Self.sliceHeight, rowCount))
    }
    var rank = 0
    while !slices.isEmpty {
      try check()
      var top = slices.removeFirst()
      let pivots = top.reduceToEchelonForm()
      guard !pivots.isEmpty else { continue }
      rank += pivots.count
      let isPivot = Set(pivots)
      let others = (0..<top.columnCount).filter { !isPivot.contains($0) }
      guard !others.isEmpty else { break }
      top = top.rows(0..<pivots.count).columns(others)
      for index in slices.indices {
        try check()
        slices[index] = slices[index].columns(others) - slices[index].columns(pivots) * top
      }
    }
    return rank
  }

  /// The reduced row echelon form, without its zero rows, and its pivot columns, ascending.
  ///
  /// Panels of rows are reduced by those above them with matrix products, so that no single step
  /// takes long. `check` is called before each panel and may end the work.
  public func reducedByPanels(
    checking check: () throws -> Void
  ) rethrows -> (form: ModularMatrix, pivots: [Int]) {
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
