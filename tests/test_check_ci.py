"""The hooks file and the samples of docs/ci.md, run as far as they can be without GitHub and GitLab."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from citex.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
DOCS = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
WRONG = "Chi bộ quán triệt Nghị quyết số 18/NQ-TW ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XII.\n"
RIGHT = "Chi bộ quán triệt Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="the samples are for a POSIX shell")


def samples() -> list[Any]:
    """The YAML samples of the page, in order: workflow, job, hooks."""
    return [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)]


def git(*args: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *args], check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def branch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A branch that adds a wrong article to a repository with a wrong old one, its base known as origin/main."""
    monkeypatch.chdir(tmp_path)
    tools = tmp_path / "tools"
    for folder in (tools, tmp_path / "articles"):
        folder.mkdir()
    for name, line in (("citex", f'exec {shlex.quote(sys.executable)} -m citex "$@"'), ("pip", "exit 0")):
        (tools / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    git("init", "-q", "-b", "main")
    (tmp_path / "articles" / "old.txt").write_text(WRONG, encoding="utf-8")
    git("add", "articles")
    git("commit", "-qm", "Old")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    git("checkout", "-qb", "change")
    (tmp_path / "articles" / "new.txt").write_text(RIGHT + WRONG, encoding="utf-8")
    git("add", "articles")
    git("commit", "-qm", "New")
    return tmp_path


def shell(command: str) -> tuple[int, str]:
    done = subprocess.run(["sh", "-ec", command], capture_output=True, text=True)
    return done.returncode, done.stdout


@posix
def test_the_github_workflow_finds_the_new_reference(branch: Path) -> None:
    """The steps run: one annotation, a failing step; the SARIF file is there for the upload, whatever was found."""
    workflow = samples()[0]
    steps = workflow["jobs"]["check"]["steps"]
    assert workflow["permissions"]["security-events"] == "write"
    outcomes = [shell(step["run"].replace("${{ github.base_ref }}", "main")) for step in steps if "run" in step]
    assert [status for status, _ in outcomes] == [0, 1, 0]
    annotations = outcomes[1][1].splitlines()
    assert annotations[0].startswith("::error file=articles/new.txt,line=2,")
    assert [line for line in annotations if "old.txt" in line] == []
    (upload,) = (step for step in steps if "upload-sarif" in step.get("uses", ""))
    log = json.loads((branch / upload["with"]["sarif_file"]).read_text(encoding="utf-8"))
    assert len(log["runs"][0]["results"]) == 2
    assert all(step["if"] == "always()" for step in steps[-2:])


@posix
def test_the_gitlab_job_writes_its_report(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script runs; the artifact that the job names holds the new finding."""
    job = samples()[1]["citex"]
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", git("rev-parse", "origin/main"))
    status, _ = shell("\n".join(job["script"]))
    assert status == 1
    report = json.loads((branch / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert [(one["location"]["path"], one["location"]["lines"]["begin"]) for one in report] == [("articles/new.txt", 2)]


@posix
def test_the_other_commands_of_the_page_run(branch: Path) -> None:
    """Each command that the page shows is one that citex takes."""
    (jenkins,) = re.findall(r"```sh\n(.*?)```", DOCS, re.DOTALL)
    assert shell(jenkins)[0] == 0
    assert (branch / "citex.xml").is_file()
    (editor,) = re.findall(r"`(citex check - .*?)`", DOCS)
    status, out = shell(f"{editor} < articles/new.txt")
    assert (status, [one["file"] for one in json.loads(out)["findings"]]) == (1, ["articles/today.md"])


def test_hooks_name_commands_and_options_that_there_are() -> None:
    """Each hook's entry, and the arguments that the page gives it, are taken by the command line."""
    arguments = {hook["id"]: hook.get("args", []) for repo in samples()[2]["repos"] for hook in repo["hooks"]}
    assert set(arguments) <= {hook["id"] for hook in HOOKS}
    for hook in HOOKS:
        assert hook["language"] == "python"
        program, *words = hook["entry"].split()
        result = CliRunner().invoke(main, [*words, *arguments.get(hook["id"], []), "--isolated", "--list-rules"])
        assert (program, result.exit_code) == ("citex", 0)


@posix
def test_pre_commit_runs_the_hooks(branch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a local repository with this hooks file: the check fails on the wrong articles, the fixer corrects them.

    The hooks run with the citex under test, not with one that pre-commit installs.
    """
    pytest.importorskip("pre_commit")
    source = branch / "hooks"
    source.mkdir()
    monkeypatch.setenv("PRE_COMMIT_HOME", str(branch / "cache"))
    hooks = [{**hook, "language": "system"} for hook in HOOKS]
    (source / ".pre-commit-hooks.yaml").write_text(yaml.safe_dump(hooks), encoding="utf-8")
    git("-C", str(source), "init", "-q")
    git("-C", str(source), "add", "-A")
    git("-C", str(source), "commit", "-qm", "Hooks")
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(source)]
    files = ["--files", "articles/old.txt", "articles/new.txt"]
    done = subprocess.run([*command, "citex-check", *files], capture_output=True, text=True)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "articles/old.txt:1:33: CX101" in done.stdout
    done = subprocess.run([*command, "citex-fix", *files], capture_output=True, text=True)
    assert "files were modified by this hook" in done.stdout, done.stdout + done.stderr
    assert git("diff", "--stat").endswith("2 files changed, 2 insertions(+), 2 deletions(-)")
    done = subprocess.run([*command, "citex-check", *files], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
