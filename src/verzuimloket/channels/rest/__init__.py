"""The machine link over REST: the software of a school delivers and reads enrolments (WNS-11, ADR 0041).

``operaties.py`` is the table of what can be asked; ``gang.py`` is the way that every request goes. A new resource is
messages in ``berichten.py``, functions as in ``inschrijvingen.py`` and lines in the table: addresses, checks, OpenAPI
and refusals follow from it.
"""
