"""Bytes to a draft: the reader of each format, and the structured article in and out."""
