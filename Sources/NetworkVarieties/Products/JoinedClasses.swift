/// The classes of the finest partition in which every set lies in one class, each ascending, classes by
/// their least elements.
func joinedClasses(of sets: [Set<Int>]) -> [[Int]] {
  var classes: [Set<Int>] = []
  for set in sets where !set.isEmpty {
    let met = classes.filter { !$0.isDisjoint(with: set) }
    classes.removeAll { !$0.isDisjoint(with: set) }
    classes.append(met.reduce(set) { $0.union($1) })
  }
  return classes.map { $0.sorted() }.sorted { $0[0] < $1[0] }
}
