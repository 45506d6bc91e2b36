"""From the files an author writes to a checked project."""
