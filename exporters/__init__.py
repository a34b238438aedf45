"""The timeline for other programs, iCalendar first. Pure: revisions in, bytes out."""
