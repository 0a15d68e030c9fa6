"""Reads ideals in the mrdi format as the format and OSCAR demand it, and compares them with polynomials.

    mrdi_ideal.py IDEAL.mrdi REPORT.json    prints how many generators of the file are those of the report

Written from the description of the format, A. Della Vecchia, M. Joswig and B. Lorenz, "A FAIR file format for
mathematical software", 2024 (arXiv 2309.00465), its schema https://www.oscar-system.org/schemas/mrdi.json,
and the files that OSCAR 1.4 to 1.7 writes. Polynomials of the report are read by SymPy.
"""

import hashlib
import json
import re
import sys
import uuid
from fractions import Fraction

import sympy

UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")


def unique(pairs):
    keys = [key for key, _ in pairs]
    assert len(set(keys)) == len(keys), f"a key twice: {keys}"
    return dict(pairs)


# The schema.


def check_data(data):
    """Data are strings, truth values, null, lists, or objects that are no files of their own."""
    if isinstance(data, list):
        for entry in data:
            check_data(entry)
    elif isinstance(data, dict):
        assert "_ns" not in data
        for key, value in data.items():
            assert re.match("[a-zA-Z0-9_]*", key)
            check_data(value)
    else:
        assert data is None or isinstance(data, (str, bool)), data


def check_object(value):
    """An object has a type, and may have data and references, which are objects."""
    assert isinstance(value, dict) and "_type" in value
    kind = value["_type"]
    if not isinstance(kind, str):
        assert isinstance(kind, dict) and isinstance(kind["name"], str)
        check_data(kind.get("params"))
    assert isinstance(value.get("_ns", {}), dict)
    references = value.get("_refs", {})
    assert isinstance(references, dict)
    for name, reference in references.items():
        assert UUID.fullmatch(name), name
        check_object(reference)
    check_data(value.get("data"))


# What OSCAR demands of an ideal.


def number(text):
    """A rational number as OSCAR writes it, in lowest terms."""
    match = re.fullmatch(r"(-?[0-9]+)(?://([0-9]+))?", text)
    assert match, text
    value = Fraction(int(match[1]), int(match[2] or 1))
    assert (match[2] is None) == (value.denominator == 1) and int(match[1]) == value.numerator
    assert str(int(match[1])) == match[1]
    return value


def ideal(value):
    """The names of the variables, and the generators: coefficients by exponents."""
    (url, version) = value["_ns"]["Oscar"]
    assert url == "https://github.com/oscar-system/Oscar.jl"
    assert tuple(map(int, version.split("."))) >= (1, 4, 0)
    assert value["_type"]["name"] == "MPolyIdeal"
    identifier = value["_type"]["params"]
    ring = value["_refs"][identifier]
    assert ring["_type"] == {"name": "MPolyRing", "params": {"_type": "QQField"}}
    symbols = ring["data"]["symbols"]
    assert symbols and len(set(symbols)) == len(symbols)
    # "When writing UUIDs, adhere to version four"; the same ring has the same one.
    assert uuid.UUID(identifier).version == 4
    name = "urn:reluvar:QQ[" + ",".join(symbols) + "]"
    digest = hashlib.sha1(uuid.NAMESPACE_URL.bytes + name.encode()).digest()
    assert uuid.UUID(identifier) == uuid.UUID(bytes=digest[:16], version=4)
    generators = []
    for terms in value["data"]:
        polynomial = {}
        for exponents, coefficient in terms:
            assert len(exponents) == len(symbols)
            assert all(re.fullmatch("0|[1-9][0-9]*", exponent) for exponent in exponents)
            monomial = tuple(map(int, exponents))
            assert monomial not in polynomial and number(coefficient) != 0
            polynomial[monomial] = number(coefficient)
        generators.append(polynomial)
    assert generators, "an ideal without generators; OSCAR takes the zero polynomial for one"
    return symbols, generators


def polynomial(text, symbols):
    """A polynomial of a report, read by SymPy."""
    if text == "0":
        return {}
    names = {name: sympy.Symbol(name) for name in symbols}
    read = sympy.Poly(sympy.sympify(text.replace("^", "**"), locals=names), *names.values())
    return {
        monomial: Fraction(int(value.p), int(value.q))
        for monomial, value in zip(read.monoms(), map(sympy.Rational, read.coeffs()))
    }


with open(sys.argv[1]) as file:
    value = json.load(file, object_pairs_hook=unique)
check_object(value)
symbols, generators = ideal(value)
with open(sys.argv[2]) as file:
    report = json.load(file)
expected = [polynomial(entry["polynomial"], symbols) for entry in report["generators"]]
equal = sum(a == b for a, b in zip(generators, expected or [{}], strict=True))
print(f"{equal} of {len(generators)} generators in {len(symbols)} variables")
