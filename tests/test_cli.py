"""The command line, as people and pipes use it."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.command_line import ROOT, run
from tests.conftest import SEEDS, TODAY


def test_lookup_answers_each_line_with_one_object(tmp_path: Path) -> None:
    """Queries come in on stdin, objects go out in the same order, and nothing else does."""
    queries = ["dapo", "", "reinforcement learning", "a cookbook of french sauces", "“quotes” \\ and\ttabs"]
    result = run("lookup", "--json", folder=tmp_path, stdin="\n".join(queries) + "\n")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.returncode, result.stderr) == (0, "")
    assert [row["query"] for row in rows] == queries
    assert [row["outcome"] for row in rows] == ["found", "not_found", "ambiguous", "not_found", "not_found"]
    assert rows[0]["matches"][0]["name"] == "DAPO: An Open-Source LLM Reinforcement Learning System at Scale"
    assert all(set(match) == {"name", "key", "score"} for row in rows for match in row["matches"])


def test_lookup_takes_arguments_kinds_and_limits(tmp_path: Path) -> None:
    """People by name, at most as many matches as asked for."""
    result = run("lookup", "--kind", "author", "--limit", "2", "--json", "Tong, Yuxuan", folder=tmp_path)
    row = json.loads(result.stdout)
    assert (row["outcome"], row["matches"][0]["name"], len(row["matches"])) == ("found", "Yuxuan Tong", 2)


def test_lookup_reads_and_never_writes(tmp_path: Path) -> None:
    """A look-up leaves no data folder behind."""
    run("lookup", "dapo", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_lookup_is_readable_for_people(tmp_path: Path) -> None:
    """Without --json the outcome is in words."""
    assert run("lookup", "dapo", folder=tmp_path).stdout.startswith("dapo: found\n  1.00  DAPO: ")


def test_an_unknown_kind_is_a_sentence(tmp_path: Path) -> None:
    """Wrong use is told on stderr, with what is right."""
    result = run("lookup", "--kind", "venue", "x", folder=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert "--kind is paper or author" in result.stderr


def test_check_shows_every_file_and_succeeds_on_good_ones(tmp_path: Path) -> None:
    """The shipped seeds are fine."""
    result = run("check", folder=tmp_path)
    assert result.returncode == 0
    assert "yuxuan-tong.txt" in result.stdout
    assert "0 warnings, 0 errors." in result.stdout


def test_check_shows_every_problem_at_once_and_fails(tmp_path: Path) -> None:
    """Refused files are named with their reason, good ones are still listed, and the exit status says so."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "good.txt").write_bytes((SEEDS / "yuxuan-tong.txt").read_bytes())
    (seeds / "page.txt").write_text("<!DOCTYPE html><html><body>hello</body></html>")
    (seeds / "empty.txt").write_text("")
    (seeds / "binary.txt").write_bytes(b"\x00\x01\x02")
    result = run("check", folder=tmp_path, SEEDS_DIR=str(seeds), COLUMNS="200")
    assert result.returncode == 1
    assert all(name in result.stdout for name in ("good.txt", "page.txt", "empty.txt", "binary.txt"))
    assert all(word in result.stdout for word in ("HTML", "empty", "binary", "3 errors."))


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    """No traceback, but what to set."""
    for command in (["check"], ["lookup", "dapo"]):
        result = run(*command, folder=tmp_path, SEEDS_DIR=str(tmp_path / "nowhere"))
        assert result.returncode == 1
        assert "Set SEEDS_DIR" in " ".join((result.stdout + result.stderr).split())
        assert "Traceback" not in result.stderr


def test_wrong_settings_are_listed_all_at_once(tmp_path: Path) -> None:
    """Each problem is told by the variable's name before anything starts."""
    result = run("check", folder=tmp_path, LOG_LEVEL="LOUD", LOG_FORMAT="xml")
    assert result.returncode == 1
    assert "LOG_LEVEL" in result.stderr
    assert "LOG_FORMAT" in result.stderr
    assert "Traceback" not in result.stderr


def test_serving_without_a_token_says_what_to_do(tmp_path: Path) -> None:
    """`serve` needs a token, and says where it goes."""
    result = run("serve", folder=tmp_path)
    assert result.returncode == 1
    assert "DISCORD_TOKEN is not set" in result.stderr


@pytest.mark.parametrize("token", ["  ", "Bot  "])
def test_an_empty_token_is_none(tmp_path: Path, token: str) -> None:
    """A line that was left empty in .env is no token."""
    assert "DISCORD_TOKEN is not set" in run("serve", folder=tmp_path, DISCORD_TOKEN=token).stderr


def test_a_dot_env_file_is_read(tmp_path: Path) -> None:
    """Settings may stand in .env; the environment wins."""
    (tmp_path / ".env").write_text("LOG_LEVEL=LOUD\nSEEDS_DIR=/nowhere\n")
    result = run("check", folder=tmp_path)
    assert "LOG_LEVEL" in result.stderr
    assert "SEEDS_DIR" not in result.stderr


