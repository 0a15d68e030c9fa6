"""Reads what the command writes of regions for other programs, and compares it with its JSON.

    region_files.py graph GRAPH.graphml REPORT.json        NetworkX: nodes, edges, connected
    region_files.py table TABLE.csv LINES.jsonl            csv and pandas: rows and columns
    region_files.py properties DOMAIN (FILE.vnnlib LINES.jsonl inside|outside)...
                                                           Z3: formulas have the points that they should have

DOMAIN is a list of rows a1, ..., an, b, for a . x + b >= 0, in JSON.
"""

import csv
import json
import re
import sys
from fractions import Fraction


def exact(value):
    return value if value == "infinite" else Fraction(value)


def lines(path):
    with open(path) as file:
        entries = [json.loads(line, parse_float=Fraction) for line in file]
    return entries[:-1], entries[-1]


def graph(path, report):
    import networkx

    with open(report) as file:
        report = json.load(file)
    read = networkx.read_graphml(path)
    assert not read.is_directed() and not read.is_multigraph()
    regions = {region["pattern"]: region for region in report["regions"]}
    names = {}
    for node, attributes in read.nodes(data=True):
        region = regions[attributes["pattern"]]
        names[node] = attributes["pattern"]
        assert attributes["facets"] == region["facets"]
        assert attributes["bounded"] is region["bounded"]
        point = [Fraction(attributes[f"x_{k + 1}"]) for k in range(len(region["interiorPoint"]))]
        assert point == [Fraction(entry) for entry in region["interiorPoint"]]
        if "volume" in region:
            assert exact(attributes["volume"]) == exact(region["volume"])
    assert sorted(names.values()) == sorted(regions) and len(names) == len(regions)
    expected = {}
    for edge in report["edges"]:
        ends = frozenset(report["regions"][number - 1]["pattern"] for number in edge["regions"])
        expected[ends] = " ".join(f"{n['layer']}:{n['neuron']}" for n in edge["neurons"])
    found = {
        frozenset((names[a], names[b])): attributes["neurons"]
        for a, b, attributes in read.edges(data=True)
    }
    assert found == expected and len(found) == read.number_of_edges()
    assert read.graph["count"] == len(names) and read.graph["status"] == "complete"
    connected = "connected" if networkx.is_connected(read) else "not connected"
    print(f"{len(names)} nodes, {len(found)} edges, {connected}")


def table(path, list_path):
    import pandas

    entries, _ = lines(list_path)
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    assert frame.to_dict("records") == rows
    for row, entry in zip(rows, entries, strict=True):
        assert row["pattern"] == entry["pattern"]
        if "interiorPoint" in entry:
            point = [Fraction(row[f"x_{k + 1}"]) for k in range(len(entry["interiorPoint"]))]
            assert point == [Fraction(x) for x in entry["interiorPoint"]]
            assert int(row["facets"]) == entry["facets"]
            assert row["bounded"] == str(entry["bounded"]).lower()
        if "volume" in row:
            assert exact(row["volume"]) == exact(entry["volume"])
        if "map" in entry:
            for i, weights in enumerate(entry["map"]["weights"]):
                for j, weight in enumerate(weights):
                    assert Fraction(row[f"weight_{i + 1}_x_{j + 1}"]) == Fraction(weight)
                assert Fraction(row[f"constant_{i + 1}"]) == Fraction(entry["map"]["constants"][i])
        for name in ("vertices", "rays", "points", "touching"):
            if name in entry:
                assert json.loads(row[name], parse_float=Fraction) == entry[name]
        if "inequalities" in entry:
            assert json.loads(row["inequalities"]) == [
                facet["normal"] + [facet["offset"]] for facet in entry["inequalities"]
            ]
        if "pointCount" in entry:
            assert int(row["point_count"]) == entry["pointCount"]
    print(f"{len(rows)} rows, {len(frame.columns)} columns")


def properties(domain, *arguments):
    for start in range(0, len(arguments), 3):
        vnnlib(*arguments[start : start + 3], domain)


def check_syntax(path):
    """The parser of VNN-LIB 2.0, which knows types, takes the assertions for a network of doubles."""
    import vnnlib as parser

    with open(path) as file:
        text = [line for line in file.read().splitlines() if not line.startswith(";")]
    counts = [sum(f"(declare-const {name}_" in line for line in text) for name in "XY"]
    body = "\n".join(line for line in text if "declare-const" not in line)
    head = "(vnnlib-version <2.0>)\n(declare-network N (declare-input X float64 [{}]) "
    head += "(declare-output Y float64 [{}]))\n"
    query = parser.parse_query_string(
        head.format(*counts) + re.sub(r"\b([XY])_([0-9]+)", r"\1[\2]", body)
    )
    assert len(query.assertions) == body.count("(assert ") >= 1


def vnnlib(path, list_path, side, domain):
    import z3

    def form(normal, offset):
        terms = [
            z3.Q(q.numerator, q.denominator) * z3.Real(f"X_{k}")
            for k, q in enumerate(map(Fraction, normal))
        ]
        offset = Fraction(offset)
        return z3.Sum(terms) + z3.Q(offset.numerator, offset.denominator)

    written = z3.And(list(z3.parse_smt2_file(path)))
    check_syntax(path)
    entries, _ = lines(list_path)
    parts = []
    for entry in entries:
        facets = [
            form(facet["normal"], facet["offset"])
            for facet in entry["inequalities"]
            if side == "inside" or "neuron" in facet
        ]
        parts.append((facets, [Fraction(x) for x in entry["interiorPoint"]]))
    if side == "inside":
        meant = z3.Or([z3.And([f >= 0 for f in facets]) for facets, _ in parts])
    else:
        inside = z3.And([form(row[:-1], row[-1]) >= 0 for row in json.loads(domain)])
        outside = [z3.Not(z3.And([f > 0 for f in facets])) for facets, _ in parts]
        meant = z3.And(inside, *outside)
    solver = z3.Solver()
    solver.add(written != meant)
    assert solver.check() == z3.unsat, solver.model()
    # The inner points of the regions are on the right side.
    for _, point in parts:
        solver = z3.Solver()
        solver.add(written, *[z3.Real(f"X_{k}") == z3.Q(x.numerator, x.denominator)
                              for k, x in enumerate(point)])
        assert solver.check() == (z3.sat if side == "inside" else z3.unsat)
    solver = z3.Solver()
    solver.add(written)
    kind = "satisfiable" if solver.check() == z3.sat else "unsatisfiable"
    print(f"{len(parts)} regions, {kind}")


{"graph": graph, "table": table, "properties": properties}[sys.argv[1]](*sys.argv[2:])
