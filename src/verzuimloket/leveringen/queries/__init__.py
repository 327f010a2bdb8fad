"""What deliveries tell, read from every state that the register ever knew, and which there are."""
