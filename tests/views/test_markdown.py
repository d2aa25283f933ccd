import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from views.components.markdown import plain

PAGE = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])


def test_a_picture_elsewhere_is_only_text():
    assert "<img" not in PAGE.render(plain("![x](https://elders.example/x.png)"))


@given(st.text(alphabet=st.sampled_from("ab ![]()<>*_`#|$~{}\\\n:/.\"'&"), max_size=30))
def test_no_text_becomes_a_link_a_picture_or_a_tag(text):
    tags = set(re.findall(r"</?([a-z0-9]+)", PAGE.render(f"x {plain(text)}")))
    assert tags <= {"p"}


@pytest.mark.parametrize(
    "text",
    [
        "https://elders.example/a",
        "HTTP://elders.example",
        "zie www.elders.example",
        "ik.zelf@elders.example",
        ":material/home:",
        ":smile:",
        ":red[x]",
    ],
)
def test_what_is_looked_for_once_more_is_parted(text):
    # As the frontend does it: in what the escaped text has become.
    once_more = re.compile(
        r"(?:https?://|www(?=\.))[-.\w]+|[-.\w+]+@[-\w]+\.[-\w]+|:[\w+/-]+[:\[]", re.IGNORECASE
    )
    assert once_more.search(text)
    shown = html.unescape(re.sub("<[^>]+>", "", PAGE.render(plain(text))))
    assert not once_more.search(shown)
    assert shown.replace("\u2060", "").strip() == text


def test_words_and_times_stay_as_they_are():
    text = "Bron: CBS, 12:30 uur; zie 1:2 en :dat is alles"
    assert plain(text) == text
