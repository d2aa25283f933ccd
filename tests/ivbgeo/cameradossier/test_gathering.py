"""A dossier: what is known stands in it, what isn't is asked, and nothing is made up."""

import itertools
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from geo import AreaId, Level
from ivbgeo.camera import Camera, CameraKind, CameraVersion
from ivbgeo.cameradossier import Items, Listing, Open, Purpose, Said, gather
from ivbgeo.cameradossier.figures import tellable_fall
from ivbgeo.errors import NotAllowedError
from ivbgeo.figure import Classification
from ivbgeo.period import Period
from ivbgeo.statistics import changed
from ivbgeo.viewer import PUBLIEK, Role, Viewer
from tests.ivbgeo.cameradossier.areas import BARE, FULL, MADE, PLANNER, REASONS, version_of


def texts(dossier):
    """Give every text of a dossier."""
    for chapter, part in dossier.parts:
        yield chapter.heading
        yield chapter.asked
        match part:
            case Said():
                yield f"{part.heading}: {part.text}"
            case Items():
                yield from part.texts
            case Open():
                yield f"{part.mark}: {part.question}"
            case Listing():
                yield from (part.caption, *part.headings, *itertools.chain(*part.rows))
            case _:
                yield part.text


def chapter_of(dossier, heading):
    return next(one for one in dossier.chapters if one.heading == heading)


def table(dossier, caption):
    return next(
        part
        for _, part in dossier.parts
        if isinstance(part, Listing) and part.caption.startswith(caption)
    )


def a_camera(name="C1", key="plein", **more):
    days = (more.pop("valid_from", None), more.pop("valid_to", None))
    camera = Camera(name, "vast", *days, "", designation=key, **more)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return CameraVersion(
        key=name, version=0, changed_at=at, changed_by="bron", withdrawn=False, camera=camera
    )


def test_of_what_is_not_known_each_thing_is_asked(known):
    dossier = gather(known, PLANNER, (BARE,), (), MADE)
    asked = {one.about for one in dossier.questions}
    assert asked == {
        "Besluit", "Verordening", "Begin", "Einde", "Grens van het gebied", "Openbare plaatsen",
        "Noodzaak", "Cijfers", "Proportionaliteit", "Aantal camera’s", "Wat de camera’s zien",
        "Privacy", "Subsidiariteit", "Overleg", "Meekijken", "Borden", "Bewaren",
        "Afspraken met de politie", "Evaluatie", "Wanneer het stopt", "Kosten",
    }  # fmt: skip
    assert [one.number for one in dossier.questions] == list(range(1, len(asked) + 1))
    assert dossier.subtitle.startswith(f"Concept: nog {len(asked)} open vragen")


def test_what_is_known_is_said_as_it_was_written_and_not_asked(known):
    dossier = gather(known, PLANNER, (FULL,), (a_camera(yearly_cost=4000.0),), MADE)
    said = list(texts(dossier))
    for reason in REASONS.values():
        assert any(text.endswith(f": {reason}") for text in said)
    assert {"APV Zoetermeer 2023, artikel 2:77", "1 mei 2023", "31 december 2026"} <= set(said)
    assert "Bewaren: Beelden worden 28 dagen bewaard." in said
    assert {one.about for one in dossier.questions} == {
        "Openbare plaatsen", "Cijfers", "Wat de camera’s zien", "Privacy",
        "Afspraken met de politie", "Kosten",
    }  # fmt: skip


def test_open_questions_are_listed_at_the_front_with_the_place_where_they_stand(known):
    dossier = gather(known, PLANNER, (BARE,), (), MADE)
    opening = dossier.chapters[0]
    (listed,) = [part for part in opening.parts if isinstance(part, Items)]
    there = [
        f"{part.mark} (bij {chapter.heading})"
        for chapter, part in dossier.parts
        if isinstance(part, Open)
    ]
    assert list(listed.texts) == there


def test_only_who_plans_makes_a_dossier(known):
    for role in set(Role) - {Role.PLANNER}:
        with pytest.raises(NotAllowedError, match="planner"):
            gather(known, Viewer.of(role), (BARE,), (), MADE)
    with pytest.raises(NotAllowedError, match="publiek"):
        gather(known, PUBLIEK, (BARE,), (), MADE)


