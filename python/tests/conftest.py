"""What several tests use: invented articles, a store of them, the program."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import guanmo
import pytest

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "it" / "fixtures"


@pytest.fixture(scope="session")
def extractor() -> guanmo.Extractor:
    return guanmo.Extractor()


@pytest.fixture(scope="session")
def articles(extractor: guanmo.Extractor) -> list[guanmo.Article]:
    return extractor.extract_many(guanmo.read(FIXTURES, strict=True))


@pytest.fixture(scope="session")
def graph(articles: list[guanmo.Article]) -> guanmo.Graph:
    return guanmo.merge(articles)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, articles: list[guanmo.Article]) -> Path:
    """A store on disk with the invented articles."""
    path = tmp_path_factory.mktemp("stores") / "store"
    with guanmo.Store.open_or_create(path) as store:
        store.add(articles)
    return path


@pytest.fixture(scope="session")
def program() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The program that was built beside the package."""
    path = os.environ.get("GUANMO") or shutil.which("guanmo", path=ROOT / "target" / "release")
    if path is None:
        pytest.skip("the program is not built: cargo build --release")

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run([path, *map(str, arguments)], capture_output=True, text=True, cwd=ROOT)

    return run
