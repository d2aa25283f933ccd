"""What looks personal is taken out of free text; what is missed and wrongly taken is counted."""

import doctest
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.measures import personal
from ivbgeo.settings import ROOT
from ivbgeo.textfilter import Found, Kind, cleaning, digits, find, finding, take_out

HERE = Path(__file__).parent
MARK = re.compile(r"\{([\w-]+):([^{}]*)\}")


def marked(line):
    """Give a sentence without its marks, and the pieces that were marked."""
    text, pieces, end = "", [], 0
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        pieces.append(Found(Kind(mark[1]), len(text), len(text) + len(mark[2])))
        text, end = text + mark[2], mark.end()
    return text + line[end:], pieces


def sentences(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [marked(line) for line in lines if line and not line.startswith("#")]


def counted(name):
    """Count by kind what had to go, what was left of it, and what went that had to stay.

    A piece is left if any sign of it is; it went wrongly if it has no sign of what had to go.
    """
    had, left, wrong = Counter(), Counter(), Counter()
    for text, pieces in sentences(name):
        found = find(text)
        for piece in pieces:
            had[piece.kind.value] += 1
            whole = any(f.start <= piece.start and piece.end <= f.end for f in found)
            left[piece.kind.value] += not whole
        for one in found:
            touches = any(p.start < one.end and one.start < p.end for p in pieces)
            wrong[one.kind.value] += not touches
    return dict(had), dict(+left), dict(+wrong)


def test_the_lists_are_long_and_have_as_much_to_leave_as_to_take():
    for name, least in (("sentences.txt", 250), ("unseen.txt", 130), ("fresh.txt", 130)):
        told = sentences(name)
        harmless = sum(not pieces for _, pieces in told)
        assert len(told) >= least
        assert harmless * 2 >= len(told)
        assert {p.kind for _, pieces in told for p in pieces} == set(Kind)


@pytest.mark.parametrize(
    ("name", "had", "left", "wrong"),
    [
        (
            "sentences.txt",
            {
                "telefoonnummer": 38,
                "e-mailadres": 13,
                "kenteken": 36,
                "adres": 23,
                "burgerservicenummer": 16,
                "rekeningnummer": 17,
            },
            {"telefoonnummer": 1, "e-mailadres": 1, "kenteken": 2, "adres": 3},
            {},
        ),
        (
            "unseen.txt",
            {
                "telefoonnummer": 15,
                "e-mailadres": 7,
                "kenteken": 18,
                "adres": 11,
                "burgerservicenummer": 7,
                "rekeningnummer": 8,
            },
            {"telefoonnummer": 2, "e-mailadres": 3, "kenteken": 2, "adres": 2},
            {"adres": 1},
        ),
        (
            "fresh.txt",
            {
                "telefoonnummer": 14,
                "e-mailadres": 7,
                "kenteken": 17,
                "adres": 14,
                "burgerservicenummer": 6,
                "rekeningnummer": 6,
            },
            {"telefoonnummer": 1, "e-mailadres": 1, "kenteken": 2, "adres": 3},
            {"telefoonnummer": 1, "kenteken": 2, "adres": 1},
        ),
    ],
)
def test_what_is_missed_and_what_is_wrongly_taken_stays_as_it_is_said(name, had, left, wrong):
    """The same counts stand in docs/adr/0031-text-filter.md."""
    assert counted(name) == (had, left, wrong)


def test_what_is_found_is_of_the_kind_that_it_is():
    for text, pieces in sentences("sentences.txt"):
        found = find(text)
        assert [one for one in found if one not in pieces] == []


def test_the_record_has_the_counts():
    record = (ROOT / "docs" / "adr" / "0031-text-filter.md").read_text(encoding="utf-8")
    for name in ("sentences.txt", "unseen.txt", "fresh.txt"):
        had, left, wrong = counted(name)
        row = f"| `{name}` | {len(sentences(name))} | {sum(had.values())} | {sum(left.values())} | {sum(wrong.values())} |"  # noqa: E501
        assert row in record
        for kind in Kind:
            cells = (had[kind.value], left.get(kind.value, 0), wrong.get(kind.value, 0))
            assert f"| {kind.value} | {' | '.join(map(str, cells))} |" in record


def test_of_our_own_documents_hardly_a_word_goes():
    """Eighty thousand words with dates, times, codes, amounts and coordinates."""
    files = [ROOT / "ivbgeo" / "messages.py", *(ROOT / "data").glob("*.csv")]
    files += [path for path in (ROOT / "docs").rglob("*.md") if path.name != "0031-text-filter.md"]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    words = sum(len(line.split()) for line in lines)
    taken = [one.of(line) for line in lines for one in find(line)]
    taken = [piece for piece in taken if not piece.endswith("example.nl")]
    assert len(taken) < words / 10_000, taken


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        ("Rustig.", "Rustig."),
        ("Bel 06-12345678!", "Bel [telefoonnummer]!"),
        ("06-12345678 06-87654321", "[telefoonnummer] [telefoonnummer]"),
        # Signs of other widths and scripts are what they look like.
        ("０６－１２３４５６７８", "[telefoonnummer]"),
        ("06\N{NO-BREAK SPACE}12345678", "[telefoonnummer]"),
        ("GH\N{NON-BREAKING HYPHEN}123\N{NON-BREAKING HYPHEN}J", "[kenteken]"),
        ("06\N{ZERO WIDTH SPACE}12345678 ✓", "[telefoonnummer] ✓"),
        # An account is not taken for a phone number, nor the words behind it for a part of it.
        ("NL91 ABNA 0417 1643 00 ten name van", "[rekeningnummer] ten name van"),
        (
            "van NL51BUNQ0776462031 naar NL91 ABNA 0417 1643 00",
            "van [rekeningnummer] naar [rekeningnummer]",
        ),
        ("iban NL91ABNA0417164300 06-12345678", "iban [rekeningnummer] [telefoonnummer]"),
        ("bsn 111222333, 2725 AB 12", "bsn [burgerservicenummer], [adres]"),
        # Lines of a remark are apart.
        ("GH-123-J\n2725 AB\n12 meldingen", "[kenteken]\n2725 AB\n12 meldingen"),
    ],
)
def test_the_kind_comes_in_place_of_what_was_taken_out(text, cleaned):
    assert take_out(text).text == cleaned


