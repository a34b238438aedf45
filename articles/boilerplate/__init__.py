"""What is not the article: related headlines, share lines and other furniture, weighed."""
