"""The words of dates, and a text as their class letters."""
