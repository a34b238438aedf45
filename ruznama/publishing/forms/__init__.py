"""What is published of an edition, a form a module: feeds, calendars, pages, documents."""
