"""What stands round a citation: the whole of an article, or of a very long one the part that is near."""

from __future__ import annotations

from dataclasses import dataclass, field

from citex.normalise.draft import Draft
from citex.normalise.values import is_day
from citex.packs.pack import Pack
from citex.resolve.assemblies import Assembly, is_bare, reported
from citex.resolve.keys import own_series_of, series_of
from citex.resolve.look import exact, low
from citex.resolve.titles import ALIKE, behind, likeness
from citex.text.fold import lower
from citex.text.syllables import pairs

NEAR = 8 * 1024  # code points on either side, about
WHOLE = 8 * NEAR  # an article of up to as many is looked at as a whole


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """The surroundings of the drafts of one article, in parts that are each looked at once."""

    text: str
    pack: Pack
    _texts: dict[int, tuple[str, str]] = field(default_factory=dict)
    _topics: dict[int, tuple[int, int]] = field(default_factory=dict)
    _foreign: dict[int, bool] = field(default_factory=dict)
    _assemblies: dict[tuple[int, str], Assembly | None] = field(default_factory=dict)

    def part(self, draft: Draft) -> int:
        """The number of the part round a draft; drafts with one part share their surroundings."""
        return 0 if len(self.text) <= WHOLE else draft.start // NEAR

    def of(self, part: int) -> str:
        """The text of a part, folded, in its own case."""
        return self._folded(part)[0]

    def low_of(self, part: int) -> str:
        """The text of a part, folded, in lower case."""
        return self._folded(part)[1]

    def _folded(self, part: int) -> tuple[str, str]:
        if part not in self._texts:
            text = self.text
            if len(text) > WHOLE:
                middle = part * NEAR + NEAR // 2
                text = text[max(middle - NEAR, 0) : middle + NEAR]
            own = exact(text)
            self._texts.clear()  # what is asked of one part is asked in a row
            self._texts[part] = own, lower(own)
        return self._texts[part]

    def topic(self, draft: Draft) -> tuple[int, int]:
        """How many of the words round a draft speak of the Party, and how many of the State."""
        part = self.part(draft)
        if part not in self._topics:
            low = self.low_of(part)
            party, state = (sum(1 for _ in words.finditer(low)) for words in self.pack.topics)
            self._topics[part] = party, state
        return self._topics[part]

    def foreign(self, draft: Draft) -> bool:
        """Whether the text round a draft speaks of another country's Party, and of that no less than of our own, which
        the draft does not name either."""
        part = self.part(draft)
        words = self.pack.tables.words
        own = words.get("own_party", ())
        if part not in self._foreign:
            text = self.low_of(part)
            theirs = sum(text.count(name) for name in words.get("foreign_parties", ()))
            self._foreign[part] = theirs > 0 and theirs >= sum(text.count(name) for name in own)
        return self._foreign[part] and not any(name in low(self.text, draft.start, draft.end) for name in own)

    def known(self, draft: Draft) -> bool:
        """Whether a document of the catalogue has the draft's number and is of its day, or has the title that is
        written behind it; a year alone tells nothing, since the State counts in every year."""
        series = series_of(draft, self.pack)
        stems = dict.fromkeys((series, *own_series_of(series, self.pack)))
        entries = [e for s in stems for e in self.pack.tables.catalogue_stems.get(f"{s}/{draft.number}", ())]
        if is_day(draft.date):
            return any(entry.date == draft.date for entry in entries)
        words = behind(self.text, draft.end) if entries else frozenset()
        return any(likeness(pairs(entry.title), words, whole=False) >= ALIKE for entry in entries)

    def assembly(self, draft: Draft) -> Assembly | None:
        """The congress told of round a draft that a bare congress is, or that came before it."""
        if not is_bare(draft):
            return None
        asked = self.part(draft), draft.term or ""
        if asked not in self._assemblies:
            name = str(self.pack.form_options[draft.form].get("issuer", ""))
            told = reported(self.of(asked[0]), self.low_of(asked[0]), name, asked[1], self.pack) if name else None
            self._assemblies[asked] = told
        return self._assemblies[asked]

    def outside(self, draft: Draft) -> bool:
        """Whether a bare congress is that of an organisation which is not the Party's."""
        told = self.assembly(draft) if draft.congress is None else None
        return told is not None and told.body is None
