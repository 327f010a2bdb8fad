"""The layouts of the reports with names, as data: (heading, SQL). Proposals stand in docs/koppelvlak/rapportages.md.

In the SQL: ``l`` the line of the set, ``p`` person, ``i`` enrolment on t1, ``u`` the enrolment that ended, ``a``
address on t2 – each the version that the line points at – ``n``, ``g`` names of institution and municipality as they
were when the run was made, and ``o`` what differs per recipient. A column without a source stays EMPTY.
"""

from verzuimloket.core.codelijsten import codelijst

Kolommen = tuple[tuple[str, str], ...]
EMPTY = "''"
VERZEGELD = "\x1e"  # around a number that is still to be unsealed; never in a cell
KENMERK = 36  # characters: between the signs stand the kenmerk of the person, and the number as it is sealed


def sign(character: str) -> str:
    """A character that no keyboard makes, as SQL."""
    return f"E'\\x{ord(character):02x}'"


NUMMER = f"{sign(VERZEGELD)} || p.kenmerk || encode(coalesce(p.bsn, p.onderwijsnummer), 'base64') || {sign(VERZEGELD)}"


def _label(lijst: str, column: str, extra: str = "") -> str:
    """The full text of a code list, or another column of it, as SQL."""
    texts = ((each.code, each.extra[extra] if extra else each.naam) for each in codelijst(lijst))
    lines = (f"WHEN '{code}' THEN '{text.replace(chr(39), chr(39) * 2)}'" for code, text in texts)
    return f"CASE {column} {' '.join(lines)} END"


def _day(column: str) -> str:
    return f"to_char({column}, 'DD-MM-YYYY')"


def _yes(column: str) -> str:
    return f"CASE WHEN {column} THEN 'J' ELSE 'N' END"


_GEBOREN = (
    f"CASE p.geboorte_precisie WHEN 'D' THEN {_day('p.geboortedatum')}"
    " WHEN 'M' THEN '00-' || to_char(p.geboortedatum, 'MM-YYYY') ELSE '00-00-' || to_char(p.geboortedatum, 'YYYY') END"
)
_LEERWEG = "CASE WHEN i.sector = 'MBO' THEN i.leertraject ELSE '' END"
_GEMEENTECODE = "ltrim(l.gemeente, '0')"
_REGIO = "CASE WHEN l.regio <> '' THEN 'REGIO ' || l.regio END"
_VESTIGING = "right(i.vestiging, -4)"  # 31XU00 → 00
_NIVEAU = _label("vsv_niveau", "l.niveau")

# A04 and A14, and with more at the end A01 and A02 (rapportages.md §1.5).
LIJST: Kolommen = (
    ("#BRIN_NR", "l.instelling_id"),
    ("NAAM_INST", "n.naam"),
    ("RAPPORTAGEMAAND", "%(rapportagemaand)s::text"),
    ("PERSOONSGEBONDENNUMMER", NUMMER),
    ("ACHTERNAAM", "p.achternaam"),
    ("VOORVOEGSEL", "p.voorvoegsel"),
    ("ALLE_VOORNAMEN", "p.voornamen"),
    ("WOONGEMEENTE", "g.naam"),
    ("GEBOORTEDATUM", _GEBOREN),
    ("ONDERWIJSCODE", "i.opleidingscode"),
    ("ONDERWIJSNAAM", EMPTY),
    ("LEERWEG", _LEERWEG),
    ("DATUM_UITSCHRIJVING", _day("u.einddatum")),
    ("MELDING_VERZUIM_WETTELIJK", _yes("l.wettelijk")),
    ("REDEN", _label("vsv_reden", "l.reden")),
    ("BRIN", "l.instelling_id"),
    ("NAAM_INSTELLING", "n.naam"),
    ("ONDERWIJSAANBIEDERCODE", EMPTY),
    ("NAAM_ONDERWIJSAANBIEDER", EMPTY),
    ("MELDING_VERZUIM_NIET_WETTELIJK", _yes("l.niet_wettelijk")),
    ("GEMEENTECODE", _GEMEENTECODE),
    ("RMC_REGIO", _REGIO),
    ("REDEN_UITSTROOM", EMPTY),
    ("LOCATIECODE", EMPTY),
    ("ONDERWIJSLOCATIECODE", EMPTY),
    ("POSTCODE_ONDERWIJSLOCATIE", EMPTY),
    ("HUISNUMMER_ONDERWIJSLOCATIE", EMPTY),
    ("BRIN_VOLGNUMMER", _VESTIGING),
    ("NIVEAU", _NIVEAU),
    ("INSCHRIJVINGSVOLGNUMMER", "coalesce(u.volgnummer, i.volgnummer)"),
    ("STRAAT", "a.straat"),
    ("HUISNUMMER", "a.huisnummer"),
    ("HUISLETTER", "a.huisletter"),
    ("HUISNUMMER_TOEVOEGING", "a.toevoeging"),
    ("HUISNUMMER_AANDUIDING", "a.aanduiding"),
    ("ADRES_LOCATIE", "a.locatie"),
    ("POSTCODE", "a.postcode"),
    ("WOONPLAATS", "a.plaats"),
    ("VANAF_WANNEER", "o.vanaf"),
)
OPNAME: Kolommen = (("REDEN_OPNAME", "o.reden"),)
VERVALLEN: Kolommen = (("REDEN_VERVALLEN", "o.reden"), ("DATUM_MUTATIE", _day("o.datum")))

