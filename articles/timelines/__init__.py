"""From a draft to its dated events."""
