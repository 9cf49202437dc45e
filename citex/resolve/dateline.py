"""The article's own date, from its head or its foot; never that of a document it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from citex.normalise import values
from citex.packs.pack import Pack
from citex.resolve.look import LONGER, low
from citex.resolve.terms import END

_HEAD = 600
_FOOT = 400


def dateline(text: str, pack: Pack) -> str | None:
    """The article's own date, from its head, else its foot; never that of a document it cites.

    The kinds of datelines are tried in the pack's order: one that is surely the article's comes before a bare line. A
    foot with several dates lists other articles: none of them is this one's.
    """
    head, foot = _ends(text)
    for pattern in pack.datelines:
        date = next(_dates(pattern, head), None)
        if date is None and foot:
            found = set(_dates(pattern, foot))
            date = found.pop() if len(found) == 1 else None
        if date is not None:
            return date
    return None


def _ends(text: str) -> tuple[str, str]:
    """The head and the foot of an article, folded and in lower case; the foot begins with a line."""
    if len(text) <= LONGER * (_HEAD + _FOOT):
        whole = low(text)
        head, foot = whole[:_HEAD], whole[max(_HEAD, len(whole) - _FOOT) :]
    else:
        head, foot = low(text, length=_HEAD), low(text, len(text) - LONGER * _FOOT)[-_FOOT:]
    return head, foot.partition("\n")[2]


def own_date(text: str, cited: Iterable[str | None], pack: Pack) -> str | None:
    """The ``dateline`` of an article, unless it cites a document of a later day: then it is something else's."""
    date = dateline(text, pack)
    return None if date is None or any(one is not None and one > date + END for one in cited) else date


def _dates(pattern: Any, text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        date = values.date(match["day"], match["month"], match["year"])
        if date:
            yield date
