internal import CFLINTShims

extension Polynomial {
  /// A bound for the bits of a numerator or denominator among the coefficients.
  var coefficientBits: Int {
    let content = self.content
    let primitive = shim_fmpq_mpoly_primitive(storage.pointer)!
    var bits = 0
    let coefficient = IntegerStorage()
    let context = shim_fmpq_mpoly_integer_context(ring.context)
    for index in 0..<termCount {
      fmpz_mpoly_get_term_coeff_fmpz(coefficient.pointer, primitive, index, context)
      bits = max(bits, Int(fmpz_bits(coefficient.pointer)))
    }
    return bits + content.numerator.bitWidth + content.denominator.bitWidth
  }
}
