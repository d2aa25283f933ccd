import json

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.escape import html_text, script_json
from tests.layers.sample import HOSTILE

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(PLAIN)
def test_json_comes_back_as_it_was(value):
    assert json.loads(script_json(value)) == value


@given(st.text())
def test_no_string_can_end_a_script_or_be_read_as_a_template(text):
    written = script_json([text])
    assert written.isascii()
    assert not set(written[1:-1]) & set("<>&'{}_`")


def test_a_template_engine_leaves_hostile_names_as_they_are():
    # branca renders every script as a Jinja template before it is sent.
    written = script_json({"naam": HOSTILE})
    assert jinja2.Template(written).render() == written
    assert "script" in written
    assert "</script" not in written


def test_a_number_without_a_word_in_json_is_refused():
    with pytest.raises(ValueError, match="Out of range"):
        script_json([float("nan")])


@given(st.text())
def test_html_holds_no_markup(text):
    written = html_text(text)
    assert not set(written) & set("<>\"'")
    assert "&amp;" in written or "&" not in text
