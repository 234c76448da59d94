"""What is remembered: of a conversation only codes, never its words."""