def test_bytes_that_are_no_text_are_answered_as_well(tmp_path: Path) -> None:
    """A line that is no UTF-8 is a query like any other, whatever the locale says."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "SEEDS_DIR": str(SEEDS), "LC_ALL": "C"}
    result = subprocess.run(
        [sys.executable, "-m", "bot", "lookup", "--json"],
        cwd=tmp_path, env=environment, input=b"\xff\xfe\ndapo\n" + b"x" * 100_000 + b"\n",
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    rows = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert [row["outcome"] for row in rows] == ["not_found", "found", "not_found"]
    assert result.stderr == b""


def test_a_reader_that_has_enough_ends_it_quietly(tmp_path: Path) -> None:
    """`… | head -1` is no error."""
    command = f"yes dapo | head -2000 | {sys.executable} -m bot lookup | head -1"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "SEEDS_DIR": str(SEEDS)}
    result = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=True
    )
    assert result.stdout == b"dapo: found\n"
    assert b"Traceback" not in result.stderr


def test_a_dot_env_file_of_another_encoding_is_a_sentence(tmp_path: Path) -> None:
    """Some editors save UTF-16."""
    (tmp_path / ".env").write_bytes("LOG_LEVEL=INFO\n".encode("utf-16"))
    result = run("check", folder=tmp_path)
    assert result.returncode == 1
    assert "not UTF-8" in result.stderr
    assert "Traceback" not in result.stderr


def test_ask_answers_each_line_with_one_object(tmp_path: Path) -> None:
    """Questions come in on stdin, objects go out in the same order, and nothing is written."""
    questions = [
        "how many gpus did laminar run on",
        "did laminar use H100s",
        "his email",
        "",
        "papers from 2025 with code",
    ]
    result = run("ask", "--json", folder=tmp_path, stdin="\n".join(questions) + "\n")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.returncode, result.stderr) == (0, "")
    assert [row["question"] for row in rows] == questions
    assert [row["outcome"] for row in rows] == ["answered", "closest", "declined", "declined", "answered"]
    assert all(set(row) == {"question", "outcome", "answer", "sources"} for row in rows)
    assert rows[0]["answer"].startswith("1024-GPU cluster. “Our evaluation on a 1024-GPU cluster")
    assert [source["paper"][:4] for source in rows[4]["sources"] if source["paper"]] == ["DAPO", "Demy"]
    assert rows[2]["sources"] == []
    assert list(tmp_path.iterdir()) == []


def test_ask_is_readable_for_people(tmp_path: Path) -> None:
    """Without --json the outcome, the answer and what else can be asked are in words."""
    result = run("ask", "whats tongs h index", "yingru li h-index", folder=tmp_path)
    assert "whats tongs h index: answered\n  h-index 18." in result.stdout
    assert "You can ask: Which papers are by Yingru Li?" in result.stdout


def test_doctor_lists_every_wrong_setting_and_fails(tmp_path: Path) -> None:
    """One object a line, nothing else on stdout, and no look at anything that hangs on them."""
    result = run("doctor", "--json", folder=tmp_path, LOG_LEVEL="LOUD", HEALTH_PORT="x")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 1
    assert [row["verdict"] for row in rows] == ["broken", "broken", "not checked"]
    assert all(set(row) == {"check", "verdict", "found", "todo"} for row in rows)


def test_doctor_without_a_token_looks_at_the_rest(tmp_path: Path) -> None:
    """It says what it leaves out, leaves nothing behind, and succeeds."""
    result = run("doctor", folder=tmp_path, COLUMNS="200")
    assert (result.returncode, result.stderr) == (0, "")
    assert "DISCORD_TOKEN is not set" in result.stdout
    assert "0 broken, 0 to look at." in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_mistyped_data_folder_is_told_and_not_made(tmp_path: Path) -> None:
    """Who asks to forget somebody, or for a backup, is not told that all is well of a folder that is none."""
    for made in (False, True):
        for command in (["forget", "5"], ["backup", "folio.zip"]):
            result = run(*command, folder=tmp_path)
            assert (result.returncode, result.stdout) == (1, "")
            assert str(tmp_path / "data") in result.stderr
            assert "Traceback" not in result.stderr
        if made:
            assert not list((tmp_path / "data").iterdir())
        else:
            assert not (tmp_path / "data").exists()
            (tmp_path / "data").mkdir()


def test_who_is_kept_nowhere_is_said_of_a_folder_that_is_kept(tmp_path: Path) -> None:
    """With files of a bot in it, that is what the command has found."""
    (tmp_path / "data").mkdir()
    asyncio.run(_opened(tmp_path / "data"))
    result = run("forget", "5", folder=tmp_path)
    assert (result.returncode, result.stdout) == (0, "Nothing is kept about 5.\n")


async def _opened(folder: Path) -> None:
    """A bot's first start."""
    store = TinyStore.open(folder)
    await Folio.open(SEEDS, store, TODAY)
    await store.close()
