"""Free text of files: not stored, unless that is set, and then without what looks personal."""

import json
import re
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from ivbgeo.atlas import Atlas
from ivbgeo.cli import main
from ivbgeo.errors import NotAllowedError
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import read_lines
from ivbgeo.remarks import erase_remarks
from ivbgeo.settings import ROOT
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.store.writtenschema import remark
from ivbgeo.undoing import undo_import
from ivbgeo.viewer import PUBLIEK, Role, Viewer

BEHEER = Viewer(Role.BEHEER)
KEPT = ReadOptions(keep_remarks=True)
MARK = re.compile(r"\{([\w-]+):([^{}]*)\}")
FILES = {
    Kind.INCIDENTS: "categorie;datum;x;y;Toelichting;Omschrijving dader;Opmerkingen\n"
    "1.1.1;10-01-2024;92841;452000;Merkteken, bel 06-12345678;Merkpersoon;\n"
    "1.1.1;11-01-2024;;;;;Auto 12-XYZ-3 stond er\n",
    Kind.CASES: "eigendom;geopend;wijkcode;indeling;opmerking\n"
    "koop;10-01-2024;WK063705;2025;Merkteken, mail jan@voorbeeld.nl\n",
}


@pytest.fixture
def bring(tmp_path, filled):
    """A function that brings a file in."""

    def bring(kind, text=None, options=KEPT, **how):
        path = tmp_path / f"{kind}.csv"
        path.write_text(text or FILES[kind], encoding="utf-8")
        report = import_file(filled, Atlas(filled).edition(), path, kind, options, **how)
        assert not report.refused, report.rejections
        return report

    return bring


def kept(store):
    with store.reading() as connection:
        rows = connection.execute(select(remark).order_by(remark.c.id)).mappings()
        return [(row["line"], row["source_column"], row["text"]) for row in rows]


@pytest.mark.parametrize("kind", FILES)
def test_free_text_is_nowhere_unless_that_is_set(databases, monkeypatch, capfd, tmp_path, kind):
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    path, report = tmp_path / "bestand.csv", tmp_path / "verslag.json"
    path.write_text(FILES[kind], encoding="utf-8")
    words = ["ivbgeo", "import", kind, str(path), "--report", str(report)]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as caught:
        main()
    assert not caught.value.code
    told = json.loads(report.read_text())
    assert (told["remarks"], told["taken_out"]) == (0, {})
    assert "Niet overgenomen: " in (said := capfd.readouterr().err)
    database = Path(address.removeprefix("sqlite:///"))
    written = b"".join(one.read_bytes() for one in database.parent.glob(f"{database.name}*"))
    assert b"2024-01-10" in written
    for text in ("Merkteken", "Merkpersoon", "06-12345678", "jan@voorbeeld.nl", "12-XYZ-3"):
        assert text.encode() not in written
        assert text not in said + report.read_text()


def test_free_text_that_is_kept_has_lost_what_looks_personal(bring, filled):
    looked = bring(Kind.INCIDENTS, dry_run=True)
    assert kept(filled) == []
    report = bring(Kind.INCIDENTS)
    assert report.remarks == looked.remarks == 2
    assert report.taken_out == looked.taken_out == {"kenteken": 1, "telefoonnummer": 1}
    # Of a person, by its name: that stays out.
    assert report.ignored_columns == report.personal_columns == ("Omschrijving dader",)
    bring(Kind.CASES)
    assert kept(filled) == [
        (2, "Toelichting", "Merkteken, bel [telefoonnummer]"),
        (3, "Opmerkingen", "Auto [kenteken] stond er"),
        (2, "opmerking", "Merkteken, mail [e-mailadres]"),
    ]


def test_the_lists_of_remarks_through_an_import(bring, filled):
    """What is found in the store of what had to go, and what went that had to stay."""
    lines, marked = ["categorie;datum;x;y;toelichting"], []
    for name in ("sentences", "unseen", "fresh"):
        text = (ROOT / "tests/ivbgeo/textfilter" / f"{name}.txt").read_text(encoding="utf-8")
        for line in text.splitlines():
            if line and line[0] != "#":
                marked.append(line)
                plain = MARK.sub(r"\2", line).replace('"', '""')
                lines.append(f'1.1.1;10-01-2024;92841;452000;"{plain}"')
    report = bring(Kind.INCIDENTS, "\n".join(lines) + "\n")
    texts = [text for _, _, text in kept(filled)]
    assert report.remarks == len(texts) == len(marked)
    pieces = [(what, text) for line, text in zip(marked, texts, strict=True)
              for _, what in MARK.findall(line)]  # fmt: skip
    missed = sum(what in text for what, text in pieces)
    harmless = [
        (line, text) for line, text in zip(marked, texts, strict=True) if not MARK.search(line)
    ]
    wronged = sum(line.strip() != text for line, text in harmless)
    assert (len(pieces), missed, len(harmless), wronged) == (273, 19, 293, 5)


def test_free_text_goes_with_its_file_and_by_hand(bring, filled, data_dir):
    bring(Kind.INCIDENTS)
    bring(Kind.CASES)
    undo_import(filled, BEHEER, 2, data_dir)
    assert len(kept(filled)) == 2
    with pytest.raises(NotAllowedError):
        erase_remarks(filled, PUBLIEK, None)
    assert erase_remarks(filled, BEHEER, 7) == 0
    assert erase_remarks(filled, BEHEER, 1) == 2
    assert kept(filled) == []
    line = read_lines(filled, BEHEER, Asked())[0]
    assert (line.act, line.what, line.detail) == (
        "gewist",
        "vrije tekst",
        "2 teksten van bestand 1",
    )


def test_what_was_erased_is_not_in_the_file_of_the_database(
    databases, monkeypatch, capfd, tmp_path
):
    address = databases.address("sqlite", filled=True)
    path = tmp_path / "bestand.csv"
    path.write_text(FILES[Kind.INCIDENTS], encoding="utf-8")
    with closing(Store.open(address)) as store:
        import_file(store, Atlas(store).edition(), path, Kind.INCIDENTS, KEPT)
    content = Path(address.removeprefix("sqlite:///")).read_bytes
    assert b"Merkteken" in content()
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    monkeypatch.setattr(sys, "argv", ["ivbgeo", "erase", "remarks", "alle"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert not caught.value.code
    assert capfd.readouterr().err == "Vrije teksten uit ingelezen bestanden gewist: 2.\n"
    assert b"Merkteken" not in content()


def test_the_setting_is_yes_or_no(databases, monkeypatch, capfd, tmp_path):
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))
    monkeypatch.setenv("IVBGEO_KEEP_REMARKS", "misschien")
    monkeypatch.setattr(sys, "argv", ["ivbgeo", "import", "cases", str(tmp_path / "x.csv")])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    assert "Kies uit: ja, nee." in capfd.readouterr().err
