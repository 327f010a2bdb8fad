"""Files that a school or agency sends: checked first, then stored, with an answer per line (BST-01…06)."""
