"""BLAKE2b without OpenSSL: ``hashlib`` takes longer to load than a short article to scan."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # another make of Python
    from hashlib import blake2b

__all__ = ["blake2b"]
