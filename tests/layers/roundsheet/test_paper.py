"""The sheet of a round: one page whatever is on it, that says all that it leaves out."""

import io
import itertools
import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from ivbgeo.category import Category
from ivbgeo.figure import Classification, Provenance
from ivbgeo.period import Period
from ivbgeo.prevention.lookout import OfSeason
from ivbgeo.prevention.roundsheet import round_sheet
from ivbgeo.statistics import Seasonal
from ivbgeo.tiles import TileAddress
from ivbgeo.tiles.mbtiles import MBTilesFile
from ivbgeo.tiles.service import TileService
from ivbgeo.viewer import PUBLIEK
from layers.document import Table, page_count, pictures
from layers.roundsheet import round_document, round_pdf
from layers.roundsheet.told import _round, for_whom
from tests.ivbgeo.tiles.samples import write_mbtiles
from tests.layers.document.papers import NASTY, bare, nodes, reader, words
from tests.layers.roundsheet.conftest import with_all
from tests.preventing import OWN, REGISSEUR, TODAY, WAS_ELSEWHERE, group
from tests.replica.tiles import drawn

PHONE = "14 079"
SOURCE = Provenance(
    "politie", "Misdrijven", "politie", "47022NED", TODAY, "0" * 64, "CC BY 4.0",
    Classification.OPEN,
)  # fmt: skip


def text(data):
    return " ".join(" ".join(words(data)).split())


def test_one_page_says_what_a_team_needs_in_the_order_in_which_it_is_needed(quiet_town, filled):
    data = round_pdf(quiet_town, filled, phone=PHONE)
    told = reader(data)
    assert len(told.pages) == 1
    assert told.metadata.title == "Rondeblad Meerzicht"
    assert told.trailer["/Root"]["/Lang"].lower().startswith("nl")
    said = text(data)
    order = [
        "Rondeblad Meerzicht",
        "Voor het WAS-team van deze wijk. Geldig tot en met 11 december 2026.",
        "112",
        "0900-8844",
        PHONE,
        "Grijp niet zelf in.",
        "Let op in november",
        "Er zijn geen open cijfers per maand.",
        "Team Meerzicht (gebied): contact: coördinator WAS was@gemeente.example.",
        "Avondronde (ronde): vrijdag; contact:",
        "Stille en enge plekken",
        "1 Stille plek in Voorweg (plek 11). Struiken voor de lamp. goed 1 november 2026",
        "2 Enge plek in Voorweg (plek 12, in behandeling). Struiken voor de lamp. zwak",
        "Versnipper het daarna",
        "© CBS/Kadaster",
    ]
    places = [bare(said).find(bare(one)) for one in order]
    assert min(places) >= 0, order[int(np.argmin(places))]
    assert places == sorted(places)


def test_who_does_not_see_it_hears_all_of_it(quiet_town, filled):
    found = list(nodes(round_pdf(quiet_town, filled, phone=PHONE)))
    tags = [tag for _, tag, _ in found]
    assert tags.count("/Table") == 1
    assert "/TH" in tags
    (figure,) = (node for _, tag, node in found if tag == "/Figure")
    assert figure["/Alt"] == (
        "Kaart van de wijk Meerzicht met haar buurten. De plekken 1 tot en met 4 van de lijst "
        "hieronder staan erop. Ook: Team Meerzicht; Avondronde."
    )
    levels = [int(tag[2:]) for tag in tags if re.fullmatch(r"/H\d", tag)]
    assert max(levels) <= 3
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("many", [12, 60])
def test_much_stays_on_one_page_and_what_is_left_out_is_counted(quiet_town, empty, many):
    rounds = [(f"Ronde {at} {'met een lange naam ' * 5}", "elke dag " * 20) for at in range(9)]
    sheet = with_all(quiet_town, empty, many, rounds, "Een lang verhaal over deze plek. " * 14)
    seasons = tuple(season(at) for at in range(7))
    sheet = replace(sheet, lookout=replace(sheet.lookout, season=seasons, compared=20))
    made = round_document(quiet_town, sheet, phone=PHONE)
    assert page_count(made) == 1
    (table,) = (one for part in made.sections for one in part.blocks if isinstance(one, Table))
    shown = len(table.rows)
    assert 2 <= shown < many
    said = text(round_pdf(quiet_town, sheet, phone=PHONE))
    assert (
        f"Nog {many - shown} andere plekken staan op de kaart zonder nummer, en in de app." in said
    )
    assert ("Opmerkingen: zie de app." in said) == ("Een lang" not in said)
    assert len(re.findall(r"Nog \d+ andere: zie de app\.", said)) == 2
    assert f"De plekken 1 tot en met {shown} van de lijst" in str(made.pictures)


