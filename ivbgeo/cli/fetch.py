"""``ivbgeo fetch``."""

from __future__ import annotations

import json
import re
from contextlib import ExitStack, closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ivbgeo.cli import output
from ivbgeo.cli.withholding import decide_after
from ivbgeo.errors import UsageError
from ivbgeo.fetch.http import Client
from ivbgeo.fetch.kept import Kept
from ivbgeo.fetch.police import Wanted, fetch_police
from ivbgeo.fetch.subject import OVERLAST, POLITIE
from ivbgeo.messages import sentence
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ivbgeo.fetch.subject import Subject

    Progress = Callable[[str, int, int], None]

__all__ = ["run_fetch"]

_SUBJECTS = {subject.key: subject for subject in (POLITIE, OVERLAST)}
_AREAS, _POPULATION = "areas", "population"
_KINDS = (*_SUBJECTS, _AREAS, _POPULATION)
_YEARS = re.compile(r"(\d{4})(?:\s*-\s*(\d{4}))?")
_FIRST, _LAST = 1990, 2200
_STOPPED = 1


def run_fetch(
    kind: str,
    gemeente: str,
    years: str | None,
    base_url: str | None,
    division_year: int | None,
    report: Path | None,
    *,
    anew: bool,
) -> None:
    """Fetch figures or areas of a gemeente into the store."""
    if kind not in _KINDS:
        raise UsageError("fetch.kind", value=kind, known=", ".join(_KINDS))
    settings = Settings.load()
    asked = None if years is None else _years(years)
    wanted = Wanted(gemeente, _today(), asked, division_year)
    with ExitStack() as stack:
        store = stack.enter_context(closing(Store.open(settings.database_url)))
        progress = stack.enter_context(output.following())
        if kind in _SUBJECTS:
            client = stack.enter_context(_client(base_url or settings.politie_url))
            found: Any = _police(
                store, settings, _SUBJECTS[kind], wanted, client, progress, anew=anew
            )
        else:
            _refuse_options(kind, division_year=division_year, opnieuw=anew)
            if asked is None:
                raise UsageError("fetch.no_years", value=kind)
            found = _other(stack, kind, store, settings, wanted, base_url, progress)
    for told in found.sentences:
        output.say(told)
    if report is not None:
        record = json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str)
        write_whole(report, f"{record}\n".encode())
    decide_after(changed=True)


def _police(
    store: Store,
    settings: Settings,
    subject: Subject,
    wanted: Wanted,
    client: Client,
    progress: Progress,
    *,
    anew: bool,
) -> object:
    kept = Kept(settings.cache_dir / "fetch" / subject.key, anew=anew)
    try:
        return fetch_police(
            store,
            subject,
            wanted,
            client=client,
            kept=kept,
            data_dir=settings.data_dir,
            progress=progress,
        )
    except KeyboardInterrupt:
        output.error(sentence("fetch.interrupted"))
        raise SystemExit(_STOPPED) from None


def _other(
    stack: ExitStack,
    kind: str,
    store: Store,
    settings: Settings,
    wanted: Wanted,
    base_url: str | None,
    progress: Progress,
) -> object:
    years = sorted(wanted.years or ())
    data_dir = settings.data_dir
    if kind == _POPULATION:
        from ivbgeo.fetch.population import fetch_population

        client = stack.enter_context(_client(base_url or settings.cbs_url))
        return fetch_population(
            store, wanted.gemeente, years, client=client, data_dir=data_dir, progress=progress
        )
    from ivbgeo.fetch.areas import fetch_areas

    return fetch_areas(
        store,
        wanted.gemeente,
        years,
        client=stack.enter_context(_client(base_url or settings.areas_url)),
        wfs_client=stack.enter_context(_client(base_url or settings.wfs_url)),
        data_dir=data_dir,
        progress=progress,
    )


def _client(address: str) -> Client:
    return Client(address, tell=output.say)


def _years(text: str) -> frozenset[int]:
    match = _YEARS.fullmatch(text.strip())
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not _FIRST <= first <= last <= _LAST:
        raise UsageError("fetch.years", value=text)
    return frozenset(range(first, last + 1))


def _refuse_options(kind: str, **given: object) -> None:
    for name, value in given.items():
        if value:
            raise UsageError("fetch.option", name=f"--{name.replace('_', '-')}", value=kind)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
