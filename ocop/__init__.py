"""The OCOP register: certified rural products of Vietnam, who makes them, and until when they are recognised."""

__version__ = "0.1.0"
