"""One run of a source: listed, asked for, read, revised, kept."""
