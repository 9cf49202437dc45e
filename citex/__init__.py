"""citex finds references to documents of the Communist Party of Vietnam in Vietnamese text.

``scan_text`` and ``scan_paths`` do everything at once; ``Scanner`` is what to keep for many texts. Names are imported
when first used, so that ``import citex`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citex.version import __version__

if TYPE_CHECKING:
    from citex.api import ScanResult, load_pack, scan_paths, scan_text
    from citex.check.api import check_text
    from citex.check.records import Finding
    from citex.documents import Document, Group
    from citex.errors import CitexError, PackError, ReadError, UsageError
    from citex.read import ReadOptions
    from citex.records import Article, Citation, Problem
    from citex.scanner import Options, Scanner

__all__ = [
    "Article",
    "Citation",
    "CitexError",
    "Document",
    "Finding",
    "Group",
    "Options",
    "PackError",
    "Problem",
    "ReadError",
    "ReadOptions",
    "ScanResult",
    "Scanner",
    "UsageError",
    "__version__",
    "check_text",
    "load_pack",
    "scan_paths",
    "scan_text",
]

_HOMES = {
    "citex.api": ("ScanResult", "load_pack", "scan_paths", "scan_text"),
    "citex.check.api": ("check_text",),
    "citex.check.records": ("Finding",),
    "citex.errors": ("CitexError", "PackError", "ReadError", "UsageError"),
    "citex.read": ("ReadOptions",),
    "citex.documents": ("Document", "Group"),
    "citex.records": ("Article", "Citation", "Problem"),
    "citex.scanner": ("Options", "Scanner"),
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'citex' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
