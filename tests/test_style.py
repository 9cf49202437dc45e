"""Rules of the house that no linter knows: see "Taste" in CONTRIBUTING.md."""

from __future__ import annotations

import ast
import io
import tokenize
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "citex").rglob("*.py"))}
LONGEST = 300

# Files that may hold Vietnamese in their strings, each with the reason. Try a pattern pack first.
VIETNAMESE_ALLOWED: dict[str, str] = {}

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưy"
_LETTERS = frozenset(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES) | {"đ"}
VIETNAMESE = frozenset(letter for letter in _LETTERS if not letter.isascii())

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def definitions(body: list[ast.stmt]) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Public functions, classes, and the public members of public classes.

    Not the members of a class with a base: what they override is described there.
    """
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef) and not node.bases:
                yield from definitions(node.body)


def docstring_lines(tree: ast.Module) -> set[int]:
    """Numbers of the lines on which docstrings begin."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, Documented) and ast.get_docstring(node) is not None)
    return {node.body[0].lineno for node in nodes}


def too_long(source: str) -> list[str]:
    """Whether a file is longer than a reader can hold."""
    count = len(source.splitlines())
    return [f"{count} lines, at most {LONGEST}: is it still one thing?"] if count > LONGEST else []


def vietnamese(source: str) -> list[str]:
    """Strings, docstrings apart, with Vietnamese letters typed in them. An escape names a code point, not a word."""
    docstrings = docstring_lines(ast.parse(source))
    found = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        # From Python 3.12 on the literal parts of an f-string are tokens of their own.
        if tokenize.tok_name[token.type] not in {"STRING", "FSTRING_MIDDLE"} or token.start[0] in docstrings:
            continue
        if VIETNAMESE & set(unicodedata.normalize("NFC", token.string).lower()):
            found.append(f"line {token.start[0]}: {token.string} belongs in a pack")
    return found


def undocumented(source: str) -> list[str]:
    """Public functions and classes without a docstring; a module with anything in it needs one too."""
    tree = ast.parse(source)
    found = ["line 1: the module has no docstring"] if tree.body and ast.get_docstring(tree) is None else []
    return found + [
        f"line {node.lineno}: {node.name} has no docstring"
        for node in definitions(tree.body)
        if ast.get_docstring(node) is None
    ]


def silent(source: str) -> list[str]:
    """Handlers that catch everything and tell nobody."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            found.append(f"line {node.lineno}: bare except; name what is expected")
        elif isinstance(node, ast.ExceptHandler) and _everything(node.type) and all(map(_idle, node.body)):
            found.append(f"line {node.lineno}: every error is swallowed; name what is expected, or tell")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress") and _everything(*node.args):
            found.append(f"line {node.lineno}: suppresses every error; name what is expected")
    return found


def _everything(*caught: ast.expr | None) -> bool:
    """Whether all errors are among the ones named."""
    names = (node.id for one in caught if one for node in ast.walk(one) if isinstance(node, ast.Name))
    return not {"Exception", "BaseException"}.isdisjoint(names)


def _idle(step: ast.stmt) -> bool:
    """Whether a statement does nothing: ``pass``, ``continue``, ``...``."""
    constant = isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant)
    return constant or isinstance(step, ast.Pass | ast.Continue)


RULES = (too_long, vietnamese, undocumented, silent)


@pytest.mark.parametrize("name", SOURCES)
def test_the_file_keeps_the_rules(name: str) -> None:
    """The file is short, its words are in packs, what is public is described, no error is swallowed."""
    source = SOURCES[name].read_text(encoding="utf-8")
    rules = [rule for rule in RULES if not (rule is vietnamese and name in VIETNAMESE_ALLOWED)]
    assert [fault for rule in rules for fault in rule(source)] == []


def test_no_module_is_a_drawer() -> None:
    """A module is named after what it does."""
    assert [name for name in SOURCES if Path(name).stem in {"utils", "util", "helpers", "common", "misc"}] == []


def test_what_is_allowed_is_needed() -> None:
    """A file is excused only as long as it has Vietnamese in its strings."""
    needed = [name for name in VIETNAMESE_ALLOWED if vietnamese(SOURCES[name].read_text(encoding="utf-8"))]
    assert needed == list(VIETNAMESE_ALLOWED)


@pytest.mark.parametrize(
    ("rule", "source", "faults"),
    [
        (too_long, "x = 1\n" * LONGEST, 0),
        (too_long, "x = 1\n" * (LONGEST + 1), 1),
        (vietnamese, "x = 'Nghị quyết'\n", 1),
        (vietnamese, "x = 'Nghi\u0323 quye\u0302\u0301t'\n", 1),
        (vietnamese, "x = f'{y} của {z}'\n", 1),
        (vietnamese, "x = 'NGHỊ'\n", 1),
        (vietnamese, '"""Nghị quyết."""\nx = 1  # Nghị quyết\n', 0),
        (vietnamese, 'def f():\n    """Nghị quyết\n    Trung ương."""\n    return 1\n', 0),
        (vietnamese, "x = '\\u0110 – … ü'\n", 0),
        (undocumented, "", 0),
        (undocumented, "x = 1\n", 1),
        (undocumented, '"""A."""\ndef f():\n    pass\n', 1),
        (undocumented, '"""A."""\nclass C:\n    """A."""\n    def f(self):\n        pass\n', 1),
        (undocumented, '"""A."""\nclass C(Base):\n    """A."""\n    def f(self):\n        pass\n', 0),
        (undocumented, '"""A."""\ndef _f():\n    pass\n', 0),
        (undocumented, '"""A."""\nclass C:\n    """A."""\n    def __len__(self):\n        pass\n', 0),
        (silent, "try:\n    f()\nexcept:\n    g()\n", 1),
        (silent, "try:\n    f()\nexcept (KeyError, Exception):\n    pass\n", 1),
        (silent, "for x in y:\n    try:\n        f()\n    except Exception:\n        continue\n", 1),
        (silent, "with contextlib.suppress(Exception):\n    f()\n", 1),
        (silent, "try:\n    f()\nexcept Exception as error:\n    tell(error)\n", 0),
        (silent, "with contextlib.suppress(KeyError):\n    f()\n", 0),
        (silent, "try:\n    f()\nexcept KeyError:\n    pass\n", 0),
    ],
)
def test_the_rules_bite(rule: Callable[[str], list[str]], source: str, faults: int) -> None:
    """Each rule finds what breaks it and lets the rest pass."""
    assert len(rule(source)) == faults
