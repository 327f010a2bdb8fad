"""Files that the register keeps for an organisation for a while: exports, and later uploads, deliveries and reports."""
