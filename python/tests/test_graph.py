"""Walks over the graph: as the program's, with the words of every step; the same in other libraries."""

from __future__ import annotations

from pathlib import Path

import guanmo
import pytest


def test_nodes_and_statements_are_whole(graph: guanmo.Graph) -> None:
    place = graph.find("新华区")
    assert (place.type, place.code, place.level, place.anchor) == ("Place", "130105", "county", "石家庄市")
    assert graph.find("xinhuaqu") == graph.find("Place:新华区") == graph.find(place) == place
    assert len(graph) == len(graph.nodes) and repr(graph).startswith(f"<Graph of {len(graph)} nodes")
    ranked = graph.about("新华区", "ranked")
    assert [statement.qualifiers["rank"] for statement in ranked] == [-1]
    for statement in graph.statements:
        assert statement.supports and statement.best in statement.supports
        assert statement.articles
    with pytest.raises(guanmo.WordError, match="no relation is named `rankt`; relations: holdsPost"):
        graph.about("新华区", "rankt")


def test_evidence_points_into_the_articles(graph: guanmo.Graph, articles: list[guanmo.Article]) -> None:
    texts = {article.id: article.text for article in articles}
    for statement in graph.statements:
        for support in statement.supports:
            assert texts[support.article.id][support.start : support.end] == support.text


def test_neighbours_come_with_their_statements(graph: guanmo.Graph) -> None:
    near = graph.neighbors("高远山", 2)
    assert [n.distance for n in near] == sorted(n.distance for n in near)
    assert all(n.statements for n in near)
    persons = graph.neighbors("高远山", 2, types=["Person", "Event"])
    assert persons and {n.node.type for n in persons} <= {"Person", "Event"}
    assert graph.neighbors("高远山", 2, types="Event", since="2030-01-01") == []
    assert graph.neighbors("高远山", relations="attended", min_articles=5) == []


def test_paths_are_those_of_the_program(graph: guanmo.Graph, folder: Path, program) -> None:
    found = graph.paths("新华区", "正定县")
    assert found.length == 2 and found.total >= len(found) > 0
    printed = program("path", "新华区", "正定县", "--store", folder).stdout
    assert printed.startswith(f"{found.total} shortest") and all(str(path) in printed for path in found)
    for path in found:
        assert len(path.nodes) == len(path.hops) + 1 and all(path.hops)
    assert len(graph.paths("新华区", "正定县", limit=0)) == 0
    assert graph.paths("新华区", "正定县", relations="said").length is None


def test_measures_rank_nodes(graph: guanmo.Graph) -> None:
    for measure in ["degree", "pagerank", "betweenness"]:
        scores = [score for _, score in graph.central(measure, top=None)]
        assert scores == sorted(scores, reverse=True) and len(scores) > 5
    assert {node.type for node, _ in graph.central(types="Person")} == {"Person"}
    with pytest.raises(ValueError, match="measures: degree, pagerank, betweenness"):
        graph.central("closeness")
    assert sum(len(group) for group in graph.components()) >= len(graph.communities()[0]) > 0
    met = graph.co_attendance()
    assert {"高远山", "田一禾"} in [{pair.one.label, pair.other.label} for pair in met]


def test_a_part_of_the_graph_is_a_graph(graph: guanmo.Graph) -> None:
    part = graph.ego("新华区")
    assert 1 < len(part) < len(graph)
    elsewhere = graph.find("新华区")
    assert part.find(elsewhere).key == elsewhere.key, "nodes of another graph are found by their key"
    assert part._repr_html_().startswith("<svg")


def test_networkx_walks_the_same_ways(graph: guanmo.Graph) -> None:
    networkx = pytest.importorskip("networkx")
    walk = graph.to_networkx()
    assert set(walk) == {node.key for node in graph.nodes}
    plain = networkx.Graph(walk)
    ends = [graph.find(name) for name in ("新华区", "高远山", "云帆光电有限公司", "柳启明")]
    for one in ends:
        for other in ends:
            ours = graph.paths(one, other).length
            theirs = networkx.shortest_path_length(plain, one.key, other.key) if networkx.has_path(plain, one.key, other.key) else None
            assert ours == theirs, (one, other)
    edge = next(data for _, _, data in walk.edges(data=True) if data["relation"] == "ranked")
    assert edge["rank"] in (1, -1) and edge["text"] and edge["articles"] == ["spring"]
    project = walk.nodes[graph.find("云帆轴承生产基地项目").key]
    assert "investment: 1280000000" in project["facts"]


def test_igraph_is_the_same_graph(graph: guanmo.Graph) -> None:
    pytest.importorskip("igraph")
    theirs, walk = graph.to_igraph(), graph.to_networkx()
    assert (theirs.vcount(), theirs.ecount()) == (walk.number_of_nodes(), walk.number_of_edges())
    degrees = {v["name"]: theirs.degree(v) for v in theirs.vs}
    assert degrees == dict(walk.degree())
    assert theirs.vs.find(name=graph.find("高远山").key)["label"] == "高远山"
    assert guanmo.Store.in_memory().to_igraph().vcount() == 0


def test_frames_have_a_row_each(graph: guanmo.Graph) -> None:
    pytest.importorskip("pandas")
    nodes, statements = graph.nodes_frame(), graph.statements_frame()
    assert len(nodes) == len(graph) and len(statements) == len(graph.statements)
    last = statements[(statements.predicate == "ranked") & (statements["rank"] == -1)]
    assert list(last.subject) == ["新华区"]


def test_explanations_are_those_of_the_program(graph: guanmo.Graph, folder: Path, program) -> None:
    explanation = graph.explain("新华区", "ranked")
    assert str(explanation) + "\n" == program("explain", "新华区", "--store", folder, "--relation", "ranked").stdout
    html = explanation._repr_html_()
    words = explanation[0].statement.best.text
    assert f">{words}</mark>" in html
    assert "no statement about" in graph.explain("新华区", "said")._repr_html_()
    one = graph.explain(explanation[0].statement)
    assert len(one) == 1 and one[0] == explanation[0]


def test_notebooks_show_no_markup_of_a_text(extractor: guanmo.Extractor) -> None:
    article = extractor.extract("<script>alert(1)</script>　　云帆轴承生产基地项目位于正定县，总投资12.5亿元。", title="<b>x</b>")
    graph = guanmo.merge([article])
    shown = [article._repr_html_(), article.facts[0]._repr_html_(), graph.explain("正定县")._repr_html_(), graph._repr_html_()]
    for html in shown:
        assert html and "<script" not in html and "<b>x</b>" not in html
    rows = guanmo.Rows(["<i>"], [["<u>"]])
    assert "<u>" not in rows._repr_html_() and "<i>" not in rows._repr_html_()


def test_the_last_article_of_an_id_counts(extractor: guanmo.Extractor) -> None:
    first = extractor.extract("云帆轴承生产基地项目位于正定县。", id="a")
    second = extractor.extract("云帆轴承生产基地项目位于栾城区。", id="a")
    merged = guanmo.merge([first, second])
    assert len(merged.articles) == 1 and merged.find("栾城区")
    with pytest.raises(guanmo.WordError):
        merged.find("正定县")
