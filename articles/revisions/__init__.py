"""What changed between two readings: the identity of articles and events over time."""
