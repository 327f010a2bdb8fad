"""What can be asked of this channel: the one table from which addresses, checks and the OpenAPI document follow."""

from verzuimloket.channels.rest import berichten as b
from verzuimloket.channels.rest import bladeren, inschrijvingen, waardenlijsten
from verzuimloket.channels.rest.oproep import LEZEN, PATCH_IN, SCHRIJVEN, Operatie, Parameter

_UUID = {"type": "string", "format": "uuid"}
_KENMERK = Parameter("path", "kenmerk", "Het kenmerk van de inschrijving.", _UUID, verplicht=True)
_HERHAAL = Parameter(
    *(
        "header",
        "Idempotency-Key",
        "Een nieuwe UUID per bericht. Hetzelfde bericht nog een keer geeft hetzelfde antwoord.",
    ),
    _UUID,
)
_MATCH = Parameter(
    *("header", "If-Match", "De ETag van de inschrijving zoals u haar hebt gelezen.", {"type": "string"}),
    verplicht=True,
)
_LIJST = Parameter("path", "naam", "De naam van de lijst.", {"type": "string", "enum": waardenlijsten.namen()}, True)
_ETAG, _LOCATION, _LINK = "ETag", "Location", "Link"

OPERATIES: tuple[Operatie, ...] = (
    Operatie(
        *("POST", "/inschrijvingen", "inschrijvingVastleggen", "Een leerling inschrijven"),
        *(inschrijvingen.vastleggen, SCHRIJVEN, {201: b.VASTGELEGD, 200: b.VASTGELEGD}),
        uitleg="201: een nieuwe inschrijving. 200: zij stond er al, of kreeg andere datums.",
        vraag=b.AANLEVERING,
        parameters=(_HERHAAL,),
        foutcodes=(409,),
        herhaalbaar=True,
        koppen=(_LOCATION, _ETAG),
    ),
    Operatie(
        *("GET", "/inschrijvingen", "inschrijvingenLezen", "De inschrijvingen van uw instelling"),
        *(inschrijvingen.lijst, LEZEN, {200: b.LIJST}),
        uitleg="In delen. De koptekst Link geeft het adres van het volgende en het vorige deel.",
        parameters=(bladeren.CURSOR, bladeren.LIMIT),
        koppen=(_LINK,),
    ),
    Operatie(
        *("POST", "/inschrijvingen/_controleer", "inschrijvingControleren", "Controleren zonder op te slaan"),
        *(inschrijvingen.controleren, SCHRIJVEN, {200: b.OORDEEL}),
        uitleg="Ook bij fouten is het antwoord 200: dit is het oordeel.",
        vraag=b.AANLEVERING,
    ),
    Operatie(
        *("POST", "/inschrijvingen/_bulk", "inschrijvingenVastleggen", "Tot 1.000 leerlingen inschrijven"),
        *(inschrijvingen.bulk, SCHRIJVEN, {200: b.BULKANTWOORD}),
        uitleg="Goede regels worden opgeslagen, ook als andere regels fout zijn. Per regel staat er wat ervan kwam.",
        vraag=b.BULK,
        parameters=(_HERHAAL,),
        foutcodes=(409,),
        herhaalbaar=True,
    ),
    Operatie(
        *("POST", "/inschrijvingen/_zoek", "inschrijvingenZoeken", "De inschrijvingen van een leerling"),
        *(inschrijvingen.zoek, LEZEN, {200: b.LIJST}),
        uitleg="Onbekend en elders ingeschreven geven hetzelfde antwoord: een lege lijst.",
        vraag=b.ZOEKVRAAG,
    ),
    Operatie(
        *("GET", "/inschrijvingen/{kenmerk}", "inschrijvingLezen", "Een inschrijving lezen"),
        *(inschrijvingen.een, LEZEN, {200: b.INSCHRIJVING}),
        parameters=(_KENMERK,),
        foutcodes=(404,),
        koppen=(_ETAG,),
    ),
    Operatie(
        *("PATCH", "/inschrijvingen/{kenmerk}", "inschrijvingWijzigen", "De datums wijzigen"),
        *(inschrijvingen.wijzigen, SCHRIJVEN, {200: b.GEWIJZIGD}),
        uitleg="428: If-Match ontbreekt. 412: iemand wijzigde de inschrijving nadat u haar las.",
        vraag=b.WIJZIGING,
        media=PATCH_IN,
        parameters=(_KENMERK, _MATCH),
        foutcodes=(404, 412, 428),
        koppen=(_ETAG,),
    ),
    Operatie(
        *("PUT", "/inschrijvingen/{kenmerk}/intrekking", "inschrijvingIntrekken", "Een inschrijving intrekken"),
        *(inschrijvingen.intrekken, SCHRIJVEN, {201: b.INGETROKKEN, 200: b.INGETROKKEN}),
        uitleg="Alleen voor een inschrijving die er nooit had moeten zijn. Gaat een leerling van school? Geef dan een "
        "datum uitschrijving. 200: zij was al zo ingetrokken. 409: zij was al ingetrokken met een andere reden.",
        vraag=b.INTREKKING,
        parameters=(_KENMERK, Parameter("header", "If-Match", _MATCH.uitleg, _MATCH.schema)),
        foutcodes=(404, 409, 412),
    ),
    Operatie(
        *("GET", "/waardenlijsten/{naam}", "waardenlijstLezen", "Een waardenlijst lezen"),
        *(waardenlijsten.een, "", {200: b.WAARDENLIJST, 304: None}),
        uitleg="Openbaar. Stuur de ETag mee in If-None-Match: 304 betekent dat er niets is veranderd.",
        parameters=(_LIJST,),
        foutcodes=(404,),
        koppen=(_ETAG,),
    ),
)
