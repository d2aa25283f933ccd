"""What the law asks of cameras for public order, in plain Dutch, and where that stands.

Paragraphs 1 to 5 as of the law of 23 March 2016 (Stb. 2016, 130). No text of the law is quoted.
"""

from __future__ import annotations

from ivbgeo.designation import LONGEST_RETENTION

__all__ = [
    "AREA", "CONSULTATION", "DETAILS", "END", "NECESSITY", "PROPORTIONALITY", "SOURCE",
    "SUBSIDIARITY",
]  # fmt: skip

AREA = (
    "De raad kan de burgemeester in een verordening de bevoegdheid geven om voor een bepaalde duur "
    "camera’s in te zetten op openbare plaatsen, en op andere plaatsen die de verordening aanwijst "
    "en waar iedereen mag komen. De burgemeester besluit binnen welk gebied dat gebeurt en voor "
    "welke duur (artikel 151c Gemeentewet, eerste en tweede lid). De camera’s maken alleen beelden "
    "van zulke plaatsen."
)
NECESSITY = (
    "Camera’s mogen alleen als dat noodzakelijk is voor de handhaving van de openbare orde "
    "(artikel 151c Gemeentewet, eerste lid). Opsporing alleen is geen reden."
)
PROPORTIONALITY = (
    "De inbreuk op de privacy van wie er komt of woont moet in verhouding staan tot het doel: niet "
    "meer camera’s, een niet groter gebied en niet langer dan nodig (proportionaliteit)."
)
SUBSIDIARITY = (
    "Camera’s mogen alleen als het doel niet te bereiken is met een middel dat minder ingrijpt "
    "(subsidiariteit)."
)
CONSULTATION = (
    "De burgemeester overlegt met de officier van justitie. Daarna stelt de burgemeester vast in "
    "welke periode de camera’s echt worden gebruikt en de beelden in elk geval live worden bekeken "
    "(artikel 151c Gemeentewet, derde lid)."
)
DETAILS = (
    "De burgemeester laat het toezicht uitvoeren door de politie, die daarbij onder zijn gezag "
    "staat (artikel 151c Gemeentewet, vierde lid). De politie is verwerkingsverantwoordelijke voor "
    "de beelden. Dat er camera’s zijn moet duidelijk te zien zijn voor wie er komt. Beelden mogen "
    f"ten hoogste vier weken ({LONGEST_RETENTION} dagen) worden bewaard. Wat nodig is om een "
    "concreet strafbaar feit op te sporen, mag daarvoor langer worden gebruikt. De beelden vallen "
    "onder de Wet politiegegevens. Controleer dit in de geldende tekst van artikel 151c "
    "Gemeentewet en van die wet."
)
END = (
    "De burgemeester trekt het besluit in zodra camera’s niet meer noodzakelijk zijn voor de "
    "handhaving van de openbare orde (artikel 151c Gemeentewet, vijfde lid)."
)
SOURCE = (
    "Gemeentewet, artikel 151c, zoals gewijzigd door de wet van 23 maart 2016 (Stb. 2016, 130); "
    "Algemene verordening gegevensbescherming (AVG); Wet politiegegevens. De zinnen over de wet "
    "zijn een samenvatting. Lees voor het besluit de geldende tekst na."
)
