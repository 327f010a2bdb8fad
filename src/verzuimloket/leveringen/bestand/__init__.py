"""The layout of a delivery: records and their columns, as CSV and as XML (docs/koppelvlak/leveringen.md)."""
