"""Rules of the programme: pure, without input or output; the day is always passed in."""
