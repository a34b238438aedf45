"""An edition as it is kept: its bodies, the pieces they are joined from, where each lies."""
