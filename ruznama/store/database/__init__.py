"""A database opened, and held on to: drivers, their manners, locks."""
