"""The action, whose scripts are run as GitHub runs them, and a pull request for it."""

import shutil
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from adapters.repositories import Repository
from ci.shell import ROOT, Ran, Runner

FILE = ROOT / "action.yml"
BASH = ("--noprofile", "--norc", "-e", "-o", "pipefail")
"""How GitHub calls bash for `shell: bash`."""


def steps() -> dict[str, dict[str, Any]]:
    return {step["name"]: step for step in yaml.safe_load(FILE.read_text(encoding="utf-8"))["runs"]["steps"]}


class Action(Runner):
    """A machine on which the scripts of the action are run."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.output, self.summary = self.temp / "output", self.temp / "summary"

    def validate(self, **inputs: str) -> tuple[Ran, dict[str, str]]:
        return self.step("Validate", inputs)

    def impact(self, pull: "Pull | None" = None, **inputs: str) -> tuple[Ran, dict[str, str]]:
        """Run the command for a pull request, or for a push if there is none."""
        told = {
            "GITHUB_EVENT_NAME": "pull_request" if pull else "push",
            "GITHUB_SHA": pull.merge if pull else "0" * 40,
            "CXMAP_EVENT_BASE": pull.base if pull else "",
        }
        return self.step("Impact", inputs, **told)

    def step(self, name: str, inputs: dict[str, str], **told: str) -> tuple[Ran, dict[str, str]]:
        """Run a step with inputs, all others as they are by default, and return what it gives out."""
        declared = yaml.safe_load(FILE.read_text(encoding="utf-8"))["inputs"]
        values = {input_: given["default"] for input_, given in declared.items()} | inputs
        variables = {}
        for variable, expression in steps()[name]["env"].items():
            inner = expression.removeprefix("${{ inputs.").removesuffix(" }}")
            variables[variable] = values[inner] if inner in values else told.get(variable, "")
        for file in (self.output, self.summary):
            file.write_text("", encoding="utf-8")
        given = {
            **variables,
            "CXMAP_BIN": self.bin,
            "RUNNER_TEMP": self.temp,
            "GITHUB_OUTPUT": self.output,
            "GITHUB_STEP_SUMMARY": self.summary,
        }
        ran = self.run(steps()[name]["run"], *BASH, **told | given)
        lines = self.output.read_text(encoding="utf-8").splitlines()
        return ran, dict(line.split("=", 1) for line in lines)


class Pull(NamedTuple):
    """A pull request: the merge that GitHub makes of it, and the base that the event names."""

    upstream: Repository
    merge: str
    base: str

    def check_out(self, checkout: Path, depth: int = 0) -> None:
        """Do what actions/checkout does with this `fetch-depth`."""
        shutil.rmtree(checkout / ".git")
        here = Repository.new(checkout)
        deep = [f"--depth={depth}"] if depth else []
        wanted = [self.merge] if depth else ["+refs/heads/*:refs/remotes/origin/*", self.merge]
        here.git("fetch", "--quiet", *deep, f"file://{self.upstream.folder}", *wanted)
        here.git("checkout", "--quiet", "--force", "--detach", self.merge)


def pull_request(folder: Path, edits: dict[str, tuple[str, str]]) -> Pull:
    """Return a pull request that replaces texts in files of the example, in `maps/my shop`.

    Meanwhile somebody else has changed another touchpoint on the main branch.
    """
    shop = "maps/my shop"
    upstream = Repository.new(folder)
    shutil.copytree(ROOT / "examples" / "retail", folder / shop)
    base = upstream.commit()
    upstream.git("checkout", "--quiet", "-b", "topic")
    upstream.commit({f"{shop}/{path}": edited(folder / shop / path, *edit) for path, edit in edits.items()})
    upstream.git("checkout", "--quiet", "main")
    theirs = "touchpoints/delivery.yaml"
    upstream.commit({f"{shop}/{theirs}": edited(folder / shop / theirs, "channel: ", "channel: robot-")})
    upstream.git("merge", "--quiet", "--no-edit", "topic")
    merge = upstream.git("rev-parse", "HEAD").decode()
    upstream.git("update-ref", "refs/pull/5/merge", merge)
    upstream.git("reset", "--quiet", "--hard", "HEAD^1")
    return Pull(upstream, merge, base)


def edited(path: Path, before: str, after: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert before in text
    return text.replace(before, after, 1)
