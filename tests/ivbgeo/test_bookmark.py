"""What is chosen, as an address and back; an address comes from anybody."""

from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.bookmark import Bookmark, Wish, period_key, period_of
from ivbgeo.period import Period

words = st.text(max_size=40)
wishes = st.builds(Wish, words, words, words, words)
bookmarks = st.builds(Bookmark, wishes, words, words, words, words, words, words, words, wishes)
periods = st.builds(
    lambda first, more: Period.of_indices(first, first + more),
    st.integers(1900 * 12, 2100 * 12),
    st.integers(0, 40),
)


@given(bookmarks)
def test_what_is_chosen_comes_back(bookmark):
    assert Bookmark.parse(bookmark.params()) == bookmark


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=400), max_size=20))
def test_any_address_is_read(params):
    assert (
        Bookmark.parse(params).params().items()
        <= {name: value[:80] for name, value in params.items()}.items()
    )


def test_each_part_has_a_dutch_name_in_a_fixed_order():
    first = Wish("misdrijven", "1.1.1", "per-1000", "2023")
    second = Wish(period="2021")
    made = Bookmark(
        first,
        "buurt",
        "2025-BU06370101",
        "eigen",
        "10;20",
        "periode",
        "clusters",
        "52,4,12",
        second,
    )
    assert list(made.params().items()) == [
        ("onderwerp", "misdrijven"),
        ("soort", "1.1.1"),
        ("maat", "per-1000"),
        ("periode", "2023"),
        ("per", "buurt"),
        ("gebied", "2025-BU06370101"),
        ("klassen", "eigen"),
        ("grenzen", "10;20"),
        ("naast", "periode"),
        ("punten", "clusters"),
        ("beeld", "52,4,12"),
        ("periode2", "2021"),
    ]
    assert not made.is_empty
    assert Bookmark(view="52,4,12").is_empty


@given(periods)
def test_a_period_comes_back(period):
    assert period_of(period_key(period)) == period


def test_what_is_no_period_is_none():
    for text in ("", "gisteren", "2023-13", "2023/2021", "2023/", "1", "9" * 50):
        assert period_of(text) is None or text == "2023/"
