"""A paper's archive → tables in Parquet.

    spark-submit spark_archive.py --articles PATH --format text|json|parquet --to FOLDER [--publisher 石家庄日报]

PATH and FOLDER may be on any file system that Spark knows (file, hdfs, s3a). FOLDER must not exist.
"""

from __future__ import annotations

import argparse

from guanmo import spark
from pyspark.sql import SparkSession


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", required=True)
    parser.add_argument("--format", default="text", choices=["text", "json", "parquet"])
    parser.add_argument("--to", required=True)
    parser.add_argument("--publisher", help="only the articles of this paper")
    given = parser.parse_args()

    session = SparkSession.builder.appName("guanmo").getOrCreate()
    documents = spark.documents(session, given.articles, given.format)
    extracted = spark.extract(documents).persist()
    if given.publisher:
        extracted = extracted.where(extracted.publisher == given.publisher)

    refused = extracted.where("problem is not null")
    for row in refused.select("problem").limit(20).collect():
        print("refused:", row.problem)
    for name, table in [("entities", spark.entities), ("mentions", spark.mentions), ("facts", spark.facts)]:
        table(extracted).write.parquet(f"{given.to}/{name}")
    read = extracted.where("problem is null").count()
    print(f"{read} articles, {refused.count()} refused")
    session.stop()


if __name__ == "__main__":
    main()
