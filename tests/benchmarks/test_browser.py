"""How the browser's bench tells of two pages in turn."""

from benchmarks.browser.pairs import Pairs, spread


def test_a_ratio_is_of_pairs_and_a_target_goes_with_it():
    pairs = Pairs()
    for ours, peer in ((10.0, 100.0), (300.0, 1000.0), (20.0, 100.0)):
        pairs.note(ours, peer)
    first, second, ratio = pairs.told("here", "what", ("ours", "peer"), 0.2)
    assert (first.value, second.met) == ("20 ms (p90 244; 3×)", None)
    assert (ratio.value, ratio.target, ratio.met) == ("0.2× (0.1–0.3)", "≤ 0.2×", True)
    assert list(pairs.told("here", "what", ("a", "b"), 0.19))[2].met is False
    assert spread([5.0], "B") == "5 B (p90 5; 1×)"
