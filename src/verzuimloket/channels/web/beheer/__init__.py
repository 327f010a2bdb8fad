"""The pages of an administrator: people of the own organisation and their roles."""
