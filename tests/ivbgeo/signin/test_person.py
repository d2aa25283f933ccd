"""Who somebody is by the claims about him: what is in doubt gives nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from ivbgeo.messages import sentence
from ivbgeo.settings import Settings
from ivbgeo.signin import NOBODY, Ended, Provider, person_of
from ivbgeo.viewer import Role
from tests.ivbgeo.signin.test_provider import GIVEN

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
CLAIMS = {
    "is_logged_in": True,
    "provider": "default",
    "iss": GIVEN["signin_issuer"],
    "aud": "kaart",
    "sub": "a1b2",
    "iat": NOW.timestamp() - 3600,
    "nonce": "n",
    "name": "Jans de Vries",
    "preferred_username": "j.devries@example.nl",
    "roles": ["wijkregisseur"],
    "wijken": ["WK063705", "WK063711"],
}


def who(now=NOW, settings=None, without=(), **changed):
    provider = Provider.of(Settings(**(GIVEN | (settings or {}))))
    claims = {name: value for name, value in (CLAIMS | changed).items() if name not in without}
    return person_of(claims, provider, now)


def test_claims_make_a_person():
    person = who()
    assert (person.role, person.wijken) == (Role.WIJKREGISSEUR, {"WK063705", "WK063711"})
    assert (person.name, person.who) == ("Jans de Vries", "j.devries@example.nl")
    assert person.until == NOW + timedelta(hours=7)
    assert person.doubts == ()


def test_where_nobody_can_sign_in_claims_are_nothing():
    assert person_of(CLAIMS, None, NOW) == NOBODY


@pytest.mark.parametrize("told", [False, None, "true", 1, "ja"])
def test_who_is_not_signed_in_is_nobody(told):
    assert who(is_logged_in=told) == NOBODY
    assert who(without=["is_logged_in"]) == NOBODY


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://login.example.nl/dorp"},
        {"iss": "https://login.example.nl/stad/"},
        {"iss": None},
        {"aud": "rooster"},
        {"aud": ["rooster"]},
        {"aud": None},
        # Of another app, which ours may have asked for: Authlib lets it pass.
        {"aud": "rooster", "azp": "kaart"},
        {"aud": ["kaart", "rooster"]},
        {"azp": "rooster"},
        {"sub": ""},
        {"sub": 3},
    ],
)
def test_a_token_of_another_issuer_or_for_another_app_is_nobody(wrong):
    person = who(**wrong)
    assert person.role is Role.PUBLIEK
    assert not person.is_signed_in
    assert person.doubts == (sentence("signin.other"),)


def test_a_token_for_more_apps_names_ours_as_the_one_that_asked():
    assert who(aud=["kaart", "rooster"], azp="kaart").role is Role.WIJKREGISSEUR


@pytest.mark.parametrize(
    ("after", "holds"),
    [(timedelta(hours=6, minutes=59), True), (timedelta(hours=7), False),
     (timedelta(days=99), False),
     # Of a clock that was set back a little, and of one that is wrong.
     (timedelta(minutes=-64), True), (timedelta(minutes=-66), False)],
)  # fmt: skip
def test_a_sign_in_ends_after_its_hours(after, holds):
    person = who(NOW + after)
    assert person.is_signed_in is holds
    assert person.doubts == (() if holds else (sentence("signin.ended"),))


@pytest.mark.parametrize("moment", [None, "1764244800", True, float("nan"), float("inf"), 1e300])
def test_a_sign_in_of_no_moment_has_ended(moment):
    assert who(iat=moment).doubts == (sentence("signin.ended"),)


@pytest.mark.parametrize(
    ("claim", "doubt"),
    [
        ([], "no_role"),
        (None, "no_role"),
        ("", "no_role"),
        ("Beheer", "no_role"),
        (["iets anders", "beheerder"], "no_role"),
        (["planner", "beheer"], "many_roles"),
        (["publiek", "beheer"], "many_roles"),
        ({"beheer": True}, "bad_roles"),
        (["beheer", 3], "bad_roles"),
        ([["beheer"]], "bad_roles"),
        (7, "bad_roles"),
    ],
)
def test_a_role_in_doubt_is_none(claim, doubt):
    person = who(roles=claim)
    assert person.role is Role.PUBLIEK
    assert person.is_signed_in
    assert person.doubts[0].startswith(sentence(f"signin.{doubt}", value="")[:20])


@pytest.mark.parametrize("claim", ["beheer", ["beheer"], ["beheer", "beheer", "personeel"]])
def test_one_role_beside_values_that_mean_nothing_here_is_that_role(claim):
    assert who(roles=claim).role is Role.BEHEER


@pytest.mark.parametrize(
    ("claim", "codes"),
    [
        ("WK063705", {"WK063705"}),
        ("WK063705 WK063711", {"WK063705", "WK063711"}),
        ("WK063705,WK063711", {"WK063705", "WK063711"}),
        (["WK063705", "WK063711"], {"WK063705", "WK063711"}),
    ],
)
def test_wijken_are_codes_in_a_text_or_a_list(claim, codes):
    assert who(wijken=claim).wijken == codes


@pytest.mark.parametrize(
    "claim",
    [["WK063705", "Meerzicht"], "wk063705", "WK06370", "BU06370501", "GM0637", "*", 63705,
     {"WK063705": 1}, ["WK063705", None], "WK０６３７０５"],
)  # fmt: skip
def test_one_wijk_that_is_none_takes_them_all_away(claim):
    person = who(wijken=claim)
    assert person.wijken == frozenset()
    assert person.doubts == (sentence("signin.bad_wijken", value="wijken"),)


def test_who_works_for_wijken_and_has_none_hears_so():
    assert who(wijken=[]).doubts == (sentence("signin.no_wijken"),)
    assert who(roles=["planner"], without=["wijken"]).doubts == ()


def test_a_wijk_that_does_not_exist_does_not_count():
    person = who().within({"WK063705", "WK063706"})
    assert person.wijken == {"WK063705"}
    assert person.doubts == (sentence("signin.no_such_wijk", value="WK063711"),)
    assert who().within({"WK063705", "WK063711"}) == who()


def test_groups_become_a_role_and_wijken_and_one_claim_may_stand_within_another():
    settings = {
        "signin_role_claim": "resource_access.kaart.roles",
        "signin_roles": "wr=wijkregisseur",
        "signin_wijken_claim": "groups",
        "signin_wijken": "/wijk/zuid=WK063705 WK063706; /wijk/oost=WK063711",
    }
    claims = {
        "resource_access": {"kaart": {"roles": ["wr", "offline_access"]}},
        "groups": ["/wijk/zuid", "/personeel"],
    }
    person = who(settings=settings, **claims)
    assert (person.role, person.wijken) == (Role.WIJKREGISSEUR, {"WK063705", "WK063706"})
    # Without the mapping's value the codes themselves give nothing.
    assert who(settings=settings, groups=["WK063705"], resource_access=3).wijken == frozenset()


def test_a_name_stays_on_one_line():
    person = who(name="Jans\n<b>\u202e" + "x" * 500, without=["preferred_username"])
    assert person.name.startswith("Jans<b>xx")
    assert len(person.name) == 100
    assert person.who == "a1b2"


def test_who_signed_out_is_out_until_the_next_time():
    ended = Ended(timedelta(hours=8))
    ended.end(CLAIMS, NOW)
    assert ended.holds(dict(CLAIMS))
    assert not ended.holds(CLAIMS | {"nonce": "m", "iat": NOW.timestamp()})
    # By then it has ended by itself.
    ended.end(CLAIMS | {"sub": "c3"}, NOW + timedelta(hours=9))
    assert not ended.holds(CLAIMS)
