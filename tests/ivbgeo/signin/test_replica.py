"""The replica of a provider keeps to the standards: a certified client signs in with it."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from cryptojwt.exception import BadSignature
from idpyoidc.client.exception import OidcServiceError
from idpyoidc.client.rp_handler import RPHandler
from idpyoidc.exception import NotForMe
from idpyoidc.message.oidc import EXPError

from tests.replica.oidc import CLIENT, SECRET, Key, Provider

BACK = "http://127.0.0.1:1/oauth2callback"
_OIDC, _OAUTH2 = "idpyoidc.client.oidc", "idpyoidc.client.oauth2"


@pytest.fixture
def provider(tmp_path, monkeypatch):
    # That client keeps keys of its own where it runs.
    monkeypatch.chdir(tmp_path)
    with Provider() as provider:
        provider.people["jans"] = {"name": "Jans", "roles": ["beheer"]}
        provider.callbacks.add(BACK)
        yield provider


@pytest.fixture
def web():
    with requests.Session() as web:
        web.trust_env = False
        yield web


def client(provider):
    services = {
        "discovery": f"{_OIDC}.provider_info_discovery.ProviderInfoDiscovery",
        "authorization": f"{_OIDC}.authorization.Authorization",
        "accesstoken": f"{_OIDC}.access_token.AccessToken",
    }
    pkce = {
        "function": f"{_OAUTH2}.add_on.pkce.add_support",
        "kwargs": {"code_challenge_length": 64, "code_challenge_method": "S256"},
    }
    configuration = {
        "issuer": provider.url,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "client_type": "oidc",
        "redirect_uris": [BACK],
        "response_types_supported": ["code"],
        "scopes_supported": ["openid", "profile"],
        "client_authn_methods": {
            "client_secret_post": "idpyoidc.client.client_auth.ClientSecretPost"
        },
        "token_endpoint_auth_method": "client_secret_post",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
        "add_ons": {"pkce": pkce},
        "services": {name: {"class": kind} for name, kind in services.items()},
    }
    return RPHandler(base_url="http://127.0.0.1:1", client_configs={"stad": configuration})


def signed_in(web, party):
    """Sign in as a browser does; gives what the app is sent back with."""
    answer = web.post(party.begin("stad"), data={"login": "jans"}, allow_redirects=False)
    assert answer.status_code == 302
    return {
        name: one[-1] for name, one in parse_qs(urlsplit(answer.headers["location"]).query).items()
    }


def test_a_certified_client_reads_discovery_keys_and_token(provider, web):
    party = client(provider)
    found = party.finalize(provider.url, signed_in(web, party))
    assert found["userinfo"]["roles"] == ["beheer"]
    assert found["issuer"] == provider.url


@pytest.mark.parametrize(
    ("changes", "error", "told"),
    [
        ({"iss": "http://127.0.0.1:2"}, ValueError, "Unknown issuer"),
        ({"aud": "rooster"}, NotForMe, "rooster"),
        ({"nonce": "van een ander"}, ValueError, "Invalid nonce"),
        ({"exp": 1}, EXPError, "expiration"),
    ],
)
def test_what_an_issuer_can_do_wrong_is_wrong_to_that_client_too(
    provider, web, changes, error, told
):
    provider.changes = changes
    party = client(provider)
    with pytest.raises(error, match=told):
        party.finalize(provider.url, signed_in(web, party))


def test_a_signature_of_another_key_is_wrong_to_that_client_too(provider, web):
    provider.key = Key()
    party = client(provider)
    with pytest.raises(BadSignature):
        party.finalize(provider.url, signed_in(web, party))


def test_a_code_works_once_and_with_its_verifier_alone(provider, web):
    party = client(provider)
    sent_back = signed_in(web, party)
    party.finalize(provider.url, dict(sent_back))
    with pytest.raises(OidcServiceError, match="invalid_grant"):
        party.finalize(provider.url, dict(sent_back))
    asked = {
        "grant_type": "authorization_code", "redirect_uri": BACK, "client_id": CLIENT,
        "client_secret": SECRET, "code_verifier": "geraden",
    }  # fmt: skip
    code = signed_in(web, party)["code"]
    answer = web.post(f"{provider.url}/token", data=asked | {"code": code})
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_grant"})


def test_nobody_is_sent_to_where_no_app_is(provider, web):
    address = f"{provider.url}/authorize?client_id={CLIENT}&redirect_uri=http://127.0.0.1:3/"
    answer = web.get(address, allow_redirects=False)
    assert answer.status_code == 400
    assert "location" not in answer.headers
