"""The version, read by ``citex --version`` and by setup.cfg. A literal: the build reads it without importing citex."""

from __future__ import annotations

__version__ = "0.1.0"
