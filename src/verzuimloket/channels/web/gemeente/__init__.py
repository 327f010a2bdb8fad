"""The municipality handles meldingen: worklist, one melding, its four answers."""
