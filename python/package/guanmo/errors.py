"""Exceptions. Their messages are those of the program: what is wrong, where, and what to do."""

from __future__ import annotations

__all__ = [
    "GuanmoError",
    "GuanmoWarning",
    "MissingPackage",
    "QueryError",
    "ReadError",
    "RuleError",
    "SeveralArticles",
    "StoreError",
    "WordError",
]


class GuanmoError(Exception):
    """What every exception of the package is."""


class ReadError(GuanmoError, ValueError):
    """A document is refused: missing, empty, binary, too large, of a format that is not read."""


class SeveralArticles(ReadError):
    """A text that should be one article holds several; ``extract_page`` gives them all."""


class RuleError(GuanmoError, ValueError):
    """A rule file is broken, or its folder cannot be read."""


class StoreError(GuanmoError):
    """A store is missing, in use, damaged, of a newer layout, or cannot be written."""


class QueryError(GuanmoError, ValueError):
    """A query has a syntax error (with line and column), took too long, or names what is not there."""


class WordError(GuanmoError, ValueError):
    """A name, relation, type or date means nothing here, or several things.

    Attributes:
        candidates: names that mean one thing each, nearest first; empty where none comes near.
    """

    def __init__(self, message: str, candidates: list[str] | None = None) -> None:
        super().__init__(message)
        self.candidates: list[str] = candidates or []

    def __reduce__(self) -> tuple[type[WordError], tuple[str, list[str]]]:
        return type(self), (str(self), self.candidates)


class MissingPackage(GuanmoError, ImportError):
    """A package that only some methods need is not installed."""


class GuanmoWarning(UserWarning):
    """Something was left out: a refused document, rows beyond the limit."""
