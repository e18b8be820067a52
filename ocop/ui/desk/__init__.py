"""The rooms of the desk: one file a room, listed in `rooms.py`."""
