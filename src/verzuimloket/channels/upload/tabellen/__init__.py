"""Tables that somebody sends, whatever program made them: CSV in any sane encoding, and Excel.

``open_tabel`` recognises the file by its content. Rows are streamed; a file that cannot be read as a whole is
refused with one sentence (``Rejected``, VORM_bestand_…).
"""

from verzuimloket.channels.upload.tabellen.openen import open_tabel
from verzuimloket.channels.upload.tabellen.soorten import Delen, Rij, Tabel
from verzuimloket.channels.upload.tabellen.weigeren import geweigerd

__all__ = ["Delen", "Rij", "Tabel", "geweigerd", "open_tabel"]
