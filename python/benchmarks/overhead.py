"""What the binding costs: articles read through Python against the same calls within Rust, on the same texts.

    python python/benchmarks/overhead.py [FILE …]

Without files it reads the invented articles of the project's tests. Processor time is measured, so that other programs
count little; rounds alternate, the fastest of each counts.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import guanmo

FIXTURES = Path(__file__).resolve().parents[2] / "tests" / "it" / "fixtures"
ROUNDS = 40
#: Calls of one round: short texts are read in less than the clock can tell apart.
CALLS = 20


def timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main(paths: list[str]) -> None:
    extractor = guanmo.Extractor()
    texts = [document.text for document in guanmo.read(*(paths or [FIXTURES]), strict=True)] * CALLS

    def called() -> None:
        for text in texts:
            extractor.extract_page(text)

    def touched() -> None:
        """Every entity, mention and fact becomes an object, as in a notebook that reads them all."""
        for text in texts:
            for article in extractor.extract_page(text):
                [(entity.name, entity.type) for entity in article.entities]
                [(mention.start, mention.end) for mention in article.mentions]
                [(fact.subject, fact.object, fact.qualifiers, fact.evidence.text) for fact in article.facts]

    ways = {
        "rust": lambda: extractor._seconds(texts),
        "python": called,
        "python, every object used": touched,
        "python, extract_many with one thread": lambda: extractor.extract_many(texts, threads=1),
    }
    best = {name: float("inf") for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            best[name] = min(best[name], timed(way))
    print(f"{len(texts)} texts, {sum(map(len, texts))} characters, the fastest of {ROUNDS} rounds")
    for name, seconds in best.items():
        print(f"{name:40} {seconds * 1000:9.1f} ms  {(seconds / best['rust'] - 1) * 100:+6.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
