/// Applies `transform` to all items, at most `width` at a time, and returns the results in the
/// order of the items, whatever order they were finished in.
package func concurrentMap<Item: Sendable, Result: Sendable>(
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

/// The same, where the items with the largest costs are started first, so that no thread is left
/// with one of them at the end. `finished` is called with the index of each item that is finished.
package func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], costs: [Int], width: Int,
  finished: @escaping @Sendable (Int) -> Void,
  transform: @escaping @Sendable (Item) throws -> Result
) async throws -> [Result] {
  let schedule = items.indices.sorted { (costs[$1], $0) < (costs[$0], $1) }
  let results = try await concurrentMap(schedule, width: width) { index in
    let result = try transform(items[index])
    finished(index)
    return result
  }
  var ordered = [Result?](repeating: nil, count: items.count)
  for (index, result) in zip(schedule, results) { ordered[index] = result }
  return ordered.map { $0! }
}
