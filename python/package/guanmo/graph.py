"""The merged graph: nodes, statements with their supports, and walks over them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _frames, _guanmo
from .explanation import Explained, Explanation

if TYPE_CHECKING:
    import igraph
    import networkx
    import pandas

Day = datetime.date | str
"""A ``datetime.date``, or text such as ``2023-05-17``, ``2023-05``, ``2023``."""


@dataclass(frozen=True, slots=True)
class Node:
    """Something that articles name, after who is who has been decided.

    Attributes:
        index: its place in :attr:`Graph.nodes`.
        key: the identifying tuple, the same for the same set of articles.
        iri: as in the store.
        type: Person, Company, Organization, Place, Project, Event or Assessment.
        level: of places: country, region, province, prefecture, county, township, zone or area.
        code: the six digits of GB/T 2260.
        anchor: the division that it belongs to, where it is known.
    """

    index: int
    key: str
    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    pinyin: str
    level: str | None
    code: str | None
    anchor: str | None

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """What the graph knows of an article; ``date`` is ISO text, to the day, month or year."""

    id: str
    source: str
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    date: str | None
    url: str | None
    home: str | None


@dataclass(frozen=True, slots=True)
class Support:
    """Where an article says a statement: ``start`` and ``end`` count characters of its text, end exclusive."""

    article: ArticleRecord
    start: int
    end: int
    text: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Statement:
    """A merged fact: one subject, relation, object and qualifiers, with every support.

    Attributes:
        index: its place in :attr:`Graph.statements`.
        object: a node, or text: amounts in yuan (``USD:12.50`` for other money), ISO dates, stages, words.
        qualifiers: what narrows it: role, organization, former, rank (1 first, -1 last), rankMax, score, scope, verb,
            date, measure, project, listOrder, modality. What was not stated is absent.
    """

    index: int
    iri: str
    subject: Node
    predicate: str
    object: Node | str
    qualifiers: dict[str, Any] = field(hash=False)
    supports: tuple[Support, ...]

    @property
    def best(self) -> Support:
        """The surest support; of equals the first."""
        return max(self.supports, key=lambda support: support.confidence)

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that say it, in order, each once."""
        return tuple(dict.fromkeys(support.article.id for support in self.supports))

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object}"


class Neighbor(NamedTuple):
    """A node within reach: hops from the start, and the statements by which it is reached."""

    node: Node
    distance: int
    statements: tuple[Statement, ...]


class Path(NamedTuple):
    """A shortest way: one node more than there are hops; every hop with all statements that make it."""

    nodes: tuple[Node, ...]
    hops: tuple[tuple[Statement, ...], ...]

    def __str__(self) -> str:
        return " — ".join(node.label for node in self.nodes)


class Met(NamedTuple):
    """Two who attended the same events; ``weight`` is Σ 1/(n−1) over events of n attendees."""

    one: Node
    other: Node
    weight: float
    events: tuple[Node, ...]


class Paths(Sequence[Path]):
    """Shortest ways in the order of their nodes.

    Attributes:
        length: hops of each, ``None`` where there is no way.
        total: how many there are, also where :meth:`Graph.paths` was asked for fewer.
    """

    def __init__(self, length: int | None, total: int, paths: list[Path]) -> None:
        self.length, self.total, self._paths = length, total, paths

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, place: Any) -> Any:
        return self._paths[place]

    def __repr__(self) -> str:
        return f"<{self.total} shortest paths of {self.length} steps>" if self.length is not None else "<no way>"


