"""Whether a PDF is what it says it is: PDF/UA for every reader, PDF/A for the archive."""
