"""What an institution registered, and what to look at in it (BST-16, WNS-14, WNS-16)."""
