/// Memory for numbers that its owner allocates once and frees at its end; accesses are not checked.
struct Scratch<Element: BitwiseCopyable> {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(repeating element: Element, count: Int) {
    self.count = count
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: element, count: max(count, 1))
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  func fill(with element: Element) { base.update(repeating: element, count: count) }

  func free() { base.deallocate() }
}

extension Scratch where Element == SIMD4<Double> {
  /// The same memory, number by number.
  @inline(__always)
  var numbers: UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(base).assumingMemoryBound(to: Double.self)
  }
}
