"""The way out to other people's hosts: guarded, bounded, one request at a time."""
