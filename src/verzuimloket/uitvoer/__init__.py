"""Meldingen as files: CSV, XLSX and PDF/UA."""
