"""The text of an article as safe HTML."""
