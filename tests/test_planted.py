"""No point, id, text or count of elsewhere gets out: each function, command and file, as anybody.

Functions are found by walking the packages for what takes a viewer: a new one that nobody says here
how to call makes this fail. What draws on a page gets all that it draws from these.
"""

import inspect
import itertools
import sys
from contextlib import suppress

import numpy as np
import pytest
from typer.main import get_command

from geo import GeoError
from ivbgeo.answering import answer
from ivbgeo.cli import main
from ivbgeo.cli.main import app
from ivbgeo.errors import IvbgeoError
from ivbgeo.export import Format, export
from ivbgeo.history import History
from ivbgeo.holdings import holdings
from ivbgeo.points import points_of
from ivbgeo.prevention.listing import preventions, spots
from ivbgeo.signals import watch
from ivbgeo.store import Store
from tests.planted import (
    CASES,
    FILE,
    GROUP,
    KIND,
    OTHER,
    OTHER_BUURT,
    OWN,
    SECRETS,
    SPOT_HERE,
    VIEWERS,
    WORDS,
    opened,
    plant,
)
from tests.viewing import ASKED, GIVEN_BACK, MONTH, WRITES, At, calls, reads

# There is no kept scenario, nor a file of a planner.
REFUSED = {"ivbgeo.plannerfiles.holding.find", "ivbgeo.scenario.keeping.read"}


@pytest.fixture(scope="module")
def planted(databases, tmp_path_factory):
    store = Store.open(databases.address("sqlite", filled=True))
    yield plant(store, tmp_path_factory.mktemp("gemerkt"))
    store.close()


