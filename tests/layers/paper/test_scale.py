import pytest
from matplotlib.patches import Rectangle

from layers.paper.page import Page
from layers.paper.scale import draw_scale, round_length


@pytest.mark.parametrize(
    ("metres", "long"), [(870, 500), (1000, 1000), (4.9, 2), (0.03, 0.02), (99_999, 50_000)]
)
def test_a_length_is_round(metres, long):
    assert round_length(metres) == pytest.approx(long)


@pytest.mark.parametrize(
    ("metres_per_mm", "said", "half"),
    [(50.0, "1 km", 500), (10.0, "200 m", 100), (1800.0, "40 km", 20_000), (0.1, "2 m", 1)],
)
def test_the_bar_is_as_long_as_it_says(metres_per_mm, said, half):
    page = Page()
    draw_scale(page, 230, 20, 56, metres_per_mm)
    bars = [one for one in page.axes.artists + page.axes.patches if isinstance(one, Rectangle)]
    assert [bar.get_width() * metres_per_mm for bar in bars] == pytest.approx([half, half])
    assert [text.get_text() for text in page.axes.texts][-1] == said
    assert page.axes.texts[0].get_text() == "N"
    assert bars[1].get_x() + bars[1].get_width() < 230 + 56


def test_two_numbers_never_look_like_one():
    # 200 and 400 m on 13 millimetres.
    page = Page()
    draw_scale(page, 230, 20, 47, 31.0)
    assert [text.get_text() for text in page.axes.texts] == ["N", "0", "400 m"]
    page = Page()
    draw_scale(page, 230, 20, 56, 10.0)
    assert [text.get_text() for text in page.axes.texts] == ["N", "0", "100", "200 m"]
