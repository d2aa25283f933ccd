"""The taxonomy: codes, groups, and what to say of a code that is not there."""

import pytest

from ivbgeo.category import Category, Taxonomy
from ivbgeo.errors import UsageError

TAXONOMY = Taxonomy(
    [
        Category("1.1.1", "Diefstal/inbraak woning", "politie"),
        Category("1.4.6", "Straatroof", "politie"),
        Category("1.4.7", "Overval", "politie"),
        Category("hic.roof", "Roof", "groep", ("1.4.6", "1.4.7")),
        Category("hic", "High impact crime", "groep", ("1.1.1", "hic.roof")),
    ]
)


def test_a_group_is_its_leaves():
    assert TAXONOMY.leaves("hic") == {"1.1.1", "1.4.6", "1.4.7"}
    assert TAXONOMY.leaves("1.1.1") == {"1.1.1"}


def test_within_a_group_lies_every_code_at_any_depth():
    assert TAXONOMY.within("hic") == {"hic", "1.1.1", "hic.roof", "1.4.6", "1.4.7"}


@pytest.mark.parametrize(
    ("wrong", "near"), [("1.1.l", "1.1.1"), ("hic.rof", "hic.roof"), ("zzz", "hic, woonoverlast")]
)
def test_an_unknown_code_is_answered_with_codes_like_it(wrong, near):
    with pytest.raises(UsageError, match=f"‘{wrong}’ bestaat niet.*{near}"):
        TAXONOMY[wrong]


def test_an_empty_store_says_so():
    with pytest.raises(UsageError, match=r"De opslag is leeg.*ivbgeo demo"):
        Taxonomy([])["hic"]


def test_the_codes_of_the_contract_are_there(edition):
    tenures = ("koop", "corporatie", "particulier")
    statuses = ("lopend", "afgerond")
    wanted = {"0.0.0", "hic", "hic.geweld", "hic.woninginbraak", "hic.straatroof", "hic.overval"}
    wanted |= {"woonoverlast", *(f"woonoverlast.{name}" for name in (*tenures, *statuses))}
    wanted |= {f"woonoverlast.{tenure}.{status}" for tenure in tenures for status in statuses}
    assert [code for code in sorted(wanted) if code not in edition.taxonomy] == []


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("hic.geweld", {"1.4.2", "1.4.3", "1.4.4", "1.4.5"}),
        ("hic.woninginbraak", {"1.1.1"}),
        ("hic.straatroof", {"1.4.6"}),
        ("hic.overval", {"1.4.7"}),
        ("hic", {"1.1.1", "1.4.2", "1.4.3", "1.4.4", "1.4.5", "1.4.6", "1.4.7"}),
    ],
)
def test_high_impact_crime_is_what_the_contract_says(edition, group, members):
    assert edition.taxonomy.leaves(group) == members


def test_no_group_counts_a_case_twice(edition):
    def parts(code):
        return [edition.taxonomy.leaves(member) for member in edition.taxonomy[code].members]

    for category in edition.taxonomy:
        found = parts(category.code)
        assert sum(map(len, found)) == len(frozenset().union(*found)), category.code
