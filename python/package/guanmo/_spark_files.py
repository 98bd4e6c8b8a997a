"""Lines of DataFrames → compressed parts with a manifest, on whatever file system Spark writes to."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Part:
    """A file of a graph: its name in the folder, lines, bytes as they lie there, SHA-256 of these bytes."""

    name: str
    quads: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a folder of N-Quads holds: quads of the graph, its files, the files of its articles, what they are of."""

    quads: int
    parts: list[Part]
    article_parts: list[Part]
    about: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        """The text of ``manifest.json``."""
        files = {name: [asdict(part) for part in getattr(self, name)] for name in ("parts", "article_parts")}
        return json.dumps({**self.about, "quads": self.quads, **files}, ensure_ascii=False, indent=1) + "\n"


def write_lines(kinds: Mapping[str, DataFrame], path: str, about: dict[str, Any]) -> Manifest:
    """Writes each frame of lines under the name of its kind, counts what was written, and writes the manifest last."""
    session = next(iter(kinds.values())).sparkSession
    files, place = _files(session, path)
    if files.exists(place):
        raise FileExistsError(f"{path}: the folder exists already; name a new one")
    for kind, lines in kinds.items():
        lines.write.option("compression", "gzip").text(f"{path}/_{kind}")
        _gather(session, path, kind)
    found = session.read.format("binaryFile").load(f"{path}/*.nq.gz").select("path", "content")
    rows = found.mapInArrow(_described, "name string, quads long, bytes long, sha256 string").collect()
    parts = sorted((Part(**row.asDict()) for row in rows), key=lambda part: part.name)
    graph = [part for part in parts if part.name.startswith("part-")]
    others = [part for part in parts if not part.name.startswith("part-")]
    manifest = Manifest(sum(part.quads for part in graph), graph, others, about)
    _write(session, f"{path}/{MANIFEST}", manifest.to_json())
    return manifest


def _files(session: SparkSession, path: str) -> tuple[Any, Any]:
    """Hadoop's file system of a path, and the path as it wants it."""
    jvm: Any = session.sparkContext._jvm
    place = jvm.org.apache.hadoop.fs.Path(path)
    return place.getFileSystem(session.sparkContext._jsc.hadoopConfiguration()), place


def _gather(session: SparkSession, path: str, kind: str) -> None:
    """Spark's files of a folder of its own come into the one folder, under short names that say what is inside."""
    files, place = _files(session, f"{path}/_{kind}")
    names = sorted(status.getPath().getName() for status in files.listStatus(place))
    for number, name in enumerate(name for name in names if name.startswith("part-")):
        goal = _files(session, f"{path}/{kind}-{number:05}.nq.gz")[1]
        if not files.rename(_files(session, f"{path}/_{kind}/{name}")[1], goal):
            raise OSError(f"{path}/_{kind}/{name}: it cannot be moved to {goal}")
    files.delete(place, True)


def _write(session: SparkSession, path: str, text: str) -> None:
    files, place = _files(session, path)
    out = files.create(place, True)
    out.write(bytearray(text.encode()))
    out.close()


def _described(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow

    for batch in batches:
        for row in batch.to_pylist():
            content = row["content"]
            lines = gzip.decompress(content).count(b"\n")
            found = {
                "name": [row["path"].rsplit("/", 1)[-1]],
                "quads": [lines],
                "bytes": [len(content)],
                "sha256": [hashlib.sha256(content).hexdigest()],
            }
            yield pyarrow.RecordBatch.from_pydict(found)
