"""An archive on Spark: articles → tables, the same as the program makes of them on one machine.

Extraction comes from the same Rust code as the program's. Needs pyspark 4 and, on every worker, this package
(``spark-submit --archives``, or installed there). Who is who across articles is decided by ``guanmo build``.

>>> from guanmo import spark as guanmo_spark                                         # doctest: +SKIP
>>> extracted = guanmo_spark.extract(session.read.json("articles.jsonl")).persist()
>>> guanmo_spark.facts(extracted).write.parquet("facts")

Tables and their columns:

* :func:`extract`: ``article_id, source, title, publisher, date, home, facts`` (how many), ``problem`` (why the document
  was refused; then all else but ``article_id`` is null), ``article`` (everything, see ``Article.from_bytes``).
* :func:`entities`: ``article_id, entity`` (its number in the article)``, type, name, aliases, level, code, anchor``.
* :func:`mentions`: ``article_id, entity, start, end, text``; offsets count characters of the text, end exclusive.
* :func:`facts`: ``article_id, fact, subject, subject_entity, predicate, object, object_entity, qualifiers`` (a map of
  texts)``, start, end, text, rule, confidence``. Amounts are in yuan, dates ISO text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import _guanmo
from ._guanmo import Article, Document, Extractor
from ._tools import package
from .errors import GuanmoError

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["documents", "entities", "extract", "facts", "mentions"]

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

