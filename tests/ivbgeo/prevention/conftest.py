"""Towns for prevention and plekken."""

import pytest

from ivbgeo.atlas import Atlas


@pytest.fixture
def edition(town):
    return Atlas(town).edition()
