"""From what words say to the days that they mean."""