def test_where_it_was_is_said_of_the_text_as_it_came():
    text = "＋ Bel ０６-12345678 of mail jan@voorbeeld.nl"
    found = take_out(text).found
    assert [(one.kind, one.of(text)) for one in found] == [
        (Kind.TELEFOON, "０６-12345678"),
        (Kind.EMAIL, "jan@voorbeeld.nl"),
    ]


def test_a_piece_has_characters():
    with pytest.raises(ValueError, match="from 3 up to 3"):
        Found(Kind.BSN, 3, 3)


PIECES = [text[p.start : p.end] for text, pieces in sentences("sentences.txt") for p in pieces]
PARTS = st.one_of(
    st.sampled_from(PIECES),
    st.text(alphabet="0123456789 .,-/()+ABGHJab@[]:€\n", max_size=6),
    st.text(max_size=4),
)


@given(st.lists(PARTS, max_size=6).map("".join))
def test_whatever_the_text_nothing_stays_that_would_be_found_and_pieces_dont_overlap(text):
    cleaned = take_out(text)
    assert take_out(cleaned.text).found == ()
    ends = [0, *(one.end for one in cleaned.found)]
    assert all(one.start >= end for one, end in zip(cleaned.found, ends, strict=False))


@given(st.sampled_from("01234 56789-.@aAB"), st.integers(2_000, 5_000))
def test_a_long_text_of_one_sign_is_gone_through_at_once(sign, length):
    assert len(find(sign * length)) <= length


@pytest.mark.parametrize("module", [cleaning, digits, finding, personal], ids=lambda m: m.__name__)
def test_the_examples_are_right(module):
    results = doctest.testmod(module)
    assert results.attempted
    assert results.failed == 0
