"""The questions of `cxmap init`: three at most, at a terminal only, and only for what was not said before."""

import os
import pty
import subprocess
from functools import partial
from pathlib import Path

import pytest
import yaml
from cli.terminal import answered
from init.process import command, environment

NAME, LANGUAGE, CI = "What is the company", "In which language", "Where is CI"
at_a_terminal = partial(answered, ends="]:")


def test_three_questions_and_their_usual_answers(here):
    code, screen = at_a_terminal(here, ["init"], [(NAME, ""), (LANGUAGE, ""), (CI, "")])
    assert code == 0, screen
    assert screen.count("?") == 3
    assert config(here)["name"] == "Our company"
    assert not (here / ".github").exists()


def test_answers_are_taken(here):
    answers = [(NAME, 'Café "Zur Linde": 100 %'), (LANGUAGE, "ES"), (CI, "github")]
    code, screen = at_a_terminal(here, ["init"], answers)
    assert code == 0, screen
    assert (config(here)["name"], config(here)["language"]) == ('Café "Zur Linde": 100 %', "es")
    assert (here / ".github" / "workflows" / "cxmap.yml").is_file()


def test_a_wrong_answer_is_explained_and_asked_again(here):
    answers = [(NAME, "a\x1b[1mb"), (NAME, "Acme"), (LANGUAGE, "Klingon"), (LANGUAGE, "pt"), (CI, "no"), (CI, "none")]
    code, screen = at_a_terminal(here, ["init"], answers)
    assert code == 0, screen
    assert "Write en, es, it or pt." in screen
    assert (config(here)["name"], config(here)["language"]) == ("Acme", "pt")


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (["init", "--no-input"], []),
        (["init", "--name", "Acme"], [LANGUAGE, CI]),
        (["init", "--language", "it", "--ci", "none"], [NAME]),
        (["init", "--name", "Acme", "--language", "it", "--ci", "github"], []),
        (["init", "--example", "retail"], [CI]),
        (["init", "--name", ""], None),
    ],
)
def test_nothing_is_asked_that_is_known(here, arguments, asked):
    code, screen = at_a_terminal(here, arguments, [(question, "") for question in asked or ()])
    assert code == (2 if asked is None else 0), screen
    assert screen.count("?") == len(asked or ())


def test_an_existing_map_has_its_name(here):
    (here / "cxmap.yaml").write_text("cxmap: 1\n", encoding="utf-8")
    code, screen = at_a_terminal(here, ["init"], [(CI, "")])
    assert code == 0, screen
    assert NAME not in screen


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_giving_up_at_a_question_writes_nothing(here, key):
    code, screen = at_a_terminal(here, ["init"], [(NAME, "Acme"), (LANGUAGE, key)])
    assert code == 130, screen
    assert "Traceback" not in screen
    assert list(here.iterdir()) == []


def test_nothing_is_asked_away_from_a_terminal(here):
    master, terminal = pty.openpty()
    try:
        for piped in ("stdin", "stdout", "stderr"):
            streams = dict.fromkeys(("stdin", "stdout", "stderr"), terminal) | {piped: subprocess.DEVNULL}
            outcome = subprocess.run(
                command("init", piped), env=environment(), cwd=here, timeout=60, check=False, **streams
            )
            assert outcome.returncode == 0
            assert config(here / piped)["name"] == "Our company"
    finally:
        os.close(master)
        os.close(terminal)


def config(folder: Path) -> dict[str, object]:
    return yaml.safe_load((folder / "cxmap.yaml").read_text(encoding="utf-8"))
