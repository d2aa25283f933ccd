"""What the documents say is so: links, commands, examples, versions."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import tomllib
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import typer

from ivbgeo.cli import app
from ivbgeo.export import COLUMNS
from ivbgeo.settings import ROOT
from layers.cli import app as map_app
from layers.dossier.cli import app as dossier_app
from layers.profile.cli import app as profile_app
from layers.roundsheet.cli import app as sheet_app
from layers.sight.cli import app as sight_app
from tests.replica.server import Replica

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.commandline import CommandLine

HANDLEIDING = ROOT / "docs" / "handleiding"
CHAPTERS = sorted(HANDLEIDING.glob("[0-9]*.md"), key=lambda path: int(path.name.split("-")[0]))
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
# A block of code: its language, the file that it is (if it is one), and what is in it.
_BLOCK = re.compile(r"^```(\w+)(?: ([\w.]+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_ANYTHING = "[...]"
# A command of an example, or a setting that holds from there on.
_PROMPT = re.compile(r"^\$ (?=ivbgeo |export IVBGEO_)", re.MULTILINE)
_GEMEENTE = re.compile(r"--gemeente (GM\d{4})")
_OUTSIDE = ("IVBGEO_POLITIE_URL", "IVBGEO_CBS_URL", "IVBGEO_AREAS_URL", "IVBGEO_WFS_URL")


def _commands() -> dict[str, set[str]]:
    """Give every command of the command line with its options."""
    group = typer.main.get_command(app)
    apps = {"map": map_app, "profile": profile_app, "sheet": sheet_app}
    drawing = {name: typer.main.get_command(one) for name, one in apps.items()}
    commands = {**group.commands, **drawing}
    found = {name: _options(command) for name, command in commands.items()}
    for below in (sight_app, dossier_app):
        found["cameras"] |= _options(typer.main.get_command(below))
    return found


def _options(command: Any) -> set[str]:
    """Give the options of a command, and of those below it."""
    mine = {option for each in command.params for option in each.opts if option[:2] == "--"}
    return mine.union(*map(_options, getattr(command, "commands", {}).values()))


def _anchor(heading: str) -> str:
    """Give the anchor of a heading, as GitHub and GitLab make it."""
    kept = re.sub(r"[^\w\s-]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def _prose(document: Path) -> str:
    return _BLOCK.sub("", document.read_text(encoding="utf-8"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_within_the_repository_leads_somewhere(document: Path):
    for target in _LINK.findall(_prose(document)):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (document.parent / path).resolve() if path else document
        assert file.is_relative_to(ROOT), target
        assert file.exists(), target
        if anchor:
            headings = _HEADING.findall(file.read_text(encoding="utf-8"))
            assert anchor in map(_anchor, headings), target


@pytest.mark.parametrize(
    ("folder", "index"), [(CHAPTERS, HANDLEIDING / "index.md"), (DECISIONS, "docs/adr/README.md")]
)
def test_every_document_of_a_folder_is_in_its_index(folder: list[Path], index: str | Path):
    linked = _LINK.findall((ROOT / index).read_text(encoding="utf-8"))
    assert folder
    assert [path.name for path in folder] == [name for name in linked if name[0].isdigit()]


def test_the_handleiding_has_every_command_with_every_option():
    text = (HANDLEIDING / "4-opdrachtregel.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## ([\w-]+)\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE))
    for name, options in _commands().items():
        assert f"`ivbgeo {name}`" in text
        for option in options - {"--help"}:
            assert re.search(rf"{option}\b", parts[name]), f"{name} {option}"


def _named() -> list[str]:
    """Give every command line that a document names, in a block or between backticks."""
    found = []
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for _, _, block in _BLOCK.findall(text):
            lines = block.splitlines()
            found += [line.removeprefix("$ ") for line in lines if line.startswith("$ ivbgeo ")]
            # In a script: up to what the shell does with it.
            found += re.findall(r"-m (ivbgeo [a-z][^|&>\n]*)", block)
        found += re.findall(r"`(?:\.venv/bin/python -m )?(ivbgeo [a-z][^`…]*)`", _prose(document))
    return found


def test_every_command_that_a_document_names_exists_with_its_options():
    commands = _commands()
    assert len(_named()) > 20
    for line in _named():
        _, name, *rest = shlex.split(line, comments=True)
        assert name in commands, line
        for word in rest:
            if word.startswith("--"):
                assert word in commands[name] | {"--help"}, line


def test_the_handleiding_explains_every_column_of_counts():
    text = (HANDLEIDING / "4-opdrachtregel.md").read_text(encoding="utf-8")
    table = text.split("### De kolommen van counts")[1].split("## map")[0]
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert re.findall(r"`(\w+)`", " ".join(first_cells)) == list(COLUMNS)


def _alike(expected: str, found: str) -> bool:
    """Whether a text is the expected one, where ``[...]`` stands for anything."""
    pattern = ".*".join(map(re.escape, expected.split(_ANYTHING)))
    return re.fullmatch(pattern, found, re.DOTALL) is not None


def _run(commands: CommandLine, line: str, folder: Path, settings: dict[str, str]) -> str:
    """Run a command as a user does; give all it says, and its exit status if there is an error."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("IVBGEO_")} | {
        "IVBGEO_DATABASE_URL": f"sqlite:///{folder / 'store.sqlite'}",
        "IVBGEO_CACHE_DIR": str(folder / "cache"),
        **settings,
    }
    _, *words = shlex.split(line)
    done = commands.run(words, environment, folder)
    assert done.returncode in (0, 1, 2)
    said = (done.stdout + done.stderr).strip()
    return f"{said}\n[eindstatus {done.returncode}]" if done.returncode == 2 else said