def test_figures_carry_interval_period_and_source(known):
    dossier = gather(known, PLANNER, (BARE,), (), MADE)
    found = table(dossier, "Geregistreerd in buurt Centrum-West, 2025")
    (row,) = found.rows
    assert row[:3] == ("Totaal misdrijven", "117 (voorlopig)", "97–140")
    # So few live there that a rate would be of who visits.
    assert found.headings == ("Soort", "Aantal", "Met toeval erbij", "Naast eerder")
    assert "Een aantal per 1.000 staat er niet bij: er zijn 211 inwoners (2024, geschat)." in (
        " ".join(texts(dossier))
    )
    assert any("47022NED" in one.citation for _, one in dossier.sources)
    # What is not measured in the wijk itself is no nul.
    assert "Over 2025 zijn er geen cijfers van wijk Stadscentrum. Dat is geen nul." in " ".join(
        texts(dossier)
    )
    years = table(dossier, "Totaal misdrijven in buurt Centrum-West")
    assert [row[0] for row in years.rows] == ["2021", "2022", "2023", "2024", "2025"]
    assert "Per 1.000" not in years.headings
    assert [row[3] for row in years.rows[-2:]] == ["voorlopig", "voorlopig"]


def test_within_the_border_incidents_are_counted_and_small_counts_left_out(square):
    dossier = gather(square, PLANNER, (FULL,), (), MADE)
    found = table(dossier, "Incidenten binnen de grens")
    assert found.headings == ("Soort", "2023", "2024")
    # Burglaries of homes say nothing of public order.
    assert found.rows == (
        ("Mishandeling", "60 (46–77)", "30 (20–43)"),
        ("Vernieling cq. zaakbeschadiging", "30 (20–43)", "30 (20–43)"),
    )
    said = " ".join(texts(dossier))
    assert "In elk jaar minder dan 5: Straatroof." in said
    assert any("ncident" in what for what, _ in dossier.sources)


def test_a_small_count_cannot_be_told_from_a_sum(square):
    dossier = gather(square, PLANNER, (FULL,), (), MADE)
    found = table(dossier, "Incidenten binnen de grens")
    assert not {"Geweld", "Totaal misdrijven", "High Impact Crime"} & {row[0] for row in found.rows}


def test_who_may_not_see_points_has_no_count_of_a_drawn_area(square):
    # Not even by another way: the whole dossier is refused.
    with pytest.raises(NotAllowedError):
        gather(square, Viewer.of("beheer"), (FULL,), (), MADE)


def test_a_period_without_figures_says_so(known):
    dossier = gather(known, PLANNER, (BARE,), (), MADE, period=Period.year(2015))
    assert "Over 2015 zijn er geen cijfers van wijk Stadscentrum. Dat is geen nul." in " ".join(
        texts(dossier)
    )


def test_cameras_count_when_they_are_of_this_area_and_in_use(known):
    cameras = (
        a_camera("A", yearly_cost=4000.0, installation=500.0, removal=300.0),
        a_camera("B", yearly_cost=6000.0),
        a_camera("C", key="elders", yearly_cost=9000.0),
    )
    gone = replace(
        cameras[1].camera, name="D", kind=CameraKind.TIJDELIJK, valid_to=date(2025, 1, 1)
    )
    dossier = gather(
        known, PLANNER, (FULL,), (*cameras, replace(cameras[1], key="D", camera=gone)), MADE
    )
    said = " ".join(texts(dossier))
    assert "Op 27 november 2026: 2 camera’s in gebruik volgens het register (2 vast)." in said
    assert table(dossier, "Kosten").rows == (
        ("Vast bedrag per jaar", "16.000 euro", "3 van de 3"),
        ("Plaatsen", "500 euro", "1 van de 3"),
        ("Weghalen", "300 euro", "1 van de 3"),
    )
    assert "Kosten" in {one.about for one in dossier.questions}


