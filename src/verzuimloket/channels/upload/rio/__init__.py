"""``verzuimloket rio``: boards, institutions, branches and locations from a folder of CSV files (README.md).

Reads and refuses as ``laad`` does, but writes as the register holder, in the application's own role.
"""

from verzuimloket.channels.upload.rio.laden import Resultaat, laad_rio

__all__ = ["Resultaat", "laad_rio"]
