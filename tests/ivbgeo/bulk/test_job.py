"""What workers need: read once, by processes that do the work as it is done here."""

import pickle

import pytest

from ivbgeo.bulk import job as module
from ivbgeo.bulk.job import do, forget, house, job_of, put_job
from ivbgeo.errors import DataError


@pytest.fixture(autouse=True)
def _forgotten():
    yield
    forget()


@pytest.mark.parametrize("compared", [True, False])
def test_a_job_is_read_once(compared, tmp_path):
    path = put_job([1], tmp_path, compared=compared)
    assert do(lambda job, piece: [*job, piece], path, 2) == [1, 2]
    path.unlink()
    assert job_of(path) is job_of(path)
    forget()
    with pytest.raises(DataError):
        job_of(path)


def test_only_the_last_job_is_kept(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        job_of(put_job(name, tmp_path / name, compared=False))
    assert list(module._held.values()) == ["b"]


def test_a_worker_with_other_versions_refuses(tmp_path):
    here = house()
    assert here[0].startswith("Python 3.")
    other = tuple(part.replace("numpy ", "numpy 0.") for part in here)
    (tmp_path / "job").write_bytes(pickle.dumps(other) + b"of another kind")
    with pytest.raises(DataError) as caught:
        job_of(tmp_path / "job")
    assert caught.value.rule == "cluster.versions"
    assert caught.value.values["needed"] == caught.value.values["value"].replace("y ", "y 0.")


def test_a_worker_that_does_not_see_the_folder_says_so(tmp_path):
    with pytest.raises(DataError) as caught:
        job_of(tmp_path / "elders" / "job")
    assert caught.value.rule == "cluster.folder"