def test_costs_until_now_are_worked_out_where_all_of_it_is_known(known):
    cameras = (
        a_camera("A", yearly_cost=3652.5, installation=500.0, removal=300.0,
                 valid_from=date(2026, 11, 18)),
        a_camera("B", yearly_cost=3652.5, installation=500.0, removal=300.0,
                 valid_from=date(2025, 1, 1), valid_to=date(2025, 1, 10)),
        a_camera("C", yearly_cost=3652.5, valid_from=date(2025, 1, 1)),
        a_camera("D", yearly_cost=3652.5, installation=500.0, valid_from=date(2027, 1, 1)),
        a_camera("E", yearly_cost=3652.5, installation=500.0,
                 valid_from=date(2025, 1, 1), valid_to=date(2025, 1, 10)),
    )  # fmt: skip
    dossier = gather(known, PLANNER, (FULL,), cameras, MADE)
    # Ten days each at ten euro a day; one is gone. What it cost to take E away is not known.
    assert table(dossier, "Kosten").rows[-1] == (
        "Tot en met 27 november 2026, berekend", "1.500 euro", "2 van de 5",
    )  # fmt: skip


def test_no_position_of_a_camera_is_in_it(known):
    camera = a_camera("A", x=93_211.0, y=452_422.0)
    said = " ".join(texts(gather(known, PLANNER, (FULL,), (camera,), MADE)))
    assert "93211" not in said.replace(".", "")
    assert "452422" not in said.replace(".", "")


def test_the_law_is_told_as_it_is(known):
    dossier = gather(known, PLANNER, (BARE,), (), MADE)
    assert "handhaving van de openbare orde" in chapter_of(dossier, "Noodzaak").asked
    area = chapter_of(dossier, "Gebied en duur").asked
    assert "verordening" in area
    assert "bepaalde duur" in area
    assert "officier van justitie" in chapter_of(dossier, "Overleg").asked
    carried = chapter_of(dossier, "Uitvoering").asked
    assert "politie is verwerkingsverantwoordelijke voor de beelden" in carried
    assert "ten hoogste vier weken (28 dagen)" in carried
    assert "trekt het besluit in" in chapter_of(dossier, "Evaluatie en einde").asked
    assert any("151c" in text for text in dossier.documents)


def test_an_evaluation_lays_what_was_said_then_beside_now(known):
    at = datetime(2023, 4, 20, tzinfo=UTC)
    then = version_of(number=1, said_at=at, necessity="Er is onrust.", starts="2023-05-01")
    dossier = gather(known, PLANNER, (FULL, then), (), MADE, purpose=Purpose.EVALUATIE)
    assert dossier.title == "Evaluatie cameratoezicht: Plein"
    reasons = table(dossier, "Redenen in het register, eerst (20 april 2023) en nu")
    assert reasons.rows[0] == ("Noodzaak", "Er is onrust.", REASONS["necessity"])
    assert reasons.rows[1][1] == "staat niet in het register"
    asked = {one.about for one in dossier.questions}
    assert {"Live meekijken", "Beelden voor opsporing", "Klachten", "Besluit"} <= asked
    assert "Redenen van toen" not in asked
    # There are no counts by month to compare with.
    assert "Voor het begin" in asked
    assert any("geen cijfers per maand" in text for text in texts(dossier))


def test_an_evaluation_without_a_beginning_or_figures_before_it_asks(known):
    asked = {
        one.about
        for one in gather(known, PLANNER, (BARE,), (), MADE, purpose=Purpose.EVALUATIE).questions
    }
    assert {"Begin", "Redenen van toen"} <= asked
    begun = replace(BARE, designation=replace(BARE.designation, starts="2023"))
    said = " ".join(texts(gather(known, PLANNER, (begun,), (), MADE, purpose=Purpose.EVALUATIE)))
    # In the words of a document: there is no "here" to choose anything.
    assert "Zonder grens zijn voor en na niet te vergelijken." in said
    assert "kies hier" not in said


