"""The embedded data into the store: all of it or nothing, and nothing twice.

What another dataset took over, such as areas at full resolution, stays as that has it.
"""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

from geo import Level
from ivbgeo.borders import connect_years
from ivbgeo.category import Category
from ivbgeo.embedded import read
from ivbgeo.embedded.catalogue import read_catalogue
from ivbgeo.errors import DataError
from ivbgeo.machine import beheerder
from ivbgeo.measures.seeds import put_seeds, seeds
from ivbgeo.municipality import municipality_in
from ivbgeo.period import Period
from ivbgeo.record import Act, Entry
from ivbgeo.store import Store, categories, counts, datasets, divisions, policy, postcodes
from ivbgeo.store.comparing import find_differences
from ivbgeo.store.counts import CountRow
from ivbgeo.store.designations import add_designations
from ivbgeo.store.orphans import find_orphans
from ivbgeo.store.record import add_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from geo import Crosswalk, Division, DivisionId
    from ivbgeo.embedded.rows import AreaCountRow, PopulationRow
    from ivbgeo.store.integrity import Fault

__all__ = ["CATEGORIES", "add_categories", "embedded_keys", "find_damage", "load_demo"]

CATEGORIES = "categories"
"""The one embedded dataset that is of no place: any gemeente can have it alone."""


def load_demo(store: Store, data_dir: Path) -> bool:
    """Bring the store up to date with the embedded data.

    Returns
    -------
    bool
        Whether anything was written; False if the store had this very data, row by row.

    Raises
    ------
    DataError
        If a file of ``data_dir`` is missing or not as it should be, or if the store is of another
        gemeente; the store stays as it was.
    """
    catalogue = read_catalogue(data_dir)
    with store.reading() as connection:
        present = {
            dataset.provenance.dataset: dataset.provenance
            for dataset in datasets.list_datasets(connection)
            if dataset.kind == datasets.EMBEDDED
        }
    if present == catalogue and not find_damage(store, data_dir):
        return False
    found = read.read_divisions(data_dir)
    crosswalks = read.read_crosswalks(data_dir)
    taxonomy = _taxonomy(data_dir)
    population = tuple(_population(read.read_population(data_dir)))
    published = read.read_area_counts(data_dir)
    inspanningen = seeds(read.read_measures(data_dir))
    placed = {row.postcode4: row.area for row in read.read_postcodes(data_dir) if row.area}
    nouns: dict[str, Any] = {
        "indicators": read.read_indicators(data_dir),
        "regional_priorities": read.read_regional_priorities(data_dir),
        "speerpunt_categories": read.read_speerpunt_categories(data_dir),
        "speerpunt_correspondence": read.read_speerpunt_correspondence(data_dir),
        "speerpunten": read.read_speerpunten(data_dir),
    }
    camera_areas = read.read_camera_areas(data_dir)
    with store.writing() as connection:
        _refuse_other_gemeente(connection, found)
        datasets.remove_datasets(connection, set(present) - set(catalogue))
        number = {
            name: datasets.put_dataset(connection, datasets.EMBEDDED, provenance)
            for name, provenance in catalogue.items()
        }
        taken = _taken_over(connection)
        for division in found:
            if division.id not in taken:
                name = read.DIVISION_FILES[division.id].removesuffix(".geojson")
                divisions.add_division(connection, number[name], division)
        numbers = divisions.division_numbers(connection)
        if taken:
            connect_years(connection, {division.id for division in found} - taken)
        for crosswalk in crosswalks:
            if not _is_superseded(crosswalk, taken):
                name = read.crosswalk_file(crosswalk)
                divisions.add_crosswalk(connection, number[name], crosswalk, numbers)
        # What a fetched table calls its categories goes before what ivbgeo calls them.
        others = categories.read_taxonomy(connection)
        categories.write_categories(
            connection, number[CATEGORIES], [c for c in taxonomy if c.code not in others]
        )
        counts.add_counts(connection, number["population"], population, numbers)
        postcodes.add_postcodes(connection, number["postcodes"], placed, numbers)
        for name in sorted({row.dataset for row in published}):
            rows = [_published(row) for row in published if row.dataset == name]
            counts.add_counts(connection, number[name], rows, numbers)
        for name, rows_of_noun in nouns.items():
            policy.add_policy(connection, number[name], rows_of_noun)
        add_designations(connection, number["camera_areas"], camera_areas)
        put_seeds(connection, inspanningen)
        _refuse_orphans(connection, [numbers[division] for division in taken])
        told = f"{len(catalogue)} datasets"
        entry = Entry.by(beheerder(), Act.INGELEZEN, "gegevens bij ivbgeo", detail=told)
        add_lines(connection, [entry])
    return True


