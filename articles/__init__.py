"""What an article says: its model, its dates, its timelines, and how they change. Pure."""
