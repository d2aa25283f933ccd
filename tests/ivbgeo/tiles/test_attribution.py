"""Whose map it is: words, whatever markup a file has."""

import pytest

from ivbgeo.tiles.attribution import of_file

UNSAID = "Achtergrond: de bron staat niet in het bestand"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("© Kadaster", "Achtergrond: © Kadaster"),
        ('<a href="https://x.example" target=_blank>© X</a> &amp; Y', "Achtergrond: © X & Y"),
        ("<script>alert(1)</script>Z", "Achtergrond: Z"),
        ("<b onload=alert(1)>Z", "Achtergrond: Z"),
        ("A\n\n  B\x00\u202eC", "Achtergrond: A B C"),
        ("&lt;img src=x&gt;", "Achtergrond: <img src=x>"),
        ("", UNSAID),
        ("<br>", UNSAID),
        (None, UNSAID),
        (7, UNSAID),
    ],
)
def test_only_words_are_left(told, said):
    assert of_file(told) == said


def test_it_is_never_longer_than_a_line():
    assert len(of_file("woord " * 1000)) < 220
