"""Products in memory, to be found and counted in milliseconds: numbers in columns, words in lists. Pure."""
