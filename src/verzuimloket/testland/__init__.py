"""Testland: a made-up country in the load format (docs/beheer/laadformaat.md).

Same size, same seed and same day give the same bytes. All people, schools and streets are
fictitious; codes, numbers and postcodes have the right form and pass their checks.
"""

from verzuimloket.testland.rio import schrijf_rio
from verzuimloket.testland.schrijf import Samenvatting, schrijf

__all__ = ["Samenvatting", "schrijf", "schrijf_rio"]
