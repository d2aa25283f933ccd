"""The address of a function: what is of a person in it is found, and what is not is let be."""

import pytest

from ivbgeo.errors import DataError
from ivbgeo.prevention.contact import check_contact, looks_personal, number_within


@pytest.mark.parametrize(
    "text",
    [
        "https://wa.me/31612345678",
        "https://WA.ME:443/4915112345678",
        "https://api.whatsapp.com/send?phone=31612345678",
        "https://api.whatsapp.com/send?phone=%2B31%206%2012345678",
        "https://signal.me/#p/+31612345678",
        "https://buurt.example/06+12345678",
        "https://buurt.example/tel0612345678x",
        "https://buurt.example/06\u200b12345678",
        "https://buurt.example/\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
        "https://06.12345678.example",
        "https://buurt.example/111222333",
        "https://buurt.example/NL91ABNA0417164300",
        "0612345678@buurt.example",
        "buurt0612345678@gmail.com",
        "06_12345678@buurt.example",
        "buurt31612345678@buurt.example",
    ],
)
def test_a_number_of_somebody_is_found_within_an_address(text):
    check_contact(text)
    assert number_within(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://www.facebook.com/groups/123456789012345",
        "https://t.me/buurtpreventie",
        "https://www.politie.example/0900-8844",
        "https://buurt.example/nieuws/2024-11-05-1234",
        "https://buurt.example/20241105",
        "team2024@buurt.example",
    ],
)
def test_other_numbers_are_let_be(text):
    check_contact(text)
    assert number_within(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://chat.whatsapp.com/GbH7kL2mN4pQ6rS8tU0vWx",
        "HTTPS://CHAT.WhatsApp.com:443/GbH7kL2mN4pQ6rS8tU0vWx",
        "https://t.me/+GbH7kL2mN4pQ6rS8",
        "https://t.me/%2BGbH7kL2mN4pQ6rS8",
        "https://signal.group/#GbH7kL2mN4pQ6rS8",
    ],
)
def test_the_way_into_a_group_is_no_address_to_ask_at(text):
    with pytest.raises(DataError, match="toegang tot de groep"):
        check_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "m.vanwijk@gmail.com",
        "j.postma@ziggo.nl",
        "k.wassenaar@gmail.com",
        "annawasman@hotmail.com",
        "vandewijk@live.nl",
        "infojansen@gmail.com",
        "jansen@kpn.nl",
        "jansen@mail.kpn.nl",
        "jansen@yahoo.co.uk",
        "jansen@gmx.com",
        "j.van.de.groep@bedrijf.example",
        "a.post@bedrijf.example",
        "jan.politiek@gmail.com",
    ],
)
def test_a_mail_box_of_a_person_looks_like_one(text):
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "buurtpreventie@gmail.com",
        "whatsapp.meerzicht@gmail.com",
        "wijkteam2@live.nl",
        "was-team@gemeente.example",
        "wijk.meerzicht@gemeente.example",
        "meerzicht.info@gemeente.example",
        "coördinator.meerzicht@gemeente.example",
        "iemand@mail.gemeente.example",
        "sterrenflat@vve.example",
    ],
)
def test_a_mail_box_of_a_function_does_not(text):
    assert not looks_personal(text)
