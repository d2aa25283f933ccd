from defusedxml.ElementTree import fromstring

from layers.gis.metadata import qgis_metadata


def test_a_layer_says_its_sources_licences_period_and_who_made_the_borders(maps):
    root = fromstring(qgis_metadata(maps["rates"], "kaart"))
    assert root.findtext("identifier") == "kaart"
    assert root.findtext("language") == "nl"
    assert root.findtext("title") == "Totaal misdrijven per buurt, 2024"
    assert "Eenheid: misdrijven per 1.000 inwoners. Indeling: buurt 2025." in root.findtext(
        "abstract"
    )
    told = [one.text for one in root.findall("history")]
    assert any("47022NED" in text and "SHA-256: " in text for text in told)
    assert any("85984NED" in text for text in told)
    assert "CBS/Kadaster" in root.findtext("rights")
    assert [one.text for one in root.findall("license")] == ["CC BY 4.0"]
    period = root.find("extent/temporal/period")
    assert period.findtext("start") == "2024-01-01T00:00:00Z"
    assert period.findtext("end") == "2024-12-31T23:59:59Z"
    assert root.findtext("crs/spatialrefsys/authid") == "EPSG:28992"


def test_a_difference_says_both_periods(maps):
    root = fromstring(qgis_metadata(maps["difference"], "kaart"))
    assert "2022 → 2024" in root.findtext("title")
