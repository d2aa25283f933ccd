"""A table of text: what is in it is never markup, and where it is narrow it becomes a list."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest


def drawn(columns):
    def script(columns):
        from views.components.plain_table import plain_table  # noqa: PLC0415 - run by Streamlit

        plain_table(columns, "Naam & meer")

    shown = AppTest.from_function(script, kwargs={"columns": columns}, default_timeout=30).run()
    assert not shown.exception
    (element,) = shown.get("html")
    return element.proto.body


def test_rows_and_columns_have_titles_and_text_stays_text():
    html = drawn({"Gebied": ["<script>x</script>", "B"], "Aantal": ["1", '"2"']})
    assert html.count("<tr") == 3
    assert re.findall(r'scope="(\w+)"[^>]*>([^<]*)<', html) == [
        ("col", "Gebied"),
        ("col", "Aantal"),
        ("row", "&lt;script&gt;x&lt;/script&gt;"),
        ("row", "B"),
    ]
    assert 'aria-label="Naam &amp; meer"' in html
    assert 'class="ivb-short">&quot;2&quot;</td>' in html


def test_only_a_wide_table_becomes_a_list_and_long_words_may_break():
    narrow = drawn({"": ["A"], "Aantal": ["1"]})
    assert not re.search("ivb-wide|role=|data-title", narrow)  # it is a table as it is
    html = drawn({"Naam": ["a" * 30], "Bron": ["een zin van woorden " * 3]})
    assert "ivb-wide" in html
    assert f'class="ivb-long">{"a" * 30}<' in html
    assert html.count('role="row"') == 2
    assert 'role="cell" data-title="Bron"' in html
    assert 'class="ivb-short"' not in html


def test_columns_of_short_texts_wrap_when_there_are_many():
    many = {f"Kolom {at}": ["twintig tekens lang"] for at in range(4)}
    assert "ivb-short" not in drawn(many)
    assert "ivb-short" in drawn(dict(list(many.items())[:2]))


def test_a_table_without_rows_still_has_its_titles():
    assert drawn({"A": [], "B": []}).count("<tr") == 1
