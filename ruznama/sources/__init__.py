"""Where articles come from: folders and the web, listed, fetched, and run."""
