"""The machine link over REST: bytes in, bytes out."""
