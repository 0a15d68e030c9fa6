"""Polynomials of reports."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from .command import needed

_TERM = re.compile(r"\s*([+-]?)\s*([^+\-\s][^+\-]*)")
_FACTOR = re.compile(r"(?:(\d+(?:/\d+)?)|([A-Za-z][\w{}]*)(?:\^(\d+))?)$")


class Polynomial(str):
    """A polynomial as the command writes it, such as ``m1_11*m2_22 - 2*m1_12^2``."""

    __slots__ = ()

    def terms(self) -> list[tuple[Fraction, dict[str, int]]]:
        """Its terms: coefficients, and exponents by variable."""
        terms: list[tuple[Fraction, dict[str, int]]] = []
        position = 0
        while position < len(self.rstrip()):
            match = _TERM.match(self, position)
            if match is None:
                raise ValueError(f"{self[position:]!r} is no term of a polynomial")
            coefficient = Fraction(-1 if match[1] == "-" else 1)
            exponents: dict[str, int] = {}
            for factor in match[2].split("*"):
                parts = _FACTOR.match(factor.strip())
                if parts is None:
                    raise ValueError(f"{factor!r} is no factor of a polynomial")
                if parts[1]:
                    coefficient *= Fraction(parts[1])
                else:
                    exponents[parts[2]] = exponents.get(parts[2], 0) + int(parts[3] or 1)
            terms.append((coefficient, exponents))
            position = match.end()
        return terms

    def sympy(self) -> Any:
        """The polynomial as an expression of SymPy."""
        sympy = needed("sympy", "sympy")
        terms = []
        for coefficient, exponents in self.terms():
            number = sympy.Rational(coefficient.numerator, coefficient.denominator)
            powers = [sympy.Symbol(name) ** power for name, power in exponents.items()]
            terms.append(sympy.Mul(number, *powers))
        return sympy.Add(*terms)
