"""The package itself: types, documents, the notebook; what is missing is said."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import guanmo
import pytest
from conftest import FIXTURES, ROOT

PACKAGE = Path(guanmo.__file__).parent
NOTEBOOKS = sorted((ROOT / "python" / "examples").glob("*.ipynb"))


def test_the_docstrings_are_true() -> None:
    tried = doctest.testmod(guanmo)
    assert tried.attempted > 3 and tried.failed == 0


def test_the_stubs_are_those_of_the_compiled_part() -> None:
    """Every name and argument of the compiled part stands in the stub, and nothing else does."""
    pytest.importorskip("mypy")
    run = subprocess.run([sys.executable, "-m", "mypy.stubtest", "guanmo._guanmo"], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_package_is_typed() -> None:
    pytest.importorskip("mypy")
    command = [sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", "--no-warn-unused-ignores", "-p", "guanmo"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT / "target")
    assert run.returncode == 0, run.stdout
    assert (PACKAGE / "py.typed").exists()


def test_every_public_name_has_a_docstring() -> None:
    for name in guanmo.__all__:
        value = getattr(guanmo, name)
        if isinstance(value, type) and value.__module__ != "guanmo":
            assert value.__doc__, name


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_run(notebook: Path, tmp_path: Path) -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    book = nbformat.read(notebook, as_version=4)
    assert not any(cell.get("outputs") for cell in book.cells), "notebooks are kept without outputs"
    nbclient.NotebookClient(book, timeout=300, resources={"metadata": {"path": tmp_path}}).execute()
    shown = [output for cell in book.cells for output in cell.get("outputs", [])]
    kinds = {kind for output in shown for kind in output.get("data", {})}
    assert {"text/html", "image/png"} <= kinds
    assert any("<svg" in str(output.get("data", {}).get("text/html", "")) for output in shown), "a network is drawn"


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("document", ["README.md", "README.zh.md", "docs/python.md", "python/README.md"])
def test_the_examples_of_the_documents_run(document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of one document run one after the other, in a folder with articles."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.S)
    assert blocks
    (tmp_path / "articles").symlink_to(FIXTURES)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks:
        exec(compile(block, document, "exec"), names)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, graph: guanmo.Graph) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(guanmo.MissingPackage, match=r"to_networkx needs the package networkx; install it with: pip install 'guanmo\[networkx\]'"):
        graph.to_networkx()
    assert issubclass(guanmo.MissingPackage, ImportError)
