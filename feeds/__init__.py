"""Entries for feed readers: RSS 2.0, Atom 1.0, JSON Feed 1.1. Pure: a channel in, bytes out."""
