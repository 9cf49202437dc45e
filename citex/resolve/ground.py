"""What an article says round its citations, for those that leave it open: its place, its units, its institutions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from citex.normalise.draft import Draft
from citex.packs.pack import Pack
from citex.resolve.home import Homes, Unit, homes, site_place, unit_named
from citex.resolve.level import PROVINCE
from citex.resolve.nearest import Nearest
from citex.resolve.placed import Placed
from citex.resolve.surroundings import Surroundings


@dataclass(slots=True, eq=False)
class Ground:
    """The article while its citations are placed; what needs a look at the text round one is looked up when asked.

    ``given`` is the place that an option says, ``date`` and ``site`` are the article's, where they are known.
    """

    near: Surroundings
    pack: Pack
    given: str | None
    date: str | None
    site: str | None
    placed: Sequence[Placed]
    namesakes: Nearest = field(default_factory=Nearest)
    congresses: Nearest = field(default_factory=Nearest)
    _own: set[str] | None = None
    _found: dict[int, Homes] = field(default_factory=dict)
    _homes: dict[tuple[int, str | None], tuple[str | None, str]] = field(default_factory=dict)
    _units: dict[tuple[int, str], Unit | None] = field(default_factory=dict)
    _spoken: dict[tuple[int, str], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for i, one in enumerate(self.placed):
            if one.level:
                self.namesakes.add(i, [name_of(one)])
            if one.draft.congress is not None:
                self.congresses.add(i, [one.draft.term])

    def home(self, draft: Draft, kind: str | None = None) -> tuple[str | None, str]:
        """The province-level place that the article is about (one of a ``kind`` if asked), and where that is from."""
        asked = self.near.part(draft), kind
        if asked not in self._homes:
            self._homes[asked] = self._home(*asked)
        return self._homes[asked]

    def _home(self, part: int, kind: str | None) -> tuple[str | None, str]:
        if self.given is not None:
            return self.given, "option"
        if self._own is None:
            self._own = {one.place for one in self.placed if one.place and one.level == PROVINCE}
        own = {place for place in self._own if kind is None or self.pack.tables.place_kinds.get(place) == kind}
        if len(own) == 1:
            return own.pop(), "article"
        if part not in self._found:
            self._found[part] = homes(self.near.of(part), self.near.low_of(part), self.pack)
        place = self._found[part].best(kind)
        if place is None and self.site is not None:
            return site_place(self.site, kind, self.pack), "site"
        return place, "article"

    def institution(self, draft: Draft) -> bool:
        """Whether the article speaks of the Party organisation of a firm, a school or another institution."""
        return self._speaks(draft, "institutions")

    def commune(self, draft: Draft) -> bool:
        """Whether the article speaks of the Party organisation of a commune, named or not."""
        return self._speaks(draft, "commune_ranks")

    def _speaks(self, draft: Draft, whose: str) -> bool:
        """Whether a committee without a rank stands before a word of that list."""
        asked = self.near.part(draft), whose
        if asked not in self._spoken:
            words = self.pack.tables.words
            text = self.near.low_of(asked[0])
            self._spoken[asked] = any(
                f"{body} {one}" in text for body in words.get("unranked", ()) for one in words.get(whose, ())
            )
        return self._spoken[asked]

    def unit(self, draft: Draft, level: str) -> Unit | None:
        """The one district or commune that the article is about."""
        asked = self.near.part(draft), level
        if asked not in self._units:
            self._units[asked] = unit_named(self.near.of(asked[0]), level, self.pack)
        return self._units[asked]


def name_of(one: Placed) -> tuple[tuple[str, ...], str | None]:
    """What a bare reference shares with its namesakes: types and number."""
    return one.draft.types, one.draft.number
