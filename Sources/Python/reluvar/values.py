"""Exact numbers, in and out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Union

#: A number that is taken exactly: an integer, a fraction, a decimal, a text such as ``"1/3"`` or
#: ``"0.1"``, or a floating-point number, which is the binary fraction that it is. Scalars of NumPy
#: and PyTorch are numbers, too.
Exact = Union[int, float, Fraction, Decimal, str, Any]

#: A sequence of numbers, such as a list or an array.
Vector = Union[Sequence[Exact], Any]

#: A sequence of vectors, such as a list of lists or an array with two axes.
Matrix = Union[Sequence[Sequence[Exact]], Any]


def text(number: Exact) -> str:
    """A number as the command reads it, without rounding.

    >>> text(0.1), text("0.1"), text(Fraction(1, 3))
    ('3602879701896397/36028797018963968', '0.1', '1/3')
    """
    if isinstance(number, str):
        return number.strip()
    if isinstance(number, bool):
        raise TypeError(f"{number} is not a number")
    if isinstance(number, int):
        return str(number)
    if hasattr(number, "as_integer_ratio"):
        try:
            numerator, denominator = number.as_integer_ratio()
        except (ValueError, OverflowError):
            raise ValueError(f"{number} is not a finite number") from None
        return str(numerator) if denominator == 1 else f"{numerator}/{denominator}"
    if hasattr(number, "numerator") and hasattr(number, "denominator"):
        return text(Fraction(int(number.numerator), int(number.denominator)))
    if hasattr(number, "item"):
        return text(number.item())
    if hasattr(number, "__index__"):
        return str(number.__index__())
    raise TypeError(f"{number!r} is not a number")


def is_sequence(value: object) -> bool:
    """Whether a value has entries: no number and no text."""
    if isinstance(value, (str, bytes, Mapping)):
        return False
    dimensions = getattr(value, "ndim", None)
    if isinstance(dimensions, int):
        return dimensions > 0
    return isinstance(value, Iterable)


def entries(value: Any) -> list[Any]:
    """The entries of a list, a tuple, an array, a tensor or a frame, row by row."""
    if hasattr(value, "detach"):
        value = value.detach().cpu()
    if hasattr(value, "to_numpy"):
        value = value.to_numpy()
    return list(value)


def vector_text(vector: Vector) -> list[str]:
    """The entries of a vector as texts."""
    if not is_sequence(vector):
        raise TypeError(f"{vector!r} is no sequence of numbers")
    return [text(number) for number in entries(vector)]


def rows_text(rows: Matrix) -> list[list[str]]:
    """The rows of a matrix as texts; a vector is a matrix with one row."""
    if not is_sequence(rows):
        raise TypeError(f"{rows!r} is no sequence of rows")
    lines = entries(rows)
    if lines and not any(is_sequence(line) for line in lines):
        lines = [lines]
    return [vector_text(line) for line in lines]


def fraction(value: Any) -> Fraction:
    """An exact number of a report."""
    return Fraction(value)


def extended(value: Any) -> Fraction | float:
    """An exact number of a report, or an infinity."""
    if value in ("infinite", "infinity"):
        return math.inf
    return -math.inf if value == "-infinity" else Fraction(value)


def vector(value: Any) -> tuple[Fraction, ...]:
    """An exact vector of a report."""
    return tuple(map(Fraction, value))


def matrix(value: Any) -> tuple[tuple[Fraction, ...], ...]:
    """An exact matrix of a report, row by row."""
    return tuple(map(vector, value))


class Status(str, Enum):
    """What a reported number is worth."""

    #: The number itself.
    EXACT = "exact"
    #: Proved to lie between its bounds.
    ENCLOSED = "enclosed"
    #: Between its bounds with a probability of at least ``level``, for any number of samples.
    CONFIDENT = "confident"
    #: A floating-point number without proof.
    ESTIMATED = "estimated"


class Number:
    """A real number of a report, with what it is worth.

    ``float(number)`` is the nearest value in double precision, ``x in number`` says whether a value
    lies between the bounds. Bounds are decimals that were rounded outwards, so a comparison with
    them is a comparison with what was proved.
    """

    __slots__ = ("data",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        #: What the command wrote.
        self.data = data

    @property
    def status(self) -> Status:
        """What the number is worth."""
        return Status(self.data["status"])

    @property
    def value(self) -> str:
        """The number in decimals, without a digit that is not known."""
        return str(self.data["value"])

    @property
    def lower(self) -> Decimal | None:
        """The lower bound, rounded down."""
        return self._decimal("lower")

    @property
    def upper(self) -> Decimal | None:
        """The upper bound, rounded up."""
        return self._decimal("upper")

    @property
    def fraction(self) -> Fraction | None:
        """The number itself, where it is exact."""
        value = self.data.get("fraction")
        return None if value is None else Fraction(value)

    @property
    def level(self) -> Decimal | None:
        """The probability with which the bounds are right at least, where they rest on samples."""
        return self._decimal("level")

    @property
    def standard_error(self) -> Decimal | None:
        """The standard error of an estimate."""
        return self._decimal("standardError")

    @property
    def logarithm(self) -> Decimal | None:
        """The natural logarithm, where the number itself is below ``1e-300``."""
        return self._decimal("logarithm")

    @property
    def is_exact(self) -> bool:
        """Whether this is the number itself."""
        return bool(self.data["status"] == "exact")

    @property
    def is_proved(self) -> bool:
        """Whether the number is exact or proved to lie between its bounds."""
        return self.data["status"] in ("exact", "enclosed")

    def _decimal(self, key: str) -> Decimal | None:
        value = self.data.get(key)
        return None if value is None else Decimal(value)

    def __float__(self) -> float:
        exact = self.fraction
        return float(self.value) if exact is None else float(exact)

    def __contains__(self, value: int | float | Fraction | Decimal) -> bool:
        exact, lower, upper = self.fraction, self.lower, self.upper
        if exact is not None:
            return bool(Fraction(value) == exact)
        above = lower is None or lower <= value
        return bool(above and (upper is None or value <= upper))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Number) and dict(self.data) == dict(other.data)

    def __hash__(self) -> int:
        return hash((self.data["status"], self.data.get("lower"), self.data.get("upper")))

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        if self.is_exact:
            return f"<{self.data.get('fraction', self.value)} exact>"
        if self.data["status"] == "estimated":
            return f"<{self.value} estimated, standard error {self.data.get('standardError')}>"
        level = "" if self.level is None else f" with probability {self.level}"
        lower, upper = self.data.get("lower"), self.data.get("upper")
        return f"<{self.value} {self.status.value} in [{lower}, {upper}]{level}>"


_STATUSES = frozenset(status.value for status in Status)


def number(value: Any) -> Number:
    """A number of a report."""
    return Number(value)


def is_number(value: Any) -> bool:
    """Whether a value of a report is a number with a status."""
    return isinstance(value, dict) and value.get("status") in _STATUSES and "value" in value
