"""Lines of a DataFrame → compressed parts with a manifest, on whatever file system Spark writes to."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
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
    """What a folder of N-Quads holds: how many quads, in which parts, and what they are of."""

    quads: int
    parts: list[Part]
    about: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        """The text of ``manifest.json``."""
        whole = {**self.about, "quads": self.quads, "parts": [asdict(part) for part in self.parts]}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def write_lines(lines: DataFrame, path: str, about: dict[str, Any]) -> Manifest:
    """Writes the lines, counts what was written, and writes the manifest last."""
    session = lines.sparkSession
    lines.write.option("compression", "gzip").text(path)
    _rename(session, path)
    files = session.read.format("binaryFile").load(f"{path}/*.nq.gz").select("path", "content")
    rows = files.mapInArrow(_described, "name string, quads long, bytes long, sha256 string").collect()
    parts = sorted((Part(**row.asDict()) for row in rows), key=lambda part: part.name)
    manifest = Manifest(sum(part.quads for part in parts), parts, about)
    _write(session, f"{path}/{MANIFEST}", manifest.to_json())
    return manifest


def _files(session: SparkSession, path: str) -> tuple[Any, Any]:
    """Hadoop's file system of a path, and the path as it wants it."""
    jvm: Any = session.sparkContext._jvm
    place = jvm.org.apache.hadoop.fs.Path(path)
    return place.getFileSystem(session.sparkContext._jsc.hadoopConfiguration()), place


def _rename(session: SparkSession, path: str) -> None:
    """Spark's names (``part-00000-….txt.gz``) become short ones that say what is inside."""
    files, place = _files(session, path)
    names = sorted(status.getPath().getName() for status in files.listStatus(place))
    made = [name for name in names if name.startswith("part-")]
    for number, name in enumerate(made):
        files.rename(_files(session, f"{path}/{name}")[1], _files(session, f"{path}/part-{number:05}.nq.gz")[1])


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