def test_an_evaluation_compares_with_places_without_cameras(square):
    said = replace(FULL.designation, starts="2024-01-01")
    version = replace(FULL, designation=said)
    dossier = gather(square, PLANNER, (version,), (), MADE, purpose=Purpose.EVALUATIE)
    found = table(dossier, "Voor en na, 2023 en 2024")
    row = found.rows[0]
    assert row[:5] == ("Mishandeling", "60", "30", "60", "60")
    assert row[6] == "minder dan in het controlegebied"
    # A line may end after a hyphen, and not after a minus.
    assert row[5].startswith("\u221230 (\u2212")
    assert "-" not in row[5]
    assert found.rows[1][0] == "Vernieling cq. zaakbeschadiging"
    said = " ".join(texts(dossier))
    # Of a year alone nothing is counted: from both years it could be told how few there were.
    assert not any("binnen de grens van het" in text for text in texts(dossier))
    # From 25 to 3: what came of it is said, how few there are is not.
    assert (
        "Diefstal/inbraak woning: minder dan in het controlegebied. De aantallen zijn te klein om "
        "te noemen."
    ) in said
    assert "Te weinig voor een oordeel: Straatroof." in said
    assert "Dan daalt het ook vanzelf." in said
    assert "Voor het begin" not in {one.about for one in dossier.questions}
    assert "Voor en na" in {what for what, _ in dossier.sources} or len(dossier.sources) > 0


def test_what_is_not_open_is_said_at_the_front(square, known):
    front = gather(square, PLANNER, (FULL,), (), MADE).chapters[0]
    assert any(
        "Hierin staat ook wat niet openbaar is" in getattr(one, "text", "") for one in front.parts
    )
    front = gather(known, PLANNER, (FULL,), (), MADE).chapters[0]
    assert not any("niet openbaar" in getattr(one, "text", "") for one in front.parts)
    intern = replace(FULL.designation, classification=Classification.INTERN)
    front = gather(known, PLANNER, (replace(FULL, designation=intern),), (), MADE).chapters[0]
    assert any("het register van dit gebied" in getattr(one, "text", "") for one in front.parts)


def test_small_counts_of_what_is_not_open_are_not_written(square):
    bare = version_of(area=square.division(square.division_id(Level.BUURT)).area_id("BU06370404"))
    dossier = gather(square, PLANNER, (bare,), (), MADE, period=Period.year(2024))
    for _, part in dossier.parts:
        if isinstance(part, Listing) and part.caption.startswith("Geregistreerd"):
            assert not {"Straatroof", "Overval"} & {row[0] for row in part.rows}


def test_figures_are_of_buurten_or_of_wijken_and_never_of_both(square, known):
    for edition, version, level in ((square, FULL, "buurt"), (known, BARE, "buurt")):
        dossier = gather(edition, PLANNER, (version,), (), MADE)
        captions = [
            part.caption
            for _, part in dossier.parts
            if isinstance(part, Listing) and part.caption.startswith("Geregistreerd in ")
        ]
        assert captions
        assert all(one.startswith(f"Geregistreerd in {level} ") for one in captions)


def test_what_cameras_see_is_told_without_their_names_and_places(square):
    aimed = a_camera(
        "Hoek Noord", x=93_200.0, y=452_400.0, direction=90.0, angle=60.0, reach=40.0, pixels=1920.0
    )
    dossier = gather(square, PLANNER, (FULL,), (aimed, a_camera("Hoek Zuid")), MADE)
    (row,) = table(dossier, "Wat de camera’s zien").rows
    assert row[0] == "1 (vast)"
    assert row[1] == "838 m²"  # a sixth of a circle of 40 metres
    assert row[2:6] == ("niets", "niet bekend", "niet bekend", "niet nagegaan")
    said = " ".join(texts(dossier))
    assert "Zonder gebouwen berekend" in said
    assert "Van 1 camera is niet bekend hoe die kijkt" in said
    assert "Hoek" not in said
    assert "93200" not in said.replace(".", "")


def test_an_end_that_has_passed_is_said(known):
    past = version_of(ends=date(2026, 1, 1))
    dossier = gather(known, PLANNER, (past,), (), MADE, purpose=Purpose.EVALUATIE)
    assert any("gold tot en met 1 januari 2026: dat is voorbij" in text for text in texts(dossier))


