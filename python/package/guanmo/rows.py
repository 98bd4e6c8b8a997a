"""The answer of a query: named columns of plain Python values, and frames of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from . import _html
from ._tools import package

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

#: Rows that a notebook shows.
MOST_SHOWN = 50


class Rows(Sequence[tuple[Any, ...]]):
    """Rows of a query, a sequence of tuples in the order of :attr:`variables`.

    A cell is ``None`` where the variable is unbound; else an ``int``, ``float``, ``bool``, ``decimal.Decimal`` (amounts,
    in yuan where the ontology says so) or ``datetime.date`` by the type of the literal; else ``str``: the words of a
    literal, a full IRI, a month (``2023-05``) or a year.

    Attributes:
        variables: names of the columns, without ``?``.
        columns: the columns by name, each a list as long as there are rows.
        cut: whether there were more rows than the limit.
    """

    __slots__ = ("columns", "cut", "variables")

    def __init__(self, variables: list[str], columns: list[list[Any]], cut: bool = False) -> None:
        self.variables = variables
        self.columns = dict(zip(variables, columns, strict=True))
        self.cut = cut

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), []))

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        if isinstance(place, str):
            return self.columns[place]
        if not -len(self) <= place < len(self):
            raise IndexError(f"row {place} of {len(self)}")
        return tuple(column[place] for column in self.columns.values())

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return zip(*self.columns.values(), strict=True)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Rows as dicts by variable."""
        return [dict(zip(self.variables, row, strict=True)) for row in self]

    def to_arrow(self) -> pyarrow.Table:
        """A ``pyarrow.Table``: int64, float64, bool, decimal128, date32 or string, one type a column.

        A column whose cells are of several types becomes strings.
        """
        arrow = package("pyarrow", "arrow", "to_arrow")
        return arrow.table({name: _array(arrow, cells) for name, cells in self.columns.items()})

    def to_pandas(self) -> pandas.DataFrame:
        """A ``pandas.DataFrame`` with Python values in the cells; missing cells are ``None`` or ``NaN``."""
        library = package("pandas", "pandas", "to_pandas")
        frame: pandas.DataFrame = library.DataFrame(self.columns, columns=self.variables)
        return frame

    def to_polars(self) -> polars.DataFrame:
        """A ``polars.DataFrame`` with the types of :meth:`to_arrow`."""
        library = package("polars", "polars", "to_polars")
        frame: polars.DataFrame = library.DataFrame({name: _one_type(cells) for name, cells in self.columns.items()}, strict=False)
        return frame

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The Arrow stream that other libraries read without a copy (needs pyarrow)."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self.variables)}{' (cut)' if self.cut else ''}>"

    def _repr_html_(self) -> str:
        note = f"{len(self)} rows" + (f", the first {MOST_SHOWN} are shown" if len(self) > MOST_SHOWN else "")
        return _html.table(self.variables, self[:MOST_SHOWN], note)


def _one_type(cells: list[Any]) -> list[Any]:
    """The cells, as text where they are of several types."""
    kinds = {type(cell) for cell in cells if cell is not None}
    return cells if len(kinds) <= 1 else [None if cell is None else str(cell) for cell in cells]


def _array(arrow: Any, cells: list[Any]) -> Any:
    cells = _one_type(cells)
    return arrow.array(cells, type=arrow.string() if all(cell is None for cell in cells) else None)
