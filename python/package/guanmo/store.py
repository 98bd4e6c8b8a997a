"""A store: articles and their graph as RDF, on disk or in memory."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _guanmo
from ._guanmo import Article
from .errors import GuanmoWarning
from .explanation import Explanation
from .graph import Graph, Met, Neighbor, Node, Paths, Statement
from .rows import Rows

if TYPE_CHECKING:
    import igraph
    import networkx

#: Seconds after which a query is stopped, and most rows, as in the program.
TIMEOUT = 60
LIMIT = 1_000_000


class Question(NamedTuple):
    """A named question; ``parameters`` are (name, kind, example), kinds: name, text, date."""

    name: str
    question: str
    question_zh: str
    parameters: list[tuple[str, str, str]]


def questions() -> list[Question]:
    """The named questions that :meth:`Store.ask` answers."""
    return [Question(*row) for row in _guanmo.named_queries()]


class Store:
    """A store of articles and their graph; the same folders as those of ``guanmo build``.

    Use it as a context manager, or close it: a store that is open for writing keeps others out.

    >>> with Store.open("store") as store:                                          # doctest: +SKIP
    ...     store.query("SELECT ?n { ?p a gm:Person ; rdfs:label ?n }").to_pandas()
    """

    def __init__(self, raw: _guanmo.RawStore, path: str) -> None:
        self._raw, self.path = raw, path
        self._graph: Graph | None = None

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Store:
        """Opens a store for reading; others may read it at the same time. :class:`StoreError` where there is none."""
        return cls(_guanmo.RawStore.open(path), os.fspath(path))

    @classmethod
    def open_or_create(cls, path: str | os.PathLike[str], base: str | None = None) -> Store:
        """Opens a store for writing, or makes one in a new or empty folder, with ``base`` before its IRIs."""
        return cls(_guanmo.RawStore.open_or_create(path, base), os.fspath(path))

    @classmethod
    def in_memory(cls, base: str | None = None) -> Store:
        """A store that ends with the program."""
        return cls(_guanmo.RawStore.in_memory(base), "(memory)")

    def close(self) -> None:
        """Lets go of the folder. What was read of it stays usable."""
        self._raw.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def base(self) -> str:
        """What entities' IRIs begin with."""
        return self._raw.base()

    def add(self, articles: Article | Iterable[Article]) -> None:
        """Adds articles; one that is there already (by id) is replaced. One transaction: all or nothing."""
        self._raw.add([articles] if isinstance(articles, Article) else list(articles))
        self._graph = None

    def remove(self, id: str) -> bool:
        """Removes an article and the facts that only it supports; says whether it was there."""
        self._graph = None
        return self._raw.remove(id)

    def articles(self) -> list[Article]:
        """All articles, by id, as they were extracted."""
        return self._raw.articles()

    def graph(self) -> Graph:
        """The merged graph, read once."""
        if self._graph is None:
            self._graph = Graph(self._raw.network())
        return self._graph

    def query(self, sparql: str, *, timeout: int = TIMEOUT, limit: int = LIMIT) -> Any:
        """Answers SPARQL 1.1; the prefixes gm, id, rdf, rdfs, xsd, skos, schema, org, foaf, prov, oa, dcterms are known.

        Args:
            timeout: seconds after which it is stopped.
            limit: most rows; a :class:`GuanmoWarning` says when there are more.

        Returns:
            :class:`Rows` of SELECT, a ``bool`` of ASK, Turtle as ``str`` of CONSTRUCT and DESCRIBE.
        """
        return _answer(self._raw.query(sparql, timeout, limit), limit)

    def ask(self, question: str, *, timeout: int = TIMEOUT, limit: int = LIMIT, **parameters: str) -> Any:
        """Answers a named question (see :func:`questions`), as in ``store.ask("rankings-of", member="新华区")``.

        Names in its parameters may be in pinyin or a beginning. Returns what :meth:`query` returns.
        """
        given = [(name.replace("_", "-"), str(value)) for name, value in parameters.items()]
        return _answer(self._raw.ask(question, given, timeout, limit), limit)

    def explain(self, name: str | Node | Statement, relation: str | None = None) -> Explanation:
        """See :meth:`guanmo.Graph.explain`."""
        return self.graph().explain(name, relation)

    def neighbors(self, name: str | Node, hops: int = 1, **filters: Any) -> list[Neighbor]:
        """See :meth:`guanmo.Graph.neighbors`."""
        return self.graph().neighbors(name, hops, **filters)

    def paths(self, start: str | Node, end: str | Node, *, limit: int = 20, **filters: Any) -> Paths:
        """See :meth:`guanmo.Graph.paths`."""
        return self.graph().paths(start, end, limit=limit, **filters)

    def central(self, measure: str = "degree", *, top: int | None = 20, **filters: Any) -> list[tuple[Node, float]]:
        """See :meth:`guanmo.Graph.central`."""
        return self.graph().central(measure, top=top, **filters)

    def co_attendance(self, **filters: Any) -> list[Met]:
        """See :meth:`guanmo.Graph.co_attendance`."""
        return self.graph().co_attendance(**filters)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """See :meth:`guanmo.Graph.to_networkx`."""
        return self.graph().to_networkx()

    def to_igraph(self) -> igraph.Graph:
        """See :meth:`guanmo.Graph.to_igraph`."""
        return self.graph().to_igraph()

    def __repr__(self) -> str:
        return f"<Store {self.path}>"


def _answer(answer: Any, limit: int) -> Any:
    if not isinstance(answer, tuple):
        return answer
    rows = Rows(*answer)
    if rows.cut:
        warnings.warn(f"only the first {limit} rows are given; raise limit for more", GuanmoWarning, stacklevel=3)
    return rows
