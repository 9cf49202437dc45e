"""Word lists as one regex."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from citex.recognise.trie import fold_phrase, phrase_key, trie_regex

NAMES = ["Ban Bí thư", "Ban Bí thư Trung ương", "Ban Tổ chức", "Bộ Chính trị - Ban Bí thư", "TP.", "TP", "BCH T.Ư"]
words = st.text(alphabet="abđế.-", min_size=1, max_size=4)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize(
    ("phrase", "folded", "key"),
    [
        ("Uỷ ban  Kiểm tra", "ủy ban kiểm tra", "ủybankiểmtra"),
        ("Tư tưởng – Văn hoá", "tư tưởng-văn hóa", "tưtưởng-vănhóa"),
        ("\u00d0ảng\u00a0uỷ", "đảng ủy", "đảngủy"),
        ("BCH T.Ư", "bch t.ư", "bcht.ư"),
    ],
)
def test_phrases_are_folded_as_texts_are(phrase: str, folded: str, key: str) -> None:
    """One spelling, single spaces, none round hyphens; the key has no spaces at all."""
    assert (fold_phrase(phrase), phrase_key(phrase)) == (folded, key)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("ban bí thư trung ương đảng", "ban bí thư trung ương"),
        ("ban bí thư", "ban bí thư"),
        ("ban\n bí   thư", "ban\n bí   thư"),
        ("ban bí", None),
        ("bộ chính trị-ban bí thư", "bộ chính trị-ban bí thư"),
        ("bộ chính trị - ban bí thư", "bộ chính trị - ban bí thư"),
        ("tp. hồ chí minh", "tp."),
        ("tp hồ chí minh", "tp"),
        ("bch tuư", None),
        ("banbí thư", None),
    ],
)
def test_the_longest_phrase_matches(text: str, match: str | None) -> None:
    """Of phrases that begin alike the longest; a space is any white space but not none, a full stop is itself."""
    found = regex.match(trie_regex(NAMES), text)
    assert (found and found[0]) == match


def test_glued_phrases_may_lose_their_spaces() -> None:
    """Where print loses spaces, the words still stand in order."""
    pattern = regex.compile(trie_regex(NAMES, glued=True))
    assert pattern.fullmatch("banbí thưtrungương")
    assert not pattern.fullmatch("ban bí trung ương")


@pytest.mark.parametrize("phrases", [[], [""], [" \u00a0"]])
def test_no_phrases_match_nothing(phrases: list[str]) -> None:
    """Not the empty text either, which would be found everywhere."""
    assert regex.search(trie_regex(phrases), "ban bí thư") is None
    assert regex.search(trie_regex(phrases), "") is None


@given(st.lists(phrases, min_size=1, max_size=8), st.data())
def test_exactly_the_phrases_match(given_phrases: list[str], data: st.DataObject) -> None:
    """Every phrase is matched whole, and nothing that is none of them."""
    pattern = regex.compile(trie_regex(given_phrases))
    folded = {fold_phrase(phrase) for phrase in given_phrases}
    assert all(pattern.fullmatch(phrase) for phrase in folded)
    other = fold_phrase(data.draw(phrases))
    assert bool(pattern.fullmatch(other)) == (other in folded)


@given(st.lists(phrases, min_size=1, max_size=8))
def test_order_and_repetition_do_not_matter(given_phrases: list[str]) -> None:
    """A longer phrase wins wherever it stands in the list."""
    text = max(map(fold_phrase, given_phrases), key=len)
    for listed in (given_phrases, given_phrases[::-1], given_phrases * 2):
        found = regex.match(trie_regex(listed), text)
        assert found and found[0] == text
