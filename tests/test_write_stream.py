"""Where output goes: standard output in UTF-8, files whole or not at all."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citex.errors import CitexError, UsageError
from citex.write.stream import Utf8Writer, open_output, visible

ROOT = Path(__file__).parent.parent
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


def run(code: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run code in a fresh interpreter that finds citex."""
    env = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=False)


@pytest.mark.parametrize("encoding", ["ascii", "utf-16", "cp1258"])
def test_standard_output_is_utf8_whatever_the_locale(encoding: str) -> None:
    """Bytes are UTF-8 with the line ends as written; what was printed before comes first; stdout stays usable."""
    code = (
        "from citex.write.stream import open_output\n"
        "with open_output() as out: out.write('Chỉ thị\\r\\nsố 05\\n')\n"
        "import sys; sys.stdout.flush(); sys.stdout.buffer.write(b'after')"
    )
    done = run(code, PYTHONIOENCODING=encoding)
    assert done.stderr == b""
    assert done.stdout == "Chỉ thị\r\nsố 05\nafter".encode()


def test_standard_output_without_bytes_still_works() -> None:
    """Where stdout was replaced by a text-only stream, the text goes there."""
    with contextlib.redirect_stdout(io.StringIO()) as stdout, open_output() as out:
        out.write("Nghị quyết 18")
    assert stdout.getvalue() == "Nghị quyết 18"


@posix
def test_broken_pipe_comes_out_as_it_is() -> None:
    """The reader's leaving is the caller's to handle; nothing else is printed about it."""
    code = (
        "import os, sys\n"
        "from citex.write.stream import open_output\n"
        "reading, writing = os.pipe()\n"
        "os.dup2(writing, 1); os.close(reading)\n"
        "try:\n"
        "    with open_output() as out:\n"
        "        for _ in range(100): out.write('Nghị quyết 18\\n' * 1000)\n"
        "except BrokenPipeError:\n"
        "    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)\n"
        "    print('left', file=sys.stderr)\n"
    )
    done = run(code)
    assert (done.returncode, done.stderr) == (0, b"left\n")


def test_file_appears_whole(tmp_path: Path) -> None:
    """Until the block ends the target is as it was and nothing else is left beside it after."""
    target = tmp_path / "kết quả.jsonl"
    target.write_text("old")
    with open_output(target) as out:
        out.write("mới\n")
        assert target.read_text() == "old"
    assert target.read_bytes() == "mới\n".encode()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, BrokenPipeError])
def test_failure_leaves_the_target_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    """An exception in the block comes out unchanged; the half-written file is gone."""
    target = tmp_path / "out.csv"
    target.write_text("old")
    with pytest.raises(error), open_output(target) as out:
        out.write("half")
        raise error
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@posix
def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    """An existing file keeps its mode, a link still points at it, a new file follows the umask."""
    target, link, new = tmp_path / "data.json", tmp_path / "link.json", tmp_path / "new.json"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    umask = os.umask(0o027)
    try:
        for path in (link, new):
            with open_output(path) as out:
                out.write("new")
    finally:
        os.umask(umask)
    assert link.is_symlink() and target.read_text() == "new"
    assert [path.stat().st_mode & 0o777 for path in (target, new)] == [0o640, 0o640]


@posix
def test_devices_are_written_directly() -> None:
    """What is no regular file is not replaced by one."""
    with open_output(Path(os.devnull)) as out:
        out.write("x")
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_dev_stdout_is_standard_output() -> None:
    """``-o /dev/stdout`` goes into the pipe behind it."""
    code = (
        "from pathlib import Path; from citex.write.stream import open_output\n"
        "with open_output(Path('/dev/stdout')) as out: out.write('số 05')"
    )
    done = run(code)
    assert (done.stdout, done.stderr) == ("số 05".encode(), b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("size", [1, 1_000_000])
def test_full_disk_is_told(size: int) -> None:
    """A write that fails, at once or when flushed, names the file and says what to look at."""
    with pytest.raises(CitexError, match="can't write /dev/full: No space left") as caught:  # noqa: SIM117
        with open_output(Path("/dev/full")) as out:
            out.write("x" * size)
    assert "disk is full" in caught.value.hint


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    """A folder as target and a folder that is not there are usage errors with the next step."""
    for path, message in ((tmp_path, "it is a folder"), (tmp_path / "no" / "x.json", "does not exist")):
        with pytest.raises(UsageError, match=message) as caught, open_output(path):
            pass
        assert caught.value.hint


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_permission(tmp_path: Path) -> None:
    """Where no file can be made, the error says so before anything is scanned."""
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="Permission denied"), open_output(tmp_path / "x.json"):
        pass


def test_lone_surrogates_are_written_as_escapes() -> None:
    """A file name that is no UTF-8 does not stop the output."""
    raw = io.BytesIO()
    Utf8Writer(raw, "test").write("b\udce1o.txt")
    assert raw.getvalue() == b"b\\udce1o.txt"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nghi\u0323 quye\u0302\u0301t", "Nghị quyết"),
        ("a\x1b[31mb\x07", "a\\x1b[31mb\\x07"),
        ("\u202eWT/TC\u2066\x9b", "\\u202eWT/TC\\u2066\\x9b"),
        (" hai\u00a0\r\n dòng\t", "hai dòng"),
        ("\udcff\U000e0001", "\\udcff\\U000e0001"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    """Text becomes one composed line; what would act shows as an escape."""
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_visible_never_acts(text: str) -> None:
    """No control, format or surrogate character survives."""
    assert visible(text).isprintable()