def test_nothing_known_of_the_place_still_makes_a_dossier(known):
    dossier = gather(known, PLANNER, (version_of(),), (), MADE)
    said = " ".join(texts(dossier))
    assert "Ook een wijk of buurt is niet bekend" in said
    assert "Cijfers" in {one.about for one in dossier.questions}


def test_a_fall_that_can_be_told_is_the_highest_that_can():
    one = [[value] for value in (1.0, 1.0)]
    for count in (12.0, 40.0, 149.0, 500.0):
        most = tellable_fall(count)
        import numpy as np  # noqa: PLC0415 - for this alone

        for later, side in ((most, -1), (most + 1, 0)):
            found = changed(np.array([count]), np.array([float(later)]), *map(np.array, one), 0.95)
            assert found.tolist() == [side]
    assert tellable_fall(3.0) is None


def test_what_a_camera_sees_outside_the_designated_area_is_said_and_asked(square):
    def told(x, border=FULL.designation.border):
        version = replace(FULL, designation=replace(FULL.designation, border=border))
        camera = a_camera(x=x, y=452_400.0, direction=90.0, angle=360.0, reach=40.0)
        dossier = gather(square, PLANNER, (version,), (camera,), MADE)
        asked = {one.about for one in dossier.questions}
        (row,) = table(dossier, "Wat de camera’s zien").rows
        return row[2], " ".join(texts(dossier)), "Buiten het gebied" in asked

    seen, said, asked = told(93_200.0)
    assert (seen, asked) == ("niets", False)
    assert "ligt buiten" not in said
    # On the border of a circle of 150 metres, somewhat more than half lies outside.
    seen, said, asked = told(93_350.0)
    assert re.fullmatch(r"2\.\d{3} m² \(5\d%\)", seen)
    assert re.search(r"5\d% van wat camera 1 ziet, ligt buiten het aangewezen gebied", said)
    assert asked
    seen, said, asked = told(93_350.0, None)
    assert (seen, asked) == ("niet bekend", False)
    assert "is niet te zeggen: de grens is hier niet bekend" in said


def test_figures_are_of_what_disturbs_public_order(square, known):
    dossier = gather(square, PLANNER, (FULL,), (), MADE)
    rows = {row[0] for _, part in dossier.parts if isinstance(part, Listing)
            and part.caption.startswith("Geregistreerd") for row in part.rows}  # fmt: skip
    assert rows
    assert rows <= {"Mishandeling", "Straatroof", "Vernieling cq. zaakbeschadiging"}
    said = " ".join(texts(dossier))
    assert (
        "waarvan er cijfers zijn: Mishandeling; Straatroof; Vernieling cq. zaakbeschadiging."
        in said
    )
    assert "Geen cijfers zijn er van: Aantasting openbare orde;" in said
    assert re.search(r"Hulp bij het kiezen van een cijfer: Mishandeling in", said)
    assert "Cijfers" not in {one.about for one in dossier.questions}
    # With all crime alone it is said what that is, and asked for better.
    dossier = gather(known, PLANNER, (BARE,), (), MADE)
    assert "Daarin zit ook veel dat niets met de openbare orde te maken heeft." in " ".join(
        texts(dossier)
    )
    assert "Cijfers" in {one.about for one in dossier.questions}


def test_other_cameras_and_what_is_not_of_public_order_are_no_lighter_means(known):
    there = version_of(area=AreaId("WK063705", 2025, Level.WIJK))
    dossier = gather(known, PLANNER, (there,), (), MADE)
    chapter = chapter_of(dossier, "Subsidiariteit")
    (found,) = [part for part in chapter.parts if isinstance(part, Listing)]
    assert [row[0] for row in found.rows] == ["Social Hub"]
    elsewhere = version_of(area=AreaId("BU06371411", 2025, Level.BUURT))
    said = str(chapter_of(gather(known, PLANNER, (elsewhere,), (), MADE), "Subsidiariteit"))
    for title in ("Cameratoezicht", "hennep", "radicalisering", "Social Hub"):
        assert title not in said
    assert "staat niets van deze plek, en niets voor de hele stad" in said


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (date(2026, 12, 31), "De aanwijzing eindigt op 31 december 2026, over 4 weken."),
        (date(2026, 11, 27), "De aanwijzing eindigt op 27 november 2026, vandaag."),
        (date(2026, 11, 28), "De aanwijzing eindigt op 28 november 2026, over 1 dag."),
        (date(2026, 12, 9), "De aanwijzing eindigt op 9 december 2026, over 12 dagen."),
        (date(2027, 5, 1), "De aanwijzing eindigt op 1 mei 2027."),
        (date(2026, 10, 1), "De aanwijzing gold tot en met 1 oktober 2026: dat is voorbij."),
    ],
)
def test_an_end_that_is_near_comes_first(known, ends, words):
    version = replace(FULL, designation=replace(FULL.designation, ends=ends))
    dossier = gather(known, PLANNER, (version,), (), MADE)
    assert dossier.chapters[0].parts[0] == Said(words, "Let op")
    assert chapter_of(dossier, "Evaluatie en einde").parts[0].text.startswith(words)


