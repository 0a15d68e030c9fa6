import Networks
import RegionInformation
import Testing

@Suite struct PointLabelTests {
  @Test func numbersAreInTheirOrder() {
    let labels = PointLabels(["10", "9", "-1", "10"])
    #expect(labels.names == ["-1", "9", "10"] && labels.classes == [2, 1, 0, 2])
    let words = PointLabels(["dog", "cat", "3", "cat"])
    #expect(words.names == ["3", "cat", "dog"] && words.classes == [2, 1, 0, 1])
    #expect(words.selecting([1, 3]).classes == [1, 1])
    #expect(words.selecting([1]).names == words.names)
  }

  /// Cells of the first layers contain those of more layers.
  @Test func cellsOfFewerLayers() throws {
    let architecture = try Architecture(widths: [1, 2, 1, 1])
    let patterns = ["10/1", "10/0", "01/1", "10/1"].map {
      PackedPattern(try! ActivationPattern(parsing: $0))
    }
    let layers = LayerCells.all(of: patterns, in: architecture)
    #expect(layers.map(\.layerCount) == [1, 2])
    #expect(layers.map(\.patterns.count) == [2, 3])
    for layer in layers { #expect(layer.cellOfPoint[0] == layer.cellOfPoint[3]) }
    #expect(layers[0].cellOfPoint[0] == layers[0].cellOfPoint[1])
    #expect(layers[1].cellOfPoint[0] != layers[1].cellOfPoint[1])
    let table = layers[0].table(with: PointLabels(["x", "y", "y", "x"]))
    #expect(table.total == 4 && table.columnTotals == [2, 2])
    #expect(Set(table.counts) == [[2, 1], [0, 1]])
  }
}
