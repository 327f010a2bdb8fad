"""One person under two numbers: finding, merging, and taking it back (INS-31; domain rules §3.1, §13.6)."""
