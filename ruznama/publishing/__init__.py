"""A publication made, gated, and kept as the snapshot that is served."""
