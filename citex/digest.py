"""BLAKE2b without OpenSSL, which ``hashlib`` loads: that takes several milliseconds of every start."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # another make of Python
    from hashlib import blake2b

__all__ = ["blake2b"]
