"""Reads a report as other programs read it: report_page.py PAGE [DERIVATION]

PAGE is parsed as HTML, strictly, and as XML. Printed is what it says, as JSON. With a DERIVATION, what `derive
--format json` prints, each polynomial in MathML is evaluated at random points and compared with the generator of its name
and number, whose text is read here too; of one that is cut off, terms are counted.
"""

import fractions
import html.parser
import json
import random
import re
import sys
import xml.etree.ElementTree

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"
TIMES = "\u2062"


def name(element):
    return element.tag.rpartition("}")[2]


def text(element):
    return "".join(element.itertext()).strip()


class Tags(html.parser.HTMLParser):
    """What the page loads, and what else it has."""

    def __init__(self):
        super().__init__()
        self.tags, self.loaded = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        for key, value in attributes:
            if key in ["src", "srcset", "data", "poster", "action"] or key.endswith("href"):
                self.loaded.append(value)
            if value and "url(" in value:
                self.loaded += re.findall(r"url\(([^)]*)\)", value)


# MathML, as numbers


def index(element):
    """`23`, `2_13`: indices below a letter."""
    return text(element).replace(",", "_").replace(TIMES, "")


def variable(element):
    parts = list(element)
    kind = name(element)
    if kind == "msubsup" and name(parts[0]) == "mi":
        block = re.fullmatch(r"\((\d+)\)", text(parts[2])).group(1)
        return f"{text(parts[0])}{block}_{index(parts[1])}"
    if kind == "msub" and name(parts[0]) == "mi":
        return f"{text(parts[0])}_{index(parts[1])}"
    return None


def value(element, at):
    kind = name(element)
    if kind == "mn":
        return fractions.Fraction(text(element))
    known = variable(element)
    if known is not None:
        return at(known)
    parts = list(element)
    if kind == "msup":
        return value(parts[0], at) ** int(text(parts[1]))
    if kind in ["mrow", "math"]:
        return total(parts, at)
    raise ValueError(f"no value of {kind}")


def total(parts, at):
    """A sum of products, in fences or not."""
    if len(parts) > 1 and text(parts[0]) == "(" and text(parts[-1]) == ")":
        parts = parts[1:-1]
    result, sign, product = fractions.Fraction(0), 1, None
    for part in parts:
        if name(part) == "mo" and text(part) in ["+", "\u2212"]:
            if product is not None:
                result += sign * product
            sign, product = 1 if text(part) == "+" else -1, None
        elif not (name(part) == "mo" and text(part) == TIMES):
            product = (1 if product is None else product) * value(part, at)
    if product is None:
        raise ValueError("a sum without terms")
    return result + sign * product


# Polynomials as texts


def evaluated(polynomial, at):
    result = fractions.Fraction(0)
    for sign, term in re.findall(r"([+-]?)\s*([^\s+-]+)", polynomial):
        product = fractions.Fraction(-1 if sign == "-" else 1)
        for factor in term.split("*"):
            base, _, exponent = factor.partition("^")
            number = fractions.Fraction(base) if base[0].isdigit() else at(base)
            product *= number ** int(exponent or 1)
        result += product
    return result


def compare(equations, derivation):
    generators = derivation["generators"]
    letter = "h" if generators and "weight" in generators[0] else "g"
    assert len(generators) == len(equations) > 0, (len(generators), len(equations))
    draw = random.Random(1)
    whole = 0
    for number, generator in enumerate(generators, 1):
        equation, hidden = equations[f"{letter}{number}"]
        terms = re.findall(r"[^\s+-]+", generator["polynomial"])
        assert len(equation) + hidden == len(terms), (number, len(equation), hidden, len(terms))
        if hidden:
            continue
        whole += 1
        for _ in range(3):
            point = {}

            def at(variable):
                if variable not in point:
                    point[variable] = fractions.Fraction(draw.randint(-999, 999), draw.randint(1, 99))
                return point[variable]

            shown = sum((value(term, at) for term in equation), fractions.Fraction(0))
            wanted = evaluated(generator["polynomial"], at)
            assert shown == wanted, (number, shown, wanted)
            # Nonzero, so that a sign or a variable that is wrong is seen.
            assert wanted != 0 and len(point) > 0
    assert whole > 0


def main():
    path = sys.argv[1]
    page = open(path, encoding="utf-8").read()
    html5lib.HTMLParser(strict=True).parse(page)
    tags = Tags()
    tags.feed(page)
    tree = xml.etree.ElementTree.fromstring(page)
    body = tree.find(f"{XHTML}body")
    found = {
        "title": text(tree.find(f"{XHTML}head/{XHTML}title")),
        "headings": [text(element) for element in body.iter() if name(element) in ["h1", "h2", "h3"]],
        "anchors": [element.get("id") for element in tree.iter() if element.get("id")],
        "loaded": [link for link in tags.loaded if not link.startswith("#") and link != "data:,"],
        "scripts": tags.tags.count("script"),
        "pictures": tags.tags.count("svg"),
        "notices": [text(e) for e in body.iter() if e.get("class") == "notice"],
        "paragraphs": [text(element) for element in body.iter() if name(element) == "p"],
        "facts": {}, "tables": [], "commands": [], "equations": 0,
    }
    for section in body.iter(f"{XHTML}section"):
        for row in section.iter(f"{XHTML}dl"):
            for fact in row:
                key = f"{section.get('id')}/{text(fact[0])}"
                assert key not in found["facts"], key
                found["facts"][key] = text(fact[1])
        for table in section.iter(f"{XHTML}table"):
            rows = [[text(cell) for cell in row] for row in table.iter(f"{XHTML}tr")]
            found["tables"].append(
                {"section": section.get("id"), "caption": text(table[0]), "titles": rows[0],
                 "rows": rows[1:]})
        for element in section.iter(f"{XHTML}p"):
            if element.get("class") == "command":
                words = element.find(f"{XHTML}code")
                found["commands"].append(
                    {"section": section.get("id"), "line": " ".join(text(word) for word in words)})
    equations = {}
    for element in body.iter(f"{XHTML}div"):
        if element.get("class") == "equation" and re.fullmatch("[gh][0-9]+", element.get("id")):
            terms = [p for p in element if p.get("class") == "terms"][0]
            formulas = [f for f in terms if name(f) == "math"]
            assert text(formulas[0]).endswith("="), text(formulas[0])
            rest = re.search(r"and (\d+) more terms?$", text(terms))
            equations[element.get("id")] = (formulas[1:], int(rest.group(1)) if rest else 0)
    found["equations"] = len(equations)
    if len(sys.argv) > 2:
        compare(equations, json.load(open(sys.argv[2])))
    print(json.dumps(found))


main()
