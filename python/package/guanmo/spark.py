"""An archive on Spark: articles → tables and one graph, the same as the program makes of them on one machine.

Extraction, the meaning of keys and every N-Quad come from the same Rust code as the program's; Spark only brings
together what belongs together. Needs pyspark 4 and, on every worker, this package (``spark-submit --archives``, or
installed there).

>>> from guanmo import spark as guanmo_spark                                         # doctest: +SKIP
>>> extracted = guanmo_spark.extract(session.read.json("articles.jsonl")).persist()
>>> guanmo_spark.facts(extracted).write.parquet("facts")
>>> guanmo_spark.graph(extracted).write_nquads("graph")

Tables and their columns:

* :func:`extract`: ``article_id, source, title, publisher, date, home, facts`` (how many), ``problem`` (why the document
  was refused; then all else but ``article_id`` is null), ``article`` (everything, see ``Article.from_bytes``).
* :func:`entities`: ``article_id, entity`` (its number in the article)``, type, name, aliases, level, code, anchor``.
* :func:`mentions`: ``article_id, entity, start, end, text``; offsets count characters of the text, end exclusive.
* :func:`facts`: ``article_id, fact, subject, subject_entity, predicate, object, object_entity, qualifiers`` (a map of
  texts)``, start, end, text, rule, confidence``. Amounts are in yuan, dates ISO text.
* :attr:`Graph.nodes`: ``key, iri, type, label, aliases, pinyin, level, code, anchor, articles`` (how many name it).
* :attr:`Graph.statements`: ``subject, predicate, object`` (keys; ``value`` instead of ``object`` for text)``,
  qualifiers, articles, first_date, last_date``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import _guanmo
from ._guanmo import DEFAULT_BASE, Article, Document, Extractor
from ._spark_files import Manifest, write_lines
from ._tools import package
from .errors import GuanmoError

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["Graph", "Manifest", "documents", "entities", "extract", "facts", "graph", "mentions"]

_EXTRACTED = (
    "article_id string, source string, title string, publisher string, date string, home string, facts int, "
    "problem string, article binary"
)
_ENTITIES = (
    "article_id string, entity int, type string, name string, aliases array<string>, level string, code string, anchor string"
)
_MENTIONS = "article_id string, entity int, start int, end int, text string"
_FACTS = (
    "article_id string, fact int, subject string, subject_entity int, predicate string, object string, object_entity int, "
    "qualifiers map<string,string>, start int, end int, text string, rule string, confidence double"
)
_PARTS = (
    "article_id string, date string, named array<struct<key:string,entity:string,place:int>>, "
    "stated array<struct<statement:string,subject:string,object:string,body:string,order:int,predicate:string,value:string,"
    "qualifiers:map<string,string>>>, lines string"
)
_STATED = ("statement", "subject", "object", "body", "order", "predicate", "value", "qualifiers")
_NODES = (
    "key string, node string, iri string, type string, label string, aliases array<string>, pinyin string, level string, "
    "code string, anchor string, lines string, named long"
)

#: What may stand beside a text in a row.
_BESIDE = ("title", "date", "publisher", "url")


def documents(session: SparkSession, path: str | list[str], format: str = "text") -> DataFrame:
    """Articles of a folder: ``text`` (one file an article, the id is the file's name without its ending), ``json`` (lines
    with ``id``, ``text`` and, where known, ``title, date, publisher, url``) or ``parquet`` (the same columns).
    """
    functions = package("pyspark.sql.functions", "spark", "guanmo.spark")
    if format == "text":
        name = functions.regexp_extract(functions.input_file_name(), r"([^/]*?)(\.[^./]*)?$", 1)
        decoded = functions.expr("url_decode(name)")
        files = session.read.text(path, wholetext=True).select(name.alias("name"), functions.col("value").alias("text"))
        return files.select(decoded.alias("id"), "text")
    if format == "json":
        fields = ", ".join(f"{name} string" for name in ("id", "text", *_BESIDE))
        return session.read.schema(fields).json(path)
    if format == "parquet":
        return session.read.parquet(*([path] if isinstance(path, str) else path))
    raise ValueError(f"format `{format}`: expected text, json or parquet")


def extract(documents: DataFrame, *, rules: str | None = None) -> DataFrame:
    """Reads the articles of rows with ``id`` and ``text`` and, where known, ``title, date, publisher, url``.

    A row without an id or a text, or with a date that is none, is refused: its ``problem`` says why. Persist what this
    gives when several tables are made of it. ``rules`` is a folder of further rule files on every worker.
    """
    missing = {"id", "text"} - set(documents.columns)
    if missing:
        raise GuanmoError(f"the articles have no column `{sorted(missing)[0]}`; columns: {', '.join(documents.columns)}")
    wanted = [name for name in ("id", "text", *_BESIDE) if name in documents.columns]
    plain = documents.select(*(documents[name].cast("string") for name in wanted))
    return plain.mapInArrow(functools.partial(_extracted, rules), _EXTRACTED)


def entities(extracted: DataFrame) -> DataFrame:
    """One row an entity of an article."""
    return _table(extracted, _guanmo.entity_columns, _ENTITIES)


def mentions(extracted: DataFrame) -> DataFrame:
    """One row a mention of an entity."""
    return _table(extracted, _guanmo.mention_columns, _MENTIONS)


def facts(extracted: DataFrame) -> DataFrame:
    """One row a fact of an article, with its evidence."""
    return _table(extracted, _guanmo.fact_columns, _FACTS)


def graph(extracted: DataFrame, *, base: str = DEFAULT_BASE, keys: DataFrame | None = None) -> Graph:
    """Merges the articles into one graph: namings by key, statements by what they say.

    ``keys`` (``article_id``, ``keys``: one for each entity of the article) says which entities are one, where something
    else than the rules of the program decides it. Two articles with the same id are refused: which one counts would
    depend on the order of reading.
    """
    functions = package("pyspark.sql.functions", "spark", "guanmo.spark")
    read = extracted.where("problem is null")
    twice = read.groupBy("article_id").count().where("count > 1").limit(5).collect()
    if twice:
        names = ", ".join(sorted(row.article_id for row in twice))
        raise GuanmoError(f"several articles have the id {names}; give every article an id of its own, or keep one of them")
    rows = read.select("article_id", "article")
    if keys is not None:
        rows = rows.join(keys, "article_id")
    else:
        rows = rows.withColumn("keys", functions.lit(None).cast("array<string>"))
    return Graph(read, rows.mapInArrow(functools.partial(_parts, base), _PARTS).persist(), base)


class Graph:
    """The merged graph of an archive, spread over the cluster. Its parts are kept until :meth:`unpersist`."""

    def __init__(self, read: DataFrame, parts: DataFrame, base: str) -> None:
        self._read, self._parts, self.base = read, parts, base

    def unpersist(self) -> None:
        """Lets go of what was kept in between."""
        self._parts.unpersist()
        for kept in ("_made", "_said"):
            if kept in self.__dict__:
                self.__dict__[kept].unpersist()

    @functools.cached_property
    def _made(self) -> DataFrame:
        """Nodes with their JSON and N-Quads. A place that a million articles name alike is one row before it is merged."""
        f = package("pyspark.sql.functions", "spark", "guanmo.spark")
        named = self._parts.select("article_id", f.explode("named").alias("n")).select("article_id", "n.*")
        at = f.struct("article_id", "place")
        counted = named.groupBy("key", "entity").agg(f.count("*").alias("count"), f.min(at).alias("first"), f.max(at).alias("last"))
        naming = f.struct("entity", "count", "first", "last")
        return counted.groupBy("key").agg(f.collect_list(naming).alias("namings")).mapInArrow(
            functools.partial(_nodes, self.base), _NODES
        ).persist()

    @functools.cached_property
    def _said(self) -> DataFrame:
        f = package("pyspark.sql.functions", "spark", "guanmo.spark")
        stated = self._parts.select("date", f.explode("stated").alias("s")).select("date", "s.*")
        return stated.groupBy("statement", "subject", "object").agg(
            *(f.first(name).alias(name) for name in ("body", "predicate", "value", "qualifiers")),
            f.min("order").alias("order"),
            f.min("date").alias("first_date"),
            f.max("date").alias("last_date"),
            f.count("*").alias("articles"),
        ).persist()

    @property
    def nodes(self) -> DataFrame:
        """One row an entity of the archive."""
        return self._made.drop("node", "lines").withColumnRenamed("named", "articles")

    @property
    def statements(self) -> DataFrame:
        """One row a merged fact, without its supports, which are in :func:`facts`."""
        return self._said.select("subject", "predicate", "object", "value", "qualifiers", "articles", "first_date", "last_date")

    @property
    def vertices(self) -> DataFrame:
        """The nodes as GraphFrames wants them: ``id`` and what :attr:`nodes` has."""
        return self.nodes.withColumnRenamed("key", "id")

    @property
    def edges(self) -> DataFrame:
        """The statements between nodes as GraphFrames wants them: ``src, dst, relationship, articles``."""
        rows = self.statements.where("object is not null")
        return rows.selectExpr("subject as src", "object as dst", "predicate as relationship", "articles")

    def nquads(self) -> DataFrame:
        """Every line of the graph once, in the column ``value``: sorted, they are what ``guanmo export`` writes."""
        f = package("pyspark.sql.functions", "spark", "guanmo.spark")

        def split(frame: DataFrame) -> DataFrame:
            return frame.select(f.explode(f.split("lines", "\n")).alias("value")).where("value != ''")

        units = self._parts.sparkSession.createDataFrame([(self._units(),)], "lines string")
        shared = split(self._made.select("lines")).union(split(self._facts())).union(split(units)).distinct()
        return split(self._parts.select("lines")).union(shared)

    def _facts(self) -> DataFrame:
        """The N-Quads of statements, each with the nodes at its ends and the body of its post."""
        f = package("pyspark.sql.functions", "spark", "guanmo.spark")
        made, said = self._made, self._said
        names = f.concat(
            f.array(f.struct(f.lit(0).alias("rank"), f.col("label").alias("name"))),
            f.transform("aliases", lambda alias: f.struct(f.lit(1).alias("rank"), alias.alias("name"))),
        )
        bodies = made.where("type in ('Organization', 'Company')").select("key", "node", f.explode(names).alias("n"))
        # A body is found by its label before an alias, and of several by the first key.
        bodies = bodies.groupBy(f.col("n.name").alias("body")).agg(f.min_by("node", f.struct("n.rank", "key")).alias("body_node"))
        ends = made.select("key", "node")
        rows = (
            said.join(ends.selectExpr("key as subject", "node as subject_node"), "subject")
            .join(ends.selectExpr("key as object", "node as object_node"), "object", "left")
            .join(bodies, "body", "left")
            .select("statement", "subject_node", "object_node", "body_node", "order", "first_date", "last_date")
        )
        return rows.mapInArrow(functools.partial(_fact_lines, self.base), "lines string")

    def _units(self) -> str:
        """In which units places lie: some thousands of places at most, put together on the driver."""
        places = self._made.where("type = 'Place' and (code is not null or level = 'zone')").select("node").collect()
        anchors = self._made.where("code is null and anchor is not null").select("anchor").distinct().collect()
        return _guanmo.unit_part([row.node for row in places], sorted(row.anchor for row in anchors), self.base)

    def write_nquads(self, path: str, *, parts: int | None = None) -> Manifest:
        """Writes the graph for ``guanmo load`` and for triple stores, and gives the manifest.

        The folder, which must not exist, gets ``part-….nq.gz``, the graph; ``articles-….nq.gz``, the articles as they were
        extracted with their texts, which a store of guanmo keeps beside it; and, last, ``manifest.json`` with quads, bytes
        and SHA-256 of each file. A folder without a manifest is of a run that was broken off. ``parts`` is how many files
        there are of each kind; by default as many as Spark has partitions.
        """
        f = package("pyspark.sql.functions", "spark", "guanmo.spark")
        stored = self._read.select("article").mapInArrow(functools.partial(_stored, self.base), "value string")
        kinds = {"part": self.nquads(), "articles": stored.select(f.explode(f.split("value", "\n")).alias("value")).where("value != ''")}
        counts = {"articles": self._parts.count(), "nodes": self._made.count(), "statements": self._said.count()}
        lines = {kind: frame.repartition(parts) if parts else frame for kind, frame in kinds.items()}
        return write_lines(lines, path, {"base": self.base, "guanmo": _guanmo.__version__, **counts})


# What workers run.


@functools.cache
def _extractor(rules: str | None) -> Extractor:
    return Extractor(rules=rules)


@dataclass
class _Refused:
    id: str | None
    problem: str


def _document(row: dict[str, Any]) -> Document | _Refused:
    id, text = row.pop("id"), row.pop("text")
    if id is None or text is None or not text.strip():
        what = "the row has no id" if id is None else f"{id}: the text is empty"
        return _Refused(id, what)
    try:
        return Document(text, id=id, **row)
    except GuanmoError as error:
        return _Refused(id, f"{id}: {error}")


def _extracted(rules: str | None, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    extractor = _extractor(rules)
    for batch in batches:
        given = [_document(row) for row in batch.to_pylist()]
        articles = extractor.extract_many([item for item in given if isinstance(item, Document)], threads=1)
        rows: list[dict[str, Any]] = [
            {
                "article_id": article.id,
                "source": article.source,
                "title": article.title,
                "publisher": article.publisher,
                "date": article.date,
                "home": article.home,
                "facts": len(article.facts),
                "problem": None,
                "article": article.to_bytes(),
            }
            for article in articles
        ]
        rows += [{"article_id": item.id, "problem": item.problem} for item in given if isinstance(item, _Refused)]
        yield _batch(rows, _EXTRACTED)


def _table(extracted: DataFrame, columns: Callable[[list[Article]], list[tuple[str, list[Any]]]], shape: str) -> DataFrame:
    rows = extracted.where("problem is null").select("article")
    return rows.mapInArrow(functools.partial(_columns, columns.__name__, shape), shape)


def _columns(name: str, shape: str, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        articles = [Article.from_bytes(cell) for cell in batch.column(0).to_pylist()]
        yield _batch(dict(getattr(_guanmo, name)(articles)), shape)


def _parts(base: str, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        rows = []
        for row in batch.to_pylist():
            named, stated, date, lines = _guanmo.article_parts(Article.from_bytes(row["article"]), base, row["keys"])
            rows.append(
                {
                    "article_id": row["article_id"],
                    "date": date,
                    "named": [dict(zip(("key", "entity", "place"), cells, strict=True)) for cells in named],
                    "stated": [
                        dict(zip(_STATED, cells, strict=True)) for cells in stated
                    ],
                    "lines": lines,
                }
            )
        yield _batch(rows, _PARTS)


def _stored(base: str, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        articles = [Article.from_bytes(cell) for cell in batch.column(0).to_pylist()]
        yield _batch({"value": [_guanmo.stored_part(article, base) for article in articles]}, "value string")


def _nodes(base: str, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    names = ("node", "iri", "type", "label", "aliases", "pinyin", "level", "code", "anchor", "lines")
    for batch in batches:
        rows = []
        for row in batch.to_pylist():
            namings = [
                (n["entity"], n["count"], n["first"]["article_id"], n["first"]["place"], n["last"]["article_id"], n["last"]["place"])
                for n in row["namings"]
            ]
            made = _guanmo.node_part(row["key"], namings, base)
            named = sum(n["count"] for n in row["namings"])
            rows.append({"key": row["key"], "named": named, **dict(zip(names, made, strict=True))})
        yield _batch(rows, _NODES)


def _fact_lines(base: str, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    for batch in batches:
        rows = zip(*(batch.column(place).to_pylist() for place in range(batch.num_columns)), strict=True)
        lines = [_guanmo.fact_part(said, one, other, body, order, first, last, base) for said, one, other, body, order, first, last in rows]
        yield _batch({"lines": lines}, "lines string")


_PLAIN = {"string": "string", "int": "int32", "long": "int64", "double": "float64", "binary": "binary"}


@functools.cache
def _schema(shape: str) -> Any:
    """The Arrow schema of columns; Spark's own reading of such texts needs a session, which workers have not."""
    import pyarrow

    fields = (column.split(" ", 1) for column in _split(shape))
    return pyarrow.schema([(name, _type(kind)) for name, kind in fields])


def _type(kind: str) -> Any:
    import pyarrow

    outer, _, inner = kind.removesuffix(">").partition("<")
    if outer == "array":
        return pyarrow.list_(_type(inner))
    if outer == "map":
        return pyarrow.map_(*(_type(part) for part in _split(inner)))
    if outer == "struct":
        return pyarrow.struct([(name, _type(part)) for name, part in (field.split(":", 1) for field in _split(inner))])
    return getattr(pyarrow, _PLAIN[kind])()


def _split(text: str) -> list[str]:
    """The parts between the commas that stand in no angle brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += {"<": 1, ">": -1}.get(character, 0)
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _batch(rows: list[dict[str, Any]] | dict[str, list[Any]], shape: str) -> Any:
    import pyarrow

    schema = _schema(shape)
    if isinstance(rows, dict):
        arrays = [pyarrow.array(rows[field.name], type=field.type) for field in schema]
        return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)
    return pyarrow.RecordBatch.from_pylist(rows, schema=schema)

