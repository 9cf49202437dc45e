"""The shadow of a text: its UTF-8 bytes, as many of them, with fewer differences. The gate looks for letters in it.

In a shadow all figures are ``0``, all white space is a space, the capitals of ASCII are small where case does not
count, and what stands for another character (a long dash, a no-break space) is that character, followed by ``PAD`` up
to the length it had. The gate's patterns begin with a pair of bytes; what can be the one or the other is ``FIRST`` or
``SECOND``. What takes more to make plain (decomposed letters, characters without width, figures of other scripts) is
``ODD``: there the text is folded first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from citex.text.fold import ENTITY, ONE_FOR_ONE, ZERO_WIDTH, plain

ODD, FIRST, SECOND, PAD = b"\x00", b"\x01", b"\x02", b"\x03"
# White space in bytes, what letters are made of, and what is neither.
SPACE = rb"[ \x03]"
LETTERS = b"A-Za-z\x01\x02\x80-\xff"
# What has no letter and no figure in it, beyond ASCII.
_SIGNS_BEYOND = re.compile(r"[^\x00-\x7f\w]")
_DIGIT = re.compile(r"\d")
# Lead bytes of what is neither Latin nor a mark that this module knows.
_STRANGE = (*range(0xC7, 0xE1), *range(0xE3, 0xF5))
# Marks and signs: U+0080 to U+00BF but for the letters among them, and U+2000 to U+2FFF.
_SIGN_OF_TWO = re.compile(rb"\xc2[\x80-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf]")
_SIGN_OF_THREE = re.compile(rb"\xe2[\x80-\xbf][\x80-\xbf]")
_NOT_STRANGE = bytes(0xFF if code in _STRANGE else code for code in range(256))
_KELVIN = "\u212a"  # its lower case is an ASCII letter
_SIGNS = {
    character.encode(): (seen.encode() + PAD * 2)[: len(character.encode())]
    for character, seen in ({**ONE_FOR_ONE, _KELVIN: "K"}).items()
    if len(character.encode()) > 1
}
_NO_WIDTH = frozenset(character.encode() for character in ZERO_WIDTH)


def with_plain_signs(data: bytes) -> bytes:
    """UTF-8 bytes, as many of them, with signs beyond ASCII made plain; what only folding makes plain is ``ODD``."""
    if b"&" in data:
        data = ENTITY.sub(_odd, data)
    # One regex for each, since the engine is fast where a regex begins with one certain byte.
    if b"\xc2" in data:
        data = _SIGN_OF_TWO.sub(_sign, data)
    if b"\xe2" in data:
        data = _SIGN_OF_THREE.sub(_sign, data)
    return data


def folded_signs(text: str) -> bytes:
    """The bytes of a text that has been folded, made as plain as they can be; each character is still one."""
    text = _SIGNS_BEYOND.sub(".", _DIGIT.sub("0", plain(text)).replace(_KELVIN, "K"))
    return text.encode("utf-8", "replace").replace(ODD, PAD).translate(_NOT_STRANGE)


def _odd(match: re.Match[bytes]) -> bytes:
    return ODD * len(match[0])


def _sign(match: re.Match[bytes]) -> bytes:
    sign = match[0]
    if sign in _NO_WIDTH:
        return ODD * len(sign)
    return _SIGNS.get(sign) or b".\x03\x03"[: len(sign)]


def shadow_table(first: Iterable[int] = (), second: Iterable[int] = (), *, cased: bool = False) -> bytes:
    """A table for ``bytes.translate`` that makes shadows; letters of ASCII come out small unless it is ``cased``."""
    table = list(range(256))
    for code in range(128):
        seen = plain(chr(code))
        seen = seen if cased else seen.lower()
        table[code] = ord("0") if seen.isdigit() else ord(" ") if seen.isspace() else ord(seen)
    for code in (*range(9), *_STRANGE):
        table[code] = ODD[0] if code != PAD[0] else code
    for codes, seen_as in ((first, FIRST), (second, SECOND)):
        for code in codes:
            table[code] = seen_as[0]
    return bytes(table)


def spelt(letter: str) -> tuple[bytes, ...]:
    """The ways to write a letter beyond ASCII: either case and what looks like it, as long as each other in bytes."""
    ways = {letter.lower(), letter.upper()}
    ways.update(character for character, seen in ONE_FOR_ONE.items() if seen in ways)
    size = len(letter.lower().encode())
    return tuple(sorted(way for one in ways if len(way := one.encode()) == size))
