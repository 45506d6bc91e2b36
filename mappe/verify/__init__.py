"""Whether finished files are right: PDF for every reader and archive, Word files as an office makes them."""
