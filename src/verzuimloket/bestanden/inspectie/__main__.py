"""The child process: reads one file from standard input, answers one line of JSON and what may be kept."""

import json
import sys

from PIL import Image

from verzuimloket.bestanden.inspectie import beeld, pdf, werkblad
from verzuimloket.bestanden.inspectie.codes import Afgekeurd, Bevinding, Gebrek
from verzuimloket.bestanden.inspectie.grenzen import close_in

_LEZERS = {"PDF": pdf.lees, "JPG": beeld.lees, "PNG": beeld.lees, "XLSX": werkblad.lees}
_GEHEUGEN = 768 * 1024 * 1024
_REKENTIJD = 6  # seconds
# What the parsers would only import when they meet it; afterwards no file can be opened any more.
_LATER = (
    *("encodings.cp437", "encodings.latin_1", "encodings.ascii", "encodings.charmap", "encodings.cp1252"),
    *(
        "encodings.utf_16",
        "encodings.utf_16_be",
        "encodings.utf_16_le",
        "encodings.utf_8_sig",
        "encodings.unicode_escape",
    ),
    *("pypdf.filters", "pypdf._encryption", "pypdf._crypt_providers", "zlib", "lzma", "bz2"),
    *("PIL.MpoImagePlugin", "PIL.TiffImagePlugin", "PIL.ExifTags", "PIL.ImageSequence"),
)


def main() -> None:
    inhoud = sys.stdin.buffer.read()
    Image.preinit()
    close_in(_LATER, geheugen=_GEHEUGEN, rekentijd=_REKENTIJD)
    bevinding = _bevinding(sys.argv[1], inhoud)
    head = {"soort": bevinding.soort, "gebrek": bevinding.gebrek, "wat": bevinding.wat}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + bevinding.inhoud)


def _bevinding(soort: str, inhoud: bytes) -> Bevinding:
    try:
        return Bevinding(*_LEZERS[soort](soort, inhoud))
    except Afgekeurd as afgekeurd:
        return Bevinding(soort, afgekeurd.gebrek, afgekeurd.wat)
    except (MemoryError, RecursionError):
        return Bevinding(soort, Gebrek.TE_VEEL)
    except Exception:  # a parser may stumble over a hostile file in any way
        return Bevinding(soort, Gebrek.ONLEESBAAR)


main()
