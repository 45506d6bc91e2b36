"""Pages written as files by several processes at once: pages go out as values, bytes come back."""
