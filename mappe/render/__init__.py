"""From a chosen document to a page of semantic HTML."""