class Graph:
    """A merged graph. It never changes; make one with :func:`guanmo.merge` or :meth:`guanmo.Store.graph`.

    Names may be a label, an alias, pinyin (``xinhuaqu``), a beginning that only one name has, ``Place:新华区``,
    ``新华区@石家庄市``, or a :class:`Node`. A name that means several or nothing raises :class:`guanmo.WordError` with what
    to write instead. Walks take statements in both directions, never through a publisher, and share these filters:

    Args:
        relations: only these (``attended``, ``visited`` …).
        types: only nodes of these types.
        since, until: only what can have been true on or after, on or before this day; what has no date does not pass.
        min_articles: only what so many articles state.
        max_degree: not through nodes with more neighbours than this.
    """

    def __init__(self, network: _guanmo.Network) -> None:
        self._network = network

    @cached_property
    def _json(self) -> dict[str, Any]:
        whole: dict[str, Any] = json.loads(self._network.json())
        return whole

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, in the order of their keys."""
        rows = zip(self._json["nodes"], self._network.node_iris(), strict=True)
        return tuple(
            Node(
                place, n["key"], iri, n["type"], n["name"], tuple(n["aliases"]), n["pinyin"], n["level"], n["code"], n["anchor"]
            )
            for place, (n, iri) in enumerate(rows)
        )

    @cached_property
    def articles(self) -> tuple[ArticleRecord, ...]:
        """All articles, by id."""
        return tuple(ArticleRecord(**{**a, "authors": tuple(a["authors"])}) for a in self._json["articles"])

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, by subject, relation and object."""
        by_key = {node.key: node for node in self.nodes}
        by_id = {article.id: article for article in self.articles}
        return tuple(
            Statement(
                place,
                iri,
                by_key[s["subject"]],
                s["predicate"],
                by_key[s["object"]["node"]] if "node" in s["object"] else s["object"]["value"],
                s["qualifiers"],
                tuple(
                    Support(by_id[w["article"]], w["start"], w["end"], w["text"], w["rule"], w["confidence"]) for w in s["supports"]
                ),
            )
            for place, (s, iri) in enumerate(zip(self._json["statements"], self._network.fact_iris(), strict=True))
        )

    def find(self, name: str | Node) -> Node:
        """The one node of a name."""
        return self.nodes[self._place(name)]

    def _place(self, name: str | Node) -> int:
        if isinstance(name, Node):
            if name.index < len(self.nodes) and self.nodes[name.index] == name:
                return name.index
            name = name.key
        return self._network.one(name)

    def about(self, name: str | Node, relation: str | None = None) -> list[Statement]:
        """Every statement with this subject or object, of one relation where it is named."""
        return [self.statements[i] for i in self._network.about(self._place(name), relation)]

    def neighbors(
        self,
        name: str | Node,
        hops: int = 1,
        *,
        relations: str | Iterable[str] = (),
        types: str | Iterable[str] = (),
        since: Day | None = None,
        until: Day | None = None,
        min_articles: int = 0,
        max_degree: int | None = None,
    ) -> list[Neighbor]:
        """What is at most ``hops`` away, nearest first, then by key."""
        words = _words(relations, types, since, until, min_articles, max_degree)
        found = self._network.neighbors(self._place(name), hops, words)
        return [Neighbor(self.nodes[n], distance, self._statements(via)) for n, distance, via in found]

    def paths(
        self,
        start: str | Node,
        end: str | Node,
        *,
        limit: int = 20,
        relations: str | Iterable[str] = (),
        types: str | Iterable[str] = (),
        since: Day | None = None,
        until: Day | None = None,
        min_articles: int = 0,
        max_degree: int | None = None,
    ) -> Paths:
        """All shortest ways between two names, at most ``limit`` of them."""
        words = _words(relations, types, since, until, min_articles, max_degree)
        length, total, ways = self._network.paths(self._place(start), self._place(end), limit, words)
        paths = [Path(tuple(self.nodes[n] for n in nodes), tuple(self._statements(hop) for hop in hops)) for nodes, hops in ways]
        return Paths(length, total, paths)

    def central(
        self,
        measure: str = "degree",
        *,
        top: int | None = 20,
        relations: str | Iterable[str] = (),
        types: str | Iterable[str] = (),
        since: Day | None = None,
        until: Day | None = None,
        min_articles: int = 0,
        max_degree: int | None = None,
    ) -> list[tuple[Node, float]]:
        """Nodes with their scores, highest first: ``degree``, ``pagerank`` or ``betweenness``.

        ``types`` narrows what is given, not what is walked. Above a few thousand nodes betweenness is estimated.
        """
        words = _words(relations, types, since, until, min_articles, max_degree)
        return [(self.nodes[n], score) for n, score in self._network.central(measure, words)[:top]]

    def components(self, **filters: Any) -> list[list[Node]]:
        """What hangs together, largest first. Takes the filters of walks."""
        return [[self.nodes[n] for n in group] for group in self._network.components(_words(**filters))]

    def communities(self, **filters: Any) -> list[list[Node]]:
        """Groups joined more among themselves than with others (Louvain), largest first. Takes the filters of walks."""
        return [[self.nodes[n] for n in group] for group in self._network.communities(_words(**filters))]

    def co_attendance(self, **filters: Any) -> list[Met]:
        """Who met whom, the strongest first; large events count less. Takes the filters of walks."""
        rows = self._network.co_attendance(_words(**filters))
        return [Met(self.nodes[a], self.nodes[b], weight, tuple(self.nodes[e] for e in events)) for a, b, weight, events in rows]

    def ego(self, name: str | Node, hops: int = 1, **filters: Any) -> Graph:
        """What lies within ``hops`` of a name, as a graph of its own. Takes the filters of walks."""
        return Graph(self._network.ego(self._place(name), hops, _words(**filters)))

    def explain(self, name: str | Node | Statement, relation: str | None = None) -> Explanation:
        """The sentences behind every statement about something, the words highlighted in notebooks."""
        chosen = [name] if isinstance(name, Statement) else self.about(name, relation)
        explained = []
        for statement in chosen:
            line, shown = self._network.shown(statement.index)
            explained.append(Explained(statement, line, tuple(shown)))
        return Explanation(str(name), explained)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """A ``networkx.MultiDiGraph``: nodes by key, one edge for each way a statement joins two nodes.

        Nodes have ``label, type, aliases, pinyin, level, code, anchor`` and ``facts``, the statements whose object is no
        node, as ``relation: text``. Edges have ``relation``, ``via`` (``object``; ``organization`` and ``project`` where a
        qualifier names the other end), ``articles, text, rule, confidence, start, end`` of the best support, ``iri`` and the
        qualifiers. Its walks are those of :meth:`paths` where no publisher lies on the way.
        """
        return _frames.to_networkx(self)

    def to_igraph(self) -> igraph.Graph:
        """A directed ``igraph.Graph`` with the attributes of :meth:`to_networkx`; vertices have ``name``, the key."""
        return _frames.to_igraph(self)

    def nodes_frame(self) -> pandas.DataFrame:
        """Nodes as a ``pandas.DataFrame``: key, type, label, aliases, pinyin, level, code, anchor, iri."""
        return _frames.nodes(self)

    def statements_frame(self) -> pandas.DataFrame:
        """Statements as a ``pandas.DataFrame``, one row each.

        Columns: subject, subject_type, predicate, object, object_type (``None`` for text), one for each qualifier that
        occurs, articles (how many), article, start, end, text, rule, confidence (of the best support), iri.
        """
        return _frames.statements(self)

    def export(self, format: str, *, title: str | None = None, labels: str = "zh") -> str:
        """The graph as ``dot``, ``svg``, ``graphml``, ``gexf``, ``json``, ``nodes-csv``, ``edges-csv``, ``nquads``,
        ``turtle`` or ``jsonld``; the same bytes as ``guanmo export``. ``labels`` of drawings: ``zh``, ``en`` or ``both``.
        """
        return self._network.export(format, title, labels)

    def _links(self) -> list[tuple[int, int, int, str]]:
        return self._network.links()

    def _statements(self, places: Iterable[int]) -> tuple[Statement, ...]:
        return tuple(self.statements[i] for i in places)

    def __len__(self) -> int:
        return self._network.counts()[0]

    def __repr__(self) -> str:
        nodes, statements, articles = self._network.counts()
        return f"<Graph of {nodes} nodes, {statements} statements, {articles} articles>"

    #: A graph of more nodes than this is shown by its numbers, not drawn.
    MOST_DRAWN = 150

    def _repr_html_(self) -> str | None:
        return self.export("svg") if 0 < len(self) <= self.MOST_DRAWN else None


def _listed(words: str | Iterable[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def _words(
    relations: str | Iterable[str] = (),
    types: str | Iterable[str] = (),
    since: Day | None = None,
    until: Day | None = None,
    min_articles: int = 0,
    max_degree: int | None = None,
) -> dict[str, Any]:
    day = {"since": since, "until": until}
    return {
        "relations": _listed(relations),
        "types": _listed(types),
        "min_articles": min_articles,
        "max_degree": max_degree,
        **{name: None if value is None else str(value) for name, value in day.items()},
    }
