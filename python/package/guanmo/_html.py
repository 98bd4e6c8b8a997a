"""Values as HTML for notebooks. Colours are set beside the words, so that nothing depends on a page's style."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._guanmo import Article, Fact

#: One colour for each type, the same in every drawing of the package.
COLOURS = {
    "Person": "#d95f02",
    "Company": "#1b9e77",
    "Organization": "#66a61e",
    "Place": "#7570b3",
    "Project": "#e7298a",
    "Event": "#a6761d",
    "Assessment": "#666666",
}

#: Characters of an article that a notebook shows at most.
MOST_SHOWN = 6000

_MARK = "background:#ffe58a;color:#222;padding:0 .1em"
_FAINT = "opacity:.65;font-size:.9em"


def quotation(before: str, words: str, after: str) -> str:
    """A sentence with the words of a fact highlighted."""
    return f'{escape(before)}<mark style="{_MARK}">{escape(words)}</mark>{escape(after)}'


def fact(value: Fact) -> str:
    """A fact with its sentence."""
    evidence = value.evidence
    how = f"rule {value.rule} · confidence {value.confidence:.2f} · characters {evidence.start}–{evidence.end}"
    return statement(str(value), [(evidence.sentence, how)])


def statement(line: str, supports: Iterable[tuple[tuple[str, str, str], str]]) -> str:
    """A statement with its sentences and where they stand."""
    shown = [
        f'<div style="margin:.2em 0 .2em 1.5em">{quotation(*sentence)}<br><span style="{_FAINT}">{escape(how)}</span></div>'
        for sentence, how in supports
    ]
    return f'<div style="margin:.4em 0"><b>{escape(line)}</b>{"".join(shown)}</div>'


def article(value: Article) -> str:
    """An article's text with its mentions underlined by type, and the number of its facts."""
    text, at, parts = value.text, value.start, []
    end = min(value.end, value.start + MOST_SHOWN)
    for mention in value.mentions:
        if mention.start < at or mention.end > end:
            continue
        parts.append(escape(text[at : mention.start]))
        entity = mention.entity
        parts.append(
            f'<span title="{escape(entity.type)}: {escape(entity.name)}" '
            f'style="border-bottom:2px solid {COLOURS[entity.type]}">{escape(text[mention.start : mention.end])}</span>'
        )
        at = mention.end
    parts.append(escape(text[at:end]) + ("…" if end < value.end else ""))
    head = " · ".join(part for part in (value.title or value.id, value.publisher, value.date) if part)
    body = "".join(parts).strip("\n").replace("\n", "<br>")
    return (
        f"<div><b>{escape(head)}</b> <span style='{_FAINT}'>{len(value.entities)} entities, {len(value.facts)} facts</span>"
        f"{legend()}<div style='line-height:1.7'>{body}</div></div>"
    )


def legend() -> str:
    """Which colour is which type."""
    marks = [f'<span style="border-bottom:2px solid {colour}">{name}</span>' for name, colour in COLOURS.items()]
    return f'<div style="{_FAINT}">{" ".join(marks)}</div>'


def table(head: Iterable[str], rows: Iterable[Iterable[object]], note: str = "") -> str:
    """A table; cells are shown as text."""

    def row(cells: Iterable[object], tag: str) -> str:
        shown = "".join(f"<{tag}>{'' if cell is None else escape(str(cell))}</{tag}>" for cell in cells)
        return f"<tr>{shown}</tr>"

    body = "".join(row(cells, "td") for cells in rows)
    return f'<table><thead>{row(head, "th")}</thead><tbody>{body}</tbody></table><div style="{_FAINT}">{escape(note)}</div>'
