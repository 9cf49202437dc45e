"""What stands round a citation: the whole of an article, or of a very long one the part that is near."""

from __future__ import annotations

from dataclasses import dataclass, field

from citex.normalise.draft import Draft
from citex.packs.pack import Pack
from citex.resolve.article import topic
from citex.text.fold import fold

NEAR = 16 * 1024  # code points on either side, about
_WHOLE = 4 * NEAR  # an article of up to as many is looked at as a whole


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The surroundings of the drafts of one article, each looked at once."""

    text: str
    pack: Pack
    _topics: dict[int, tuple[int, int]] = field(default_factory=dict)

    def topic(self, draft: Draft) -> tuple[int, int]:
        """How many of the words round a draft speak of the Party, and how many of the State."""
        part = 0 if len(self.text) <= _WHOLE else draft.start // NEAR
        if part not in self._topics:
            self._topics[part] = topic(self._folded(part), self.pack)
        return self._topics[part]

    def _folded(self, part: int) -> str:
        if len(self.text) <= _WHOLE:
            return fold(self.text).text
        middle = part * NEAR + NEAR // 2
        return fold(self.text[max(middle - NEAR, 0) : middle + NEAR]).text
