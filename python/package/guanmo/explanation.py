"""Why statements are there: the sentences, articles, rules and confidences behind them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _html

if TYPE_CHECKING:
    from .graph import Statement


class Explained(NamedTuple):
    """A statement in one line, and for each support the sentence in three parts (before, words, behind) and the source."""

    statement: Statement
    line: str
    sentences: tuple[tuple[str, str, str, str], ...]

    def sources(self) -> list[str]:
        """Title, outlet, date, rule, confidence and characters of each support."""
        return [
            f"{shown[3]} · rule {support.rule} · confidence {support.confidence:.2f} · characters {support.start}–{support.end}"
            for shown, support in zip(self.sentences, self.statement.supports, strict=True)
        ]


class Explanation(Sequence[Explained]):
    """The statements about something with their sentences; ``str`` of it is what ``guanmo explain`` prints."""

    def __init__(self, name: str, explained: list[Explained]) -> None:
        self.name, self._explained = name, explained

    def __len__(self) -> int:
        return len(self._explained)

    def __getitem__(self, place: Any) -> Any:
        return self._explained[place]

    def __str__(self) -> str:
        lines = []
        for explained in self._explained:
            lines.append(explained.line)
            for shown, source in zip(explained.sentences, explained.sources(), strict=True):
                lines += [f"    {''.join(shown[:3])}", f"    {source}"]
            lines.append("")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Explanation of {len(self)} statements about {self.name}>"

    def _repr_html_(self) -> str:
        if not self._explained:
            return f"<i>{escape(f'no statement about {self.name}')}</i>"
        return "".join(
            _html.statement(explained.line, zip((shown[:3] for shown in explained.sentences), explained.sources(), strict=True))
            for explained in self._explained
        )
