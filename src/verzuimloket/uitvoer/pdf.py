"""A melding as PDF/UA-1, for the digital archive of a school or a municipality (WNS-06, M2M-20).

typst reads one template of ours and the data of the melding as JSON: what people typed is printed, never executed.
The same data give the same bytes: only letters of the project and of typst itself are used, and the moment is given.
"""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from verzuimloket.core import clock
from verzuimloket.core.actor import Actor
from verzuimloket.uitvoer.stuk import Wens, stuk
from verzuimloket.uitvoer.tekens import latin_only
from verzuimloket.verzuim.models import Melding

_SJABLONEN = Path(__file__).parent / "sjablonen"


def document(melding: Melding, wens: Wens, *, by: Actor, at: datetime) -> bytes:
    """The PDF of one melding that this actor may see. Raises LookupError for an unknown version."""
    return compiled(stuk(melding, wens, by=by, at=at), at=at)


def compiled(data: dict[str, Any], *, at: datetime) -> bytes:
    """The template with these data. Other threads go on meanwhile: typst works outside Python's lock."""
    text = as_text(data)
    try:
        return _compile(text, at)
    except typst.TypstError:  # letters of several scripts on top of each other have no shape together
        return _compile(latin_only(text), at)


def as_text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _compile(text: str, at: datetime) -> bytes:
    compiler = typst.Compiler(
        _SJABLONEN / "melding.typ", root=_SJABLONEN, font_paths=_letters(), ignore_system_fonts=True
    )
    made = compiler.compile(
        format="pdf", sys_inputs={"stuk": text}, pdf_standards="ua-1", timestamp=int(at.timestamp())
    )
    assert isinstance(made, bytes)
    return made


@cache
def _letters() -> typst.Fonts:
    """Source Sans 3, as bin/frontend put it there, and what typst brings for other scripts."""
    druk = Path(settings.STATIC_ROOT) / "vl" / "druk"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[druk])


def file_name(melding: Melding) -> str:
    """Without anything about the pupil."""
    return f"verzuimmelding-{melding.nummer}.pdf"


def bundle(meldingen: Iterable[Melding], wens: Wens, *, by: Actor, at: datetime) -> bytes:
    """A zip with the document of each melding."""
    packed, stamp = io.BytesIO(), at.astimezone(clock.AMSTERDAM).timetuple()[:6]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for melding in meldingen:
            entry = zipfile.ZipInfo(file_name(melding), stamp)
            archive.writestr(entry, document(melding, wens, by=by, at=at))
    return packed.getvalue()
