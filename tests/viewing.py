"""Every function that takes a viewer, and how each can be called on a store with marks in it."""

import importlib
import inspect
import itertools
import pkgutil
from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple

import shapely

from geo import AreaId, Level
from ivbgeo.answering import answer
from ivbgeo.difference import difference
from ivbgeo.filekind import FileKind
from ivbgeo.mapreading import Statistic
from ivbgeo.measure import Measure, MeasureVersion
from ivbgeo.period import Period
from ivbgeo.policy import Indicator, Speerpunt
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.question import Per, Question
from ivbgeo.reading import read
from ivbgeo.record.asked import Asked
from ivbgeo.scenario import DemandFrom, Scenario
from ivbgeo.theme import THEMES
from ivbgeo.wijk import key_figures, wijk_profile
from ivbgeo.workedout import Ask, Place
from ivbgeo.workedout.counted import rows_of
from ivbgeo.workedout.layout import lay_out
from tests.planted import CASES, KIND, OTHER, OTHER_BUURT, OTHER_CASEWIJK, OWN

# Of all ways to call a function, so many.
MOST, FEW = 4, 1
SLOW = {"all_figures", "wijk_profile", "course_of", "key_figures", "history", "past_of"}
YEAR, MONTH = Period.year(2024), Period.month(2024, 2)
WIJK, ELSEWHERE = AreaId(OWN, 2025, Level.WIJK), AreaId(OTHER, 2025, Level.WIJK)
BUURT, CASEWIJK = (
    AreaId(OTHER_BUURT, 2025, Level.BUURT),
    AreaId(OTHER_CASEWIJK, 2024, Level.CASEWIJK),
)
ASKED = tuple(
    Question(category, level, period)
    for category, level, period in itertools.product((KIND, CASES), Level, (YEAR, MONTH))
)
OF_WIJKEN = Question(KIND, Level.WIJK, YEAR)


class At(NamedTuple):
    """Where functions are called."""

    edition: object
    store: object
    connection: object
    folder: object


# These write, and give nothing that was read but what was brought in with them; or they are the
# command line, which is run below.
WRITES = {
    f"ivbgeo.{name}"
    for name in (
        "areafiles.import_areas", "backup.making.make_backup", "backup.restoring.restore",
        "bringing.Bringing.write", "erasing.erase_camera", "erasing.erase_camera_area",
        "erasing.erase_measure", "erasing.erase_note", "erasing.erase_prevention",
        "erasing.erase_spot", "prevention.tidying.tidy_spots", "measures.changing.add",
        "measures.changing.change", "measures.changing.put_back", "measures.changing.withdraw",
        "prevention.changing.add", "prevention.changing.change", "prevention.changing.put_back",
        "prevention.changing.withdraw", "prevention.importing.import_preventions",
        "register.bringing.bring", "prevention.reporting.change_spot",
        "prevention.reporting.report", "prevention.reporting.solve",
        "register.writing.write_first", "register.writing.write_next",
        "plannerfiles.holding.add", "plannerfiles.holding.erase", "plannerfiles.holding.withdraw",
        "record.keeping.tidy", "remarks.erase_remarks", "register.changing.add",
        "register.changing.change",
        "register.changing.put_back", "register.changing.withdraw",
        "register.importing.import_camera_areas", "scenario.keeping.keep",
        "scenario.keeping.withdraw", "signals.noting.note", "store.register.Register.change",
        "undoing.undo_dataset", "undoing.undo_import",
    )
} | {"layers.profile.paper.profile_pdf"}  # fmt: skip
# What they need is of a measure, a camera or a file of a planner, and comes out as it went in.
GIVEN_BACK = {
    f"ivbgeo.{name}"
    for name in (
        "measures.changing.checked", "measures.where.may_see",
        "measures.words.changes", "measures.words.told", "plannerfiles.holding.areas_of",
        "plannerfiles.holding.obstacles_of", "plannerfiles.holding.spots_of",
        "record.told.dataset_entry", "record.told.refusal_entry", "record.told.import_entry",
        "register.listing.file_says",
        "register.listing.history", "register.words.changes", "register.words.told",
        "signals.noting.may_note", "scenario.naming.buildings", "store.register.Register.history",
        "store.register.Register.newest", "store.register.Register.origin",
        "cameradossier.finding.dossier_of", "cameradossier.gathering.gather",
    )
}  # fmt: skip


