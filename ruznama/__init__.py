"""The program: configuration, sources, store, schedule, publication, HTTP, command line."""
