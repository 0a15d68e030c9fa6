internal import CFLINTShims

extension Polynomial {
  /// The image under the derivation that sends each variable to another one, or to zero.
  ///
  /// - Parameter images: for each variable of the ring the position of its image, `nil` for zero.
  public func applyingDerivation(_ images: [Int?]) -> Polynomial {
    precondition(images.count == ring.variableCount, "one image for each variable")
    let moved = terms.flatMap { term in
      term.factors.compactMap { variable, exponent in
        images[variable].map { image in
          var variables = term.variables
          variables[variables.firstIndex(of: variable)!] = image
          return (coefficient: term.coefficient * Rational(exponent), variables: variables)
        }
      }
    }
    return Polynomial(moved, in: ring)
  }

  /// The partial derivative with respect to the variable at a position, counted from 0.
  public func derivative(withRespectTo variable: Int) -> Polynomial {
    precondition((0..<ring.variableCount).contains(variable), "no such variable")
    let result = PolynomialStorage(in: ring)
    fmpq_mpoly_derivative(result.pointer, storage.pointer, variable, ring.context)
    return Polynomial(storage: result)
  }

  /// The value at a rational point: one coordinate for each variable of the ring.
  public func callAsFunction(at point: [Rational]) -> Rational {
    precondition(point.count == ring.variableCount, "a point of the wrong length")
    var value: Rational = 0
    for term in terms {
      var product = term.coefficient
      for (variable, exponent) in term.factors { product *= point[variable].power(exponent) }
      value += product
    }
    return value
  }

  /// The values of all partial derivatives at a rational point.
  ///
  /// - Precondition: one coordinate for each variable of the ring.
  public func gradient(at point: [Rational]) -> [Rational] {
    precondition(point.count == ring.variableCount, "a point of the wrong length")
    var gradient = [Rational](repeating: 0, count: point.count)
    for term in terms {
      for (variable, exponent) in term.factors {
        var value = term.coefficient * Rational(exponent)
        for (other, power) in term.factors {
          let rest = other == variable ? power - 1 : power
          if rest > 0 { value *= point[other].power(rest) }
        }
        gradient[variable] += value
      }
    }
    return gradient
  }

  /// The polynomial that arises when every variable is replaced by a polynomial of the ring
  /// `target`, which may be the same or another one.
  ///
  /// - Precondition: one image for each variable, all from one ring, none of degree so high
  ///   that an exponent of the result exceeds 2^31.
  public func substituting(_ images: [Polynomial], in target: PolynomialRing) -> Polynomial {
    precondition(images.count == ring.variableCount, "one image for each variable")
    precondition(images.allSatisfy { $0.ring === target }, "polynomials from different rings")
    let growth = max(images.map(\.totalDegree).max() ?? 0, 1)
    precondition(
      totalDegree <= ((1 << 31) - 1) / growth,
      "an exponent overflows")
    guard ring.variableCount > 0 else { return target.constant(leadingCoefficient) }
    let result = PolynomialStorage(in: target)
    var pointers = images.map { Optional($0.storage.pointer) }
    // Pointers do not keep what they point to.
    let status = withExtendedLifetime(images) {
      fmpq_mpoly_compose_fmpq_mpoly(
        result.pointer, storage.pointer, &pointers, ring.context, target.context)
    }
    precondition(status != 0, "a substitution is too large")
    return Polynomial(storage: result)
  }

  /// The polynomial with every variable replaced by a variable of the same ring.
  ///
  /// - Parameter images: at each position the position of the variable to put there; need not be
  ///   a permutation.
  public func renamingVariables(_ images: [Int]) -> Polynomial {
    precondition(images.count == ring.variableCount, "one image for each variable")
    precondition(images.allSatisfy((0..<ring.variableCount).contains), "no such variable")
    // FLINT multiplies exponent vectors by a square matrix, which costs more.
    return Polynomial(
      terms.map { term in
        (coefficient: term.coefficient, variables: term.variables.map { images[$0] })
      }, in: ring)
  }
}
