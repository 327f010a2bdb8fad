"""What a school and a municipality tell about absence, and the facts by which it is judged."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

from verzuimloket.bestanden.inspectie.codes import Bevinding
from verzuimloket.inschrijvingen.inputs import Periode as Periode
from verzuimloket.leerplicht.inputs import PlichtFacts
from verzuimloket.personen.inputs import Geboortedatum


@dataclass(frozen=True)
class Verzuimdag:
    """One day of absence: whole, or the lesson hours 1-12 that were missed. S2 L758-776."""

    datum: date | None
    hele_dag: bool | None
    lesuren: tuple[int, ...] = ()
    toelichting: str = ""


@dataclass(frozen=True)
class Contactpersoon:
    """Somebody through whom the pupil can be reached. S2 L580-582."""

    naam: str
    relatie: str = ""
    telefoon: str = ""
    email: str = ""


@dataclass(frozen=True)
class AfwijkendAdres:
    """Where the pupil stays when that is not the registered address; one of two sets. S2 L584-596."""

    stel: Literal["straat", "locatie"]
    straat: str = ""
    huisnummer: str = ""
    huisletter: str = ""
    toevoeging: str = ""
    postcode: str = ""
    locatie: str = ""
    plaats: str = ""


@dataclass(frozen=True)
class MeldingInput:
    """A report of absence, new or with changes. Domain rules §7."""

    instelling: str
    persoon_id: int
    begindatum: date | None
    einddatum: date | None
    soort: str
    verbijzondering: str = ""
    reden: str = ""
    alle_lessen_gemist: bool = False
    toelichting: str = ""
    actie_gewenst: bool | None = None
    toelichting_actie_gewenst: str = ""
    prioriteit: bool = False
    locatie: str = ""
    contact_naam: str = ""
    contact_functie: str = ""
    contact_telefoon: str = ""
    contact_email: str = ""
    leerling_telefoon: str = ""
    leerling_email: str = ""
    contactpersonen: tuple[Contactpersoon, ...] = ()
    afwijkend_adres: AfwijkendAdres | None = None
    verzuimdagen: tuple[Verzuimdag, ...] = ()
    acties: tuple[str, ...] = ()
    toelichting_acties: str = ""
    email_naar_melder: bool = True
    eigen_kenmerk: str = ""
    taal: str = "nl"

    @property
    def periode(self) -> Periode | None:
        """The period of absence; None while there is no begin date, or while the end lies before it."""
        if self.begindatum is None or (self.einddatum is not None and self.einddatum < self.begindatum):
            return None
        return Periode(self.begindatum, self.einddatum)


@dataclass(frozen=True)
class TerugkoppelingInput:
    """What the municipality answers, with or without closing. Domain rules §7.6, §9.4."""

    organisatie: str
    behandelaar_naam: str
    behandelaar_telefoon: str = ""
    behandelaar_email: str = ""
    behandelaar_functie: str = ""
    toelichting: str = ""
    reden_afgesloten: str = ""
    opmerking_afsluiten: str = ""


@dataclass(frozen=True)
class IntrekkingInput:
    """Why the school takes a melding back. Domain rules §9.5."""

    reden: str
    toelichting: str = ""


@dataclass(frozen=True)
class AndereMelding:
    """Another melding of the same pupil, of whatever status; the judged one left out."""

    nummer: int
    periode: Periode
    soort: str
    status: str
    instelling: str


@dataclass(frozen=True)
class Geteld:
    """What the hours that a school keeps say about the absence that it is about to report.

    hoeveel: such as ``18 lesuren``, missed in the four school weeks of ``venster``.
    melden:  the period to report; None while 16 hours are not reached.
    """

    hoeveel: str
    venster: Periode
    melden: Periode | None


@dataclass(frozen=True)
class MeldingFacts:
    """What the register knows about the pupil on the day of judging.

    geboortedatum:        None only when the person is unknown.
    inschrijvingen:       the periods in which the pupil is enrolled at the reporting institution.
    andere_meldingen:     of all institutions and of every status.
    startkwalificatie_op: the day on which the first startkwalificatie was obtained, if any.
    locaties:             codes that the institution may choose from, and the one on the melding now.
    plicht:               what decides about the duty by age; None when only the birth date is known.
    """

    geboortedatum: Geboortedatum | None
    woont_in_buitenland: bool
    gemeente_bekend: bool
    inschrijvingen: tuple[Periode, ...]
    andere_meldingen: tuple[AndereMelding, ...]
    startkwalificatie_op: date | None
    locaties: frozenset[str]
    vandaag: date
    bekend_persoon: bool = True
    plicht: PlichtFacts | None = None

    @property
    def codes_op(self) -> date:
        """The day on which chosen codes must be valid."""
        return self.vandaag


@dataclass(frozen=True)
class WijzigingFacts(MeldingFacts):
    """The facts of a melding that exists: its stored content, its status, and the day it was reported."""

    huidig: MeldingInput = field(kw_only=True)
    status: str = field(kw_only=True)
    gemeld_op: date = field(kw_only=True)

    @property
    def codes_op(self) -> date:
        """A change is judged by the codes of the day of reporting: what was allowed then stays allowed."""
        return self.gemeld_op


@dataclass(frozen=True)
class IntrekkingFacts:
    """The melding that is taken back: the first day of absence decides about the term.

    kant: ``school``, or ``systeem`` for the job that withdraws because of an exemption.
    """

    begindatum: date
    vandaag: date
    kant: str = "school"


@dataclass(frozen=True)
class TerugkoppelingFacts:
    """event: the event of states.py that comes with the feedback."""

    event: str
    vandaag: date


@dataclass(frozen=True)
class BerichtInput:
    """One message about a melding. ``aan``: the colleague (id of the account) to whom it is forwarded."""

    soort: str
    tekst: str = ""
    intern: bool = False
    antwoord_op: UUID | None = None
    reactie_voor: date | None = None
    aan: int | None = None


@dataclass(frozen=True)
class Vraag:
    """A question in the conversation, and whose it is."""

    kenmerk: UUID
    kant: str
    beantwoord: bool


@dataclass(frozen=True)
class BerichtFacts:
    """The melding and its conversation when the message comes.

    kant:     the side of who writes: ``school`` or ``instantie``.
    collegas: accounts of the own organisation, other than the writer, that may see this melding.
    """

    kant: str
    status: str
    vandaag: date
    vragen: tuple[Vraag, ...] = ()
    collegas: frozenset[int] = frozenset()


@dataclass(frozen=True)
class BijlageInput:
    """A file that somebody wants to add. ``naam``: as the browser tells it; empty when no file was chosen."""

    naam: str = ""
    inhoud: bytes = b""
    te_lang: bool = False  # the channel stopped reading: it is larger than any file may be


@dataclass(frozen=True)
class BijlageFacts:
    """What the file turned out to be, and to what it is added.

    bevinding: what bestanden/inspectie found in the content.
    aantal:    how many files the melding or the draft has already.
    status:    of the melding; empty for a draft.
    """

    bevinding: Bevinding
    aantal: int
    vandaag: date
    status: str = ""


@dataclass(frozen=True)
class OverdrachtInput:
    """The colleague (id of the account) who goes on with a draft."""

    aan: int | None = None


@dataclass(frozen=True)
class OverdrachtFacts:
    """collegas: accounts, other than the giver, that may report for the institution."""

    collegas: frozenset[int]
