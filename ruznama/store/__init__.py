"""The one store: what was read, the record of change, and when sources run."""
