"""Pages about data deliveries of municipalities and regions."""