@pytest.fixture
def replicas() -> Iterator[dict[str, Replica]]:
    """Stand in for the outside services, for each gemeente that an example fetches."""
    with Replica("GM0637") as home, Replica("GM0344") as other:
        yield {replica.gemeente: replica for replica in (home, other)}
    assert home.errors == other.errors == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_the_examples_of_a_chapter_do_what_it_says(
    chapter: Path, commands: CommandLine, replicas: dict[str, Replica], tmp_path: Path
):
    shutil.copytree(ROOT / "tests" / "data" / "source", tmp_path / "bronnen")
    settings: dict[str, str] = {}
    for _, name, block in _BLOCK.findall(chapter.read_text(encoding="utf-8")):
        if name:
            (tmp_path / name).write_text(block, encoding="utf-8")
            continue
        for example in _PROMPT.split(block)[1:]:
            line, _, expected = example.partition("\n")
            if line.startswith("ivbgeo serve"):  # it would not end
                continue
            if line.startswith("export "):
                variable, _, value = line.removeprefix("export ").partition("=")
                settings[variable] = value
                continue
            asked = _GEMEENTE.search(line)
            services = dict.fromkeys(_OUTSIDE, replicas[asked[1]].url) if asked else {}
            found = _run(commands, line, tmp_path, settings | services)
            assert _alike(expected.strip(), found), f"{line}\n{found}"


def _publiccode() -> dict[str, object]:
    """Read publiccode.yml: mappings, lists of words and folded text, the YAML that it uses.

    A line of any other form is refused, so what passes here means the same to every YAML reader.
    """
    lines = (ROOT / "publiccode.yml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    whole = _mapping(kept, 0)
    assert not kept, kept
    return whole


def _mapping(kept: list[str], indent: int) -> dict[str, object]:
    found: dict[str, object] = {}
    while kept and re.match(rf" {{{indent}}}[^ -]", kept[0]):
        match = re.fullmatch(r" *(\w+):(?: (.+))?", kept.pop(0))
        assert match, "no key"
        key, value = match[1], match[2]
        assert key not in found, key
        if value is None:
            read = _items if kept[0].lstrip().startswith("- ") else _mapping
            found[key] = read(kept, indent + 2)
        elif value == ">-":
            words = []
            while kept and kept[0].startswith(" " * (indent + 2)):
                words.append(kept.pop(0).strip())
            found[key] = " ".join(words)
        else:
            found[key] = _scalar(value)
    assert found, kept[:1]
    return found


def _items(kept: list[str], indent: int) -> list[object]:
    items: list[object] = []
    while kept and kept[0].startswith(" " * indent + "- "):
        rest = kept.pop(0)[indent + 2 :]
        if re.fullmatch(r"\w+: .+", rest):
            kept.insert(0, " " * (indent + 2) + rest)
            items.append(_mapping(kept, indent + 2))
        else:
            items.append(_scalar(rest))
    return items


def _scalar(text: str) -> object:
    if text.startswith('"') or text in ("true", "false"):
        return json.loads(text)
    # Plain words that YAML can't take for anything else.
    assert re.fullmatch(r"[A-Za-z][^#&*!|>\"%@`{}\[\]]*", text), text
    assert ": " not in text, text
    return text


def test_publiccode_has_what_the_standard_asks():
    public = _publiccode()
    required = {
        "publiccodeYmlVersion", "name", "categories", "softwareType", "developmentStatus",
        "platforms", "description", "legal", "maintenance", "localisation",
    }  # fmt: skip
    assert required <= public.keys()
    described = public["description"]["nl"]
    assert 0 < len(described["shortDescription"]) <= 150
    assert 150 <= len(described["longDescription"]) <= 10_000
    assert described["features"]
    assert public["maintenance"].keys() >= {"type", "contacts"}
    assert public["localisation"]["availableLanguages"] == ["nl"]
    assert isinstance(public["localisation"]["localisationReady"], bool)
    assert "example" not in (ROOT / "publiccode.yml").read_text(encoding="utf-8")


def test_version_and_licence_are_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    public = _publiccode()
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## \[([\d.]+)\]", changes, re.MULTILINE)[0] == project["version"]
    assert public["softwareVersion"] == project["version"]
    assert public["legal"]["license"] == project["license"]
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert f"SPDX-License-Identifier: {project['license']}" in licence


def test_every_file_of_data_is_in_the_chapter_on_provenance():
    text = (HANDLEIDING / "6-herkomst.md").read_text(encoding="utf-8")
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert f"`{resource['path']}`" in text
        assert resource["retrieved"] in text


def test_every_dependency_is_explained():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "docs" / "adr" / "0009-dependencies.md").read_text(encoding="utf-8")
    extras = project["optional-dependencies"].values()
    named = [*project["dependencies"], *(each for extra in extras for each in extra)]
    for requirement in named:
        name = re.match(r"[\w-]+", requirement)[0]
        assert f"`{name}`" in text, name
