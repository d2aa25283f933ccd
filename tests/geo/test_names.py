"""What stands in ``geo`` itself, and when it is read in."""

import subprocess
import sys

import pytest

import geo
from ivbgeo.settings import ROOT


def test_every_name_is_there_and_known_to_who_reads_the_types():
    assert len(geo.__all__) == len(set(geo.__all__))
    for name in geo.__all__:
        assert getattr(geo, name) is not None
    # Not of the same name as a module: that would take its place.
    assert geo.threads() > 0


def test_what_is_not_there_is_said_as_python_does():
    with pytest.raises(AttributeError, match="'geo' has no attribute 'nothing'"):
        _ = geo.nothing


def test_a_level_or_an_error_reads_in_no_library():
    code = "import sys; from geo import GeoError, Level; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert not done.stderr
    assert not {"numpy", "shapely", "pyproj", "pyarrow"} & set(done.stdout.split())
