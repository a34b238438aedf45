"""Read-only CalDAV over what is published: a client that synchronises fetches what changed."""
