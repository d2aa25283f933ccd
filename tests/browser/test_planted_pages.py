"""Marks in what is intern, and a search for them in every byte that a page sends, as every role."""

from urllib.parse import urlsplit

import pytest
import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from geo import AreaId, DivisionId, Level
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from tests import somebody
from tests.planted import KIND, MANY, OTHER, SECRETS, VIEWERS, plant

XSRF = "_streamlit_xsrf"
PAGES = ("", "wijk", "was", "signalen", "inspanningen", "cameras", "stad", "gegevens", "logboek")
MONTH = (
    f"onderwerp=misdrijven&soort={KIND}&maat=aantal&per=wijk&periode=2024-02&gebied=2025-{OTHER}"
)
YEAR = f"onderwerp=misdrijven&soort={KIND}&maat=per-1000&per=buurt&periode=2024"
MAPS = (("", MONTH), ("", YEAR))
STEPS = [("preventie", f"stap={one}") for one in ("kaart", "heterdaad", "dekking", "register")]
# All pages for who has most to hide; the map for all.
ASKED = {
    "publiek": (*MAPS, STEPS[0]),
    "was": (*MAPS, ("wijk", ""), ("was", ""), ("was", f"wijk=2025-{OTHER}"), STEPS[0], STEPS[3]),
    "wijkregisseur": (*MAPS, *((page, "") for page in PAGES), *STEPS),
    "planner": MAPS,
    "beheer": (*MAPS, ("gegevens", ""), ("logboek", "")),
}


@pytest.fixture(scope="module")
def planted(databases, tmp_path_factory):
    store = Store.open(databases.address("sqlite", filled=True))
    yield plant(store, tmp_path_factory.mktemp("gemerkt"))
    store.close()


@pytest.fixture(scope="module")
def app(served, planted):
    address = planted.store.engine.url.render_as_string(hide_password=False)
    environment = {"IVBGEO_DATABASE_URL": address, "IVBGEO_WAS_LAG": "0"}
    return served(ROOT / "app.py", environment=environment, role="planner")


def frames(app, cookies, page, query):
    """Ask a page as a browser does; gives every frame till the script is finished."""
    at = urlsplit(app.url)
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    asked.rerun_script.context_info.url = f"{app.url}/{page}"
    # Who signed in has to send the word of the page twice, or is nobody.
    with requests.Session() as web:
        web.trust_env = False
        word = web.get(f"{app.url}/_stcore/health", timeout=20).cookies[XSRF]
    named = {XSRF: word, **{one["name"]: one["value"] for one in cookies}}
    told = {"Cookie": "; ".join(f"{name}={value}" for name, value in named.items())}
    with connect(
        f"ws://{at.netloc}/_stcore/stream", subprotocols=["streamlit", word], origin=app.url,
        additional_headers=told, max_size=None, proxy=None, close_timeout=1,
    ) as wire:  # fmt: skip
        wire.send(asked.SerializeToString())
        message = ForwardMsg()
        while message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY or not message.HasField(
            "script_finished"
        ):
            frame = wire.recv(timeout=60)
            yield frame
            message.ParseFromString(frame)


@pytest.mark.parametrize("who", ASKED)
def test_no_frame_of_a_page_has_what_is_not_for_who_looks(planted, app, provider, who):
    wijken = " ".join(sorted(VIEWERS[who].wijken))
    cookies = somebody.signed_in(provider, app.url, who, wijken)
    for page, query in ASKED[who]:
        got = list(frames(app, cookies, page, query))
        assert f"Een {who}".encode() in b"".join(got)
        assert planted.found(who, got) == set(), (page, query)
        if who == "planner" and query == MONTH:  # or nothing would be found anywhere
            assert str(MANY) in planted.found("publiek", got)


def test_the_page_was_says_nothing_at_all_of_another_wijk(planted, app, provider):
    edition = planted.edition
    wijken = " ".join(sorted(VIEWERS["was"].wijken))
    cookies = somebody.signed_in(provider, app.url, "was", wijken)
    got = b"".join(frames(app, cookies, "was", f"wijk=2025-{OTHER}")).decode("latin-1")
    elsewhere = AreaId(OTHER, 2025, Level.WIJK)
    buurten = edition.division(DivisionId(Level.BUURT, 2025))
    names = [edition.division(elsewhere.division).area(OTHER).name]
    for code in edition.buurten_in(elsewhere):
        names += [code, buurten.area(code).name]
    assert "Meerzicht" in got  # where it would be seen
    assert [name for name in names if name in got] == []


def test_nothing_of_it_is_in_the_log(planted, app):
    told = app.log.read_text(errors="replace")
    assert not [secret for secret in SECRETS if secret in told]
    assert planted.found("publiek", told) == set()