def test_an_end_far_away_is_no_warning(known):
    version = replace(FULL, designation=replace(FULL.designation, ends=date(2030, 1, 1)))
    dossier = gather(known, PLANNER, (version,), (), MADE)
    assert "Let op" not in {getattr(one, "heading", "") for one in dossier.chapters[0].parts}
    assert chapter_of(dossier, "Evaluatie en einde").parts[0] == Said(
        "De aanwijzing eindigt op 1 januari 2030.", "Einde"
    )
    withdrawn = replace(FULL.designation, withdrawn_on=date(2025, 1, 1))
    dossier = gather(known, PLANNER, (replace(FULL, designation=withdrawn),), (), MADE)
    assert dossier.chapters[0].parts[0].text == "De aanwijzing is ingetrokken op 1 januari 2025."


def test_images_may_be_kept_longer_for_a_concrete_offence_and_the_law_is_named(known):
    carried = chapter_of(gather(known, PLANNER, (BARE,), (), MADE), "Uitvoering").asked
    assert "een concreet strafbaar feit op te sporen, mag daarvoor langer" in carried
    assert "vallen onder de Wet politiegegevens" in carried
    assert "Controleer dit in de geldende tekst van artikel 151c Gemeentewet" in carried


def test_an_evaluation_lays_the_newest_year_beside_the_one_before_it_began(known):
    version = version_of(area=BARE.designation.area, starts="2022-03-01")
    dossier = gather(known, PLANNER, (version,), (), MADE, purpose=Purpose.EVALUATIE)
    (row,) = table(dossier, "Geregistreerd in buurt Centrum-West, 2025, naast 2021").rows
    assert "(2021: 99 misdrijven)" in row[3]
    early = version_of(area=BARE.designation.area, starts="2012")
    dossier = gather(known, PLANNER, (early,), (), MADE, purpose=Purpose.EVALUATIE)
    (row,) = table(dossier, "Geregistreerd in buurt Centrum-West, 2025").rows
    assert "(2024: 149 misdrijven" in row[3]
    assert "Van 2011, het jaar voor het begin, zijn hier geen cijfers." in " ".join(texts(dossier))


def test_an_evaluation_says_what_the_step_werkte_het_says(square):
    version = replace(FULL, designation=replace(FULL.designation, starts="2024-01-01"))
    dossier = gather(square, PLANNER, (version,), (), MADE, purpose=Purpose.EVALUATIE)
    (answer,) = [part for _, part in dossier.parts
                 if isinstance(part, Said) and part.heading == "Werkte het?"]  # fmt: skip
    assert answer.text.startswith(
        "Mishandeling. Vergeleken met het controlegebied kwamen er in het cameragebied 30 "
        "misdrijven minder"
    )
    assert answer.text.endswith("Waardoor het verschil komt, zeggen deze cijfers niet.")
    # Around it there was no damage at all. Of that kind nothing is told there, nor in a sum.
    around = table(dossier, "De zone eromheen, 2023 en 2024")
    (row,) = around.rows
    assert row[:3] == ("Mishandeling", "40", "44")
    assert around.headings[-1] == "Verplaatst?"
    assert "Van de zone eromheen zijn er aantallen te klein om te noemen." in " ".join(
        texts(dossier)
    )
    assert "Samen met" not in answer.text
