"""What feeds and sitemaps list, read with all their faults."""
