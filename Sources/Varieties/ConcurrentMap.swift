/// Applies `transform` to all items, at most `width` at a time, and returns the results in the
/// order of the items, whatever order they were finished in.
func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], width: Int, transform: @escaping @Sendable (Item) throws -> Result
) async throws -> [Result] {
  guard width > 1, items.count > 1 else {
    return try items.map { item in
      try Interruption.check()
      return try transform(item)
    }
  }
  var results = [Result?](repeating: nil, count: items.count)
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var next = 0
    while next < min(width, items.count) {
      let index = next
      group.addTask { (index, try transform(items[index])) }
      next += 1
    }
    for try await (finished, result) in group {
      results[finished] = result
      try Interruption.check()
      if next < items.count {
        let index = next
        group.addTask { (index, try transform(items[index])) }
        next += 1
      }
    }
  }
  return results.map { $0! }
}
