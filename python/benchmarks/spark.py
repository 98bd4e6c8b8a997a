"""Articles a second: extraction on Spark local[2] against two threads of the same package, on generated articles.

    python python/benchmarks/spark.py [ARTICLES]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))

import guanmo  # noqa: E402
from generated import articles as generated  # noqa: E402
from guanmo import spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402


def main(count: int) -> None:
    rows = list(generated(count))
    extractor = guanmo.Extractor()
    extractor.extract_many(rows[:50], threads=2)
    started = time.perf_counter()
    facts = sum(len(article.facts) for article in extractor.extract_many(rows, threads=2))
    alone = count / (time.perf_counter() - started)
    print(f"{count} articles, {facts} facts")
    print(f"two threads of one process: {alone:.0f} articles/s")

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    shape = "id string, text string, date string, publisher string"
    documents = session.createDataFrame([tuple(row.values()) for row in rows], shape).repartition(4).persist()
    documents.count()
    # Workers start and load once; what counts is how fast they read then.
    spark.extract(documents.limit(200)).agg({"facts": "sum"}).collect()
    started = time.perf_counter()
    found = spark.extract(documents).agg({"facts": "sum"}).collect()[0][0]
    spread = count / (time.perf_counter() - started)
    assert found == facts, (found, facts)
    print(f"Spark local[2], extraction:  {spread:.0f} articles/s, {spread / alone:.2f} of that")
    session.stop()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
