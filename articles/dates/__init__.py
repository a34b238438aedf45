"""Dates in Arabic text: `find_dates` reads every convention of Arabic news.

Pure and deterministic: a text, a reference time and a context in, the dates found out.
"""

from articles.dates.find import DateContext, FoundDate, find_dates

__all__ = ["DateContext", "FoundDate", "find_dates"]
