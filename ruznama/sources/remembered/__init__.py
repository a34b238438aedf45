"""What is remembered of items: what each is found by, and what each look at it made of it."""
