"""An archive on Spark is the archive on one machine: tables and files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import guanmo
import pytest
from conftest import FIXTURES, ROOT
from generated import articles as generated

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")
if shutil.which("java") is None:
    pytest.skip("Java is not installed: Spark needs 17 or newer", allow_module_level=True)

from guanmo import spark as guanmo_spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

# Workers run the Python of the tests, not the first one on the path.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

#: Articles of the comparison; `GUANMO_TEST_ARTICLES=10000` for the long run.
COUNT = int(os.environ.get("GUANMO_TEST_ARTICLES", "60"))


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    builder = SparkSession.builder.master("local[2]").appName("guanmo").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "4").config("spark.driver.memory", "2g")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "200").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str | None]]:
    """Generated articles, and the invented ones of the project."""
    fixtures: list[dict[str, str | None]] = [{"id": d.id, "text": d.text} for d in guanmo.read(FIXTURES, strict=True)]
    page = guanmo.read(ROOT / "data/articles/sjz-20230517.txt")[0]
    return [*fixtures, {"id": page.id, "text": page.text}, *generated(COUNT)]


@pytest.fixture(scope="module")
def whole(extractor: guanmo.Extractor, rows: list[dict[str, str | None]]) -> list[guanmo.Article]:
    return extractor.extract_many(rows)


def frame(session: SparkSession, rows: list[dict[str, Any]], partitions: int) -> Any:
    shape = "id string, text string, title string, date string, publisher string, url string"
    cells = [[row.get(name) for name in ("id", "text", "title", "date", "publisher", "url")] for row in rows]
    return session.createDataFrame(cells, shape).repartition(partitions)




def test_tables_hold_what_the_articles_hold(session: SparkSession, rows: list[dict[str, Any]], whole: list[guanmo.Article]) -> None:
    some = rows[:20]
    ids = {row["id"] for row in some}
    articles = [article for article in whole if article.source in ids]
    extracted = guanmo_spark.extract(frame(session, some, 3)).persist()
    assert {row.article_id: row.facts for row in extracted.collect()} == {a.id: len(a.facts) for a in articles}

    entities = {(row.article_id, row.entity): row for row in guanmo_spark.entities(extracted).collect()}
    expected = {(a.id, n): e for a in articles for n, e in enumerate(a.entities)}
    assert entities.keys() == expected.keys()
    for place, entity in expected.items():
        row = entities[place]
        assert (row.type, row.name, row.aliases, row.code) == (entity.type, entity.name, entity.aliases, entity.code)

    mentions = {(row.article_id, row.start, row.end, row.text) for row in guanmo_spark.mentions(extracted).collect()}
    assert mentions == {(a.id, m.start, m.end, m.text) for a in articles for m in a.mentions}

    facts = {(row.article_id, row.fact): row for row in guanmo_spark.facts(extracted).collect()}
    for article in articles:
        for number, fact in enumerate(article.facts):
            row = facts.pop((article.id, number))
            assert (row.subject, row.predicate, row.object) == (fact.subject.name, fact.predicate, str(fact.object))
            assert (row.start, row.end, row.text) == (fact.evidence.start, fact.evidence.end, fact.evidence.text)
            assert row.qualifiers.keys() == fact.qualifiers.keys()
            assert entities[article.id, row.subject_entity].name == fact.subject.name
            assert (row.object_entity is None) == isinstance(fact.object, str)
    assert not facts
    extracted.unpersist()



def test_broken_rows_are_refused_with_a_reason(session: SparkSession) -> None:
    given = [{"id": "a", "text": " "}, {"id": None, "text": "甲"}, {"id": "c", "text": "甲", "date": "gestern"}, {"id": "d", "text": "云帆轴承生产基地项目位于正定县。"}]
    extracted = guanmo_spark.extract(frame(session, given, 2))
    problems = {row.article_id: row.problem for row in extracted.collect()}
    assert problems == {
        "a": "a: the text is empty",
        None: "the row has no id",
        "c": "c: `gestern` is no date; expected 2023-05-17, 2023-05 or 2023",
        "d": None,
    }
    with pytest.raises(guanmo.GuanmoError, match="the articles have no column `text`; columns: id, body"):
        guanmo_spark.extract(session.createDataFrame([("a", "b")], "id string, body string"))


def test_archives_come_as_files_lines_and_parquet(session: SparkSession, rows: list[dict[str, Any]], tmp_path: Path) -> None:
    some = rows[4:10]
    (tmp_path / "texts").mkdir()
    for row in some:
        (tmp_path / "texts" / f"{row['id']} 版.txt").write_text(row["text"], encoding="utf-8")
    texts = guanmo_spark.documents(session, str(tmp_path / "texts"))
    assert {(row.id, row.text) for row in texts.collect()} == {(f"{row['id']} 版", row["text"]) for row in some}
    frame(session, some, 2).write.parquet(str(tmp_path / "parquet"))
    parquet = guanmo_spark.documents(session, str(tmp_path / "parquet"), "parquet")
    assert {(row.id, row.date) for row in parquet.collect()} == {(row["id"], row["date"]) for row in some}
    with pytest.raises(ValueError, match="expected text, json or parquet"):
        guanmo_spark.documents(session, "x", "csv")


def test_the_examples_of_the_document_run(session: SparkSession, tmp_path: Path) -> None:
    """Blocks run one after the other; Java knows nothing of the test's folder, so that paths are made absolute."""
    text = (ROOT / "docs" / "spark.md").read_text(encoding="utf-8")
    (tmp_path / "articles").symlink_to(FIXTURES)
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    assert blocks
    names: dict[str, Any] = {}
    for block in blocks:
        absolute = re.sub(r'"(articles/|mentions")', rf'"{tmp_path}/\1', block)
        exec(compile(absolute, "docs/spark.md", "exec"), names)
    assert (tmp_path / "mentions" / "_SUCCESS").exists()


def test_the_job_runs_on_two_workers(rows: list[dict[str, Any]], tmp_path: Path, whole: list[guanmo.Article]) -> None:
    """A master and two workers with executors of their own, as in a cluster; then the graph is queried."""
    some = rows[:30]
    source, goal = tmp_path / "articles.jsonl", tmp_path / "out"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [*some, {"id": "x"}]), encoding="utf-8")
    submit = Path(sys.executable).with_name("spark-submit")
    command = [submit, "--master", "local-cluster[2,1,1024]", ROOT / "python/examples/spark_archive.py"]
    given = ["--articles", source, "--format", "json", "--to", goal]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    run = subprocess.run([str(word) for word in (*command, *given)], capture_output=True, text=True, env=environment)
    assert run.returncode == 0, run.stderr[-3000:]
    ids = {row["id"] for row in some}
    articles = [article for article in whole if article.source in ids]
    assert f"{len(articles)} articles, 1 refused" in run.stdout
    assert "refused: x: the text is empty" in run.stdout
    assert all((goal / table / "_SUCCESS").exists() for table in ("entities", "mentions", "facts"))
