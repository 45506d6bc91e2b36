"""Structured YAML in, finished dossiers out: German, English and Russian, as PDF, Word and HTML."""
