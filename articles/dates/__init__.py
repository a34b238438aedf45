"""Dates in Arabic text: `find_dates` reads every convention of Arabic news.

Pure and deterministic: a text, a reference time and a context in, the dates found out.
`find_times` gives also what tells no day: recurrences and lengths of time.
"""

from articles.dates.find import DateContext, find_dates, find_times
from articles.dates.results import FoundDate, Undated

__all__ = ["DateContext", "FoundDate", "Undated", "find_dates", "find_times"]
