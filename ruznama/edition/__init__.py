"""What is published at one time, as every output takes it."""
