"""Records in bytes, against a reading letter by letter."""

from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.bulk.records import Records

LETTERS = st.text(alphabet='ab;,"\n\r', max_size=40)


def one_by_one(text, separator, *, last):
    """Starts and stops, the end of the last whole record, and whether a text is left open."""
    found, start, end, state, position = [], 0, 0, "start", 0
    while position < len(text):
        letter = text[position]
        if state == "inside":
            if text[position : position + 2] == '""':
                position += 1
            elif letter == '"':
                state = "field"
        elif letter == '"' and state == "start":
            state = "inside"
        elif letter in "\r\n":
            found.append((start, position))
            position += text[position : position + 2] == "\r\n"
            start = end = position + 1
            state = "start"
        else:
            state = "start" if letter == separator else "field"
        position += 1
    if last and state != "inside" and start < len(text):
        found, end = [*found, (start, len(text))], len(text)
    return [each for each in found if each[0] < each[1]], end, state == "inside"


@given(LETTERS, st.sampled_from(";,"))
def test_records_end_where_a_reading_letter_by_letter_has_them_end(text, separator):
    records = Records.find(text.encode(), separator, last=True)
    found = list(zip(records.starts.tolist(), records.stops.tolist(), strict=True))
    assert (found, records.end, records.open_at >= 0) == one_by_one(text, separator, last=True)


@given(LETTERS, st.integers(0, 40))
def test_text_that_goes_on_gives_the_same_records_as_the_whole(text, cut):
    part = Records.find(text[:cut].encode(), ";", last=False)
    rest = Records.find(text[part.end :].encode(), ";", last=True)
    whole = Records.find(text.encode(), ";", last=True)
    assert [*part.starts.tolist(), *(rest.starts + part.end).tolist()] == whole.starts.tolist()
    assert [*part.stops.tolist(), *(rest.stops + part.end).tolist()] == whole.stops.tolist()


def test_the_mark_that_is_left_open_is_told():
    records = Records.find(b'a;"b"\n5" c;"d\ne;f\n', ";", last=True)
    assert (records.stops.tolist(), records.end, records.open_at) == ([5], 6, 11)
