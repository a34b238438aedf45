"""Who and when: the title, the authors and the dates that stand over an article."""
