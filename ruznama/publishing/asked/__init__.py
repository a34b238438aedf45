"""What is made when an address asks for it: choices of feeds, calendars and pages."""
