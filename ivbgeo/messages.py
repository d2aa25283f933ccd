"""The one table of Dutch sentences for what goes wrong, by the name of the broken rule.

Reading level B1: what it is, why it can't be, what to do.
"""

from __future__ import annotations

__all__ = ["SENTENCES", "sentence"]

SENTENCES: dict[str, str] = {
    "embedded.cells": (
        "Regel {line} van {file} heeft {value} kolommen; het moeten er {needed} zijn. "
        "Herstel de regel."
    ),
    "embedded.changed": (
        "{file} is veranderd sinds het is gemaakt. Maak data/ opnieuw met ‘ivbgeo build-data’."
    ),
    "embedded.columns": "{file} heeft de kolommen ‘{value}’. Nodig zijn: {needed}.",
    "embedded.csv": (
        "In {file} staat bij regel {line} een aanhalingsteken dat niet sluit. Herstel de regel."
    ),
    "embedded.double": "‘{value}’ staat twee keer in {file}. Laat er één staan.",
    "embedded.encoding": "{file} is geen tekst in UTF-8. Sla het bestand op als UTF-8.",
    "embedded.geometry": (
        "De gebieden in {file} kloppen niet: {value}. Haal het bestand opnieuw op."
    ),
    "embedded.missing": "{file} ontbreekt. Zet het bestand erbij of kies een andere map.",
    "embedded.package": (
        "datapackage.json is niet te lezen: {value}. Maak data/ opnieuw met ‘ivbgeo build-data’."
    ),
    "embedded.rows": (
        "{file} heeft {value} regels; het moeten er {needed} zijn. "
        "Kijk welke regels ontbreken of dubbel zijn."
    ),
    "embedded.sum": (
        "In {file} tellen de delen van ‘{what}’ op tot {value}, maar er staat {needed}. "
        "Kijk de tabel na."
    ),
    "embedded.unknown": (
        "{file} noemt ‘{value}’, maar dat komt in {other} niet voor. Kijk de code na."
    ),
    "embedded.value": (
        "In {file}, regel {line}, staat bij ‘{column}’ de waarde ‘{value}’. Nodig is {needed}."
    ),
    "period.unknown": "‘{value}’ is geen jaar of maand. Schrijf bijvoorbeeld 2023 of 2023-04.",
    "period.reversed": "De periode begint op {first} en eindigt eerder, op {last}. Draai ze om.",
    "viewer.role": "De rol ‘{value}’ bestaat niet. Kies uit: {known}.",
}


def sentence(rule: str, **values: object) -> str:
    """Give the Dutch sentence for a broken rule.

    Raises
    ------
    KeyError
        If the table has no such rule, or the sentence names a value that was not given.
    """
    return SENTENCES[rule].format(**values)
