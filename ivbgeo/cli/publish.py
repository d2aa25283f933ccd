"""``ivbgeo publish`` and ``ivbgeo serve-ogc``."""

from __future__ import annotations

import socket
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from ivbgeo.atlas import Atlas
from ivbgeo.cli import output
from ivbgeo.errors import SettingsError, UsageError
from ivbgeo.machine import beheerder
from ivbgeo.messages import sentence
from ivbgeo.municipality import municipality_of
from ivbgeo.publish import Publication, collections_of
from ivbgeo.record import Act, Entry
from ivbgeo.record.keeping import note
from ivbgeo.settings import Settings
from ivbgeo.store import Store

__all__ = ["run_publish", "run_serve"]


def run_publish(
    folder: Path,
    url: str,
    title: str | None,
    publisher: str | None,
    contact: str | None,
    port: int,
) -> None:
    """Write what is needed to publish what is open."""
    _need_pygeoapi()
    from ivbgeo.publish.writing import write_publication

    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        municipality = municipality_of(edition)
        if municipality is None:
            raise UsageError("publish.nothing")
        publication = Publication(
            url=url,
            title=title or f"Veiligheid en leefbaarheid in {municipality.name}",
            publisher=publisher or f"Gemeente {municipality.name}",
            gemeente=municipality.id.code,
            contact=contact or "",
            port=port,
        )
        note(store, Entry.by(beheerder(), Act.UITGEVOERD, "ivbgeo publish"))
        with output.working("De instellingen maken"):
            write_publication(folder, publication, edition)
        for collection in collections_of(edition):
            output.say(f"{collection.id}: {collection.title}.")
    if not publication.contact:
        output.say(sentence("publish.no_contact"))
    output.say(f"Start de dienst met: ivbgeo serve-ogc {folder}")


def run_serve(folder: Path, port: int | None) -> None:
    """Serve what is open until it is stopped."""
    _need_pygeoapi()
    from ivbgeo.publish.configuration import HOST, publication_in
    from ivbgeo.publish.server import serve
    from ivbgeo.publish.writing import read_configuration

    given = read_configuration(folder)
    publication = publication_in(given)
    # Looked at before anybody comes: a setting or a store that can't be right is said at once.
    Store.open(Settings.load().database_url).close()
    port = port or publication.port
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise SettingsError("publish.port_taken", value=port)
    output.say(
        f"De open cijfers staan op http://{HOST}:{port}{publication.path} (stoppen met Ctrl+C)."
    )
    serve(given, port, output.error)


def _need_pygeoapi() -> None:
    if find_spec("pygeoapi") is None:
        raise SettingsError("publish.extra")
