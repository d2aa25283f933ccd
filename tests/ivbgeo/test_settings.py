"""Settings: variables before the file before what works at once."""

from pathlib import Path

import pytest

from ivbgeo.errors import SettingsError
from ivbgeo.settings import ROOT, Settings


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch):
    for name in ("DATABASE_URL", "DATA_DIR", "POLITIE_URL"):
        monkeypatch.delenv(f"IVBGEO_{name}", raising=False)


def test_without_anything_it_works(tmp_path):
    settings = Settings.load(tmp_path)
    assert settings.data_dir == ROOT / "data"
    assert settings.cache_dir == ROOT / "var" / "cache"
    assert settings.database_url.startswith("sqlite:///")


def test_the_file_goes_before_what_works_at_once(tmp_path):
    text = 'database_url = "sqlite:///elders"\ndata_dir = "gegevens"\ncache_dir = "kladblok"\n'
    (tmp_path / "ivbgeo.toml").write_text(text)
    settings = Settings.load(tmp_path)
    assert (settings.database_url, settings.data_dir) == ("sqlite:///elders", Path("gegevens"))
    assert settings.cache_dir == Path("kladblok")


def test_a_variable_goes_before_the_file(tmp_path, monkeypatch):
    (tmp_path / "ivbgeo.toml").write_text('database_url = "sqlite:///elders"')
    monkeypatch.setenv("IVBGEO_DATABASE_URL", "postgresql://host/db")
    assert Settings.load(tmp_path).database_url == "postgresql://host/db"


def test_a_setting_that_does_not_exist_is_named_with_those_that_do(tmp_path, monkeypatch):
    monkeypatch.setenv("IVBGEO_DATABASE", "x")
    with pytest.raises(SettingsError, match=r"‘database’ bestaat niet.*database_url"):
        Settings.load(tmp_path)


@pytest.mark.parametrize("content", [b"database_url = ", b'database_url = "\xff"'])
def test_a_file_that_can_not_be_read_is_named(tmp_path, content):
    (tmp_path / "ivbgeo.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"ivbgeo\.toml is niet te lezen"):
        Settings.load(tmp_path)


@pytest.mark.parametrize("value", ["3", "true", "['x']"])
def test_a_setting_is_a_text(tmp_path, value):
    (tmp_path / "ivbgeo.toml").write_text(f"data_dir = {value}")
    with pytest.raises(SettingsError, match="data_dir"):
        Settings.load(tmp_path)


def test_outside_services_are_asked_at_their_own_address_unless_it_is_set(tmp_path, monkeypatch):
    settings = Settings.load(tmp_path)
    assert settings.politie_url == "https://dataderden.cbs.nl"
    assert settings.cbs_url == "https://opendata.cbs.nl"
    assert settings.areas_url == "https://api.pdok.nl"
    assert settings.wfs_url == "https://service.pdok.nl"
    (tmp_path / "ivbgeo.toml").write_text('cbs_url = "http://spiegel/cbs"')
    monkeypatch.setenv("IVBGEO_POLITIE_URL", "http://spiegel/politie")
    settings = Settings.load(tmp_path)
    assert settings.politie_url == "http://spiegel/politie"
    assert settings.cbs_url == "http://spiegel/cbs"
    assert settings.areas_url == "https://api.pdok.nl"


@pytest.mark.parametrize("name", ["ROLE", "WIJKEN"])
def test_a_role_by_a_setting_is_no_more_and_who_has_one_hears_so(tmp_path, monkeypatch, name):
    monkeypatch.setenv(f"IVBGEO_{name}", "beheer")
    with pytest.raises(SettingsError, match="zijn er niet meer"):
        Settings.load(tmp_path)


def test_a_secret_that_is_no_text_is_not_shown(tmp_path):
    (tmp_path / "ivbgeo.toml").write_text("signin_secret = 20261127")
    with pytest.raises(SettingsError, match="signin_secret") as caught:
        Settings.load(tmp_path)
    assert "20261127" not in str(caught.value)
