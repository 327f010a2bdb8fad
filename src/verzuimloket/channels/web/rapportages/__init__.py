"""Pages for who fetches reports: schools, municipalities and regions (MND, BST-19…21, WNS-08…10)."""
