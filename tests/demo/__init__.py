"""The illustration."""
