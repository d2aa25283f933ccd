import re

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
