"""What an editor should look at: contradictions inside an article, and twins among articles."""
