import json

from hypothesis import given
from hypothesis import strategies as st

from layers.wording import pack
from tests.layers.sample import unpack

words = st.text(max_size=30) | st.from_regex(r"[+−-]?\d{1,6}([.,]\d{1,3})? misdrijven \(\d+–\d+\)")


@given(st.lists(words, unique=True, max_size=30))
def test_every_text_comes_back(texts):
    assert unpack(json.loads(json.dumps(pack(texts)))) == texts


def test_what_texts_share_is_said_once():
    texts = [f"{n},{n % 7} per 1.000 inwoners ({n - 1}–{n + 2})\nvoorlopig" for n in range(146)]
    packed = pack(texts)
    assert packed["forms"] == [["", " per 1.000 inwoners (", "–", ")\nvoorlopig"]]
    assert len(packed["texts"]) < 16 * 146


def test_a_text_of_its_own_is_a_form_of_its_own():
    assert pack(["niet gemeten"]) == {"forms": [["niet gemeten"]], "texts": "0"}
    assert pack(["4 van 20"])["forms"] == [["4 van 20"]]
    assert pack([]) == {"forms": [], "texts": ""}
