"""Chinese official news → a knowledge graph in which every fact carries the characters that say it.

>>> import guanmo
>>> extractor = guanmo.Extractor()
>>> article = extractor.extract("云帆轴承生产基地项目位于正定县，总投资12.5亿元。", date="2024-04-13")
>>> for fact in article.facts:
...     print(fact)
云帆轴承生产基地项目 investment 1250000000
云帆轴承生产基地项目 locatedIn 正定县
云帆轴承 participatesIn 云帆轴承生产基地项目  role=owner
>>> evidence = article.facts[0].evidence
>>> article.text[evidence.start:evidence.end] == evidence.text
True

Offsets count characters (Unicode scalar values, as Python's strings do) of ``article.text``, end exclusive. Amounts are
exact, in units of their currency (yuan, not 万 or 亿). Dates are ISO text, known to the day, month or year.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable

from . import _guanmo
from ._guanmo import Article, Document, Entity, Evidence, Extractor, Fact, Mention, __version__
from .errors import (
    GuanmoError,
    GuanmoWarning,
    MissingPackage,
    QueryError,
    ReadError,
    RuleError,
    SeveralArticles,
    StoreError,
    WordError,
)
from .explanation import Explained, Explanation
from .graph import ArticleRecord, Graph, Met, Neighbor, Node, Path, Paths, Statement, Support
from .rows import Rows
from .store import Question, Store, questions

__all__ = [
    "Article",
    "ArticleRecord",
    "Document",
    "Entity",
    "Evidence",
    "Explained",
    "Explanation",
    "Extractor",
    "Fact",
    "Graph",
    "GuanmoError",
    "GuanmoWarning",
    "Mention",
    "Met",
    "MissingPackage",
    "Neighbor",
    "Node",
    "Path",
    "Paths",
    "QueryError",
    "Question",
    "ReadError",
    "Rows",
    "RuleError",
    "SeveralArticles",
    "Statement",
    "Store",
    "StoreError",
    "Support",
    "WordError",
    "__version__",
    "merge",
    "questions",
    "read",
]


def read(*paths: str | os.PathLike[str], strict: bool = False) -> list[Document]:
    """Reads files (text, ``.jsonl``, HTML, ``.docx``, PDF) and folders as the program does.

    A document that cannot be read is refused with a :class:`GuanmoWarning` and the others are given; with ``strict``
    the first refusal is raised as :class:`ReadError`.
    """
    documents, refused = _guanmo.read_documents(list(paths))
    if strict and refused:
        raise ReadError(refused[0])
    for message in refused:
        warnings.warn(message, GuanmoWarning, stacklevel=2)
    return documents


def merge(articles: Iterable[Article], base: str | None = None) -> Graph:
    """Merges articles into one graph, deciding who is who; of articles with the same id the last one counts.

    The order of the articles does not matter. ``base`` is what entities' IRIs begin with.
    """
    return Graph(_guanmo.merge(list(articles), base))
