"""A short name for a document, from what its record holds: the symbol, or how the articles write it."""

from __future__ import annotations

import re

from citex.documents import Document

_JOINS = re.compile(r"\s*[+,]\s*")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"))


def document_name(document: Document) -> str:
    """The symbol; else type and number; else the usual way of writing it, with its term; else type and key.

    The way of writing is the most frequent one that begins with the type's name and closes its brackets (a member of
    a coordination, as in ``… 4 (khóa XI, XII)``, does neither). One that names the term is preferred; where none
    does, the term follows in brackets.
    """
    if document.symbol:
        return document.symbol
    if document.number:
        return f"{document.type_name} {document.number}"
    first = _JOINS.split(document.type_name)[0].casefold()
    written: dict[str, int] = {}
    for variant, count in document.variants.items():
        text = " ".join(variant.split())
        if text.casefold().startswith(first) and text.count("(") == text.count(")"):
            written[text] = written.get(text, 0) + count
    if not written:
        return f"{document.type_name} {document.document}"
    term = document.term or ""
    best = min(written, key=lambda text: (not _names(text, term), -written[text], len(text), text))
    return best if _names(best, term) else f"{best} ({term})"


def _names(text: str, term: str) -> bool:
    """Whether ``term`` stands in ``text`` as a word; years may have spaces and long dashes between them."""
    text, term = ("".join(re.sub(r"\s*-\s*", "-", one.translate(_DASHES))) for one in (text, term))
    return not term or re.search(rf"(?<![\w-]){re.escape(term)}(?![\w-])", text) is not None
