"""Pictures: decoded and written anew, so that only the picture itself is left (EXIF, place, stuck-on files gone)."""

import io
import warnings

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin  # both plugins before files are closed off

from verzuimloket.bestanden.inspectie.codes import Afgekeurd, Gebrek

MAX_BEELDPUNTEN = 40_000_000
MAX_BYTES = 10 * 1024 * 1024  # of the new picture: one that was squeezed hard grows
_FORMATEN = {"JPG": JpegImagePlugin.JpegImageFile.format, "PNG": PngImagePlugin.PngImageFile.format}
_MODES = {"JPG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")}
Image.MAX_IMAGE_PIXELS = MAX_BEELDPUNTEN
warnings.simplefilter("error", Image.DecompressionBombWarning)


def lees(soort: str, inhoud: bytes) -> tuple[str, Gebrek, str, bytes]:
    """The picture as a new file. Raises Afgekeurd, and whatever Pillow raises at what it cannot read."""
    try:
        with Image.open(io.BytesIO(inhoud), formats=[_FORMATEN[soort]]) as beeld:
            beeld.load()
            recht = ImageOps.exif_transpose(beeld)
            return soort, Gebrek.GEEN, "", _nieuw(soort, recht)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Afgekeurd(Gebrek.TE_VEEL) from bomb


def _nieuw(soort: str, beeld: Image.Image) -> bytes:
    """Nothing but the pixels: what else the file told does not come along. Raises Afgekeurd."""
    mode = beeld.mode if beeld.mode in _MODES[soort] else "RGB"
    kaal = beeld.convert(mode)
    transparent = beeld.info.get("transparency") if soort == "PNG" else None
    kaal.info = {} if transparent is None else {"transparency": transparent}
    out = io.BytesIO()
    if soort == "JPG":
        kaal.save(out, "JPEG", quality=88)
    else:
        kaal.save(out, "PNG")
    if out.tell() > MAX_BYTES:
        raise Afgekeurd(Gebrek.TE_VEEL)
    return out.getvalue()
