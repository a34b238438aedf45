"""What a run changed reaches readers: what is served, hubs and webhooks told."""
