"""Tests with a long form: short in ``make test``, and always the same; long in ``make soak``.

Mark such a test with ``pytest.mark.soak``. ``SOAK=N`` makes it N times as long, with other draws
each time.
"""

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("SOAK") or 1)
LONG = TIMES > 1


def drawn(examples: int) -> settings:
    """Give hypothesis' settings for a test that draws so many examples in its short form."""
    return settings(
        max_examples=examples * TIMES,
        derandomize=not LONG,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