def add_categories(connection: Connection, data_dir: Path) -> None:
    """Write the embedded categories that a store does not have yet, for any gemeente.

    Raises
    ------
    DataError
        If a file of ``data_dir`` is missing or not as it should be.
    """
    known = categories.read_taxonomy(connection)
    missing = [category for category in _taxonomy(data_dir) if category.code not in known]
    if not missing:
        return
    present = {d.provenance.dataset: d.id for d in datasets.list_datasets(connection)}
    number = present.get(CATEGORIES)
    if number is None:
        provenance = read_catalogue(data_dir)[CATEGORIES]
        number = datasets.add_dataset(connection, datasets.EMBEDDED, provenance)
    categories.write_categories(connection, number, missing)


def find_damage(store: Store, data_dir: Path) -> list[Fault]:
    """Find where the embedded data in a store differs from the same data loaded anew.

    Raises
    ------
    DataError
        If a file of ``data_dir`` is missing or not as it should be.
    """
    with tempfile.TemporaryDirectory() as folder:
        anew = Store.open(f"sqlite:///{folder}/anew.sqlite")
        try:
            with store.reading() as found:
                if embedded_keys(found) <= {CATEGORIES}:
                    with anew.writing() as wanted:
                        add_categories(wanted, data_dir)
                else:
                    load_demo(anew, data_dir)
                with anew.reading() as wanted:
                    return list(find_differences(found, wanted, datasets.EMBEDDED))
        finally:
            anew.close()


def embedded_keys(connection: Connection) -> set[str]:
    """Give the embedded datasets that a store has, by key."""
    return {d.provenance.dataset for d in datasets.list_datasets(connection) if d.is_embedded}


def _refuse_other_gemeente(connection: Connection, found: Iterable[Division]) -> None:
    here = municipality_in(connection)
    own = next(division for division in found if division.level is Level.GEMEENTE)
    if here is not None and here.id.code not in own:
        raise DataError(
            "demo.other_gemeente", value=here.name, code=here.id.code, name=own.names[0]
        )


def _refuse_orphans(connection: Connection, numbers: Collection[int]) -> None:
    """Refuse figures of areas that a division which was taken over does not have."""
    orphans = find_orphans(connection, numbers)
    if orphans:
        areas = ", ".join(sorted({f"{each.code} ({each.division})" for each in orphans}))
        raise DataError("demo.orphans", areas=areas)


def _taken_over(connection: Connection) -> set[DivisionId]:
    """Give the divisions that are of another dataset than an embedded one."""
    embedded = {d.id for d in datasets.list_datasets(connection) if d.is_embedded}
    owners = divisions.division_datasets(connection)
    return {wanted for wanted, owner in owners.items() if owner not in embedded}


def _is_superseded(crosswalk: Crosswalk, taken: set[DivisionId]) -> bool:
    """Whether a crosswalk by surface is of borders that were replaced; one by name stays right."""
    by_surface = crosswalk.source.level is crosswalk.target.level
    return by_surface and bool({crosswalk.source, crosswalk.target} & taken)


def _taxonomy(data_dir: Path) -> list[Category]:
    return [
        *(
            Category(row.code, row.title, row.kind.value, row.members)
            for row in read.read_categories(data_dir)
        ),
        *_POPULATION,
    ]


_POPULATION = (
    Category("inwoners", "Inwoners", "bevolking"),
    Category("huishoudens", "Huishoudens", "bevolking"),
    # Of these the embedded data has no figures; CBS has.
    Category("woningen", "Woningen", "bevolking"),
    Category("land_ha", "Oppervlakte land (ha)", "bevolking"),
)


def _population(rows: tuple[PopulationRow, ...]) -> Iterator[CountRow]:
    for row in rows:
        values = {
            "inwoners": row.inhabitants,
            "huishoudens": row.households,
            "land_ha": row.land_ha,
        }
        for category, value in values.items():
            yield CountRow(
                row.area, category, Period.year(row.year), value, estimated=row.estimated
            )


def _published(row: AreaCountRow) -> CountRow:
    return CountRow(row.area, row.category, row.period, row.count, row.provisional)
