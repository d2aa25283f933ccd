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
    "embedded.json": "{file} is niet te lezen als JSON: {value}. Haal het bestand opnieuw op.",
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
    "geo.coordinates.degrees": (
        "‘{value}’ kan geen lengte- en breedtegraad zijn. Controleer de kolommen."
    ),
    "geo.coordinates.numbers": (
        "De coördinaten zijn geen getallen ({value}). Controleer de kolommen."
    ),
    "geo.coordinates.outside_netherlands": (
        "Punt ‘{value}’ ligt buiten Nederland. Geef eerst de lengte en dan de breedte, in graden. "
        "Het gaat om {count} punten."
    ),
    "geo.coordinates.outside_rd": (
        "Punt ‘{value}’ ligt buiten het gebied van de RD-coördinaten. Geef eerst x en dan y, in "
        "meters. Het gaat om {count} punten."
    ),
    "geo.coordinates.shape": (
        "De twee kolommen met coördinaten zijn niet even lang: {first} en {second}. "
        "Vul beide kolommen."
    ),
    "geo.crosswalk.doubled": (
        "De overgang van {source} naar {target} staat twee keer in de tabel. Laat er één staan."
    ),
    "geo.crosswalk.min_share": (
        "Het kleinste deel ‘{value}’ kan niet. Kies een getal vanaf 0 en onder 1."
    ),
    "geo.crosswalk.nan": (
        "De waarde van {source} is geen getal. Laat de waarde leeg als die niet bekend is."
    ),
    "geo.crosswalk.share": (
        "Het deel van {source} in {target} is {value}. Een deel ligt boven 0 en is hoogstens 1."
    ),
    "geo.crosswalk.sum": (
        "De delen van {source} zijn samen {value}. Samen moeten ze 1 zijn: herstel de tabel."
    ),
    "geo.crosswalk.unmapped": (
        "Deze gebieden van {source} horen bij geen gebied van {target}: {areas}. "
        "Vul de tabel aan, of zeg dat ze niet mee hoeven te tellen."
    ),
    "geo.division.code": (
        "De indeling van {year} heeft geen {level} met code ‘{value}’. "
        "Controleer de code en het jaar van de indeling."
    ),
    "geo.division.coordinates": (
        "De gebieden staan niet waar het bestand zegt; de eerste hoek is ‘{value}’. "
        "Controleer de volgorde van de coördinaten en het stelsel (RD of WGS84)."
    ),
    "geo.division.doubled": (
        "Meer dan één gebied heeft code {areas}. Voeg ze samen of geef elk een eigen code."
    ),
    "geo.division.empty": "{divisions} heeft geen gebieden. Kies een ander bestand.",
    "geo.division.empty_geometry": (
        "Deze gebieden hebben geen grens: {areas}. Teken de grens of laat het gebied weg."
    ),
    "geo.division.gap": (
        "Tussen deze gebieden ligt grond die bij geen van hen hoort: {areas}. Het gat is "
        "{area} m² groot en ligt bij {place}. Laat de grenzen op elkaar aansluiten."
    ),
    "geo.division.mixed": (
        "Een indeling heeft één niveau en één jaar. Dit zijn er meer: {divisions}. Splits ze."
    ),
    "geo.division.name": "Deze gebieden hebben geen naam: {areas}. Geef elk een naam.",
    "geo.division.no_code": "Deze gebieden hebben geen code: {areas}. Geef elk een code.",
    "geo.division.not_polygon": (
        "Deze gebieden zijn geen vlak: {areas}. Een gebied is een polygoon of multipolygoon."
    ),
    "geo.division.overlap": (
        "Deze gebieden liggen over elkaar: {areas}. De overlap is {area} m² groot en ligt bij "
        "{place}. Teken de grens tussen de gebieden één keer."
    ),
    "geo.division.ring": "De grens van een gebied is stuk: {areas}. Herstel de tekening.",
    "geo.file.blank": (
        "In {file} is ‘{property}’ van gebied nummer {number} leeg. Vul de waarde in."
    ),
    "geo.file.crs": (
        "{file} staat in stelsel ‘{value}’. Zet het om naar RD (EPSG:28992) of WGS84 (EPSG:4326)."
    ),
    "geo.file.layer": (
        "{file} heeft meer dan één laag: {layers}. Kies met het niveau welke laag u bedoelt."
    ),
    "geo.file.level": (
        "Het niveau van de gebieden in {file} is niet duidelijk ({value}). "
        "Geef één niveau op: buurt, wijk, casewijk of gemeente."
    ),
    "geo.file.missing": "Het bestand {file} bestaat niet. Controleer de naam en de map.",
    "geo.file.property": "{file} mist een eigenschap. Eén van deze is nodig: {known}.",
    "geo.file.unreadable": (
        "{file} is niet te lezen. Kies een heel bestand in GeoJSON of GeoPackage."
    ),
    "geo.file.year": (
        "Het jaar van de indeling in {file} is niet duidelijk ({value}). Geef één jaar op."
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
