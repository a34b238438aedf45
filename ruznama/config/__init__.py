"""config.toml to values."""
