"""What looks personal is found, and what does not is left alone."""

import pytest

from ivbgeo.measures.personal import suspects


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mail naar j.jansen@voorbeeld.nl graag", "j.jansen@voorbeeld.nl"),
        ("06-12345678", "06-12345678"),
        ("bel 06 12 34 56 78.", "06 12 34 56 78"),
        ("(079) 346 81 23", "(079) 346 81 23"),
        ("+31 6 12345678", "+31 6 12345678"),
        ("bsn 111222333", "111222333"),
        ("bsn 1112.22.333", "1112.22.333"),
        ("in 2725AB 12", "2725AB 12"),
        ("Overlast Dorpsstraat 12a, elke avond", "Dorpsstraat 12a"),
        ("van Leeuwenhoeklaan 3", "Leeuwenhoeklaan 3"),
        ("Op het stadhuisplein 1", "stadhuisplein 1"),
        ("Dorpsstraat 12 keer gecontroleerd", None),
        ("Dorpsstraat, 12 juni", None),
        ("Kadernota 2018, laan 5, snelweg 2024", None),
        ("Zeeweg 50% minder", None),
        ("111222334", None),
        ("zaak 2023-045678", None),
        ("op 01-02-2024 en 03-04-2024", None),
        ("budget € 1.112.223", None),
        ("2019-2022, 2023-2026", None),
        ("14 079", None),
        ("", None),
    ],
)
def test_a_text_is_looked_through(text, found):
    assert [one.text for one in suspects([text])] == ([found] if found else [])
