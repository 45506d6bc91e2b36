"""The nouns, as plain frozen values."""
