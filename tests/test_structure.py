"""The house: imports point one way, one noun per module, nothing unfinished is left in."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from ivbgeo.settings import ROOT

PACKAGES = ("geo", "ivbgeo", "layers", "views")
MODULES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
LONGEST = 350
LONGER = {
    Path("ivbgeo/messages.py"): "one table",
    Path("ivbgeo/store/migrations/versions/r0001_first_tables.py"): "one list of tables",
    Path("ivbgeo/embedded/source.py"): "the readers of every source file of data/",
}


def test_imports_point_one_way():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def _imported(path):
    """The names of the packages that a module imports, at any place in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


def test_nothing_imports_the_app_and_the_app_leaves_maps_and_sql_to_others():
    assert [path for path in MODULES if "app" in _imported(path)] == []
    assert set(_imported(ROOT / "app.py")).isdisjoint({"folium", "streamlit_folium", "sqlalchemy"})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST or path.relative_to(ROOT) in LONGER


def test_no_module_is_left_unfinished():
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [str(path.relative_to(ROOT)) for path in MODULES if words.search(path.read_text())]
    assert found == []


def test_every_exception_to_the_style_has_its_reason():
    bare = re.compile(r"#\s*(noqa(: [A-Z0-9, ]+)?|type: ignore(\[[\w, -]+\])?)\s*$")
    found = []
    for path in [*(ROOT / "ivbgeo").rglob("*.py"), *(ROOT / "views").rglob("*.py")]:
        source = io.StringIO(path.read_text(encoding="utf-8"))
        found += [
            f"{path.relative_to(ROOT)}:{token.start[0]}"
            for token in tokenize.generate_tokens(source.readline)
            if token.type == tokenize.COMMENT and bare.search(token.string)
        ]
    assert found == []


def test_the_folders_of_the_tests_are_no_packages():
    assert list((ROOT / "tests").rglob("__init__.py")) == [ROOT / "tests" / "__init__.py"]
