"""Everything that can go wrong and that a person can mend.

::

    OcopError
    ├── SettingsError            an environment variable holds something unusable
    ├── DataError                a shipped file or an imported file cannot be read
    ├── StoreError
    │   ├── StoreUnavailable     no database answers at that address
    │   ├── StoreTooNew          the store was written by a newer version of this program
    │   └── Conflict             somebody else changed the record first
    ├── QueryError               a question to the register is malformed (HTTP 400)
    ├── NotAllowed               nobody is signed in, or the role for it is missing
    └── Refused                  it could be done, but would mislead: print or publish what is made up or leads nowhere

Each message is one Vietnamese sentence that says what to do next.
"""

from __future__ import annotations


class OcopError(Exception):
    """The root: catch this at the edge of the program, nowhere else."""


class SettingsError(OcopError):
    """An environment variable holds something unusable."""


class DataError(OcopError):
    """A file of records cannot be read as what it should be."""


class StoreError(OcopError):
    """The store cannot do what was asked."""


class StoreUnavailable(StoreError):
    """No database answers at the configured address."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of this program."""


class Conflict(StoreError):
    """The record is not what the writer believed it to be."""


class QueryError(OcopError):
    """A question to the register is malformed."""


class NotAllowed(OcopError):
    """Whoever asks has no role that allows it."""


class Refused(OcopError):
    """What was asked would mislead whoever reads it."""
