"""The compiled part of the package."""

import builtins
import datetime
import os
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, final

__all__ = [
    "DEFAULT_BASE",
    "Article",
    "Document",
    "Entity",
    "Evidence",
    "Extractor",
    "Fact",
    "Mention",
    "Network",
    "RawStore",
    "__version__",
    "entity_columns",
    "fact_columns",
    "mention_columns",
    "merge",
    "named_queries",
    "read_documents",
]

__version__: str
DEFAULT_BASE: str

_Day = datetime.date | str
_Words = Mapping[str, Any]

@final
class Document:
    """A text with what is known beside it.

    Args:
        text: the decoded text; every offset points into it.
        id: what the article is called in graphs and stores; it must be unique there.
        title, publisher, url: what came beside the text and need not be read out of it.
        date: a ``datetime.date``, or text such as ``2023-05-17``, ``2023-05``, ``2023``.
    """

    def __new__(
        cls,
        text: str,
        *,
        id: str = "text",
        title: str | None = None,
        date: _Day | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Document: ...
    @property
    def id(self) -> str: ...
    @property
    def source(self) -> str:
        """The file or the line that it came from; else the id."""
    @property
    def text(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def date(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...

@final
class Extractor:
    """Reads articles. Loading takes some tenths of a second; one extractor serves any number of texts and threads.

    Args:
        rules: a folder of further rule files (``*.toml``); :class:`guanmo.RuleError` where one is broken.
    """

    def __new__(cls, *, rules: str | os.PathLike[str] | None = None) -> Extractor: ...
    def extract(
        self,
        text: str,
        *,
        id: str = "text",
        title: str | None = None,
        date: _Day | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Article:
        """Reads a text that is one article; the arguments are those of :class:`Document`.

        A text that holds several raises :class:`guanmo.SeveralArticles`, an empty one :class:`guanmo.ReadError`.
        Python's lock is free while it runs.
        """
    def extract_page(
        self,
        text: str,
        *,
        id: str = "text",
        title: str | None = None,
        date: _Day | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> list[Article]:
        """Reads a text with any number of articles; the second is called ``id#2``, and so on."""
    def extract_many(
        self, texts: Iterable[str | Document | Mapping[str, Any]], *, threads: int | None = None
    ) -> list[Article]:
        """Reads many texts in parallel without Python's lock; the articles come in the order of the texts.

        Args:
            texts: strings (called ``text-1``, ``text-2`` …), documents, or mappings with ``text`` and, where known,
                ``id, title, date, publisher, url``. A text with several articles gives several.
            threads: how many; ``None`` for one a processor.
        """
    def _seconds(self, texts: list[str]) -> float: ...

@final
class Article:
    """What one article says.

    ``article.text`` is the whole text of its document; offsets of everything in it count characters of that text, end
    exclusive. Articles can be pickled, compared and hashed.
    """

    @property
    def id(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def authors(self) -> list[str]: ...
    @property
    def date(self) -> str | None:
        """ISO text, known to the day, month or year."""
    @property
    def url(self) -> str | None: ...
    @property
    def home(self) -> str | None:
        """Full name of the division whose paper this is, where it could be told."""
    @property
    def start(self) -> int:
        """Where the article begins in ``text``."""
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def entities(self) -> list[Entity]: ...
    @property
    def mentions(self) -> list[Mention]:
        """Every mention of every entity, in reading order."""
    @property
    def facts(self) -> list[Fact]: ...
    @property
    def notices(self) -> list[tuple[str, str]]:
        """What was seen and left: kind and message."""
    def to_json(self) -> str:
        """One line of JSON, the same bytes as ``guanmo extract``."""
    def to_dict(self) -> dict[str, Any]:
        """The same as dicts and lists."""
    def to_bytes(self) -> bytes:
        """Everything, for :meth:`from_bytes` of the same version."""
    @staticmethod
    def from_bytes(bytes: bytes) -> Article: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def _repr_html_(self) -> str: ...

@final
class Entity:
    """Something an article names."""

    @property
    def type(self) -> str:
        """Person, Company, Organization, Place, Project, Event or Assessment."""
    @property
    def name(self) -> str:
        """The longest form in the article, without layout spaces."""
    @property
    def aliases(self) -> list[str]: ...
    @property
    def level(self) -> str | None:
        """Of places: country, region, province, prefecture, county, township, zone or area."""
    @property
    def code(self) -> str | None:
        """Of divisions: the six digits of GB/T 2260."""
    @property
    def anchor(self) -> str | None:
        """The division that it belongs to, where the article or its paper says so."""
    @property
    def mentions(self) -> list[Mention]: ...
    @property
    def facts(self) -> list[Fact]:
        """The facts whose subject or object it is."""
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Mention:
    """Where an article names an entity."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str:
        """The characters as they stand."""
    @property
    def entity(self) -> Entity: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Fact:
    """One statement of one article."""

    @property
    def subject(self) -> Entity: ...
    @property
    def predicate(self) -> str:
        """holdsPost, attended, visited, locatedIn, occurredOn, partOf, ranked, awarded, investment, expectedRevenue,
        capacity, participatesIn, stage, expectedCompletion, said, appointedTo, removedFrom or signedWith."""
    @property
    def object(self) -> Entity | str:
        """An entity, or text: amounts in yuan (``USD:12.50`` for other money), ISO dates, stages, words."""
    @property
    def amount(self) -> Decimal | None:
        """Of money: exact, in units of the currency."""
    @property
    def currency(self) -> str | None:
        """Of money: ISO 4217, ``CNY`` for yuan."""
    @property
    def earliest(self) -> datetime.date | None:
        """Of a date: the first day that it can mean."""
    @property
    def latest(self) -> datetime.date | None:
        """Of a date: the last day that it can mean."""
    @property
    def qualifiers(self) -> dict[str, Any]:
        """What narrows it: organization, former, role, rank (1 first, -1 last), rankMax, score, scope, verb, date, measure,
        project, listOrder, modality (done, ongoing, planned, urged, said). What was not stated is absent."""
    @property
    def evidence(self) -> Evidence: ...
    @property
    def rule(self) -> str: ...
    @property
    def confidence(self) -> float:
        """0 to 1."""
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def _repr_html_(self) -> str: ...

@final
class Evidence:
    """The exact characters that carry a fact."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str:
        """Cut from the given text, unchanged."""
    @property
    def sentence(self) -> tuple[str, str, str]:
        """The sentence without layout: before the words, the words, behind them."""
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Network:
    def json(self) -> str: ...
    @property
    def base(self) -> str: ...
    def counts(self) -> tuple[int, int, int]: ...
    def node_iris(self) -> list[str]: ...
    def fact_iris(self) -> list[str]: ...
    def links(self) -> list[tuple[int, int, int, str]]: ...
    def one(self, name: str) -> int: ...
    def reference(self, node: int) -> str: ...
    def neighbors(self, start: int, hops: int, words: _Words) -> list[tuple[int, int, list[int]]]: ...
    def paths(
        self, a: int, b: int, limit: int, words: _Words
    ) -> tuple[int | None, int, list[tuple[list[int], list[list[int]]]]]: ...
    def central(self, measure: str, words: _Words) -> list[tuple[int, float]]: ...
    def components(self, words: _Words) -> list[list[int]]: ...
    def communities(self, words: _Words) -> list[list[int]]: ...
    def co_attendance(self, words: _Words) -> list[tuple[int, int, float, list[int]]]: ...
    def ego(self, start: int, hops: int, words: _Words) -> Network: ...
    def about(self, node: int, relation: str | None = None) -> list[int]: ...
    def shown(self, statement: int) -> tuple[str, list[tuple[str, str, str, str]]]: ...
    def export(self, format: str, title: str | None, labels: str) -> str: ...

@final
class RawStore:
    @staticmethod
    def open(path: str | os.PathLike[str]) -> RawStore: ...
    @staticmethod
    def open_or_create(path: str | os.PathLike[str], base: str | None) -> RawStore: ...
    @staticmethod
    def in_memory(base: str | None) -> RawStore: ...
    def close(self) -> None: ...
    def base(self) -> str: ...
    def add(self, articles: list[Article]) -> None: ...
    def remove(self, id: str) -> bool: ...
    def articles(self) -> list[Article]: ...
    def network(self) -> Network: ...
    def query(self, sparql: str, seconds: int, rows: int) -> Any: ...
    def ask(self, name: str, given: list[tuple[str, str]], seconds: int, rows: int) -> Any: ...

def entity_columns(articles: list[Article]) -> list[tuple[str, list[Any]]]: ...
def mention_columns(articles: list[Article]) -> list[tuple[str, list[Any]]]: ...
def fact_columns(articles: list[Article]) -> list[tuple[str, list[Any]]]: ...
def read_documents(paths: list[str | os.PathLike[str]]) -> tuple[list[Document], list[str]]: ...
def merge(articles: list[Article], base: str | None = None) -> Network: ...
def named_queries() -> list[tuple[str, str, str, list[tuple[str, str, str]]]]: ...
