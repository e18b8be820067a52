"""What can be done at a terminal, one file a command. Each adds its options to a parser and says what runs."""
