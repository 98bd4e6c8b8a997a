"""What several modules use."""

from __future__ import annotations

import importlib
from typing import Any

from ._guanmo import Document
from .errors import MissingPackage


def document(fields: dict[str, Any]) -> Document:
    """A document of its fields, for pickle."""
    text = fields.pop("text")
    return Document(text, **fields)


def package(name: str, extra: str, purpose: str) -> Any:
    """A package that only some methods need, or the command that installs it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingPackage(f"{purpose} needs the package {name}; install it with: pip install 'guanmo[{extra}]'") from error
