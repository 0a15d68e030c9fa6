/// The word with the fewest edits to another one, if they are at most half of its letters.
public func nearestWord(to word: String, among candidates: [String]) -> String? {
  guard word.count <= 40 else { return nil }
  let nearest = candidates.map { (word: $0, distance: editDistance(word, $0)) }
    .min { $0.distance < $1.distance }
  return nearest.flatMap { $0.distance * 2 <= max($0.word.count, word.count) ? $0.word : nil }
}

/// The number of letters to insert, delete or replace (Levenshtein).
private func editDistance(_ a: String, _ b: String) -> Int {
  let b = Array(b)
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let replaced = diagonal + (x == y ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
