"""What citex raises. Every message says what is wrong and where; ``hint`` says what to do next."""

from __future__ import annotations


class CitexError(Exception):
    """Base of all errors that citex raises on purpose."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ReadError(CitexError):
    """A file, a folder or a record could not be read as text."""


class PackError(CitexError):
    """A pattern pack is wrong at one place: ``message`` begins with ``file:line:column:``."""


class UsageError(CitexError):
    """The options contradict each other or name something that is not there."""
