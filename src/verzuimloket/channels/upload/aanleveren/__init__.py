"""Handling a file that was sent: read, judged and stored in numbers of lines, with an answer per line (ADR 0034)."""
