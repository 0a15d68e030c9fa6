import ExactAlgebra
import Polyhedra

/// Half-spaces under a Gaussian law as ends of centred Gaussian numbers, exactly: `lower < X < upper`
/// for one form `X` for each direction. Opposite half-spaces belong to one form.
struct SlabForms {
  /// A coefficient that is not zero.
  struct Entry: Hashable {
    let column: Int
    let value: Rational
  }

  /// A form in the independent coordinates of the law.
  struct Form {
    /// In the order of the columns.
    let entries: [Entry]
    var lower: Rational?
    var upper: Rational?
    /// The half-spaces that it comes from, by number.
    var halfSpaces: [Int]
  }

  let variances: [Rational]
  private(set) var forms: [Form] = []

  /// `nil` where a half-space whose form vanishes holds nowhere.
  init?(_ halfSpaces: [HalfSpace], under law: GaussianLaw) {
    variances = law.variances
    var numbers: [[Entry]: Int] = [:]
    for (number, halfSpace) in halfSpaces.enumerated() {
      var coefficients = [Rational](repeating: 0, count: law.variances.count)
      var offset = halfSpace.offset
      for (row, entry) in halfSpace.normal.enumerated() where !entry.isZero {
        for (column, factor) in law.factor[row].enumerated() where !factor.isZero {
          coefficients[column] += entry * factor
        }
        offset += entry * law.mean[row]
      }
      guard let leading = coefficients.first(where: { !$0.isZero }) else {
        if halfSpace.isOpen ? offset.signum() > 0 : offset.signum() >= 0 { continue }
        return nil
      }
      let direction = coefficients.enumerated().filter { !$0.element.isZero }.map {
        Entry(column: $0.offset, value: $0.element / leading)
      }
      let end = -offset / leading
      let form: Int
      if let known = numbers[direction] {
        form = known
        forms[form].halfSpaces.append(number)
      } else {
        form = forms.count
        numbers[direction] = form
        forms.append(Form(entries: direction, halfSpaces: [number]))
      }
      if leading.signum() > 0 {
        forms[form].lower = forms[form].lower.map { max($0, end) } ?? end
      } else {
        forms[form].upper = forms[form].upper.map { min($0, end) } ?? end
      }
    }
  }

  private init(variances: [Rational], forms: [Form]) {
    self.variances = variances
    self.forms = forms
  }

  /// The half-spaces of all forms, in their order.
  var halfSpaces: [Int] { forms.flatMap(\.halfSpaces).sorted() }

  /// Whether some form has no room between its ends.
  var hasEmptySlab: Bool {
    forms.contains { form in
      guard let lower = form.lower, let upper = form.upper else { return false }
      return lower >= upper
    }
  }

  /// About how many products of rational numbers all covariances take.
  var covarianceWork: Int {
    let entries = forms.reduce(0) { $0 + $1.entries.count }
    return entries * forms.count / 2
  }

  /// About how many products of rational numbers it takes to find the forms.
  static func work(_ halfSpaces: [HalfSpace], under law: GaussianLaw) -> Int {
    let counts = law.factor.map { row in row.count { !$0.isZero } }
    return halfSpaces.reduce(0) { sum, halfSpace in
      zip(halfSpace.normal, counts).reduce(sum) { $1.0.isZero ? $0 : $0 + $1.1 }
    }
  }

  /// The covariance of two forms.
  func covariance(_ a: Int, _ b: Int) -> Rational {
    covariance(forms[a].entries, forms[b].entries)
  }

  /// The covariance of two forms, given by their coefficients.
  func covariance(_ a: [Entry], _ b: [Entry]) -> Rational {
    var sum: Rational = 0
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if a[i].column == b[j].column {
        sum += a[i].value * variances[a[i].column] * b[j].value
        i += 1
        j += 1
      } else if a[i].column < b[j].column {
        i += 1
      } else {
        j += 1
      }
    }
    return sum
  }

  /// The forms in rounded coordinates of variance 1, and of length 1.
  var rounded: [[Double]] {
    let deviations = variances.map { Double(approximating: $0).squareRoot() }
    return forms.map { form in
      var vector = [Double](repeating: 0, count: variances.count)
      for entry in form.entries {
        vector[entry.column] = Double(approximating: entry.value) * deviations[entry.column]
      }
      let scale = length(vector)
      return vector.map { $0 / scale }
    }
  }

  /// The parts that are independent of each other: forms of two parts have the covariance zero, exactly.
  var independentParts: [SlabForms] {
    var parts = Array(forms.indices)
    func root(_ form: Int) -> Int {
      var form = form
      while parts[form] != form { form = parts[form] }
      return form
    }
    func pairs(_ isLinked: (Int, Int) -> Bool) {
      for a in forms.indices {
        for b in 0..<a where root(a) != root(b) && isLinked(a, b) {
          parts[root(a)] = root(b)
        }
      }
    }
    let rounded = rounded
    // Rounding cannot make zero this large; what is smaller is decided exactly, where it matters.
    pairs { innerProduct(rounded[$0], rounded[$1]).magnitude > 1e-9 }
    pairs { !covariance($0, $1).isZero }
    let groups = Dictionary(grouping: forms.indices, by: root)
    return groups.keys.sorted().map { key in
      SlabForms(variances: variances, forms: groups[key]!.map { forms[$0] })
    }
  }
}
