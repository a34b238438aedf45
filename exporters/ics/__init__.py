"""iCalendar: events, calendars, and what reads them back."""
