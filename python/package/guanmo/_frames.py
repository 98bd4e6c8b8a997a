"""A graph as frames and as graphs of other libraries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ._tools import package

if TYPE_CHECKING:
    from .graph import Graph, Node, Statement


def _node(node: Node) -> dict[str, Any]:
    fields = ("type", "label", "aliases", "pinyin", "level", "code", "anchor", "iri")
    return {"key": node.key, **{name: getattr(node, name) for name in fields}}


def _edge(statement: Statement, via: str) -> dict[str, Any]:
    best = statement.best
    return {
        **statement.qualifiers,
        "relation": statement.predicate,
        "via": via,
        "articles": list(statement.articles),
        "text": best.text,
        "start": best.start,
        "end": best.end,
        "rule": best.rule,
        "confidence": best.confidence,
        "iri": statement.iri,
    }


def _literals(graph: Graph) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for statement in graph.statements:
        if isinstance(statement.object, str):
            found[statement.subject.index].append(f"{statement.predicate}: {statement.object}")
    return found


def to_networkx(graph: Graph) -> Any:
    networkx = package("networkx", "networkx", "to_networkx")
    out = networkx.MultiDiGraph()
    literals = _literals(graph)
    for node in graph.nodes:
        fields = _node(node)
        out.add_node(fields.pop("key"), **fields, facts=literals.get(node.index, []))
    for start, end, place, via in graph._links():
        out.add_edge(graph.nodes[start].key, graph.nodes[end].key, **_edge(graph.statements[place], via))
    return out


def to_igraph(graph: Graph) -> Any:
    igraph = package("igraph", "igraph", "to_igraph")
    links = graph._links()
    out = igraph.Graph(n=len(graph.nodes), edges=[(start, end) for start, end, _, _ in links], directed=True)
    literals = _literals(graph)
    vertices = [{**_node(node), "facts": literals.get(node.index, [])} for node in graph.nodes]
    out.vs["name"] = [vertex.pop("key") for vertex in vertices]
    for name in vertices[0] if vertices else ():
        out.vs[name] = [vertex[name] for vertex in vertices]
    edges = [_edge(graph.statements[place], via) for _, _, place, via in links]
    for name in dict.fromkeys(name for edge in edges for name in edge):
        out.es[name] = [edge.get(name) for edge in edges]
    return out


def nodes(graph: Graph) -> Any:
    pandas = package("pandas", "pandas", "nodes_frame")
    columns = ["key", "type", "label", "aliases", "pinyin", "level", "code", "anchor", "iri"]
    return pandas.DataFrame([_node(node) for node in graph.nodes], columns=columns)


def statements(graph: Graph) -> Any:
    pandas = package("pandas", "pandas", "statements_frame")
    qualifiers = sorted({name for statement in graph.statements for name in statement.qualifiers})
    rows = []
    for statement in graph.statements:
        target, best = statement.object, statement.best
        row = {
            "subject": statement.subject.label,
            "subject_type": statement.subject.type,
            "predicate": statement.predicate,
            "object": target if isinstance(target, str) else target.label,
            "object_type": None if isinstance(target, str) else target.type,
            **{name: statement.qualifiers.get(name) for name in qualifiers},
            "articles": len(statement.articles),
            "article": best.article.id,
            "start": best.start,
            "end": best.end,
            "text": best.text,
            "rule": best.rule,
            "confidence": best.confidence,
            "iri": statement.iri,
        }
        rows.append(row)
    fixed = ["subject", "subject_type", "predicate", "object", "object_type"]
    last = ["articles", "article", "start", "end", "text", "rule", "confidence", "iri"]
    return pandas.DataFrame(rows, columns=[*fixed, *qualifiers, *last])
