"""What is kept about institutions: by the school itself (domain rules §12.2, §7.3, §6.2), and by the register (RIO)."""

from verzuimloket.instellingen.rules.rio import RIO
from verzuimloket.instellingen.rules.school import CONTACTPERSOON, EINDE, LESUREN, LOCATIE, VAKANTIE, used

RULEBOOKS = (LOCATIE, CONTACTPERSOON, EINDE, VAKANTIE, LESUREN, RIO)

__all__ = ["CONTACTPERSOON", "EINDE", "LESUREN", "LOCATIE", "RIO", "RULEBOOKS", "VAKANTIE", "used"]
