"""RIO: everyone looks up schools and their codes; the register holder keeps them, and the postal codes."""