# A05, and with more at the end A07.
STARTSET: Kolommen = (
    ("#BRIN", "l.instelling_id"),
    ("NAAM_INSTELLING", "n.naam"),
    ("RAPPORTAGE_MAAND", "%(rapportagemaand)s::text"),
    ("BSN_ONDERWIJSNR", NUMMER),
    ("VOORNAMEN", "p.voornamen"),
    ("VOORVOEGSEL", "p.voorvoegsel"),
    ("ACHTERNAAM", "p.achternaam"),
    ("WOONGEMEENTE", "g.naam"),
    ("GEBOORTEDATUM", _GEBOREN),
    ("ILT/CREBO", "i.opleidingscode"),
    ("ILT/CREBO_OMS", EMPTY),
    ("LEERWEG", _LEERWEG),
    ("BRIN_NR", "l.instelling_id"),
    ("NAAM_INST", "n.naam"),
    ("ONDERWIJSAANBIEDERCODE", EMPTY),
    ("ONDERWIJSAANBIEDER_NAAM", EMPTY),
    ("GEMCODE", _GEMEENTECODE),
    ("RMC_REGIO", _REGIO),
    ("LOCATIECODE", EMPTY),
    ("ONDERWIJSLOCATIECODE", EMPTY),
    ("ONDERWIJSLOCATIE_POSTCODE", EMPTY),
    ("ONDERWIJSLOCATIE_HUISNUMMER", EMPTY),
    ("BRIN_VOLGNR", _VESTIGING),
    ("NIVEAU", _NIVEAU),
    ("INSCHR_VLGNR", "i.volgnummer"),
    ("STRAAT", "a.straat"),
    ("HUISNUMMER", "a.huisnummer"),
    ("HUISLETTER", "a.huisletter"),
    ("HUISNR_AAND", "a.aanduiding"),
    ("HUISNR_TOEV", "a.toevoeging"),
    ("ADRES_LOCATIE", "a.locatie"),
    ("POSTCODE", "a.postcode"),
    ("WOONPLAATS", "a.plaats"),
    ("INDICATIE_STARTKWALIFICATIE", _yes("l.heeft_sk")),
)
VERLAAT: Kolommen = (
    ("DATUM_BEHAALD", _day("d.datum")),
    ("DIPLOMA_CODE", EMPTY),
    ("DIPLOMA_NIVEAU", "CASE d.soort WHEN 'MBO' THEN 'Mbo niveau ' || d.niveau ELSE d.soort END"),
    ("STOND_OP_LIJST", _yes("w.persoon_id IS NOT NULL")),
)

# NRSP and NenR. ONDERWIJSNUMMER tells which of the two numbers the person has; see jaar.py.
ONDERWIJSNUMMER = "O"
_SOORT = "CASE i.sector WHEN 'MBO' THEN initcap(i.leertraject) || i.niveau ELSE lower(i.soort) END"
_JAAR_PERSOON: Kolommen = (
    ("#BURGERSERVICENUMMER", NUMMER),
    ("ONDERWIJSNUMMER", f"CASE WHEN p.bsn IS NULL THEN '{ONDERWIJSNUMMER}' END"),
    ("GEBOORTEDATUM", "to_char(p.geboortedatum, 'YYYYMMDD')"),
    ("GESLACHT", "p.geslacht"),
    ("ACHTERNAAM", "p.achternaam"),
    ("VOORVOEGSEL", "p.voorvoegsel"),
    ("VOORNAMEN", "p.voornamen"),
    ("POSTCODE_CIJFERS", "left(a.postcode, 4)"),
    ("RMC_REGIO", "ltrim(l.regio, '0')"),
    ("RMC_REGIO_NAAM", "gr.naam"),
    ("GEMCODE", _GEMEENTECODE),
    ("GEMEENTENAAM", "g.naam"),
    ("BRIN", "l.instelling_id"),
    ("BRIN_VOLGNR", _VESTIGING),
    ("BRIN_VEST_NAAM", "n.naam"),
)
_JAAR_NIVEAU: Kolommen = (("NIVEAU", _label("vsv_niveau", "l.niveau", "label")), ("ONDERWIJSSOORT", _SOORT))
_JAAR_CREBO: Kolommen = (("CREBO", "i.opleidingscode"), ("CREBO_OMSCHRIJVING", EMPTY))
_JAAR_PLAATS: Kolommen = tuple(
    (kop, EMPTY)
    for kop in (
        "ONDERWIJSAANBIEDER_CODE",
        "ONDERWIJSAANBIEDER_NAAM",
        "ONDERWIJSLOCATIE_CODE",
        "ONDERWIJSLOCATIE_STRAATNAAM",
        "ONDERWIJSLOCATIE_HUISNUMMER",
        "ONDERWIJSLOCATIE_HUISNUMMER_TOEVOEGING",
        "ONDERWIJSLOCATIE_POSTCODE",
        "ONDERWIJSLOCATIE_PLAATSNAAM",
    )
)
_JAAR_EXAMEN: Kolommen = (
    ("EXAMEN", "CASE WHEN i.leertraject = 'EX' THEN 'J' END"),
    ("IND_BEKOSTIGING", "CASE WHEN i.leertraject = 'EX' THEN '' ELSE 'J' END"),
)
NRSP: Kolommen = (*_JAAR_PERSOON, *_JAAR_NIVEAU, *_JAAR_CREBO, *_JAAR_PLAATS)
NENR: Kolommen = (*_JAAR_PERSOON, *_JAAR_CREBO, *_JAAR_EXAMEN, *_JAAR_NIVEAU, *_JAAR_PLAATS)


def koppen(kolommen: Kolommen) -> tuple[str, ...]:
    """The headings, as the first line has them."""
    return tuple(kop for kop, _ in kolommen)
