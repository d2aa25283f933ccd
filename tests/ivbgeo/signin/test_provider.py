"""Where users sign in: all of it is set, or nothing, and nothing contradicts anything else."""

from datetime import timedelta

import pytest

from ivbgeo.errors import SettingsError
from ivbgeo.settings import Settings
from ivbgeo.signin import Provider
from ivbgeo.viewer import Role

COOKIE = "een willekeurige tekst van voldoende lengte"
GIVEN = {
    "signin_issuer": "https://login.example.nl/stad",
    "signin_client": "kaart",
    "signin_secret": "zeer geheim",
    "signin_cookie_secret": COOKIE,
    "signin_address": "https://kaart.example.nl/veilig/",
}


def made(**more):
    return Provider.of(Settings(**(GIVEN | more)))


def test_without_settings_nobody_can_sign_in():
    assert Provider.of(Settings()) is None


def test_with_all_of_them_somebody_can():
    provider = made()
    assert provider.metadata == "https://login.example.nl/stad/.well-known/openid-configuration"
    assert provider.callback == "https://kaart.example.nl/veilig/oauth2callback"
    assert provider.is_secure
    assert provider.length == timedelta(hours=8)
    assert provider.roles["planner"] is Role.PLANNER


@pytest.mark.parametrize("name", GIVEN)
def test_half_of_it_is_refused_by_name(name):
    with pytest.raises(SettingsError, match=f"half ingericht: {name} ontbreekt"):
        made(**{name: ""})


@pytest.mark.parametrize("name", ["signin_roles", "signin_wijken", "signin_hours"])
def test_what_only_says_what_claims_mean_is_half_of_it_too(name):
    with pytest.raises(SettingsError, match="signin_issuer, signin_client"):
        Provider.of(Settings(**{name: "x=was"}))


@pytest.mark.parametrize("name", ["signin_secret", "signin_cookie_secret"])
def test_a_secret_stands_in_a_file_or_in_a_setting_but_not_in_both(tmp_path, name):
    file = tmp_path / "geheim"
    file.write_text(f"{GIVEN[name]}\n")
    assert made(**{name: "", f"{name}_file": str(file)}) == made()
    with pytest.raises(SettingsError, match=f"{name} en {name}_file"):
        made(**{f"{name}_file": str(file)})
    file.write_text(" \n")
    for missing in (file, tmp_path / "nergens", tmp_path):
        with pytest.raises(SettingsError, match="niet te lezen, of het is leeg"):
            made(**{name: "", f"{name}_file": str(missing)})


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"signin_cookie_secret": "k" * 31}, "te kort"),
        ({"signin_secret": COOKIE}, "zijn gelijk"),
        ({"signin_issuer": "http://login.example.nl"}, "Schrijf een adres"),
        ({"signin_issuer": "login.example.nl"}, "Schrijf een adres"),
        ({"signin_issuer": "https://login.example.nl:x"}, "Schrijf een adres"),
        ({"signin_issuer": "https://a:b@login.example.nl"}, "Schrijf een adres"),
        ({"signin_issuer": "https://login.microsoftonline.com/common/v2.0"}, "iedereen"),
        ({"signin_issuer": "https://x.nl/.well-known/openid-configuration"}, "vult ivbgeo zelf"),
        ({"signin_address": "http://kaart.example.nl"}, "Schrijf een adres"),
        ({"signin_address": "https://kaart.example.nl/?x=1"}, "Schrijf een adres"),
        ({"signin_address": "https://kaart.example.nl/oauth2callback"}, "vult ivbgeo zelf"),
        ({"signin_hours": "0"}, "1 tot en met 24"),
        ({"signin_hours": "25"}, "1 tot en met 24"),
        ({"signin_hours": "lang"}, "1 tot en met 24"),
        ({"signin_name_claim": " "}, "signin_name_claim ontbreekt"),
        ({"signin_roles": "groep-a"}, "groep-a"),
        ({"signin_roles": "groep-a=baas"}, "groep-a=baas"),
        ({"signin_roles": "a=was; a=planner"}, "a=planner"),
        ({"signin_wijken": "zuid=Meerzicht"}, "zuid=Meerzicht"),
        ({"signin_wijken": "a=WK063705; a=WK063706"}, "a=WK063706"),
    ],
)
def test_what_can_not_be_right_is_refused_with_a_word(more, told):
    with pytest.raises(SettingsError, match=told):
        made(**more)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_on_this_machine_alone_nothing_has_to_be_encrypted(host):
    provider = made(signin_address=f"http://{host}:8501", signin_issuer=f"http://{host}:9000")
    assert not provider.is_secure
    assert provider.callback == f"http://{host}:8501/oauth2callback"


def test_groups_give_roles_and_wijken():
    provider = made(
        signin_roles="Team A=B = wijkregisseur;\n 1f2e-33 = beheer;",
        signin_wijken="/wijk/zuid = WK063705 WK063706; /wijk/oost=WK063711",
    )
    assert provider.roles == {"Team A=B": Role.WIJKREGISSEUR, "1f2e-33": Role.BEHEER}
    assert provider.wijken["/wijk/zuid"] == {"WK063705", "WK063706"}


def test_no_secret_is_shown():
    shown = repr(made()) + repr(Settings(**GIVEN))
    assert COOKIE not in shown
    assert "zeer geheim" not in shown
