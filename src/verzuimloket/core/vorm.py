"""What is wrong with the shape of something that was filled in: the same codes and words in every channel."""

from verzuimloket.core.errors import Violation

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2199
_SHORT = {"mrt": 3}  # the one usual abbreviation that does not begin the name


def vreemde_tekens(label: str, field: str) -> Violation:
    return Violation("VORM_tekens", f"Haal de vreemde tekens weg bij {label}.", field)


def te_lang(label: str, most: int, length: int, field: str) -> Violation:
    fits = f"{most:,}".replace(",", ".")
    text = f"Maak {label} korter. U kunt {fits} tekens gebruiken en u gebruikt er {length - most} te veel."
    return Violation("VORM_lengte", text, field)


def maand_nummer(naam: str) -> int | None:
    """The month of that name, or of the begin of it; None when there is none, or more than one."""
    bare = naam.lower().rstrip(".")
    found = [number for number, name in enumerate(MAANDEN, 1) if name.startswith(bare)]
    if bare in _SHORT:
        return _SHORT[bare]
    return found[0] if len(bare) > 2 and len(found) == 1 else None


def dag_verkeerd(label: str) -> str:
    return f"Vul bij {label} een dag in van 1 tot en met 31."


def maand_verkeerd(label: str) -> str:
    return f"Vul bij {label} een maand in van 1 tot en met 12, of de naam van de maand."


def jaar_verkeerd(label: str) -> str:
    return f"Vul bij {label} het jaar in met 4 cijfers, bijvoorbeeld 2026."


def bestaat_niet(dag: int, maand: int, jaar: int) -> str:
    return f"{dag:02}-{maand:02}-{jaar} bestaat niet. Controleer de dag en de maand."
