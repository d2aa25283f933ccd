"""The one table of Dutch sentences for what goes wrong, by the name of the broken rule.

Reading level B1: what it is, why it can't be, what to do.
"""

from __future__ import annotations

__all__ = ["SENTENCES", "sentence"]

SENTENCES: dict[str, str] = {
    "access.choice": ("De instelling {name} is ‘{value}’. Dat kan niet. Kies uit: {known}."),
    "access.lag": (
        "De instelling was_lag is ‘{value}’. Dat is geen aantal maanden van 0 tot en met {most}."
    ),
    "access.public_nobody": (
        "De instelling public_counts is ‘ja’, maar aanmelden is niet ingericht. Dan ziet iedereen "
        "alleen wat open is. Richt het aanmelden in (signin_…), of zet public_counts op ‘nee’."
    ),
    "address.unknown": (
        "Het adres van deze pagina vraagt om {what} ‘{value}’. Die keuze is er niet, of niet voor "
        "u. U ziet nu: {shown}."
    ),
    "addresses.form": (
        "De adressendienst {address} geeft een antwoord in een andere vorm dan verwacht. "
        "Controleer het adres van de dienst, of zet hem uit: maak address_url leeg."
    ),
    "area.form": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen gebiedscode. Schrijf bijvoorbeeld "
        "BU06370101, WK063701 of GM0637."
    ),
    "area.no_division": (
        "{unit} {line}, kolom ‘{column}’: de indeling ‘{level}’ van {year} is er niet, dus "
        "‘{value}’ is niet na te kijken. Wel aanwezig: {known}. Lees eerst die indeling in, "
        "of kies het goede jaar."
    ),
    "area.no_year": (
        "Bestand ‘{file}’: kolom ‘{column}’ heeft gebiedscodes, maar het jaar van de indeling "
        "ontbreekt. Een code kan in een ander jaar een andere plek zijn. Voeg een kolom ‘jaar "
        "indeling’ toe, of zet division_year in het bestand van --map."
    ),
    "area.not_here": (
        "‘{value}’ bestaat niet in de indeling {division}. Kijk van welk jaar de code is, en geef "
        "dat jaar op met --division-year."
    ),
    "area.other_name": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ heet in de indeling van {year} ‘{right}’, "
        "niet ‘{name}’. Let op: codes worden hergebruikt; {elsewhere}. Kijk van welk jaar de "
        "codes zijn en geef dat jaar op."
    ),
    "area.unknown": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ bestaat niet in de indeling van {year}. "
        "Let op: codes worden hergebruikt; {elsewhere}. Kijk van welk jaar de codes zijn en "
        "geef dat jaar op."
    ),
    "areas.gemeente": "‘{value}’ is geen code van een gemeente. Schrijf bijvoorbeeld GM0637.",
    "areas.in_use": (
        "Deze gebieden zijn nog in gebruik: {areas}. De gegevens {users} gebruiken ze. Haal eerst "
        "die gegevens weg met ivbgeo undo."
    ),
    "areas.missing": (
        "In {value} ligt bij {place} grond die in geen gebied van {inner} ligt. Het antwoord van "
        "PDOK is niet compleet. Probeer het later opnieuw."
    ),
    "areas.nesting": (
        "Deze gebieden passen niet op {inner}: {value}. Het ene niveau noemt ze, het andere niet. "
        "Probeer het later opnieuw, of meld het bij PDOK."
    ),
    "areas.no_gemeente": (
        "Gemeente {value} bestaat niet in {year}. Kijk de code na, of kies een ander jaar."
    ),
    "areas.none": (
        "PDOK heeft van {value} in {year} geen {what}. Probeer het later opnieuw, of kies een "
        "ander jaar."
    ),
    "areas.orphans": (
        "De nieuwe indeling heeft deze gebieden niet meer: {areas}. De gegevens {users} gebruiken "
        "ze. Er is niets veranderd. Haal eerst die gegevens weg met ivbgeo undo."
    ),
    "areas.other_gemeente": (
        "De opslag is van {name} ({here}), dus gebieden van {value} passen er niet in. Gebruik "
        "voor een andere gemeente een eigen opslag: zet IVBGEO_DATABASE_URL."
    ),
    "areas.two_names": (
        "Het gebied {value} van {year} heeft twee namen: {names}. Het is niet te zeggen welke "
        "klopt. Meld het bij PDOK."
    ),
    "areas.years": (
        "De gebieden van {failed} zijn niet op te halen. {why} Wel te krijgen: {found}. Er is "
        "niets veranderd. Kies andere jaren, of probeer het later opnieuw."
    ),
    "background.choice": (
        "De instelling background is ‘{value}’. Schrijf pdok, of de naam van een bestand dat op "
        ".mbtiles of .pmtiles eindigt. Zonder achtergrondkaart: laat de instelling leeg."
    ),
    "background.not_tiles": (
        "In ‘{file}’ staan geen kaarttegels die een browser kan laten zien (PNG, JPEG of WebP), "
        "of het bestand is niet heel. Kies een ander bestand voor de instelling background."
    ),
    "background.unreadable": (
        "Het bestand ‘{file}’ voor de achtergrondkaart is niet te lezen: {why}. Controleer de "
        "instelling background."
    ),
    "background.variant": "De instelling background_variant is ‘{value}’. Kies uit: {allowed}.",
    "background.vector": (
        "In ‘{file}’ staan vectortegels. Die kan de kaart niet laten zien. Kies voor de instelling "
        "background een bestand met tegels als plaatje: PNG, JPEG of WebP."
    ),
    "backup.back": (
        "Let op: sinds die reservekopie is {count} keer iets gewist of weggehaald. Dat staat er nu "
        "weer in. Kijk in het toegangsregister wat het was, en haal het opnieuw weg."
    ),
    "backup.damaged": (
        "De reservekopie ‘{file}’ is niet heel: wat erin staat, is niet wat erin is gezet. Er is "
        "niets veranderd. Neem een andere reservekopie."
    ),
    "backup.made": (
        "De reservekopie staat in {file}: {rows} rijen, gegevensversie {version}. Bewaar haar "
        "versleuteld en op een andere plek: er staat in wat intern is."
    ),
    "backup.newer": (
        "De reservekopie ‘{file}’ is gemaakt door een nieuwere ivbgeo. Er is niets veranderd. Werk "
        "ivbgeo bij en probeer het opnieuw."
    ),
    "backup.no_room": (
        "De reservekopie {file} kon niet worden geschreven: op die schijf is geen ruimte, of er "
        "mag niet worden geschreven. De vorige staat er nog. Kies een andere plek, of maak ruimte."
    ),
    "backup.other": (
        "‘{file}’ is geen reservekopie van ivbgeo. Er is niets veranderd. Kies een bestand dat "
        "ivbgeo backup heeft gemaakt."
    ),
    "backup.other_record": (
        "Het toegangsregister van deze opslag is een ander dan dat van de reservekopie. Na het "
        "terugzetten zouden er regels weg zijn. Er is niets veranderd. Zet de reservekopie terug "
        "in een lege opslag: verplaats de oude, of stel een andere databank in."
    ),
    "backup.restored": (
        "De reservekopie van {made} is teruggezet. De gegevensversie is nu {version}. Controleer "
        "de opslag met ivbgeo check."
    ),
    "backup.space": (
        "De reservekopie kon niet worden uitgepakt in {folder}: {why}. Er is niets veranderd. Maak "
        "ruimte, of kies met de variabele TMPDIR een andere map."
    ),
    "breaks.many": (
        "{value} grenzen zijn er te veel: op de kaart zijn {classes} klassen uit elkaar te houden. "
        "Geef er hooguit {most}."
    ),
    "breaks.none": "Er staan geen grenzen. Schrijf bijvoorbeeld 10; 25; 100.",
    "breaks.number": (
        "‘{value}’ is geen getal. Zet puntkomma's tussen de grenzen, zoals 2,5; 10; 100."
    ),
    "breaks.order": (
        "De grens {value} is niet hoger dan {low} ervoor. Zet de grenzen van laag naar hoog."
    ),
    "breaks.positive": (
        "De grens {value} is niet hoger dan nul. Nul staat apart in de legenda. Begin daarboven."
    ),
    "camera.angle": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen kijkhoek. Schrijf graden: meer dan 0 "
        "en hoogstens 360."
    ),
    "camera.dear": (
        "{unit} {line}, kolom ‘{column}’: {value} euro kan niet. Geef hoogstens {most} euro."
    ),
    "camera.direction": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen richting. Schrijf graden vanaf het "
        "noorden, met de klok mee: 0 tot en met 360. Of schrijf N, NO, O, ZO, Z, ZW, W of NW."
    ),
    "camera.height": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen hoogte. Schrijf meters: meer dan 0 en "
        "hoogstens {most}."
    ),
    "camera.known": (
        "{unit} {line}: de camera ‘{value}’ is met dezelfde eerste dag al eerder ingelezen. Haal "
        "eerst het oude bestand weg met ivbgeo undo, of geef deze camera een andere naam."
    ),
    "camera.lens": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen hoek van één beeld. Schrijf graden: "
        "meer dan 0 en hoogstens 179."
    ),
    "camera.long": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is {size} tekens lang; er passen er {most}. "
        "Maak de naam korter."
    ),
    "camera.no_name": "De camera heeft geen naam. Geef een naam, zoals ‘Dorpsstraat hoek Markt’.",
    "camera.number": (
        "{what} {value} kan niet. Geef een getal van {low} tot en met {most}. Laat leeg wat niet "
        "bekend is."
    ),
    "camera.pixels": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen aantal beeldpunten. Schrijf hoeveel "
        "beeldpunten het beeld breed is, zoals 1920."
    ),
    "camera.reach": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen bereik. Schrijf meters: meer dan 0 en "
        "hoogstens {most}."
    ),
    "camera.unknown": "De camera ‘{value}’ is er niet. Kies er een uit de lijst.",
    "camera_areas.kind": (
        "‘{value}’ is geen soort cameragebied. Schrijf vast of tijdelijk in de kolom ‘soort’."
    ),
    "camera_areas.no_names": (
        "Bestand ‘{file}’: er is geen kolom met de naam van elk gebied. Geef het bestand een kolom "
        "‘{needed}’."
    ),
    "camera_areas.personal": (
        "‘{value}’ lijkt op {what}. Gegevens van personen horen niet in het register. Haal het weg "
        "uit het bestand."
    ),
    "camera_areas.retention": (
        "‘{value}’ is geen bewaartermijn. Schrijf een aantal dagen of weken, zoals 28 of 4 weken."
    ),
    "case.no_end": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’, maar de datum van afronding ontbreekt. "
        "Vul die datum in."
    ),
    "case.open_end": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’, maar de casus is afgerond op {closed}. "
        "Maak die datum leeg of zet de status op afgerond."
    ),
    "category.none": (
        "De opslag is leeg, dus ook ‘{value}’ is er niet. Laad de gegevens met ‘ivbgeo demo’."
    ),
    "category.not_known": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen bekende soort misdrijf; {near}. "
        "Gebruik de code of de naam van de politie."
    ),
    "category.total": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is het totaal van alle misdrijven, geen "
        "soort. Laat totalen weg: dan wordt niets dubbel geteld."
    ),
    "category.unknown": "De categorie ‘{value}’ bestaat niet. Bedoelt u een van deze: {near}?",
    "cell.error": (
        "{unit} {line}, kolom ‘{column}’: in cel {address} staat de fout {value}. Verbeter de cel."
    ),
    "cell.formula": (
        "{unit} {line}, kolom ‘{column}’: in cel {address} staat een formule ({value}). "
        "Formules worden niet uitgerekend. Plak de waarden in plaats van de formules."
    ),
    "check.area": (
        "In de tabel {table} staat {code}, maar {level} {year} heeft geen gebied met die "
        "code. Zet een reservekopie terug of lees het bestand opnieuw in."
    ),
    "check.border": ("De grens van ‘{value}’ is niet te lezen. Zet een reservekopie terug."),
    "check.category": (
        "In de tabel {table} staat de categorie ‘{value}’, maar die bestaat niet. Zet een "
        "reservekopie terug of lees het bestand opnieuw in."
    ),
    "check.changed": (
        "In de tabel {table} staat bij {row} voor {column} ‘{value}’, maar in data/ staat "
        "‘{needed}’. Laad de gegevens opnieuw met ‘ivbgeo demo’."
    ),
    "check.database": "De databank is beschadigd: {why}. Zet een reservekopie terug.",
    "check.division": (
        "De grenzen van {value} zijn veranderd sinds ze zijn geladen. Laad ze opnieuw met "
        "‘ivbgeo demo’, of haal ze opnieuw op met ‘ivbgeo fetch areas’."
    ),
    "check.empty": (
        "De opslag is leeg. Laad de gegevens van Zoetermeer met ‘ivbgeo demo’, of haal de gebieden "
        "van een andere gemeente op met ‘ivbgeo fetch areas’."
    ),
    "check.engine_numba": "Punten plaatsen gaat met Numba.",
    "check.engine_numpy": (
        "Punten plaatsen gaat met NumPy, want Numba is hier niet. De uitkomst is dezelfde, het "
        "duurt langer."
    ),
    "check.extra": (
        "In de tabel {table} staat een rij die niet in data/ staat: {row}. Laad de gegevens "
        "opnieuw met ‘ivbgeo demo’."
    ),
    "check.geometry": (
        "De grenzen van {value} zijn niet te lezen. Laad de gegevens opnieuw met ‘ivbgeo demo’, of "
        "haal ze opnieuw op met ‘ivbgeo fetch areas’."
    ),
    "check.lost": (
        "In de tabel {table} ontbreekt een rij die wel in data/ staat: {row}. Laad de gegevens "
        "opnieuw met ‘ivbgeo demo’."
    ),
    "check.orphan": (
        "In de tabel {table} hoort rij {row} bij een rij van {parent} die er niet is. Zet een "
        "reservekopie terug."
    ),
    "check.outdated": (
        "De gegevens ‘{value}’ staan niet of anders in de opslag. Laad ze met ‘ivbgeo demo’."
    ),
    "check.planner_file": (
        "Het bestand ‘{value}’ van de cameraplanner is beschadigd. Wis het en voeg het opnieuw toe."
    ),
    "check.record_altered": (
        "Regel {first} van het toegangsregister is veranderd, of die ervoor. Zoek uit wie bij de "
        "databank kon, en vergelijk met een reservekopie."
    ),
    "check.record_aside": (
        "In {file} staat niet welke regel van het toegangsregister de nieuwste was. Zoek uit wie "
        "het bestand veranderde; haal het daarna weg."
    ),
    "check.record_head": (
        "Het toegangsregister loopt tot en met regel {last}, maar de opslag heeft iets anders "
        "onthouden. Zoek uit wie bij de databank kon, en vergelijk met een reservekopie."
    ),
    "check.record_missing": (
        "In het toegangsregister ontbreekt regel {first} tot en met {last}. Zoek uit wie bij de "
        "databank kon, en vergelijk met een reservekopie."
    ),
    "check.record_rewritten": (
        "Het toegangsregister is opnieuw geschreven: regel {last} is een andere dan bij de vorige "
        "controle. Zoek uit wie bij de databank kon, en vergelijk met een reservekopie."
    ),
    "check.rows": (
        "Van het bestand {file} zijn {needed} rijen ingelezen, maar er staan er {value}. Zet "
        "een reservekopie terug of lees het bestand opnieuw in."
    ),
    "check.scenario": (
        "Het scenario ‘{value}’ voor plekken van camera’s is niet meer te lezen. Zet een "
        "reservekopie terug, of maak het opnieuw."
    ),
    "check.versions": (
        "Van {what} {value} hoort versie 1 tot en met {needed} bewaard te zijn, maar er zijn "
        "er {there}. Zet een reservekopie terug."
    ),
    "choice.unknown": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ kan hier niet. Kies uit: {allowed}."
    ),
    "cli.bad_value": "Bij ‘{name}’ past deze waarde niet. Nodig is {needed}. {hint}",
    "cli.interrupted": "Gestopt. Wat nog niet af was, is niet bewaard.",
    "cli.missing": "‘{name}’ ontbreekt. {hint}",
    "cli.no_command": "De opdracht ‘{value}’ bestaat niet. Kies uit: {known}.",
    "cli.no_option": "De optie ‘{name}’ bestaat niet. {near}{hint}",
    "cli.option_value": "Bij ‘{name}’ ontbreekt de waarde, of er hoort er geen bij. {hint}",
    "cli.usage": "Deze opdracht klopt niet. {hint}",
    "cluster.address": (
        "‘{value}’ is geen adres van een scheduler. Schrijf het als tcp://server:8786, of met "
        "tls:// als die versleuteld werkt."
    ),
    "cluster.both": (
        "‘--workers’ start zelf processen, ‘--scheduler’ gebruikt een cluster dat er al is. Kies "
        "er één."
    ),
    "cluster.connect": (
        "De scheduler op {value} is niet te bereiken ({why}). Kijk of die draait en of het adres "
        "klopt."
    ),
    "cluster.folder": (
        "Een worker kan de map {file} niet lezen. Zet de bestanden op een schijf die alle "
        "workers onder dezelfde naam zien. Er is niets geschreven."
    ),
    "cluster.killed": (
        "Het werk aan {value} is gestopt: steeds als een worker daaraan begon, ging die dood. "
        "Misschien is het geheugen te klein. Er is niets geschreven."
    ),
    "cluster.lost": (
        "De verbinding met de scheduler is weg. Er is niets geschreven. Begin opnieuw als de "
        "scheduler weer draait."
    ),
    "cluster.module": (
        "Een worker heeft ‘{value}’ niet. Start de workers met de Python waarin ivbgeo staat. Er "
        "is niets geschreven."
    ),
    "cluster.no_workers": (
        "Er is geen worker meer om het werk te doen. Er is niets geschreven. Start workers en "
        "begin opnieuw."
    ),
    "cluster.piece": (
        "Het werk aan {value} ging mis: {why}. Er is niets geschreven. Herstel dat en begin "
        "opnieuw."
    ),
    "cluster.start": (
        "{value} workers starten lukt niet op deze computer: {why}. Probeer minder workers."
    ),
    "cluster.versions": (
        "Een worker werkt met {value}, maar hier is het {needed}. Geef alle workers dezelfde "
        "versies. Er is niets geschreven."
    ),
    "cluster.workers": "{value} workers kan niet. Kies een getal vanaf 1.",
    "columns.ambiguous": (
        "Bestand ‘{file}’: de kolommen {columns} kunnen allebei ‘{field}’ zijn. Haal er een "
        "weg, of wijs er een aan in het bestand van --map."
    ),
    "columns.double": (
        "Bestand ‘{file}’: de kolomnamen ‘{other}’ en ‘{column}’ zijn gelijk. Geef elke kolom "
        "een eigen naam."
    ),
    "columns.half_pair": (
        "Bestand ‘{file}’: van de coördinaten is maar één kolom herkend: ‘{columns}’. Een "
        "plaats heeft er twee nodig. Wijs ze aan met x en y in het bestand van --map."
    ),
    "columns.missing": (
        "Bestand ‘{file}’: de kolom ‘{column}’ ontbreekt. Deze namen zijn ook goed: {known}. "
        "Gevonden kolommen: {found}. Hernoem een kolom, of wijs er een aan in het bestand van "
        "--map."
    ),
    "coords.half": (
        "{unit} {line}, kolom ‘{column}’: maar één van de twee coördinaten is ingevuld "
        "({value}). Vul ze allebei in, of maak ze allebei leeg."
    ),
    "coords.no_crs": (
        "Bestand ‘{file}’: er staat niet bij in welk coördinatenstelsel de plaatsen zijn. Geef "
        "het op met --crs EPSG:28992 (RD) of --crs EPSG:4326 (lengte en breedte)."
    ),
    "coords.other_crs": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen plaats in {system}; het lijkt "
        "{other}. Is dat in het hele bestand zo? Lees het dan in met --crs EPSG:{crs}. "
        "Verbeter anders de coördinaten."
    ),
    "coords.outside_city": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ ligt buiten de gemeente (indeling "
        "{year}). Controleer de plaats, of haal de regel weg."
    ),
    "coords.outside_netherlands": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ ligt buiten Nederland. Controleer de "
        "coördinaten, of maak ze leeg als de plaats niet bekend is."
    ),
    "coords.swapped": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is in {system} alleen een plaats als de "
        "twee getallen van plek wisselen. Wissel de kolommen om. Er wordt niets vanzelf "
        "verwisseld."
    ),
    "coords.unknown_crs": (
        "Bestand ‘{file}’: het coördinatenstelsel ‘{value}’ wordt niet gelezen. Sla het "
        "bestand op in RD (EPSG:28992) of WGS84 (EPSG:4326)."
    ),
    "coords.zero": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen plaats: nul en nul ligt buiten "
        "Nederland. Maak de cellen leeg als de plaats niet bekend is."
    ),
    "counts.no_denominator": (
        "Hoeveel {value} er per gebied zijn, staat niet in de opslag. De cijfers per 1.000 blijven "
        "leeg. Wel bekend: {known}."
    ),
    "coverage.not_allowed": (
        "Alle groepen buurtpreventie samen, en wat zij dekken, zijn niet voor de rol ‘{role}’. Wie "
        "een deel van de groepen ziet, zou een verkeerd beeld krijgen. Gevraagd: wijkregisseur, "
        "planner of beheer."
    ),
    "csv.encoding": (
        "Bestand ‘{file}’: regel {line} heeft tekens die niet te lezen zijn. Sla het bestand "
        "op als CSV UTF-8."
    ),
    "csv.field_length": (
        "Bestand ‘{file}’: op regel {line} is een veld langer dan {longest} tekens. Misschien "
        "ontbreekt er een aanhalingsteken. Herstel de regel."
    ),
    "csv.nul": (
        "Bestand ‘{file}’: regel {line} heeft een NUL-teken. Het bestand is beschadigd of "
        "geen tekst. Sla het opnieuw op als CSV UTF-8."
    ),
    "csv.quotes": (
        "Bestand ‘{file}’: de kolomnamen op regel {line} hebben een aanhalingsteken te veel "
        "of te weinig. Herstel de regel."
    ),
    "csv.unclosed": (
        "Bestand ‘{file}’: het aanhalingsteken dat op regel {line} begint, sluit niet. Zet er "
        "een aanhalingsteken achter."
    ),
    "cube.area": "Het gebied ‘{value}’ staat niet in de indeling {known}. Kijk de code na.",
    "cube.axes": (
        "De telling over {value} klopt niet: een code staat er twee keer in, of er is geen maand. "
        "Kijk de codes en de periode na."
    ),
    "cube.category": "‘{value}’ is hier niet geteld. Wel geteld: {known}. Kies een van deze.",
    "cube.differs": (
        "Tellingen over {value} en {other} hebben andere gebieden, soorten of maanden. Tel ze "
        "opnieuw, alle twee op dezelfde manier."
    ),
    "cube.file": "Bestand ‘{file}’ is geen telling, of is beschadigd. Maak het opnieuw.",
    "cube.month": (
        "Een regel is van {value}, maar er wordt geteld over {known}. Kies een ruimere periode."
    ),
    "cube.period": "{value} is niet helemaal geteld. Wel geteld: {known}. Kies daaruit.",
    "data.embedded": "Tabellen die bij ivbgeo horen: {value}.",
    "data.not_allowed": (
        "Gegevens inlezen en weghalen is voor de beheerder. U kijkt nu als {role}. Vraag het "
        "de beheerder, of meld u aan als beheerder."
    ),
    "date.ambiguous": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ kan twee dagen zijn: op regel {other_line} "
        "staat ‘{proof}’, en dat begint met de maand. Schrijf alle datums als 31-12-2023."
    ),
    "date.future": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ ligt na vandaag ({today}). Controleer de datum."
    ),
    "date.impossible": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ bestaat niet. Controleer de datum."
    ),
    "date.month_first": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ heeft een maand hoger dan 12. Schrijf "
        "eerst de dag: 31-12-2023."
    ),
    "date.number": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is een getal, geen datum. Geef de kolom "
        "in Excel de opmaak Datum."
    ),
    "date.order": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ ligt voor het begin ({first}). Controleer "
        "de twee datums."
    ),
    "date.short_year": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ heeft een jaar van twee cijfers. Schrijf "
        "het jaar voluit: 31-12-2023."
    ),
    "date.unreadable": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen datum. Schrijf bijvoorbeeld "
        "31-12-2023 of 31-12-2023 14:30."
    ),
    "demo.orphans": (
        "De meegeleverde gegevens noemen gebieden die de opgehaalde indeling niet heeft: {areas}. "
        "Er is niets veranderd. Haal die indeling eerst weg met ivbgeo undo."
    ),
    "demo.other_gemeente": (
        "De opslag is van {value} ({code}); de meegeleverde gegevens zijn van {name}. Laad ze in "
        "een eigen opslag: zet IVBGEO_DATABASE_URL."
    ),
    "designation.border": (
        "De grens van het gebied kan niet: {why}. Teken één of meer vlakken die zichzelf niet "
        "kruisen."
    ),
    "designation.classification": ("Een cameragebied is open of intern. Kies een van de twee."),
    "designation.dates": (
        "De laatste dag {last} ligt voor het begin ({first}). Verbeter een van de twee."
    ),
    "designation.no_name": (
        "Het cameragebied heeft geen naam. Geef een naam, zoals ‘Stadhuisplein en omgeving’."
    ),
    "designation.retention": (
        "{value} dagen bewaren kan niet. De wet staat hoogstens {most} dagen toe (vier weken). "
        "Geef een aantal van 1 tot en met {most}."
    ),
    "designation.starts": (
        "‘{value}’ is geen begin. Schrijf een jaar, een maand of een dag: 2014, 2014-08 of "
        "2014-08-01. Laat het leeg als het niet bekend is."
    ),
    "designation.unknown": (
        "Het cameragebied ‘{value}’ is er niet, of niet voor u. Kies er een uit de lijst."
    ),
    "difference.length": (
        "{before} en {after} duren niet even lang. Kies twee perioden van dezelfde lengte."
    ),
    "difference.statistic": (
        "Bij ‘{value}’ is er geen kaart van verschillen. Kies een aantal, of per 1.000 inwoners."
    ),
    "division.unknown": (
        "Er is geen indeling ‘{value}’ in de opslag. Er zijn: {known}. Laad de "
        "gegevens met ‘ivbgeo demo’."
    ),
    "dossier.format": (
        "‘{value}’ kan het niet worden. Kies een naam die eindigt op .docx (Word) of .pdf."
    ),
    "dossier.not_allowed": (
        "Een dossier van een cameragebied is voor wie over camera’s adviseert (de rol planner). U "
        "kijkt met de rol {role}."
    ),
    "dossier.unknown": (
        "Een cameragebied ‘{value}’ is er niet. Wel zijn er: {known}. Schrijf de naam of een deel "
        "ervan."
    ),
    "dossier.which": "‘{value}’ kan meer dan één cameragebied zijn: {known}. Schrijf er meer bij.",
    "embedded.cells": (
        "Regel {line} van {file} heeft {value} kolommen; het moeten er {needed} zijn. Herstel "
        "de regel."
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
    "embedded.foreign": (
        "In de map {file} staat ook ‘{value}’, dat hier niet hoort. Kies een lege map."
    ),
    "embedded.geometry": "De gebieden in {file} kloppen niet. {value}",
    "embedded.json": "{file} is niet te lezen als JSON: {value}. Haal het bestand opnieuw op.",
    "embedded.missing": "{file} ontbreekt. Zet het bestand erbij of kies een andere map.",
    "embedded.package": (
        "De inhoud van datapackage.json is niet te lezen: {value}. Maak data/ opnieuw met "
        "‘ivbgeo build-data’."
    ),
    "embedded.rows": (
        "{file} heeft {value} regels; het moeten er {needed} zijn. Kijk welke regels "
        "ontbreken of dubbel zijn."
    ),
    "embedded.sum": (
        "In {file} tellen de delen van ‘{what}’ op tot {value}, maar er staat {needed}. Kijk "
        "de tabel na."
    ),
    "embedded.unknown": (
        "{file} noemt ‘{value}’, maar dat komt in {other} niet voor. Kijk de code na."
    ),
    "embedded.value": (
        "In {file}, regel {line}, staat bij ‘{column}’ de waarde ‘{value}’. Nodig is {needed}."
    ),
    "erase.done": (
        "De tekst is gewist. In reservekopieën van de opslag staat hij nog: haal die weg, of wis "
        "hem daar ook."
    ),
    "erase.number": "‘{value}’ is geen nummer. Kijk welk nummer erbij staat.",
    "erase.version": (
        "Van een inspanning, een camera of een cameragebied wist u één versie: geef haar nummer "
        "met --version. Bij note en remarks hoort geen versie."
    ),
    "evaluate.area": (
        "‘{value}’ is geen code van een gebied in de indeling {division}. Schrijf de code van een "
        "buurt uit die indeling, zoals op de kaart."
    ),
    "evaluate.control_twice": (
        "Deze gebieden staan twee keer in het controlegebied: {names}. Kies voor de zone "
        "eromheen andere gebieden dan voor het cameragebied."
    ),
    "evaluate.control_unknown": (
        "Van deze controlegebieden zijn niet alle maanden geteld: {names}. Kies andere gebieden, "
        "of laat het controlegebied zoeken."
    ),
    "evaluate.count": "‘{value}’ is geen aantal misdrijven. Schrijf een getal vanaf nul.",
    "evaluate.date": "‘{value}’ is geen datum. Schrijf bijvoorbeeld 2024-03-01, of 2024-03.",
    "evaluate.double": (
        "Bestand ‘{file}’: de zone ‘{value}’ staat er twee keer in. Tel de regels van een zone bij "
        "elkaar op."
    ),
    "evaluate.estimated": (
        "De cijfers van ‘{name}’ zijn voor een deel geschat. Met schattingen is niet te zeggen of "
        "er iets veranderde. Lees cijfers in van deze buurten zelf."
    ),
    "evaluate.metres": "Bij ‘{option}’ hoort een aantal meters. Schrijf een getal.",
    "evaluate.missing": (
        "Bestand ‘{file}’: de zone ‘{value}’ ontbreekt. Nodig zijn: response (waar de camera "
        "kwam) en control (een gebied dat erop lijkt); buffer (de zone eromheen) mag erbij."
    ),
    "evaluate.months": (
        "Vergelijken met hoogstens {value} maanden kan niet. Neem er minstens {low}."
    ),
    "evaluate.no_areas": "Kies minstens één buurt.",
    "evaluate.no_before": (
        "Van voor {starts} zijn er niet genoeg maanden geteld om ‘{name}’ mee te vergelijken. "
        "Geteld is: {months}. Lees oudere cijfers in, of kies andere soorten."
    ),
    "evaluate.no_border": (
        "Van ‘{name}’ is de grens niet bekend. Leg die vast bij de stap Register, of kies hier de "
        "buurten waar het om gaat."
    ),
    "evaluate.no_border_point": (
        "Van ‘{name}’ is de grens niet bekend, wel een punt. Leg de grens vast bij de stap "
        "Register, of reken met een cirkel rond het punt: kies een straal."
    ),
    "evaluate.no_border_point_typed": (
        "Van ‘{name}’ is de grens niet bekend, wel een punt. Geef met --radius een straal rond dat "
        "punt, of noem met --buurt de buurten waar het om gaat."
    ),
    "evaluate.no_border_typed": (
        "Van ‘{name}’ is de grens niet bekend. Noem met --buurt de buurten waar het om gaat, of "
        "leg de grens vast bij de stap Register."
    ),
    "evaluate.no_control": (
        "Er is geen controlegebied voor {zone}: elke buurt ligt erin of eromheen, heeft zelf "
        "camera’s of is niet geteld. Neem een smallere zone, of kies zelf een controlegebied."
    ),
    "evaluate.no_control_chosen": (
        "Er is geen controlegebied gekozen. Kies minstens één buurt, of laat het zoeken."
    ),
    "evaluate.no_kinds": "Kies minstens één soort misdrijf.",
    "evaluate.no_months": (
        "Er zijn geen cijfers per maand die u mag zien. Wie de gegevens beheert, kan ze inlezen."
    ),
    "evaluate.no_months_to_read": (
        "Er zijn geen cijfers per maand die deze rol mag zien. Haal ze op met ‘ivbgeo fetch "
        "politie’, of lees incidenten in."
    ),
    "evaluate.no_open_months": (
        "Er zijn geen cijfers per maand die openbaar zijn. Daarom is hier niets te vergelijken."
    ),
    "evaluate.no_place": (
        "Van ‘{name}’ is de plek niet bekend. Vul die in bij de stap Register, of kies hier de "
        "buurten waar het om gaat."
    ),
    "evaluate.no_place_typed": (
        "Van ‘{name}’ is de plek niet bekend. Noem met --buurt de buurten waar het om gaat, of vul "
        "de plek in bij de stap Register."
    ),
    "evaluate.no_role": "Zeg met --as voor wie u kijkt, bijvoorbeeld --as planner.",
    "evaluate.no_start": ("Van ‘{name}’ is niet bekend wanneer het begon. Vul de eerste dag in."),
    "evaluate.no_start_typed": (
        "Van ‘{name}’ is niet bekend wanneer het begon. Geef met --from de maand (2024-03) of de "
        "eerste dag (2024-03-01)."
    ),
    "evaluate.not_measured": (
        "Rond ‘{name}’ zijn er van deze soorten geen maanden achter elkaar geteld, voor en na "
        "{starts}. Wel geteld: {months}. Lees cijfers per maand in, of kies andere soorten."
    ),
    "evaluate.not_started": (
        "‘{name}’ begint pas in {starts}. Van daarna is er nog niets geteld (wel: {months}). "
        "Wacht, of vul een eerdere dag in."
    ),
    "evaluate.nothing": (
        "In ‘{name}’ is in de maanden ervoor geen enkel misdrijf van deze soorten geteld. Neem een "
        "groter gebied, of kies andere soorten."
    ),
    "evaluate.outside": ("‘{name}’ ligt buiten de buurten die bekend zijn. Controleer de plek."),
    "evaluate.overlap": (
        "Deze controlegebieden liggen (voor een deel) in het cameragebied of in de zone eromheen: "
        "{names}. Kies gebieden daarbuiten, of neem een smallere zone."
    ),
    "evaluate.radius": (
        "Een straal van {value} meter kan niet. Kies van {low} tot en met {most} meter."
    ),
    "evaluate.ring": (
        "Een zone van {value} meter eromheen kan niet. Kies 0 (geen), of van {low} tot en met "
        "{most} meter."
    ),
    "evaluate.several": (
        "‘{value}’ kan van alles zijn: {known}. Schrijf de sleutel of de hele naam."
    ),
    "evaluate.start_year": (
        "Van ‘{name}’ is alleen bekend dat het in {value} begon. Vul de maand of de eerste dag in: "
        "anders is niet te zeggen wat ervoor was en wat erna."
    ),
    "evaluate.start_year_typed": (
        "Van ‘{name}’ is alleen bekend dat het in {value} begon. Geef met --from de maand "
        "({value}-06) of de eerste dag ({value}-06-15): anders is niet te zeggen wat ervoor was en "
        "wat erna."
    ),
    "evaluate.too_recent": (
        "Sinds ‘{name}’ begon ({starts}) zijn er nog geen drie hele maanden geteld. Geteld is: "
        "{months}. Kijk later nog eens."
    ),
    "evaluate.too_short": (
        "‘{name}’ duurde geen drie hele maanden. Dat is te kort om iets over te zeggen."
    ),
    "evaluate.two_sources": (
        "Rond ‘{name}’ komen de cijfers van voor en na uit twee bronnen, die anders kunnen tellen. "
        "Vergelijk minder maanden, of lees één bron in voor de hele tijd."
    ),
    "evaluate.unplaced": (
        "Van te veel misdrijven is niet bekend in welke buurt ze waren. Lees een bestand in met "
        "een plek bij elk misdrijf."
    ),
    "evaluate.unknown": (
        "‘{value}’ is niet de naam van één cameragebied of camera die u mag zien. Kies uit: "
        "{known}."
    ),
    "evaluate.which": (
        "Kies één plek: --table, --area, --camera of --buurt. Alleen --buurt mag bij --area of "
        "--camera: dan gaat het om die buurten, in de tijd van het gebied of de camera."
    ),
    "evaluate.zone": ("Bestand ‘{file}’: ‘{value}’ is geen zone. Kies uit: {known}."),
    "export.format": "Het formaat ‘{value}’ bestaat niet. Kies uit: {known}.",
    "export.no_years": "Van ‘{value}’ staan geen cijfers in de opslag. Lees eerst een bestand in.",
    "export.nothing": (
        "Per {level} staan er geen cijfers in de opslag. Laad de gegevens met ‘ivbgeo demo’."
    ),
    "export.write": "{file} kan niet worden geschreven: {why}. Kies een andere plek.",
    "fault.away": (
        "De gegevens zijn nu even niet te bereiken. U hoeft niets te doen: zodra het weer kan, "
        "gaat deze pagina vanzelf verder."
    ),
    "fault.busy": (
        "Iemand anders slaat nu iets op, en dat duurt lang. Er is niets veranderd. Probeer het "
        "over een minuut opnieuw."
    ),
    "fault.damaged": (
        "De opslag is beschadigd. Vraag de beheerder om een reservekopie terug te zetten."
    ),
    "fault.disk": (
        "De schijf van de opslag kan niet worden beschreven, of niet verder. Er is niets half "
        "bewaard. Kijk of er ruimte is en of schrijven mag, en doe het daarna opnieuw."
    ),
    "fault.full": (
        "De schijf van de opslag is vol. Er is niets half bewaard. Maak ruimte, en doe het daarna "
        "opnieuw."
    ),
    "fault.replaced": (
        "De databank is onder de app vervangen door een andere. Stop de app en start haar opnieuw. "
        "Een reservekopie zet u terug met ivbgeo restore: dan hoeft dat niet."
    ),
    "features.coordinates": (
        "De gebieden van {address} hebben coördinaten die geen RD en geen graden zijn: {value}. "
        "Controleer het adres."
    ),
    "features.form": (
        "{address} geeft iets anders dan een lijst van gebieden. Controleer het adres."
    ),
    "features.geometry": "De grens van {value} is niet te lezen: {why}. Meld het bij PDOK.",
    "features.property": ("De gebieden van {address} hebben geen ‘{value}’. Controleer het adres."),
    "fetch.address": (
        "‘{value}’ is geen adres om gegevens op te halen. Schrijf het als https://server of "
        "http://server."
    ),
    "fetch.again": "{why} Poging {value} van {tries} begint over {seconds} seconden.",
    "fetch.certificate": (
        "{address} is niet te vertrouwen: het certificaat klopt niet. Kijk of het adres goed is, "
        "of vraag het aan de beheerder van het netwerk."
    ),
    "fetch.code": (
        "Tabel {table} heeft een code die niet kan: ‘{value}’. Er is niets overgenomen. Meld het "
        "aan wie ivbgeo onderhoudt."
    ),
    "fetch.column": (
        "Tabel {table} heeft niet precies één kolom ‘{value}’. Wel gevonden: {found}. De tabel is "
        "veranderd: er is niets overgenomen. Meld het aan wie ivbgeo onderhoudt."
    ),
    "fetch.connection": (
        "{address} is niet te bereiken, of de verbinding brak af. Controleer het adres en het "
        "netwerk, en probeer het later opnieuw."
    ),
    "fetch.count": (
        "Tabel {table} geeft bij {where} ‘{value}’. Een telling is een geheel getal vanaf nul. Er "
        "is niets overgenomen. Probeer het later opnieuw."
    ),
    "fetch.double": (
        "Tabel {table} geeft {value} twee keer. Er is niets overgenomen. Probeer het later opnieuw."
    ),
    "fetch.form": (
        "Het antwoord van {address} heeft een andere vorm dan verwacht: ‘{needed}’ ontbreekt. "
        "Controleer het adres, of probeer het later opnieuw."
    ),
    "fetch.html": (
        "{address} geeft een webpagina in plaats van gegevens. Waarschijnlijk is er onderhoud, of "
        "moet iemand zich eerst aanmelden. Open het adres in een browser, of probeer het later "
        "opnieuw."
    ),
    "fetch.impossible": "Van {address} is niets op te halen. Controleer het adres.",
    "fetch.interrupted": (
        "Gestopt. Wat al opgehaald is, blijft bewaard: geef dezelfde opdracht nog eens en het "
        "gaat verder. De opslag is niet veranderd."
    ),
    "fetch.kind": "‘{value}’ is niet op te halen. Kies uit: {known}.",
    "fetch.lost": (
        "Wat van ‘{value}’ al opgehaald was, is intussen weg. Geef dezelfde opdracht nog eens."
    ),
    "fetch.moved": (
        "Tabel {table} is vernieuwd tijdens het ophalen. Er is niets overgenomen. Geef dezelfde "
        "opdracht nog eens: wat definitief is, blijft bewaard."
    ),
    "fetch.no_areas": (
        "De opslag heeft nog geen gebieden van {value}. Haal ze eerst op met ‘ivbgeo fetch areas "
        "--gemeente {value} --years 2025’."
    ),
    "fetch.no_division": (
        "De opslag heeft geen indeling ‘{value}’ van gemeente, wijken en buurten die past "
        "bij tabel {table}. Haal die eerst op met ‘ivbgeo fetch areas --gemeente {gemeente} "
        "--years JAAR’."
    ),
    "fetch.no_gemeente": (
        "Tabel {table} kent geen wijken en buurten van {value}. Controleer de code van de gemeente."
    ),
    "fetch.no_years": (
        "Van welke jaren? Geef bij ‘{value}’ met --years een jaar of jaren op: 2024 of 2019-2025."
    ),
    "fetch.not_asked": (
        "Tabel {table} geeft {value}, en daar is niet om gevraagd. Er is niets overgenomen. "
        "Probeer het later opnieuw."
    ),
    "fetch.not_json": (
        "Het antwoord van {address} is afgebroken of beschadigd. Probeer het later opnieuw."
    ),
    "fetch.nothing": (
        "Van {value} geeft de politie geen enkel cijfer in {years}. Er is niets overgenomen. Kies "
        "andere jaren, of probeer het later opnieuw."
    ),
    "fetch.option": "‘{name}’ past niet bij ‘{value}’. Laat die optie weg.",
    "fetch.other_division": (
        "De gebieden van tabel {table} passen op geen indeling in de opslag. Vergeleken met "
        "{year}: {differences}. Codes worden in een ander jaar opnieuw gebruikt voor een andere "
        "plek, dus er is niets overgenomen. Haal eerst de goede indeling op met ‘ivbgeo fetch "
        "areas --gemeente {gemeente} --years JAAR’."
    ),
    "fetch.password": (
        "In een adres bij ‘{value}’ staat een gebruikersnaam of wachtwoord. Haal die eruit: ze "
        "zijn voor deze gegevens niet nodig."
    ),
    "fetch.period": (
        "‘{value}’ is geen maand of jaar van de tabel. Er is niets overgenomen. Meld het aan wie "
        "ivbgeo onderhoudt."
    ),
    "fetch.redirect": (
        "{address} stuurt door naar een andere server: ‘{value}’. Dat wordt niet gevolgd. Geef met "
        "--base-url het goede adres op."
    ),
    "fetch.redirects": (
        "{address} stuurt steeds opnieuw door, al {value} keer. Controleer het adres."
    ),
    "fetch.refused": (
        "{address} weigert de vraag (status {status}).{why} Controleer het adres, of probeer het "
        "later opnieuw."
    ),
    "fetch.status": (
        "{address} heeft een storing of is te druk (status {status}).{why} Probeer het later "
        "opnieuw."
    ),
    "fetch.timeout": "{address} antwoordt niet op tijd. Probeer het later opnieuw.",
    "fetch.too_large": (
        "Het antwoord van {address} is groter dan {limit} MB. Controleer het adres."
    ),
    "fetch.too_many": (
        "Tabel {table} geeft {limit} rijen en misschien zijn er meer. Er is niets overgenomen. "
        "Meld het aan wie ivbgeo onderhoudt."
    ),
    "fetch.years": "‘{value}’ is geen jaar of reeks van jaren. Schrijf 2024 of 2019-2025.",
    "fetch.years_absent": (
        "De politie heeft niets van {years}. Wel van: {known}. Kies daaruit met --years."
    ),
    "file.empty": "Bestand ‘{file}’: het bestand is leeg. Kies een bestand met gegevens.",
    "file.no_rows": (
        "Bestand ‘{file}’: er staan kolomnamen in, maar geen gegevens. Kies een bestand met "
        "gegevens."
    ),
    "file.other_format": (
        "Bestand ‘{file}’: de naam eindigt op {suffix}, maar de inhoud is {found}. Geef het "
        "bestand de goede naam, of sla het op als {suffix}."
    ),
    "file.unknown": (
        "Bestand ‘{file}’: dit soort bestand wordt niet gelezen. Sla het op als CSV, Excel "
        "(.xlsx), ODS, GeoJSON, GeoPackage, Shapefile of Parquet."
    ),
    "file.unreadable": (
        "Bestand ‘{file}’: het bestand is niet te openen ({why}). Controleer de naam en de rechten."
    ),
    "geo.coordinates.degrees": (
        "‘{value}’ kan geen lengte- en breedtegraad zijn. Controleer de kolommen."
    ),
    "geo.coordinates.numbers": (
        "De coördinaten zijn geen getallen ({value}). Controleer de kolommen."
    ),
    "geo.coordinates.outside_netherlands": (
        "Punt ‘{value}’ ligt buiten Nederland. Geef eerst de lengte en dan de breedte, in "
        "graden. Het gaat om {count} punten."
    ),
    "geo.coordinates.outside_rd": (
        "Punt ‘{value}’ ligt buiten het gebied van de RD-coördinaten. Geef eerst x en dan y, "
        "in meters. Het gaat om {count} punten."
    ),
    "geo.coordinates.shape": (
        "De twee kolommen met coördinaten zijn niet even lang: {first} en {second}. Vul beide "
        "kolommen."
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
        "Deze gebieden van {source} horen bij geen gebied van {target}: {areas}. Vul de tabel "
        "aan, of zeg dat ze niet mee hoeven te tellen."
    ),
    "geo.division.code": (
        "De indeling van {year} heeft geen {level} met code ‘{value}’. Controleer de code en "
        "het jaar van de indeling."
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
    "geo.file.double": (
        "In {file} staat de eigenschap ‘{property}’ twee keer. Geef elke eigenschap een eigen naam."
    ),
    "geo.file.layer": (
        "{file} heeft meer dan één laag: {layers}. Kies met het niveau welke laag u bedoelt."
    ),
    "geo.file.level": (
        "Het niveau van de gebieden in {file} is niet duidelijk ({value}). Geef één niveau "
        "op: buurt, wijk, casewijk of gemeente."
    ),
    "geo.file.missing": "Het bestand {file} bestaat niet. Controleer de naam en de map.",
    "geo.file.property": "{file} mist een eigenschap. Eén van deze is nodig: {known}.",
    "geo.file.unreadable": (
        "{file} is niet te lezen. Kies een heel bestand in GeoJSON, GeoPackage, Shapefile of "
        "GeoParquet."
    ),
    "geo.file.water": (
        "In {file} staat bij water van gebied {area}: ‘{value}’. Schrijf JA of NEE, of geef de "
        "eigenschap een andere naam als zij iets anders zegt."
    ),
    "geo.file.year": (
        "Het jaar van de indeling in {file} is niet duidelijk ({value}). Geef één jaar op."
    ),
    "geo.gpkg.broken": (
        "Bestand ‘{file}’: de GeoPackage is beschadigd of onvolledig. Sla het bestand opnieuw op."
    ),
    "geo.gpkg.in_use": (
        "Bestand ‘{file}’: een ander programma, zoals QGIS, heeft het nog open. Sluit dat "
        "programma en probeer het opnieuw."
    ),
    "geo.gpkg.values": (
        "Bestand ‘{file}’: in de kolom ‘{column}’ staan waarden die niet bij de soort kolom horen, "
        "zoals tekst in een kolom met getallen of een datum die niet bestaat. Verbeter die waarden."
    ),
    "geo.gpkg.view": (
        "Bestand ‘{file}’: de laag ‘{value}’ is geen gewone tabel. Sla de laag op als een nieuwe "
        "GeoPackage."
    ),
    "geo.parquet.broken": (
        "Bestand ‘{file}’: het Parquet-bestand is beschadigd of onvolledig. Sla het opnieuw op."
    ),
    "geo.parquet.encoding": (
        "Bestand ‘{file}’: de plaatsen zijn geschreven als ‘{value}’. Sla het bestand op als "
        "GeoParquet met WKB."
    ),
    "geo.parquet.locked": (
        "Bestand ‘{file}’: het bestand is versleuteld. Sla het op zonder versleuteling."
    ),
    "geo.parquet.long": (
        "Bestand ‘{file}’: in de kolom ‘{column}’ staat een waarde die te lang is. Laat die kolom "
        "weg."
    ),
    "geo.parquet.too_large": (
        "Bestand ‘{file}’: uitgepakt is het te groot ({value} rijen; er kunnen er {limit} in). "
        "Splits het, bijvoorbeeld per jaar."
    ),
    "geo.shapefile.broken": (
        "Bestand ‘{file}’: de Shapefile is beschadigd, of de delen horen niet bij elkaar. Sla hem "
        "opnieuw op, met .shp, .shx, .dbf en .prj."
    ),
    "geo.shapefile.encoding": (
        "Bestand ‘{file}’: in de .cpg staat ‘{value}’, en dat is geen bekende tekenset. Sla de "
        "Shapefile op met de tekenset UTF-8."
    ),
    "geo.shapefile.letters": (
        "Bestand ‘{file}’: rij {line} van de .dbf heeft letters die niet te lezen zijn als "
        "{value}. Sla de Shapefile op met de tekenset UTF-8, dan komt er een .cpg bij die dat "
        "zegt."
    ),
    "geo.shapefile.no_dbf": (
        "Bestand ‘{file}’: de .dbf met de gegevens ontbreekt. Zet .shp, .shx, .dbf en .prj bij "
        "elkaar in één map of één zip."
    ),
    "geo.shapefile.number": (
        "Bestand ‘{file}’: in de zip hoort één Shapefile te staan (.shp), en er staat: {value}. "
        "Maak een zip met één Shapefile."
    ),
    "geo.sight.angle": "De kijkhoek {value} kan niet. Kies 1 tot en met 360 graden.",
    "geo.sight.direction": (
        "De richting {value} kan niet. Kies graden vanaf het noorden, met de klok mee: 0 tot en "
        "met 360."
    ),
    "geo.sight.inside": (
        "De camera op ‘{value}’ staat in een gebouw en ziet daar niets. Zet de camera op de "
        "gevel of ervoor."
    ),
    "geo.sight.lens": (
        "De beeldhoek {value} kan niet. Kies de hoek van één beeld: meer dan 0 en minder dan 180 "
        "graden. Draait de camera of heeft die meer lenzen, kies dan de hoek van één lens."
    ),
    "geo.sight.obstacle": (
        "Gebouw nummer {number} is geen vlak ({value}), of een hoek heeft geen coördinaten. Geef "
        "vlakken, of laat het weg."
    ),
    "geo.sight.pixels": "Een beeld van {value} pixels breed kan niet. Kies meer dan 0.",
    "geo.sight.place": (
        "De plaats ‘{value}’ ligt buiten het gebied van de RD-coördinaten. Geef eerst x en dan y, "
        "in meters."
    ),
    "geo.sight.private": (
        "Van {value} gebouwen is gezegd of ze privé zijn, maar gebouw nummer {number} is in "
        "beeld. Zeg het van elk gebouw."
    ),
    "geo.sight.reach": ("Het bereik {value} kan niet. Kies 1 tot en met {most} meter."),
    "geo.zip.broken": (
        "Bestand ‘{file}’: het bestand is beschadigd of onvolledig. Sla het opnieuw op."
    ),
    "geo.zip.locked": (
        "Bestand ‘{file}’: het bestand heeft een wachtwoord. Haal het wachtwoord eraf en sla het "
        "opnieuw op."
    ),
    "geo.zip.name": (
        "Bestand ‘{file}’: er zit een deel in met de naam ‘{value}’, en dat kan niet. Maak het "
        "bestand opnieuw."
    ),
    "geo.zip.too_large": (
        "Bestand ‘{file}’: uitgepakt is het te groot, meer dan {limit} MB, of te dicht ingepakt. "
        "Maak het kleiner, of sla het op als CSV."
    ),
    "geojson.broken": (
        "Bestand ‘{file}’: de inhoud is geen geldige JSON, vanaf regel {line}, teken "
        "{column}. Is het bestand afgebroken? Sla het opnieuw op."
    ),
    "geojson.feature": (
        "{unit} {line}: dit object heeft geen eigenschappen. Vul ze in, of haal het object weg."
    ),
    "geojson.not_features": (
        "Bestand ‘{file}’: de inhoud is geen GeoJSON met objecten (FeatureCollection). Sla "
        "het bestand opnieuw op als GeoJSON."
    ),
    "geojson.too_large": (
        "Bestand ‘{file}’: het bestand is groter dan {limit} MB. Sla het op als GeoPackage of CSV."
    ),
    "geometry.broken": (
        "{unit} {line}: de plaats is niet te lezen. Geef het object één punt met twee coördinaten."
    ),
    "geometry.no_points": (
        "Bestand ‘{file}’: de vormen zijn ‘{found}’, geen punten. Sla de gegevens op als een "
        "laag met punten (Point)."
    ),
    "geometry.not_point": (
        "{unit} {line}: de vorm is ‘{value}’, geen punt. Geef het object één punt (Point)."
    ),
    "gpkg.layers": (
        "Bestand ‘{file}’: er zijn meer lagen: {layers}. Bewaar de laag met de gegevens in "
        "een eigen bestand."
    ),
    "gpkg.no_layer": (
        "Bestand ‘{file}’: er is geen laag met gegevens. Kies een bestand met één laag."
    ),
    "heterdaad.elsewhere": (
        "Lengte {lon} en breedte {lat} liggen niet in Nederland. Schrijf graden: de lengte als "
        "4,49 en de breedte als 52,06."
    ),
    "heterdaad.outside": (
        "Die plek ligt niet in {gemeente}, maar {metres} meter buiten de grens. Dat is verder dan "
        "de straal. Buiten de gemeente is van groepen niets bekend."
    ),
    "heterdaad.radius": (
        "Een straal van {value} meter kan niet. Kies van {least} tot en met {most} meter."
    ),
    "heterdaad.swapped": (
        "Lengte {lon} en breedte {lat} liggen niet in Nederland. Andersom wel: de lengte is het "
        "kleine getal, de breedte het grote."
    ),
    "hours.area": (
        "‘{value}’ zegt te weinig: geef met --area een code zoals BU06370101, en het jaar van "
        "de indeling met --division-year. Dezelfde code kan in een ander jaar een andere plek zijn."
    ),
    "hours.none": (
        "Van ‘{value}’ zijn er over deze periode geen incidenten om per uur te tellen ({state})."
    ),
    "hours.told": (
        "Incidenten met een tijdstip: {timed}. Alleen met een datum: {untimed}; die tellen hier "
        "niet mee."
    ),
    "hours.unplaced": "Incidenten zonder bekende plaats, die hier dus niet meetellen: {value}.",
    "import.classification": (
        "‘{value}’ bij --classification is er alleen voor bevolking, indicatoren en "
        "cameragebieden. Laat die optie weg. Incidenten, casussen en camera’s zijn altijd intern, "
        "gebieden altijd open."
    ),
    "import.count": (
        "Van {file} zijn {read} rijen gelezen, maar {value} geschreven. Er is niets "
        "ingelezen; probeer het opnieuw."
    ),
    "import.crs": (
        "‘{value}’ is geen stelsel dat wordt gelezen. Schrijf EPSG:28992 (Rijksdriehoek) of "
        "EPSG:4326 (lengte en breedte)."
    ),
    "import.kind": "De soort ‘{value}’ kan niet worden ingelezen. Kies uit: {known}.",
    "import.level": (
        "‘{value}’ bij --level is er alleen voor gebieden. Laat --level weg, of lees het bestand "
        "in als ‘areas’."
    ),
    "import.map_written": (
        "Welke kolom wat is, staat nu in {file}. Kijk het na, en lees het bestand in met "
        "--map {file}."
    ),
    "import.meanwhile": (
        "Bestand ‘{file}’ is zojuist al ingelezen, in een ander venster of door een ander. Er is "
        "niets veranderd."
    ),
    "import.no_months": (
        "Bestand ‘{file}’ gaat niet over maanden, dus het kan geen ander bestand vervangen. Laat "
        "--replace weg, en haal het oude bestand weg met ivbgeo undo."
    ),
    "import.overlap": (
        "Let op: ‘{file}’, ingelezen op {when}, gaat ook over {months}. Wat in beide bestanden "
        "staat, telt dubbel. Vervangt dit bestand het oude? Lees het dan in met --replace."
    ),
    "import.partly": (
        "Bestand ‘{file}’ gaat over {months}, maar ‘{earlier}’ gaat over {earlier_months}. Met "
        "--replace zouden maanden verdwijnen. Haal het oude bestand eerst zelf weg (ivbgeo undo "
        "{number}), of laat --replace weg."
    ),
    "import.replaced": (
        "Dit bestand komt in plaats van {files}. Wat daaruit was ingelezen, is vervangen."
    ),
    "knox.too_few": (
        "Of voorvallen elkaar kort na elkaar en dichtbij opvolgen, is pas te zien vanaf {least} "
        "voorvallen. Hier zijn het er {number}. Kies een langere periode of een groter gebied."
    ),
    "map.area": (
        "Gebied ‘{value}’ ligt niet in de indeling {division} van deze kaart. Kijk de code na, of "
        "kies met --level het niveau waar hij bij hoort."
    ),
    "map.dpi": "‘--dpi’ is {value}. Kies een getal van {least} tot en met {most}.",
    "map.format": "‘{value}’ eindigt niet op .html, .png, .pdf, .svg of .gpkg. Geef zo'n naam op.",
    "map.view": (
        "‘{value}’ is geen uitsnede. Schrijf west,zuid,oost,noord in graden, bijvoorbeeld "
        "4.47,52.04,4.52,52.07."
    ),
    "mapping.broken": (
        "Bestand ‘{file}’ van --map is niet te lezen: {why}. Schrijf het als TOML in UTF-8."
    ),
    "mapping.column": (
        "Bestand ‘{file}’: de kolom ‘{column}’ uit het bestand van --map bestaat niet. "
        "Gevonden kolommen: {found}. Verbeter de naam."
    ),
    "mapping.columns": (
        'Onder [columns] in het bestand van --map hoort veld = "kolomnaam" te staan. '
        "Verbeter de regels."
    ),
    "mapping.crs": (
        "Het coördinatenstelsel ‘{value}’ wordt niet gelezen. Kies 28992 (RD) of 4326 (WGS84)."
    ),
    "mapping.field": "Het veld ‘{value}’ in het bestand van --map bestaat niet. Kies uit: {known}.",
    "mapping.key": (
        "‘{value}’ kan niet in het bestand van --map staan. Gebruik kind, crs, division_year "
        "en [columns]."
    ),
    "mapping.kind": "De soort ‘{value}’ in het bestand van --map bestaat niet. Kies uit: {known}.",
    "mapping.number": (
        "‘{key}’ in het bestand van --map is ‘{value}’. Schrijf een getal zonder aanhalingstekens."
    ),
    "mapping.other_kind": (
        "Het bestand van --map is voor ‘{value}’, niet voor ‘{kind}’. Kies het goede bestand."
    ),
    "mapping.personal": (
        "Bestand ‘{file}’: de kolom ‘{column}’ kan namen, adressen of vrije tekst bevatten en "
        "wordt niet ingelezen. Haal haar uit het bestand van --map, of geef de kolom een naam "
        "die zegt wat erin staat."
    ),
    "mapping.twice": (
        "Bestand ‘{file}’: de kolom ‘{column}’ staat twee keer in het bestand van --map. Laat "
        "er één staan."
    ),
    "measure.area": (
        "Het gebied {value} ({level}) bestaat niet in de indeling van {year}. Let op: codes worden "
        "hergebruikt. Kies een gebied uit de lijst."
    ),
    "measure.category": "‘{value}’ is geen soort die geteld wordt. Kies een soort uit de lijst.",
    "measure.classification": (
        "Een inspanning is open of intern. Vertrouwelijke gegevens horen hier niet in."
    ),
    "measure.dates": (
        "Het begin ({first}) ligt na het einde ({last}). Draai de datums om, of laat leeg wat niet "
        "bekend is."
    ),
    "measure.day": (
        "‘{value}’ is geen datum. Schrijf bijvoorbeeld 31-12-2024, of laat het leeg als het niet "
        "bekend is."
    ),
    "measure.indicator": "De indicator ‘{value}’ is er niet. Kies er een uit de lijst.",
    "measure.long": ("‘{what}’ is {value} tekens lang; er passen er {most}. Maak de tekst korter."),
    "measure.moved_on": (
        "Iemand anders heeft ‘{value}’ intussen veranderd. Uw wijziging is nog niet bewaard. Kijk "
        "eerst wat er nu staat."
    ),
    "measure.no_title": "Vul in wat er gebeurt: een inspanning heeft een naam nodig.",
    "measure.no_version": "Versie {value} van inspanning {number} is er niet, of niet voor u.",
    "measure.not_allowed": (
        "Inspanningen van een wijk verandert de wijkregisseur van die wijk, en die van de hele "
        "stad de beheerder. U kijkt als {role}."
    ),
    "measure.open_ended": (
        "Er is een einddatum ({value}), en ook dat er geen einde is afgesproken. Kies een van de "
        "twee."
    ),
    "measure.partners": (
        "{value} partners zijn er te veel: er passen er {most}. Noem de belangrijkste."
    ),
    "measure.personal": (
        "‘{value}’ lijkt op {what}. Gegevens van personen horen hier niet. Haal het weg, of "
        "bevestig dat het niet over een persoon gaat."
    ),
    "measure.speerpunt": "Het speerpunt ‘{value}’ is er niet. Kies er een uit de lijst.",
    "measure.unknown": ("Inspanning {value} is er niet, of niet voor u. Kies er een uit de lijst."),
    "number.ambiguous": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ kan twee bedragen zijn. Schrijf 1250 of 1,25."
    ),
    "number.negative": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is minder dan nul. Controleer het getal."
    ),
    "number.not_whole": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen heel getal. Mensen en woningen worden "
        "in hele getallen geteld; schrijf bijvoorbeeld 1250."
    ),
    "number.unreadable": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen getal. Schrijf bijvoorbeeld 92345,12."
    ),
    "ods.broken": (
        "Bestand ‘{file}’: het ODS-bestand is beschadigd of onvolledig. Open het in LibreOffice "
        "en sla het opnieuw op als .ods."
    ),
    "ods.too_large": (
        "Bestand ‘{file}’: een blad heeft te veel rijen of kolommen, of een cel te veel tekst. "
        "Haal weg wat niet nodig is, of sla het op als CSV."
    ),
    "page.failed": (
        "Er ging iets mis bij het maken van deze pagina. Laad haar opnieuw; "
        "blijft het zo, meld het dan aan de beheerder."
    ),
    "period.reversed": "De periode begint op {first} en eindigt eerder, op {last}. Draai ze om.",
    "period.unknown": "‘{value}’ is geen jaar of maand. Schrijf bijvoorbeeld 2023 of 2023-04.",
    "plan.area": (
        "‘{value}’ is geen cameragebied met een grens, wijk of buurt, of kan er meer dan een zijn "
        "(gevonden: {known}). Schrijf de hele naam of de code."
    ),
    "plan.beside": "Kies met --open eerst het scenario dat ernaast komt.",
    "plan.budget": "Als budget kan ‘{value}’ niet. Geef een bedrag in euro’s, boven nul.",
    "plan.columns": (
        "Bestand ‘{file}’: de kolom ‘{column}’ ontbreekt. Gevonden kolommen: {found}. Voeg hem toe."
    ),
    "plan.curve": "Voor de kromme moet er een aantal zijn. Geef ook --p op.",
    "plan.double_id": (
        "Bestand ‘{file}’: de id ‘{value}’ staat er twee keer in. Geef elke plek een eigen id."
    ),
    "plan.forbidden": (
        "Op geen van de {value} plekken mag een camera komen. Sta er een paar toe, of voeg plekken "
        "toe."
    ),
    "plan.frontage": (
        "Elke plek die meedoet, ziet meer dan {value} meter gevel van woningen. Sta meer toe, of "
        "kies andere plekken."
    ),
    "plan.frontage_few": (
        "Gevraagde camera’s: {value}. Plekken: {there}, waarvan {over} met meer dan {most} meter "
        "gevel van woningen in beeld. Er blijft dus te weinig over ({left}). Sta meer gevel toe, "
        "vraag minder camera’s of voeg plekken toe."
    ),
    "plan.hours": "‘{value}’ zijn geen uren. Schrijf bijvoorbeeld 18-6.",
    "plan.impossible": (
        "Er is geen keuze die aan alle eisen voldoet. Sta meer camera's toe, verklein de afstand "
        "ertussen, of eis van minder plaatsen dat ze in beeld zijn."
    ),
    "plan.inside": (
        "Plekken in een gebouw van ‘{file}’: {value}, zoals ‘{first}’. Daar is niets te zien. Zet "
        "ze ervoor, haal ze weg, of kies dat zulke plekken wegblijven."
    ),
    "plan.kind": "‘{value}’ is geen soort met een gewicht. Schrijf bijvoorbeeld 1.2.1=2.",
    "plan.months": "Als aantal maanden kan {value} niet. Kies 1 maand of meer.",
    "plan.needs_viewer": (
        "Plekken, incidenten en scenario's uit de opslag zijn niet voor iedereen. Zeg met --as "
        "planner wie er kijkt, of geef bestanden met --candidates en --demand."
    ),
    "plan.no_bound": "Er is geen aantal en geen budget. Geef op hoeveel camera's er komen.",
    "plan.no_candidates": "Er zijn geen plekken om uit te kiezen. Geef een bestand met plekken.",
    "plan.no_costs": (
        "Bestand ‘{file}’: met een budget is de kolom ‘yearly_cost’ nodig: wat een camera op die "
        "plek per jaar kost. Voeg die toe; ‘installation’ en ‘removal’ mogen er ook in."
    ),
    "plan.no_demand": (
        "Er is niets om in beeld te brengen: er zijn geen incidenten, of ze tellen allemaal voor "
        "nul. Kies een andere periode of soort."
    ),
    "plan.no_place": (
        "Punten zonder getal als coördinaat: {value}. Vul die in, of haal de punten weg."
    ),
    "plan.no_radius": "Geef met --radius op hoeveel meter een camera ver ziet.",
    "plan.number": "Als aantal camera’s kan {value} niet. Kies een aantal vanaf 1.",
    "plan.outside": (
        "Bestand ‘{file}’: plekken buiten de gebieden van {areas}: {value}, zoals ‘{first}’. "
        "Controleer de coördinaten, of haal die plekken weg."
    ),
    "plan.poor": (
        "Voor {value} euro is er geen camera: de goedkoopste plek kost {cheapest} euro. Verhoog "
        "het budget, of kies een kortere periode."
    ),
    "plan.radius": (
        "Als bereik kan ‘{value}’ niet. Geef op hoeveel meter een camera ver ziet: meer dan 0."
    ),
    "plan.register": (
        "Met --as komen de camera's uit het register en geldt de gemeente als grens. Laat "
        "--existing en --areas weg."
    ),
    "plan.second": (
        "Een tweede camera op dezelfde plaats kan niet meer tellen dan de eerste. Geef een lager "
        "gewicht aan de tweede."
    ),
    "plan.systems": (
        "De bestanden {files} hebben niet dezelfde soort coördinaten. Zet ze allemaal in RD "
        "(EPSG:28992), of allemaal in lengte en breedte."
    ),
    "plan.time": (
        "Binnen {value} seconden is geen keuze gevonden die aan alle eisen voldoet. Geef meer "
        "tijd, of stel minder eisen."
    ),
    "plan.time_limit": "Als rekentijd kan ‘{value}’ niet. Kies meer dan 0 seconden.",
    "plan.too_many": (
        "Gevraagde camera’s: {value}. Plekken waar er een mag komen: {there}. Vraag er minder, of "
        "voeg plekken toe."
    ),
    "plan.unseen": (
        "Wat zeker in beeld moet zijn, is vanaf geen enkele plek te zien. Voeg plekken toe, of "
        "vergroot het bereik."
    ),
    "plan.value": ("Een gewicht, bedrag of afstand is onder nul, of is geen getal. Verbeter dat."),
    "plan.years": (
        "Voor deze toets zijn minstens twee jaren nodig; hier is er {value}. Kies een langere "
        "periode."
    ),
    "plan.years_how": "Jaren tellen niet als ‘{value}’. Kies uit: {known}.",
    "plannerfile.elsewhere": (
        "Bestand ‘{file}’: niets daarin ligt in of bij {gemeente}. Kies een bestand van hier, en "
        "controleer het stelsel van de coördinaten."
    ),
    "plannerfile.empty": (
        "Bestand ‘{file}’: er staat geen enkel vlak in. Kies een bestand met vlakken, zoals "
        "panden uit de BAG."
    ),
    "plannerfile.large": (
        "Bestand ‘{file}’: {value} MB is te groot; {most} MB mag. Neem alleen wat in of bij de "
        "gemeente ligt, of sla het op als GeoPackage."
    ),
    "plannerfile.layers": (
        "Bestand ‘{file}’ heeft meer dan één laag: {value}. Sla de laag die u bedoelt op als een "
        "eigen bestand."
    ),
    "plannerfile.many": (
        "Bestand ‘{file}’: {value} vlakken zijn er te veel; {most} mag. Neem alleen wat in of bij "
        "de gemeente ligt."
    ),
    "plannerfile.not_allowed": (
        "De rol {role} mag de bestanden van de cameraplanner niet zien. Kies de rol planner."
    ),
    "plannerfile.not_polygon": (
        "Bestand ‘{file}’: nummer {number} is geen vlak maar {value}. Sla alleen de vlakken "
        "(Polygon of MultiPolygon) op."
    ),
    "plannerfile.number": (
        "Een bestand met nummer {value} is er niet, of het is al weggehaald. Kies een ander "
        "bestand."
    ),
    "plannerfile.own_grid": (
        "Bestand ‘{file}’: de punten staan op een eigen raster en niet in Nederland. Geef x en y "
        "in RD (EPSG:28992), of lon en lat."
    ),
    "plannerfile.unknown": (
        "Een bestand ‘{value}’ met {kind} is er niet. Kies uit: {known}. Voeg het anders eerst toe."
    ),
    "plannerfile.yes_no": (
        "Bestand ‘{file}’: in kolom ‘{column}’ staat ‘{value}’. Schrijf ja of nee, of laat het "
        "leeg."
    ),
    "points.column_twice": (
        "Bestand ‘{file}’: de kolom ‘{column}’ staat er meer dan één keer in. Geef elke kolom een "
        "eigen naam. Gevonden kolommen: {found}."
    ),
    "points.empty_folder": (
        "In de map ‘{file}’ staan geen bestanden die op .parquet eindigen. Kies een andere map."
    ),
    "points.folder_there": "De map {file} bestaat al. Kies een naam die nog vrij is.",
    "points.form": "‘{value}’ eindigt niet op {known}. Kies een bestand met zo'n naam.",
    "points.has_code": (
        "Bestand ‘{file}’: er is al een kolom ‘{column}’. Geef die kolom een andere naam."
    ),
    "points.long_line": (
        "Bestand ‘{file}’: regel {line} is te lang voor een regel. Is dit wel een CSV? Kies een "
        "ander bestand."
    ),
    "points.no_column": (
        "Bestand ‘{file}’: de kolom ‘{column}’ is er niet. Gevonden kolommen: {found}. Kies met "
        "--x en --y de kolommen met de coördinaten."
    ),
    "points.not_allowed": (
        "Punten op de kaart zijn voor de planner. U kijkt nu als {role}. Kies een kaart per gebied."
    ),
    "points.not_numbers": (
        "Bestand ‘{file}’: in de kolom ‘{column}’ staan geen getallen, maar ‘{value}’. Sla de "
        "coördinaten op als getallen, of kies een andere kolom."
    ),
    "points.one_column": (
        "De kolom ‘{column}’ kan niet allebei de coördinaten zijn. Kies er twee met --x en --y."
    ),
    "points.other_form": (
        "Bestand ‘{file}’: de coördinaten in {columns} lijken {guess}, niet {right}; de eerste is "
        "{value}. Probeer het met {options}."
    ),
    "points.other_target": (
        "‘{file}’ kan niet: de rijen blijven zoals ze zijn, dus ook de soort bestand. Kies een "
        "naam op {value}."
    ),
    "points.parquet": (
        "Bestand ‘{file}’ is niet te lezen als Parquet. Is het afgebroken? Sla het opnieuw op."
    ),
    "points.row": "Bestand ‘{file}’ is geweigerd. {message}",
    "points.utf16": ("Bestand ‘{file}’: het bestand staat in UTF-16. Sla het op als CSV UTF-8."),
    "points.withheld": "De punten van {period} zijn niet voor de {role}. Kies een andere periode.",
    "population.columns": (
        "De tabel {value} van het CBS heeft meer dan één kolom met deze naam: {columns}. Het is "
        "niet te zeggen welke bedoeld is. Er is niets veranderd."
    ),
    "population.form": (
        "{address} geeft iets anders dan de tabel die gevraagd is. Controleer het adres."
    ),
    "population.no_areas": (
        "De gebieden van {year} staan niet in de opslag. Haal ze eerst op met ‘ivbgeo fetch areas "
        "--gemeente {gemeente} --years {year}’."
    ),
    "population.no_column": (
        "De tabel {value} van het CBS heeft geen kolom ‘{column}’. De tabel is anders dan bekend. "
        "Er is niets veranderd."
    ),
    "population.no_gemeente": (
        "De tabel {table} van het CBS heeft geen rij voor {value}. Kijk de code na, of kies een "
        "ander jaar."
    ),
    "population.other_areas": (
        "De tabel {table} van het CBS heeft andere gebieden dan de indeling van {year} in de "
        "opslag: {value}. Let op: codes worden hergebruikt. Haal eerst de gebieden op met ‘ivbgeo "
        "fetch areas --gemeente {gemeente} --years {year}’."
    ),
    "population.tables": (
        "Het CBS heeft niet precies één tabel Kerncijfers wijken en buurten van {value}.{doubled} "
        "Wel van: {known}. Er is niets veranderd. Kies andere jaren."
    ),
    "population.value": (
        "Het CBS geeft voor {code} in ‘{column}’ geen getal, maar ‘{value}’. De tabel is anders "
        "dan bekend. Er is niets veranderd."
    ),
    "preventie.no_place": "Er is nog geen plek. Klik op de kaart, of vul x en y in.",
    "preventie.place": (
        "‘{value}’ is geen plaats in Nederland. Schrijf twee getallen met een spatie ertussen: "
        "93500 452500 (x en y) of 52,057 4,493 (graden)."
    ),
    "prevention.area": (
        "De buurt of wijk ‘{value}’ is hier niet gevonden, of er zijn er meer met die naam. Geef "
        "de gebiedscode, met het jaar van de indeling."
    ),
    "prevention.area_year": (
        "Bij de gebiedscode ‘{value}’ ontbreekt het jaar van de indeling. Een code kan in een "
        "ander jaar een andere plek zijn. Voeg een kolom ‘jaar indeling’ toe."
    ),
    "prevention.border": "De plaats kan niet: {why}. Kies een ander bestand, of teken opnieuw.",
    "prevention.classification": "Dit is open of intern. Kies een van de twee.",
    "prevention.contact": (
        "Het contactadres is geen e-mailadres en geen webadres. Schrijf het adres van een functie, "
        "zoals preventie@gemeente.nl of https://www.gemeente.nl/preventie. Een telefoonnummer "
        "hoort hier niet."
    ),
    "prevention.invite": (
        "Dit adres geeft toegang tot de groep zelf: wie het opent, ziet de nummers van de leden. "
        "Schrijf het adres van een functie, zoals preventie@gemeente.nl."
    ),
    "prevention.dates": (
        "De laatste dag {last} ligt voor de eerste dag {first}. Verbeter een van de twee."
    ),
    "prevention.file_personal": (
        "Hier staat iets dat lijkt op {what}. Gegevens van personen horen hier niet. Haal het weg "
        "uit het bestand."
    ),
    "prevention.kind": "‘{value}’ is geen soort preventie. Kies uit: {known}.",
    "prevention.no_kind": (
        "Bestand ‘{file}’: er is geen kolom die zegt wat elk gebied is. Geef het bestand een kolom "
        "‘{needed}’, of kies één soort voor het hele bestand (--kind)."
    ),
    "prevention.no_name": "De naam ontbreekt ({what}). Geef een naam, zoals ‘Buurtalarm Voorweg’.",
    "prevention.not_allowed": (
        "Preventie van een wijk verandert de wijkregisseur van die wijk, en al het andere de "
        "beheerder. Het gebied moet voor de helft of meer in de eigen wijk liggen. U kijkt als "
        "{role}."
    ),
    "prevention.personal": (
        "‘{value}’ lijkt op {what}. Dat mag hier niet staan. Haal het weg. Voor het adres van een "
        "functie is er een eigen vak."
    ),
    "prevention.unknown": "‘{value}’ is er niet, of niet voor u. Kies er een uit de lijst.",
    "profile.format": "‘{value}’ eindigt niet op .pdf. Geef zo'n naam op.",
    "profile.no_figures": (
        "Er zijn nog geen cijfers in de opslag, dus er is geen profiel te maken. Laad ze eerst met "
        "ivbgeo demo, ivbgeo fetch of ivbgeo import."
    ),
    "publish.bbox": (
        "‘{value}’ is geen vak. Schrijf vier getallen: minx,miny,maxx,maxy, het kleinste eerst."
    ),
    "publish.bbox_missing": "Er is wel bbox-crs, maar geen bbox. Geef ze allebei, of geen.",
    "publish.bbox_swapped": (
        "Het vak ‘{value}’ past niet bij het stelsel. Zonder bbox-crs is het in graden: eerst de "
        "lengte (3 tot 8), dan de breedte (50 tot 54). Geef voor RD ook bbox-crs."
    ),
    "publish.both": "‘{one}’ en ‘{other}’ kunnen niet samen. Kies een van de twee.",
    "publish.broken": "Er ging hier iets mis. Probeer het later opnieuw.",
    "publish.broken_log": (
        "Een vraag kon niet worden beantwoord: {value}. Controleer de opslag met ivbgeo check."
    ),
    "publish.category": "De soort ‘{value}’ is hier niet. Kies uit: {known}. Zie ook queryables.",
    "publish.choice": "‘{value}’ kan niet bij {name}. Kies uit: {known}.",
    "publish.configuration": (
        "{file} is niet zoals ivbgeo het schrijft. Geef ivbgeo publish opnieuw."
    ),
    "publish.contact": (
        "‘{value}’ is geen e-mailadres. Schrijf bijvoorbeeld data@gemeente.example.nl."
    ),
    "publish.crs": "Het stelsel ‘{value}’ is hier niet. Kies uit: {known}.",
    "publish.datetime": (
        "‘{value}’ is geen dag of tijd. Schrijf bijvoorbeeld 2023-04-01 of 2021-01-01/2023-12-31."
    ),
    "publish.extra": (
        "Voor publiceren is pygeoapi nodig: installeer het met "
        "‘.venv/bin/python -m pip install -r requirements-ogc.txt’."
    ),
    "publish.later": "De gegevens zijn nu niet te lezen. Probeer het zo opnieuw.",
    "publish.long": "{name} is langer dan {most} tekens. Vraag minder tegelijk.",
    "publish.no_address": "Dit adres is er niet. Zie de startpagina voor wat er is.",
    "publish.no_collection": "Deze collectie is er niet. Zie collections voor wat er is.",
    "publish.no_configuration": "{file} is niet te lezen: {why}. Maak het met ivbgeo publish.",
    "publish.no_contact": (
        "Er is geen --contact. DCAT-AP-NL vraagt er een: geef een e-mailadres voor vragen."
    ),
    "publish.no_item": "Dit vlak is er niet. Zie items voor wat er is.",
    "publish.no_method": "Hier kan alleen worden gelezen. Gebruik GET.",
    "publish.nothing": (
        "Er is nog niets dat openbaar is. Laad eerst gegevens, met ivbgeo demo of ivbgeo fetch."
    ),
    "publish.number": "‘{value}’ kan niet bij {name}. Schrijf een geheel getal vanaf {least}.",
    "publish.parameter": "‘{value}’ kan hier niet worden gevraagd. Kies uit: {known}.",
    "publish.port": "Poort {value} bestaat niet. Kies een getal van 1 tot en met 65535.",
    "publish.port_taken": (
        "Poort {value} is al in gebruik. Stop wat daar draait, of kies een andere met --port."
    ),
    "publish.property": "De eigenschap ‘{value}’ is er niet. Kies uit: {known}.",
    "publish.text": (
        "{name} kan niet ‘{value}’ zijn. Schrijf één regel tekst, van hoogstens 200 tekens."
    ),
    "publish.too_much": (
        "Dit zijn {value} soorten en perioden samen; het kan met {most} tegelijk. Vraag minder "
        "jaren of minder soorten."
    ),
    "publish.twice": "{value} staat er meer dan één keer. Zet komma's tussen meer waarden.",
    "publish.url": (
        "‘{value}’ is geen adres. Schrijf het hele adres, zoals https://kaart.example.nl/ogc."
    ),
    "record.broken": (
        "Het toegangsregister is niet heel, dus er wordt niets uit opgeruimd. ‘ivbgeo check’ zegt "
        "wat er mis is."
    ),
    "record.lost": (
        "Van het toegangsregister is niet meer bekend tot waar het loopt. Zonder register wordt "
        "niets bekeken of veranderd wat erin moet. Vraag de beheerder: zie ‘ivbgeo check’."
    ),
    "record.not_allowed": (
        "Het toegangsregister is voor de beheerder. U kijkt nu als {role}. Vraag de beheerder."
    ),
    "record.not_written": (
        "Wat niet openbaar is, is nu niet te zien: wie het bekijkt, komt in het toegangsregister, "
        "en dat lukt op dit moment niet. {why}"
    ),
    "register.moved_on": (
        "Iemand anders heeft ‘{value}’ intussen veranderd. Uw wijziging is nog niet bewaard. Kijk "
        "eerst wat er nu staat."
    ),
    "register.name_taken": (
        "Er is al een {what} met de naam ‘{value}’. Geef een andere naam, of wijzig wat er al "
        "staat."
    ),
    "register.half_place": (
        "Er is maar één van x en y ingevuld. Vul ze allebei in, of geen van beide."
    ),
    "register.no_border": "Er is nog geen bestand met de grens. Kies een bestand.",
    "register.no_buurten": "Er zijn nog geen buurten gekozen. Kies er een of meer.",
    "register.no_place": (
        "Er is nog geen midden van de cirkel. Klik op de kaart, of vul x en y in."
    ),
    "register.no_polygons": (
        "In ‘{file}’ staat geen vlak. Kies een bestand met de grens van het gebied."
    ),
    "register.no_version": "Versie {value} van ‘{name}’ is er niet. Kies er een uit de lijst.",
    "register.not_allowed": (
        "Alleen een cameraplanner verandert camera's en cameragebieden. U kijkt als {role}. Vraag "
        "een planner om de wijziging."
    ),
    "register.outside": (
        "‘{value}’ ligt buiten {name}. Controleer de plaats: x eerst, dan y, in meters (RD)."
    ),
    "register.radius": (
        "Die straal kan niet. Geef een aantal meters, meer dan 0 en hoogstens {most}."
    ),
    "remarks.choice": ("De instelling keep_remarks is ‘{value}’. Dat kan niet. Kies uit: {known}."),
    "remarks.erased": "Vrije teksten uit ingelezen bestanden gewist: {count}.",
    "remarks.kept": ("Vrije teksten: {count}. Eruit gehaald: {told}. Namen vindt het filter niet."),
    "row.quotes": (
        "{unit} {line}: er staat een aanhalingsteken te veel of te weinig. Schrijf een "
        'aanhalingsteken in een tekst dubbel ("").'
    ),
    "row.ragged": (
        "{unit} {line}: er zijn {found} cellen en {expected} kolommen. Staat er een "
        "scheidingsteken in een tekst of getal? Zet er aanhalingstekens omheen."
    ),
    "scenario.all_inside": (
        "Alle plekken liggen in een gebouw van ‘{file}’; daar is niets te zien. Kies plekken op "
        "straat, of een fijner raster."
    ),
    "scenario.area_gone": (
        "Het gebied ‘{value}’ is er niet meer. Kies een ander gebied om plekken in te zoeken."
    ),
    "scenario.broken": "Dit scenario is niet te lezen ({why}). Maak het opnieuw.",
    "scenario.coarse_grid": (
        "In dit gebied valt geen plek van een raster van {spacing} meter. Kies een kleinere "
        "afstand, of een groter gebied."
    ),
    "scenario.far": (
        "Als bereik kan ‘{value}’ niet met gebouwen. Kies {low} tot en met {most} meter."
    ),
    "scenario.file_gone": (
        "Het bestand met {kind} waar dit scenario mee werkt, is er niet. Kies een ander bestand, "
        "of breng het opnieuw."
    ),
    "scenario.fine_grid": (
        "Een raster van {spacing} meter geeft hier ongeveer {value} plekken; er passen er "
        "{most}. Kies {fits} meter of meer, of een kleiner gebied."
    ),
    "scenario.frontage_unknown": (
        "Hoeveel gevel een camera ziet, is bij {value} van de {there} plekken niet bekend: het "
        "bestand kent er geen gebouwen. Met een eis over gevel doen die niet mee, en dan blijft er "
        "te weinig over ({left}). Neem gebouwen van het hele gebied, of laat die eis weg."
    ),
    "scenario.half_life": "Na ‘{value}’ maanden half tellen kan niet. Kies meer dan 0 maanden.",
    "scenario.hottest": (
        "{value} is geen deel. Kies voor het drukste deel meer dan 0% en hoogstens 100%."
    ),
    "scenario.hours": (
        "Van {first} tot {last} uur kan niet. Kies twee verschillende uren van 0 tot en met 24."
    ),
    "scenario.hours_of_counts": (
        "Uren van de dag zijn alleen bekend van incidenten. Kies incidenten, of laat de uren weg."
    ),
    "scenario.kinds_overlap": (
        "‘{other}’ en ‘{one}’ hebben dezelfde misdrijven: die zouden dubbel tellen. Haal een van "
        "de twee weg."
    ),
    "scenario.long_name": "De naam is {value} tekens lang; er passen er {most}. Maak hem korter.",
    "scenario.months": (
        "Over {period} zijn er niet van elke maand bestanden met ‘{kind}’: er ontbreken er "
        "{value}, om te beginnen {first}. Kies een andere periode (er is {most}), of laat deze "
        "soort weg."
    ),
    "scenario.no_around": "Kies minstens één gebied om plekken in te zoeken.",
    "scenario.no_border": (
        "Van het cameragebied ‘{value}’ is de grens niet bekend. Leg die vast in het register, "
        "of zoek in buurten of wijken."
    ),
    "scenario.no_candidates_file": (
        "Kies het bestand met plekken waar een camera kan komen, of neem een raster."
    ),
    "scenario.no_costs": (
        "Met een budget moet bekend zijn wat een camera per jaar kost. Vul dat in, of kies "
        "alleen een aantal."
    ),
    "scenario.no_counts": (
        "Over {period} is van geen enkele buurt of wijk een aantal bekend van elk van deze "
        "soorten. Kies een andere periode, of andere soorten."
    ),
    "scenario.no_demand_file": (
        "Kies het bestand met punten die in beeld moeten, of kies incidenten."
    ),
    "scenario.no_files": (
        "Er zijn geen bestanden met incidenten van de soort ‘{kind}’ over {period}. Kies een "
        "andere soort of periode, of neem aantallen per buurt."
    ),
    "scenario.no_frontage": (
        "Hoeveel gevel een camera ziet, is alleen te berekenen met gebouwen. Kies een bestand "
        "met gebouwen, of laat de eis over gevels weg."
    ),
    "scenario.no_kinds": "Kies minstens één soort misdrijf die in beeld moet.",
    "scenario.no_name": "Geef het scenario een naam, zodat u het terugvindt.",
    "scenario.no_period": "Kies een periode.",
    "scenario.no_points": (
        "Geen van deze incidenten heeft een punt op de kaart. Kies andere soorten, of neem "
        "aantallen per buurt."
    ),
    "scenario.not_allowed": "Plekken voor camera’s kiest de planner. U kijkt als {role}.",
    "scenario.not_public": (
        "Plekken buiten de openbare ruimte: {value}, zoals ‘{first}’. Haal ze weg, of kies dat "
        "zulke plekken wegblijven."
    ),
    "scenario.outside": (
        "Plekken buiten de gemeente: {value}, zoals ‘{first}’. Haal ze weg, of kies dat zulke "
        "plekken wegblijven."
    ),
    "scenario.personal": (
        "‘{value}’ lijkt op {what}. Gegevens van personen horen hier niet. Kies een andere naam."
    ),
    "scenario.recency_and_years": (
        "Recente incidenten zwaarder laten tellen en elk jaar even zwaar gaan niet samen. Kies "
        "een van de twee."
    ),
    "scenario.spacing": (
        "Als afstand in een raster kan ‘{value}’ niet. Kies {low} tot en met {most} meter."
    ),
    "scenario.test_of_counts": (
        "Van aantallen per buurt is niet bekend waar in de buurt iets gebeurde. Neem incidenten "
        "met een punt om de plekken te toetsen."
    ),
    "scenario.too_hot": (
        "Het drukste deel ({hottest}%) is zo niet helemaal te zien: met deze eisen hooguit "
        "{value}% ervan. Sta meer camera's toe, of kies een kleiner deel."
    ),
    "scenario.unknown": (
        "Dit scenario is er niet. Vraag wie het deelde om een nieuwe link, of kies er een uit de "
        "lijst."
    ),
    "scenario.views": "Kies 0, 1 of 2 camera’s die het drukste deel zien.",
    "scenario.year_empty": (
        "In {value} is er niets dat meetelt. Kies een andere periode, of neem alle jaren samen."
    ),
    "scenario.years_unknown": (
        "Van deze punten is niet bekend uit welk jaar ze zijn. Kies ‘alles bij elkaar’."
    ),
    "search.addresses": (
        "Straten en adressen zijn nu niet te vinden: de adressendienst antwoordt niet. Buurten en "
        "wijken zijn wel te vinden."
    ),
    "search.none": (
        "Niets gevonden voor ‘{value}’. Kijk of de naam goed is geschreven, of probeer een deel "
        "van de naam."
    ),
    "secure.contact": (
        "De instelling security_contact heeft ‘{value}’. Schrijf adressen als "
        "mailto:veiligheid@gemeente.nl, met een spatie ertussen."
    ),
    "secure.option": (
        "De instelling {name} van Streamlit is {value} en moet {right} zijn: anders staat de app "
        "open voor wie er niets te zoeken heeft. Haal die instelling weg."
    ),
    "serve.port": (
        "Poort {value} is al in gebruik. Stop wat daar draait, of kies een andere poort: "
        "ivbgeo serve --port {other}."
    ),
    "settings.file": "{file} is niet te lezen: {why}. Herstel het bestand.",
    "settings.frame_ancestors": (
        "De instelling frame_ancestors heeft ‘{value}’. Schrijf adressen als "
        "https://intranet.gemeente.nl, met een spatie ertussen."
    ),
    "settings.days": "De instelling {name} heeft ‘{value}’. Schrijf een aantal dagen, zoals 365.",
    "settings.text": (
        "De instelling ‘{name}’ is ‘{value}’. Schrijf een tekst tussen aanhalingstekens."
    ),
    "settings.unknown": "De instelling ‘{value}’ bestaat niet. Er zijn: {known}.",
    "shape.part": (
        "Bestand ‘{file}’: dit is een deel van een Shapefile. Kies het bestand dat op .shp "
        "eindigt; {suffix} hoort ernaast te staan."
    ),
    "sheet.far": (
        "‘{value}’ is te ver van nu ({month}). Kies een maand die er hooguit een jaar van af ligt."
    ),
    "sheet.format": "‘{value}’ eindigt niet op .pdf. Geef zo'n naam op.",
    "sheet.month": "‘{value}’ is geen maand. Schrijf die als 2026-11.",
    "sheet.phone": (
        "De instelling municipality_phone is ‘{value}’. Dat is geen telefoonnummer. Schrijf het "
        "met cijfers en spaties, zoals 14 079, of laat het leeg."
    ),
    "shielding.apart": (
        "{span} kon niet worden vergeleken met wat eerder is getoond: de gebieden of soorten zijn "
        "anders. Wie de oude en de nieuwe cijfers heeft, kan misschien een klein aantal afleiden."
    ),
    "shielding.damaged": (
        "Wat van incidenten of casussen getoond mag worden, is beschadigd of niet compleet. Er "
        "wordt niets van getoond. Zet een reservekopie terug, of haal de gegevens weg en lees ze "
        "opnieuw in."
    ),
    "shielding.exposed": (
        "In {span} zijn {value} verborgen aantallen af te leiden uit wat eerder is getoond. Ze "
        "worden niet meer getoond, maar wie de oude cijfers heeft, kan ze kennen."
    ),
    "shielding.failed": (
        "Welke aantallen getoond mogen worden, kon niet worden uitgerekend. Er wordt nu niets van "
        "getoond. Wat er mis is: {why}"
    ),
    "shielding.forget": (
        "Van ‘{value}’ zijn aantallen getoond. Gaat dit weg, dan weet ivbgeo niet meer welke, en "
        "wordt een nieuw bestand daar niet mee vergeleken: wie de oude cijfers heeft, kan dan "
        "misschien een klein aantal afleiden. Komt er een verbeterd bestand? Lees dat in plaats "
        "van dit bestand in, met --replace."
    ),
    "shielding.forgotten": (
        "Van ‘{value}’ is eerder iets getoond, en daarna is alles weggehaald. Wat er nu getoond "
        "wordt, is dus niet vergeleken met wat toen te zien was. Wie de oude cijfers heeft, kan "
        "misschien een klein aantal afleiden."
    ),
    "shielding.interrupted": (
        "Gestopt. Wat al was ingelezen of weggehaald, is dat. Van wat nog niet is uitgerekend, "
        "wordt niets getoond; ga verder met ivbgeo withhold."
    ),
    "shielding.nothing": (
        "Er is niets uit te rekenen: van alle cijfers is al bekend wat getoond mag worden."
    ),
    "shielding.other_year": (
        "Er is nu geteld in de gebieden van {value}, eerder in die van een ander jaar. Wie beide "
        "cijfers heeft, kan misschien een klein aantal afleiden."
    ),
    "shielding.threshold": (
        "De instelling threshold is ‘{value}’. Schrijf een heel getal van {least} tot en met "
        "{most}: kleinere aantallen dan dit worden niet getoond."
    ),
    "shielding.undecided": (
        "Van ‘{value}’ is nog niet uitgerekend welke aantallen getoond mogen worden; er wordt nu "
        "niets van getoond. Doe dat met ivbgeo withhold."
    ),
    "shielding.working": (
        "Van ‘{value}’ wordt nu uitgerekend welke aantallen getoond mogen worden. Dat kan minuten "
        "duren. U kunt gewoon verder werken. Tot het klaar is, wordt er niets van getoond."
    ),
    "sight.camera": (
        "Een camera ‘{value}’ staat {count} keer in het register. Kies een sleutel: {known}."
    ),
    "sight.format": "‘{value}’ kan niet. Kies een naam die eindigt op {known}.",
    "sight.missing": (
        "Er is te weinig bekend om te zeggen wat de camera ziet. Geef ook op: {value}."
    ),
    "sight.unknown": (
        "Van camera ‘{name}’ is niet alles bekend om te zeggen wat hij ziet. Er ontbreekt: {what}. "
        "Vul dat aan in het register, of kies zelf een plaats."
    ),
    "signal.long": (
        "De opmerking heeft {value} tekens. Er is plaats voor {most}. Maak hem korter."
    ),
    "signal.month": "‘{value}’ is geen maand. Schrijf bijvoorbeeld 2024-05.",
    "signal.no_note": "Opmerking {value} bij een signaal is er niet. Kijk welk nummer erbij staat.",
    "signal.not_allowed": (
        "Wie ‘{role}’ is, kan hier niet opschrijven wat er met een signaal is gedaan. Dat doet de "
        "wijkregisseur van die wijk, of de beheerder."
    ),
    "signal.personal": (
        "‘{value}’ lijkt op {what}. Schrijf hier niets over personen. Haal het weg en bewaar "
        "opnieuw."
    ),
    "signin.address": (
        "De instelling {name} heeft ‘{value}’. Schrijf een adres als https://kaart.gemeente.nl. "
        "Met http kan alleen op deze computer zelf."
    ),
    "signin.anybody": (
        "De instelling signin_issuer heeft ‘{value}’. Daar kan iedereen met een account bij "
        "Microsoft zich aanmelden. Neem het adres van uw eigen tenant."
    ),
    "signin.bad_roles": (
        "Wat uw account over uw rol zegt (‘{value}’) is niet te lezen. Daarom ziet u alleen wat "
        "openbaar is. Meld dit bij wie de accounts beheert."
    ),
    "signin.bad_wijken": (
        "Wat uw account over uw wijken zegt (‘{value}’) is niet te lezen. Daarom hebt u nu geen "
        "eigen wijken. Meld dit bij wie de accounts beheert."
    ),
    "signin.ended": "Uw aanmelding is afgelopen. Meld u opnieuw aan.",
    "signin.failed": (
        "Het aanmelden is niet gelukt. Probeer het opnieuw. Lukt het weer niet, meld dit dan bij "
        "de beheerder van de kaart."
    ),
    "signin.file": (
        "De instelling {name} noemt {file}. Dat bestand is niet te lezen, of het is leeg. Zet het "
        "geheim in dat bestand."
    ),
    "signin.half": (
        "Aanmelden is half ingericht: {missing} ontbreekt. Vul het aan, of haal alles weg dat met "
        "signin begint."
    ),
    "signin.headers": (
        "De instelling server.trustedUserHeaders van Streamlit laat een kop van een verzoek zeggen "
        "wie er kijkt. Haal die instelling weg: aanmelden gaat met signin_issuer."
    ),
    "signin.hours": (
        "De instelling signin_hours heeft ‘{value}’. Schrijf een aantal uren van 1 tot en met "
        "{most}."
    ),
    "signin.many_roles": (
        "Uw account heeft meer dan één rol: {value}. Daarom ziet u alleen wat openbaar is. Vraag "
        "wie de accounts beheert om u één rol te geven."
    ),
    "signin.no_role": (
        "Uw account heeft geen rol voor deze kaart. Daarom ziet u alleen wat openbaar is. Vraag "
        "een rol aan wie de accounts beheert."
    ),
    "signin.no_such_wijk": (
        "Uw account noemt {value}. Die wijk is er niet, dus telt hij niet mee. Meld dit bij wie de "
        "accounts beheert."
    ),
    "signin.no_wijken": (
        "Uw account noemt geen wijken. Daarom hebt u geen eigen wijken. Vraag ze aan wie de "
        "accounts beheert."
    ),
    "signin.other": ("Uw aanmelding is niet voor deze kaart. Meld u opnieuw aan."),
    "signin.pairs": (
        "De instelling {name} heeft ‘{value}’. Schrijf elke waarde met wat zij betekent, zoals: "
        "{example}."
    ),
    "signin.path": (
        "De instelling signin_address heeft ‘{value}’, maar de app staat op het pad ‘{path}’. "
        "Maak die gelijk."
    ),
    "signin.role_gone": (
        "De instellingen role en wijken (IVBGEO_ROLE, IVBGEO_WIJKEN) zijn er niet meer. Haal ze "
        "weg. Wie iemand is, blijkt nu uit het aanmelden: hoofdstuk 13 van de handleiding."
    ),
    "signin.same": (
        "De instellingen signin_secret en signin_cookie_secret zijn gelijk. Verzin voor de tweede "
        "een ander geheim."
    ),
    "signin.secrets_file": (
        "Streamlits eigen bestand secrets.toml heeft een deel [auth]. Haal dat weg: aanmelden "
        "gaat met de instellingen signin_issuer en wat daarbij hoort."
    ),
    "signin.short": (
        "De instelling signin_cookie_secret is te kort. Neem een willekeurige tekst van minstens "
        "{least} tekens."
    ),
    "signin.too_far": (
        "De instelling {name} heeft ‘{value}’. Haal het laatste deel van het adres weg: dat vult "
        "ivbgeo zelf aan."
    ),
    "signin.twice": ("De instellingen {name} en {name}_file staan er allebei. Kies er één."),
    "spatial.hidden": (
        "Van een deel van de gebieden is het aantal afgeschermd. Wat er bij elkaar ligt is dan "
        "niet te zeggen: kies een andere maat, of een periode of soort met grotere aantallen."
    ),
    "spatial.too_few": (
        "Of hoge of lage cijfers bij elkaar liggen, is pas te zien vanaf {least} gebieden met een "
        "cijfer. Hier zijn het er {number}. Kies kleinere gebieden, of een andere maat."
    ),
    "spot.dates": (
        "De plek is opgelost op {last}, maar gemeld op {first}. Verbeter een van de twee."
    ),
    "spot.future": "{value} is een dag die nog komt. Kies vandaag, of een dag daarvoor.",
    "spot.moved_on": (
        "Iemand anders heeft deze plek intussen veranderd. Uw wijziging is nog niet bewaard. Kijk "
        "eerst wat er nu staat."
    ),
    "spot.not_allowed": (
        "Stille en enge plekken zijn voor het WAS-team en de wijkregisseur van de wijk zelf. U "
        "kijkt als {role}."
    ),
    "spot.outside": (
        "Deze plek ligt niet in uw wijk (uw wijk: {names}). U meldt alleen plekken in uw eigen "
        "wijk. Kies een andere plaats."
    ),
    "spot.same": (
        "Op {metres} meter hiervandaan is op {day} al plek {value} gemeld. Zeg of dit een andere "
        "plek is; is het dezelfde, dan hoeft u niets te doen."
    ),
    "spot.solved": (
        "Bij een plek die is opgelost hoort de dag waarop, en bij een andere plek niet. Verbeter "
        "een van de twee."
    ),
    "spot.unknown": "Plek {value} is er niet, of niet voor u. Kies er een uit de lijst.",
    "store.address": (
        "‘{value}’ is geen adres van een databank. Schrijf sqlite:///pad, of postgresql:// met "
        "de server erachter."
    ),
    "store.damaged": "De opslag {address} is beschadigd: {why}. Zet een reservekopie terug.",
    "store.moved_on": "De gegevens zijn intussen vernieuwd. Probeer het opnieuw.",
    "store.newer": (
        "De opslag {address} is gemaakt met een nieuwere ivbgeo (versie {revision}). Gebruik die."
    ),
    "store.unreachable": (
        "De opslag {address} is niet te bereiken: {why}. Kijk of de databank draait en het "
        "adres klopt."
    ),
    "table.double": (
        "{unit} {line}: ‘{value}’ staat ook op {other}. Een gebied en een jaar mogen er maar "
        "één keer in staan. Haal een van de twee weg."
    ),
    "table.double_years": (
        "{unit} {line}: ‘{value}’ staat ook op {other}, met een ander indelingsjaar. In één "
        "bestand met indicatoren mag dat niet. Maak van elk indelingsjaar een eigen bestand."
    ),
    "table.no_area": (
        "{unit} {line}: dit cijfer hoort bij een gebied, dus er moet een gebiedscode staan en geen "
        "punt. Voeg een kolom ‘gebiedscode’ toe, met het jaar van de indeling."
    ),
    "tally.categories": (
        "Bestand ‘{file}’: de kolom ‘{column}’ heeft meer dan {value} verschillende waarden. "
        "Kies een kolom met soorten."
    ),
    "tally.category_type": (
        "Bestand ‘{file}’: in de kolom ‘{column}’ staan geen soorten, maar {value}. Kies met "
        "--category een kolom met tekst of hele getallen."
    ),
    "tally.date": (
        "Bestand ‘{file}’, kolom ‘{column}’: ‘{value}’ is geen maand of datum vanaf 1900. "
        "Schrijf bijvoorbeeld 2023-04 of 31-12-2023."
    ),
    "tally.date_type": (
        "Bestand ‘{file}’: in de kolom ‘{column}’ staan geen datums, maar {value}. Kies met "
        "--date een kolom met datums of maanden."
    ),
    "tally.form": "{file} kan dit niet worden. Kies een naam die eindigt op .csv of .parquet.",
    "tally.no_column": (
        "Bestand ‘{file}’: de kolom ‘{column}’ staat er niet precies één keer in. Gevonden "
        "kolommen: {found}. Kies er een met --category en --date."
    ),
    "tally.no_rows": (
        "Er is niets te tellen: geen rij heeft een soort en een maand. Kies andere bestanden of "
        "kolommen."
    ),
    "tally.piece": "Aan {value} ging het tellen mis. {why}",
    "tally.same_column": (
        "De kolom ‘{column}’ kan niet de soort en de datum allebei zijn. Kies er twee met "
        "--category en --date."
    ),
    "tally.twice": (
        "{file} wordt twee keer genoemd en zou dubbel tellen. Noem elk bestand één keer."
    ),
    "text.control": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ heeft onzichtbare stuurtekens. Typ de "
        "tekst opnieuw."
    ),
    "text.formula": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ begint als een formule (=, +, - of @). "
        "Dat is gevaarlijk in Excel. Begin met een letter of cijfer."
    ),
    "text.length": (
        "{unit} {line}, kolom ‘{column}’: de tekst ‘{value}’ is langer dan {longest} tekens. "
        "Maak haar korter."
    ),
    "text.unreadable": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen tekst. Schrijf een woord of een naam."
    ),
    "undo.categories": (
        "‘{value}’ kan niet weg: andere gegevens gebruiken soorten die erbij horen ({used}). "
        "Haal eerst die andere gegevens weg."
    ),
    "undo.dataset_done": "‘{value}’ is weg, met alles wat erbij hoorde.",
    "undo.done": "‘{value}’ is weer weg: {rows} regels.",
    "undo.embedded": (
        "‘{value}’ hoort bij ivbgeo en kan niet weg. Alleen wat is ingelezen of opgehaald, kan weg."
    ),
    "undo.unknown": (
        "‘{value}’ is niet ingelezen en niet opgehaald. Kies uit: {known}. Zie ‘ivbgeo datasets’."
    ),
    "upload.nobody": "Op deze pagina kan geen bestand worden gestuurd.",
    "value.missing": (
        "{unit} {line}, kolom ‘{column}’: de waarde ontbreekt. Vul de cel in, of haal de regel weg."
    ),
    "viewer.role": "De rol ‘{value}’ bestaat niet. Kies uit: {known}.",
    "was.no_buurten": (
        "Er zijn nog geen wijken met buurten in de opslag. De beheerder kan ze inlezen of ophalen."
    ),
    "was.no_figures": (
        "Er zijn nog geen cijfers in de opslag. De beheerder kan ze inlezen of ophalen."
    ),
    "was.no_wijk": (
        "Bij uw aanmelding hoort geen wijk. U ziet daarom wat openbaar is, van elke wijk. Vraag de "
        "beheerder om uw wijk bij uw aanmelding te zetten."
    ),
    "wijk.unknown": (
        "Een wijk ‘{value}’ is er niet. Schrijf de naam of de code van een wijk. Deze zijn er: "
        "{known}."
    ),
    "withholding.axis": (
        "Een kant van de tabel klopt niet bij ‘{value}’: een naam staat er twee keer, ontbreekt, "
        "of telt iets dubbel. Verbeter de indeling."
    ),
    "withholding.count": (
        "‘{value}’ is geen aantal. Een aantal is een geheel getal van 0 of meer."
    ),
    "withholding.gone": (
        "‘{value}’ stond in de vorige versie van de cijfers en nu niet meer. Zo is niet na te "
        "gaan wat er samen uit te rekenen is. Houd de naam, of begin opnieuw."
    ),
    "withholding.shape": (
        "De tabel heeft {value} cijfers per kant, maar er zijn {known} namen. Geef voor elke "
        "naam een cijfer."
    ),
    "withholding.threshold": (
        "Een drempel van {value} kan niet. Kies een getal van 2 tot en met 10."
    ),
    "xlsx.broken": (
        "Bestand ‘{file}’: het Excel-bestand is beschadigd of onvolledig. Open het in Excel "
        "en sla het opnieuw op als .xlsx."
    ),
    "xlsx.encrypted": (
        "Bestand ‘{file}’: het Excel-bestand heeft een wachtwoord. Haal het wachtwoord eraf "
        "en sla het opnieuw op."
    ),
    "xlsx.header_formula": (
        "Bestand ‘{file}’: in de rij met kolomnamen staat een formule. Typ de kolomnamen zelf."
    ),
    "xlsx.old": (
        "Bestand ‘{file}’: dit is een oud Office-bestand (.xls). Open het in Excel en sla het "
        "op als .xlsx."
    ),
    "xlsx.sheets": (
        "Bestand ‘{file}’: er staan gegevens op meer bladen: {sheets}. Bewaar het blad met de "
        "gegevens in een eigen bestand."
    ),
    "year.unreadable": (
        "{unit} {line}, kolom ‘{column}’: ‘{value}’ is geen jaar. Schrijf bijvoorbeeld 2025."
    ),
}


def sentence(rule: str, **values: object) -> str:
    """Give the Dutch sentence for a broken rule.

    Raises
    ------
    KeyError
        If the table has no such rule, or the sentence names a value that was not given.
    """
    return SENTENCES[rule].format(**values)
