"""Web pages: the tree, the element that holds the article, the walk over it, what its head says."""
