"""Stores: queries, named questions, articles in and out; messages as the program gives them."""

from __future__ import annotations

import datetime
import decimal
from pathlib import Path

import guanmo
import pytest
from conftest import FIXTURES


def test_rows_have_values_of_python(folder: Path) -> None:
    with guanmo.Store.open(folder) as store:
        rows = store.query("SELECT ?n ?y { ?p gm:investment ?y ; rdfs:label ?n }")
        assert rows.variables == ["n", "y"] and list(rows) == [("云帆轴承生产基地项目", decimal.Decimal("1280000000"))]
        days = store.query("SELECT ?d { GRAPH gm:meta { ?a schema:datePublished ?d } } ORDER BY ?d")
        assert days["d"][0] == datetime.date(2024, 4, 13)
        numbers = store.query("SELECT (COUNT(?a) AS ?n) (AVG(?c) AS ?m) { { ?a a gm:Fact } UNION { GRAPH ?a { ?f gm:confidence ?c } } }")
        assert isinstance(numbers[0][0], int)
        assert store.query("ASK { ?p a gm:Person }") is True
        assert store.query("CONSTRUCT { ?p a gm:Person } WHERE { ?p a gm:Person }").startswith("@prefix")


def test_frames_hold_the_same_rows(folder: Path) -> None:
    pandas, polars, arrow = pytest.importorskip("pandas"), pytest.importorskip("polars"), pytest.importorskip("pyarrow")
    query = """SELECT ?p ?n ?y ?d { ?p a gm:Project ; rdfs:label ?n OPTIONAL { ?p gm:investment ?y } OPTIONAL { ?p gm:expectedCompletion ?d } }"""
    with guanmo.Store.open(folder) as store:
        rows = store.query(query)
    assert len(rows) >= 1
    frame, table, polar = rows.to_pandas(), rows.to_arrow(), rows.to_polars()
    assert list(frame.columns) == table.column_names == polar.columns == ["p", "n", "y", "d"]
    assert len(frame) == table.num_rows == polar.height == len(rows)
    assert arrow.types.is_decimal(table.schema.field("y").type)
    assert polar["n"].to_list() == table["n"].to_pylist() == list(frame["n"]) == rows["n"]
    assert arrow.table(rows).equals(table), "other libraries read the stream"
    assert pandas.isna(rows.to_pandas()).sum().sum() == sum(cell is None for row in rows for cell in row)
    assert isinstance(polars.from_arrow(table), polars.DataFrame)


def test_empty_and_mixed_columns_have_a_type() -> None:
    pytest.importorskip("polars")
    arrow = pytest.importorskip("pyarrow")
    nothing = guanmo.Rows(["a", "b"], [[], []])
    assert len(nothing) == 0 and nothing.to_arrow().num_rows == nothing.to_polars().height == 0
    mixed = guanmo.Rows(["a"], [[1, "二", None]])
    assert mixed.to_arrow()["a"].to_pylist() == mixed.to_polars()["a"].to_list() == ["1", "二", None]
    assert mixed.to_arrow().schema.field("a").type == arrow.string()
    assert mixed.to_dicts()[1] == {"a": "二"} and mixed[-1] == (None,) and mixed[:2] == [(1,), ("二",)]
    with pytest.raises(IndexError):
        mixed[3]


def test_more_rows_than_the_limit_are_told(folder: Path) -> None:
    with guanmo.Store.open(folder) as store, pytest.warns(guanmo.GuanmoWarning, match="only the first 2 rows"):
        rows = store.query("SELECT ?s { ?s ?p ?o }", limit=2)
    assert len(rows) == 2 and rows.cut


