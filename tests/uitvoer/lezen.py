"""Reading back what was written, with another library than the one that wrote it."""

import csv
import io
from typing import Any

from python_calamine import CalamineWorkbook


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {naam: book.get_sheet_by_name(naam).to_python() for naam in book.sheet_names}


def lines(content: bytes) -> list[list[str]]:
    """The rows of a CSV file; it must begin with the mark that tells Excel its encoding."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