def test_a_function_is_cut_and_an_address_never():
    address = "coordinatie-buurtpreventie@gemeente.example"
    said = group("Ronde", contact_role="coördinator van rondes " * 3, contact=address)
    (_, rest) = _round(said)
    assert rest.endswith(f"… {address}; staat niet precies op de kaart.")
    (_, rest) = _round(replace(said, contact=f"https://www.gemeente.example/{'x' * 60}"))
    assert "adres in de app; staat" in rest


def test_of_a_season_it_is_said_that_nothing_newer_is_known(quiet_town, empty):
    old = Period((2025, 1), (2025, 3))
    old = replace(empty.lookout, season=(season(1),), compared=20, too_old=old)
    said = bare(text(round_pdf(quiet_town, replace(empty, lookout=old))))
    assert bare("nummer 1: in november 1,5 keer zo vaak") in said
    assert bare("De nieuwste open cijfers zijn van januari–maart 2025.") in said


def season(at):
    return OfSeason(
        Category(f"1.{at}", f"Een soort met een lange naam, nummer {at}", "politie"),
        11,
        Period((2020, 1), (2024, 12)),
        Seasonal(1.5, 1.2, 1.9, 0.001, 5, 0),
        True,
        SOURCE,
    )


def test_hostile_names_and_remarks_are_text(quiet_town, empty):
    sheet = with_all(quiet_town, empty, 3, [(name[:120] or "x", "") for name in NASTY], NASTY[0])
    sheet = replace(sheet, name=NASTY[4], buurten=tuple(NASTY[:3]))
    data = round_pdf(quiet_town, sheet, phone=PHONE)
    assert len(reader(data).pages) == 1
    assert bare("<script>alert('x')</script>") in bare(text(data))


def test_a_remark_is_filtered_once_more(quiet_town, empty):
    sheet = with_all(quiet_town, empty, 1, [], "Bel Jan op 06-12345678")
    said = text(round_pdf(quiet_town, sheet))
    assert "12345678" not in said
    assert "[telefoonnummer]" in said


def test_where_nothing_is_reported_and_where_it_is_not_shown_differ(quiet_town, empty):
    said = text(round_pdf(quiet_town, empty))
    assert "Er is nu geen plek gemeld die nog niet is opgelost." in said
    # A number that is not known is not made up.
    assert "0900-8844" in said
    assert "Gemeente: lamp" not in said
    public = text(round_pdf(quiet_town, round_sheet(quiet_town, PUBLIEK, OWN, TODAY)))
    assert "Die staan niet op dit blad." in public
    assert "Voor iedereen." in public
    assert "Versnipper" not in public
    own = for_whom(round_sheet(quiet_town, REGISSEUR, OWN, TODAY))
    assert own == "Voor het WAS-team en de wijkregisseur."
    assert for_whom(round_sheet(quiet_town, WAS_ELSEWHERE, OWN, TODAY)).startswith("Intern")


# --- streets ------------------------------------------------------------------------------------


def around(path, keep=lambda _: True):
    """Write tiles of the whole town; some of them only."""
    tiles = {
        TileAddress(14, x, y): drawn("grijs", 14, x, y)
        for x in range(8393, 8402)
        for y in range(5404, 5413)
        if keep((x, y))
    }
    return MBTilesFile(
        write_mbtiles(
            path, tiles, name="Straten", attribution="© Makers", minzoom="14", maxzoom="14"
        )
    )


def grey(document):
    (page,) = pictures(document, dpi=50)
    return np.asarray(Image.open(io.BytesIO(page)).convert("L"))


def test_streets_lie_behind_it_with_their_makers(quiet_town, filled, tmp_path):
    source = around(tmp_path / "a.mbtiles")
    made = round_document(quiet_town, filled, source, PHONE)
    said = text(round_pdf(quiet_town, filled, source, PHONE))
    assert "Achtergrond: © Makers" in said
    assert "straten" not in said
    plain = grey(round_document(quiet_town, filled, None, PHONE))
    # The ground is no white paper any more.
    assert (plain < 250).mean() + 0.05 < (grey(made) < 250).mean()


def test_a_source_that_has_a_part_of_it_is_told(quiet_town, filled, tmp_path):
    source = around(tmp_path / "a.mbtiles", keep=lambda place: place[0] < 8396)
    said = text(round_pdf(quiet_town, filled, source, PHONE))
    assert "Van een deel ontbreken de straten: de bron gaf ze niet." in said


def test_without_an_answer_the_map_is_without_streets_and_says_so(quiet_town, filled, tmp_path):
    # Nobody listens there.
    source = TileService("http://127.0.0.1:9/wmts", "grijs", tmp_path, patience=0.5)
    data = round_pdf(quiet_town, filled, source, PHONE)
    source.close()
    assert len(reader(data).pages) == 1
    said = text(data)
    assert "De straten ontbreken: de bron ervan gaf geen antwoord." in said
    assert "BRT-Achtergrondkaart" not in said