@pytest.fixture(scope="module")
def at(planted, tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    with planted.edition.reading() as connection:
        yield At(planted.edition, planted.store, connection, folder)


def outcome(function, given):
    """Give what comes out, and whether that is more than a refusal."""
    try:
        made = function(**given)
        # What reads as it goes is read here.
        return list(made) if inspect.isgenerator(made) else made, True
    except (IvbgeoError, GeoError) as error:
        return str(error), False


def more(made):
    """Give what can be asked of what came out."""
    if isinstance(made, History):
        yield watch(made)


@pytest.fixture(scope="module")
def called(planted, at):
    """What came out that should not have, by function and viewer, and which told anything."""
    leaks, telling = {}, set()
    for (who, viewer), (name, function) in itertools.product(VIEWERS.items(), reads().items()):
        if name in WRITES | GIVEN_BACK:
            continue
        for given in calls(at, viewer, name, function):
            made, tells = outcome(function, given)
            if tells:
                telling.add(name)
            found = planted.found(who, [made, *more(made)])
            if found:
                leaks.setdefault(f"{name} {who}", set()).update(found)
    return leaks, telling


def test_every_function_that_takes_a_viewer_is_called_or_has_a_reason_not_to():
    assert len(reads()) > 150
    assert not (WRITES | GIVEN_BACK) - set(reads())
    assert not WRITES & GIVEN_BACK


def test_no_function_gives_a_viewer_what_is_not_for_them(called):
    leaks, telling = called
    assert leaks == {}
    # Each of them was really called, and not always refused.
    assert set(reads()) - WRITES - GIVEN_BACK - telling == REFUSED


@pytest.mark.parametrize("who", VIEWERS)
def test_who_may_see_a_mark_does_in_every_kind_of_file_and_no_other_mark(planted, who):
    """Or the search would find nothing anywhere."""
    assert bool(planted.may_see[who]) is (who != "publiek")
    answers = [answer(planted.edition, one, VIEWERS[who]) for one in ASKED]
    assert planted.found(who, answers) == set()
    for form in Format:
        content = export(answers, form)
        seen = planted.found("publiek", opened(f"x.{form}", content))
        assert seen == {str(mark) for mark in planted.may_see[who]}, form
        assert planted.found(who, opened(f"x.{form}", content)) == set()


def test_points_and_texts_are_found_where_they_are(planted):
    points = points_of(planted.edition, VIEWERS["planner"], KIND, MONTH)
    assert planted.found("beheer", points) == {"punt"}
    assert planted.found("planner", points) == set()
    for point in planted.points:
        for told in (f"{point.x:.1f}", f"({point.lat:.6f})", np.array([point.y]).tobytes()):
            assert planted.found("beheer", told) == {point.name}
    for told in (SECRETS[0].lower(), f"<p>{SECRETS[1]}</p>".encode()):
        assert len(planted.found("beheer", told)) == 1
    # A plek is for those of its own wijk alone, and a group that is intern for who reads that.
    for who, viewer in VIEWERS.items():
        seen = [one.spot.remark for one in spots(planted.edition, viewer)]
        assert seen == ([SPOT_HERE] if who in WORDS[SPOT_HERE] else [])
        groups = [one.prevention.name for one in preventions(planted.edition, viewer)]
        assert groups == ([GROUP] if who in WORDS[GROUP] else [])
    here = spots(planted.edition, VIEWERS["was"])
    assert planted.found("planner", here) == {SPOT_HERE, f"plek {OWN}"}
    assert planted.found("was", here) == set()
    files = holdings(planted.store, VIEWERS["beheer"])
    assert FILE in planted.found("planner", files)
    assert FILE not in planted.found("beheer", files)


# --- commands -----------------------------------------------------------------------------------

_OF = ("--category", KIND, "--from", "2024")
COMMANDS = {
    "counts": [
        ("--level", level, *_OF, "--category", CASES, "--format", form)
        for level, form in (("wijk", "gpkg"), ("casewijk", "json"))
    ],
    "signals": [("--level", "wijk", "--month", "2024-02")],
    "hours": [(*_OF, "--area", OTHER_BUURT, "--division-year", "2025")],
    "measures": [()],
    "map": [(KIND, "--level", "wijk", "--from", "2024", "--out", "kaart.svg")],
    "cameras evaluate": [("--buurt", OTHER_BUURT, "--from", "2024-07", "--category", KIND)],
    "cameras list": [()],
    "cameras scenarios": [()],
    "cameras files list": [()],
    "cameras plan": [
        ("--counts", "--kind", KIND, "--from", "2024", "--in", OTHER_BUURT, "--p", "1",
         "--grid", "400", "--out", "plan.json")
    ],
    "record list": [()],
    "groups": [("--lon", "4.493", "--lat", "52.058", "--radius", "5000")],
    "prevention list": [(), ("--format", "json")],
    "prevention coverage": [()],
    "prevention wanting": [("--format", "json")],
}  # fmt: skip
NO_WIJK = {"cameras list", "cameras scenarios", "cameras plan", "record list", "groups"}
# Of one document or place: by who has most to hide, or sees most.
ONCE = {
    "profile": ("wijkregisseur", OTHER, "--out", "wijk.pdf"),
    "sheet": ("was", OTHER, "--out", "ronde.pdf"),
    "cameras dossier": ("planner", "Stadhuisplein", "--out", "dossier.docx"),
    "cameras sight": (
        "planner", "--x", "93500", "--y", "452500", "--direction", "0", "--angle", "90",
        "--reach", "40", "--out", "zicht.geojson",
    ),
}  # fmt: skip
# These change which files a planner has, and give no figure.
CHANGE = {"cameras files add", "cameras files withdraw", "cameras files erase"}


def _looking(command, path=()):
    """Give the names of the commands that look as a role."""
    for name, one in getattr(command, "commands", {}).items():
        if hasattr(one, "commands"):
            yield from _looking(one, (*path, name))
        elif any("--as" in parameter.opts for parameter in one.params):
            yield " ".join((*path, name))


@pytest.fixture
def run(planted, monkeypatch, capfdbinary, tmp_path):
    """Run a command as somebody; gives all that it wrote and said."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", planted.store.engine.url.render_as_string())
    monkeypatch.chdir(tmp_path)

    def run(command, who, *arguments):
        wijken = [word for wijk in sorted(VIEWERS[who].wijken) for word in ("--wijk", wijk)]
        if command in NO_WIJK:
            wijken = []
        words = (*command.split(), *arguments, "--as", who, *wijken)
        monkeypatch.setattr(sys, "argv", ["ivbgeo", *words])
        with suppress(SystemExit):
            main()
        yield from capfdbinary.readouterr()
        for file in tmp_path.iterdir():
            yield from opened(file.name, file.read_bytes())
            file.unlink()

    return run


def test_every_command_that_looks_as_a_role_is_run():
    assert set(_looking(get_command(app))) <= {*COMMANDS, *ONCE, *CHANGE}


@pytest.mark.parametrize("who", sorted(set(VIEWERS) - {"iedereen"}))
def test_no_command_writes_what_is_not_for_who_looks(planted, run, who):
    for command, each in COMMANDS.items():
        for arguments in each:
            assert planted.found(who, run(command, who, *arguments)) == set(), command


@pytest.mark.parametrize("command", ONCE)
def test_no_document_has_what_is_not_for_who_looks(planted, run, command):
    who, *arguments = ONCE[command]
    made = list(run(command, who, *arguments))
    assert len(made) > 2
    assert planted.found(who, made) == set()
