"""``verzuimloket laad``: an existing register comes in, with its history (README.md).

One transaction for the whole folder, as the owner of the database: files are read line by line,
copied into staging tables, judged by set statements, and stored by the actions of each app.
"""

from verzuimloket.channels.upload.laden.laden import Resultaat, laad

__all__ = ["Resultaat", "laad"]
