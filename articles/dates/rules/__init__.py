"""The grammar of dates: what letters make a date, a time, a range."""