def test_named_questions_answer_as_in_the_program(folder: Path, program) -> None:
    assert "rankings-of" in [question.name for question in guanmo.questions()]
    with guanmo.Store.open(folder) as store:
        rows = store.ask("rankings-of", member="新华区")
        assert list(rows) == list(store.ask("rankings-of", member="xinhuaqu")) != []
        printed = program("query", "--store", folder, "--name", "rankings-of", "--param", "member=新华区", "--format", "csv").stdout
        assert len(printed.splitlines()) == len(rows) + 1
        for question, parameters, message in [
            ("ranking-of", {}, "no query is named `ranking-of`; did you mean `rankings-of`?"),
            ("rankings-of", {}, "needs --param member="),
            ("rankings-of", {"member": "新华区", "city": "x"}, "has no parameter `city`"),
        ]:
            with pytest.raises(guanmo.QueryError, match=message):
                store.ask(question, **parameters)
        with pytest.raises(guanmo.WordError, match="nothing here is named `新化区`; did you mean") as caught:
            store.ask("rankings-of", member="新化区")
        assert any(name.startswith("新华区") for name in caught.value.candidates)


def test_messages_are_those_of_the_program(folder: Path, tmp_path: Path, program) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("甲")
    for path in [tmp_path / "none", tmp_path / "full"]:
        with pytest.raises(guanmo.StoreError) as store_error:
            guanmo.Store.open(path)
        assert program("show", "甲", "--store", path).stderr.strip() == f"error: {store_error.value}"
    with guanmo.Store.open(folder) as store:
        for sparql in ["SELECT ?x { ?x foo }", "SELECT"]:
            with pytest.raises(guanmo.QueryError) as query_error:
                store.query(sparql)
            assert program("query", "--store", folder, sparql).stderr.strip() == f"error: {query_error.value}".strip()
        for name in ["新化区", "无人知晓的名字"]:
            with pytest.raises(guanmo.WordError) as word_error:
                store.neighbors(name)
            assert program("neighbors", name, "--store", folder).stderr.strip() == f"error: {word_error.value}"
        for filters, option in [({"types": "City"}, ["--type", "City"]), ({"since": "gestern"}, ["--from", "gestern"])]:
            with pytest.raises(guanmo.WordError) as filter_error:
                store.neighbors("新华区", **filters)
            assert program("neighbors", "新华区", "--store", folder, *option).stderr.strip() == f"error: {filter_error.value}"


def test_a_query_is_stopped_in_time(folder: Path) -> None:
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with guanmo.Store.open(folder) as store, pytest.raises(guanmo.QueryError, match="took longer than 1 seconds"):
        store.query(cross, timeout=1)


def test_adding_and_removing_equal_building_anew(tmp_path: Path, articles: list[guanmo.Article], program) -> None:
    with guanmo.Store.open_or_create(tmp_path / "s", base="https://example.org/id/") as store:
        store.add(articles[0])
        first = store.graph().export("nquads")
        store.add(articles[1:])
        assert [article.id for article in store.articles()] == sorted(article.id for article in articles)
        assert store.articles() == sorted(articles, key=lambda article: article.id)
        assert store.base == "https://example.org/id/" and len(store.graph().articles) == len(articles)
        for article in articles[1:]:
            assert store.remove(article.id)
        assert not store.remove("none")
        assert store.graph().export("nquads") == first != ""


def test_the_graph_is_that_of_guanmo_build(tmp_path: Path, folder: Path, graph: guanmo.Graph, program) -> None:
    assert program("build", FIXTURES, "--store", tmp_path / "built").returncode == 0
    for format in ["nquads", "graphml", "json", "svg"]:
        printed = program("export", "--store", tmp_path / "built", "--format", format).stdout
        with guanmo.Store.open(folder) as store:
            assert store.graph().export(format) == graph.export(format) == printed


def test_a_closed_store_says_so_and_leaves_the_folder(tmp_path: Path, articles: list[guanmo.Article], program) -> None:
    store = guanmo.Store.open_or_create(tmp_path / "s")
    store.add(articles)
    with pytest.raises(guanmo.StoreError, match="open already in this process; close it first"):
        guanmo.Store.open_or_create(tmp_path / "s")
    graph = store.graph()
    store.close()
    assert program("build", FIXTURES, "--store", tmp_path / "s").returncode == 0
    with pytest.raises(guanmo.StoreError, match="the store is closed"):
        store.query("ASK {}")
    assert graph.find("新华区").label == "新华区", "what was read stays"


def test_a_store_in_memory_answers() -> None:
    store = guanmo.Store.in_memory()
    assert store.articles() == [] and len(store.graph()) == 0
    assert store.graph()._repr_html_() is None
