"""Heavy data for a frame: written once, named by its content, safe in a script."""

import json

from layers.keep import Kept
from tests.layers.sample import HOSTILE


def test_the_hash_is_of_the_content_and_holds_no_underscore():
    one, same, other = (Kept.of({"a": value}) for value in (1, 1, 2))
    assert one == same
    assert one.hash != other.hash
    assert "_" not in one.hash


def test_the_data_is_not_in_what_is_told_of_it():
    assert "93000" not in repr(Kept.of({"places": [93000]}))


def test_it_is_handed_over_as_data():
    kept = Kept.of({"name": HOSTILE})
    assert kept.script == f'ivbgeoMap.keep("{kept.hash}", {kept.data});'
    assert json.loads(kept.data) == {"name": HOSTILE}