def _reads():
    """Give every public function and method of ivbgeo and layers that takes a viewer."""
    for package in ("ivbgeo", "layers"):
        for found in pkgutil.walk_packages(
            importlib.import_module(package).__path__, f"{package}."
        ):
            if ".migrations" in found.name or ".cli" in found.name or "__main__" in found.name:
                continue
            module = importlib.import_module(found.name)
            for name, thing in vars(module).items():
                if name.startswith("_") or getattr(thing, "__module__", "") != module.__name__:
                    continue
                methods = vars(thing).items() if inspect.isclass(thing) else [("", thing)]
                for method, one in methods:
                    public = not method.startswith("_") and inspect.isfunction(one)
                    if public and "viewer" in inspect.signature(one).parameters:
                        yield ".".join(filter(None, (module.__name__, name, method))), one


@cache
def reads():
    """Give them by name. Looked for when a test asks: it loads everything there is."""
    return dict(_reads())


def _zone(edition):
    """A place in the other wijk, as large as a buurt."""
    return edition.division(BUURT.division).area(OTHER_BUURT).polygon


def _middle(edition):
    """The middle of the other wijk, where a plek is."""
    wijk = edition.division(ELSEWHERE.division).area(OTHER).polygon
    return shapely.get_coordinates(shapely.point_on_surface(wijk))[0]


def _place(edition):
    return Place(name="hier", polygon=_zone(edition), starts="2024-07-01", areas=(OTHER_BUURT,))


def _measure(area):
    measure = Measure(title="Iets", area=area, starts=date(2024, 1, 1), category=KIND)
    when = datetime(2024, 1, 1, tzinfo=UTC)
    return MeasureVersion(
        id=1, version=1, changed_at=when, changed_by="beheer", withdrawn=False, measure=measure
    )


def _rows(edition):
    return sorted(edition.row_months)


