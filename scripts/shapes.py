"""Checks graphs (N-Triples) against SHACL shapes with pySHACL: shapes.py SHAPES GRAPH…

One line of JSON for each graph: its file, whether it conforms, and what is violated as "Shape path value".
"""
import json
import sys

from pyshacl import validate
from rdflib import BNode, Graph
from rdflib.namespace import SH


def owner(shapes, node):
    """The named shape that a property shape belongs to."""
    while isinstance(node, BNode):
        node = next(subject for subject, _, _ in shapes.triples((None, None, node)))
    return node.split("#")[-1]


def check(shapes, path):
    data = Graph().parse(path, format="nt")
    conforms, report, _ = validate(data, shacl_graph=shapes, inplace=True)
    found = set()
    for result in report.subjects(SH.resultSeverity, None):
        shape = report.value(result, SH.sourceShape)
        parts = [owner(shapes, shape), report.value(result, SH.resultPath) or "", report.value(result, SH.focusNode)]
        found.add(" ".join(str(part) for part in parts))
    return {"file": path, "conforms": conforms, "violations": sorted(found)}


def main():
    shapes = Graph().parse(sys.argv[1], format="turtle")
    for path in sys.argv[2:]:
        print(json.dumps(check(shapes, path), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