# By the name of a parameter: what it is called with.
GIVEN = {
    "edition": lambda at, _: [at.edition],
    "store": lambda at, _: [at.store],
    "self": lambda at, _: [at.edition],
    "viewer": lambda _, viewer: [viewer],
    "question": lambda *_: ASKED[::3],
    "category": lambda *_: [KIND, CASES],
    "categories": lambda *_: [(KIND, CASES)],
    "code": lambda *_: [KIND],
    "kinds": lambda *_: [(KIND,)],
    "per": lambda *_: [Per.INWONERS],
    "statistic": lambda *_: [*Statistic],
    "level": lambda *_: [*Level],
    "period": lambda *_: [YEAR, MONTH],
    "before": lambda *_: [Period.year(2023)],
    "periods": lambda *_: [(YEAR, Period.year(2023))],
    "within": lambda *_: [Period((2023, 1), (2024, 12))],
    "span": lambda *_: [YEAR],
    "year": lambda *_: [2024, 2025],
    "earlier": lambda *_: [2023],
    "later": lambda *_: [2024],
    "last_month": lambda *_: [2024 * 12 + 11],
    "today": lambda *_: [date(2026, 11, 27)],
    "when": lambda *_: [date(2024, 6, 1)],
    "on": lambda *_: [date(2026, 11, 27)],
    "area": lambda *_: [WIJK, ELSEWHERE, BUURT, CASEWIJK],
    "areas": lambda *_: [(WIJK, ELSEWHERE, BUURT, CASEWIJK)],
    "wijk": lambda *_: [WIJK, ELSEWHERE],
    "wanted": lambda at, _: [one for one in at.edition.numbers if one.year >= 2024],
    "division": lambda at, _: [at.edition.division(ELSEWHERE.division)],
    "dataset_id": lambda at, _: _rows(at.edition),
    "found": lambda at, _: [[at.edition.datasets[one] for one in _rows(at.edition)]],
    "noun": lambda *_: [Indicator, Speerpunt],
    "asked": lambda *_: [
        Scenario(kinds=((KIND, 1.0),), period=YEAR, number=1, spacing=400.0, areas=(ELSEWHERE,))
    ],
    "ask": lambda at, _: [Ask(_place(at.edition), (KIND,))],
    "place": lambda at, _: [_place(at.edition)],
    "border": lambda at, _: [_zone(at.edition)],
    "zone": lambda at, _: [_zone(at.edition)],
    "rows": lambda at, _: [rows_of(at.edition, (KIND,))],
    "layout": lambda at, _: [
        lay_out(
            at.edition, at.edition.division(BUURT.division), _place(at.edition), 0, (), whole=True
        )
    ],
    "connection": lambda at, _: [at.connection],
    "source": lambda at, _: [(at.edition.datasets[_rows(at.edition)[0]], frozenset([24289]))],
    "reading": lambda at, viewer: [read(at.edition, OF_WIJKEN, Statistic.PER_1000, viewer)],
    "whole": lambda at, viewer: answer(
        at.edition, Question(CASES, Level.CASEWIJK, YEAR), viewer
    ).figures,
    "profile": lambda at, viewer: [wijk_profile(at.edition, viewer, ELSEWHERE, YEAR)],
    "static_dir": lambda at, _: [at.folder],
    **{name: lambda *_, made=made: [made] for name, made in {
        "text": OTHER, "key": "", "token": "x", "number": 1, "measure_id": 1, "sha256": "0" * 64,
        "what": "x", "kind": FileKind.PUBLIC, "name": "x", "camera": True, "choices": (KIND, ""),
        "versions": (), "most": 5,
        "offered": (), "signals": (), "demand": DemandFrom.INCIDENTS, "buildings": None,
        "places": (),
    }.items()},
}  # fmt: skip
# Where one name means something else: with the name of the function, or its type.
OTHERWISE = {
    "category: Category": lambda at, _: [at.edition.taxonomy[one] for one in (KIND, CASES)],
    "kinds: Sequence[Category]": lambda at, _: [(at.edition.taxonomy[KIND],)],
    "wanted: Sequence[Category]": lambda at, _: [(at.edition.taxonomy[KIND],)],
    "before_after version": lambda *_: [_measure(WIJK), _measure(ELSEWHERE), _measure(BUURT)],
    "before_after others": lambda *_: [()],
    "Theme self": lambda *_: THEMES,
    "area_dossier code": lambda *_: [OTHER],
    "camera_area text": lambda *_: ["Stadhuisplein"],
    "find_subject name": lambda *_: ["Stadhuisplein"],
    "find_subject camera": lambda *_: [False],
    "asked: Asked": lambda *_: [Asked()],
    "key: KeyFigure": lambda at, viewer: key_figures(at.edition, viewer, ELSEWHERE, YEAR)[:1],
    "answer question": lambda *_: ASKED,
    "find question": lambda *_: ASKED,
    "difference_summary reading": lambda at, viewer: [
        difference(at.edition, ASKED[0], Period.year(2023), Statistic.AANTAL, viewer)
    ],
    "difference statistic": lambda *_: [Statistic.AANTAL, Statistic.PER_1000],
    "difference_map statistic": lambda *_: [Statistic.AANTAL],
    "dossier_of period": lambda *_: [YEAR],
    "may_change_it said": lambda at, _: [
        Prevention(kind="groep", name="x", border=_zone(at.edition)),
        Prevention(kind="groep", name="x", area=WIJK),
    ],
    "history key": lambda *_: ["register-1"],
    "spot_history key": lambda *_: ["register-1", "register-2"],
    "owns_points x": lambda at, _: [_middle(at.edition)[:1]],
    "owns_points y": lambda at, _: [_middle(at.edition)[1:]],
    "groups_near lon": lambda *_: [4.493],
    "groups_near lat": lambda *_: [52.058],
    "groups_near radius": lambda *_: [200.0, 5000.0],
    "near x": lambda at, _: [_middle(at.edition)[0]],
    "near y": lambda at, _: [_middle(at.edition)[1]],
}


def calls(at, viewer, name, function):
    """Give ways to call a function as a viewer, as arguments by name.

    Raises
    ------
    KeyError
        If nobody said what to give for a parameter that has to be given.
    """
    short = name.rpartition(".")[2]
    chosen = {}
    for one, parameter in inspect.signature(function).parameters.items():
        if parameter.default is parameter.empty or one in {"area", "viewer"}:
            otherwise = (
                f"{name.split('.')[-2]} {one}",
                f"{short} {one}",
                f"{one}: {parameter.annotation}",
            )
            given = next((OTHERWISE[key] for key in otherwise if key in OTHERWISE), None)
            given = given or GIVEN[one]
            chosen[one] = given(at, viewer)
    made = list(itertools.product(*chosen.values()))
    most = FEW if name.startswith("layers.") or short in SLOW else MOST
    # Of very many, some that lie as far apart as can be.
    for each in made[:: max(1, -(-len(made) // most))]:
        yield dict(zip(chosen, each, strict=True))
