"""Writes a journey repository of any size: valid, rich in detail, and with nothing for a rule to find.

    python benchmarks/generate.py FOLDER --touchpoints 10000 --per-file 1

The same arguments always write the same bytes, and the content does not depend on how it is spread over files.

The touchpoints stand on lines of twenty, one for each moment from the first glance to the farewell. Neighbouring
lines are an area: they share teams, systems, metrics and data, and customers change between them. From every
touchpoint one transition leads along its line and another one aside, ahead or back. Areas grow with the square root
of the touchpoints, and with them teams, people, data, systems and metrics; journeys grow with the touchpoints.
"""

import argparse
import math
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import phrases
from phrases import DATA, FUNCTIONS, METRICS, MOMENTS, PERSONAS, STAGES, SYSTEMS

LENGTH = len(MOMENTS)
"""How many touchpoints stand on a line."""
FEWEST = LENGTH
CAPTURING = 4
"""At every fourth moment, from the second on, customers are asked for two data."""
TEAMS = 6
"""How many teams work in an area."""
LINE_OF_TEXT = 100
OFTEN, SELDOM = 0.5, 0.25

NAME = "{object} for {brand} {product}, {segment} in {place}"
ALIAS = "{place} {brand} {nickname} of {segment}"

TRUTHS = frozenset({9, 11, 17})
PAINS = frozenset({8, 16})

Entity = dict[str, Any]


class Spot(NamedTuple):
    """Where a touchpoint stands: the number of its line, and its position on the line."""

    line: int
    at: int


class Folded(str):
    """A text that is written over several lines."""

    __slots__ = ()


@dataclass(frozen=True)
class Layout:
    """Which touchpoints there are, and how lines make areas."""

    touchpoints: int

    @cached_property
    def lines(self) -> int:
        """The number of lines."""
        return math.ceil(self.touchpoints / LENGTH)

    @cached_property
    def areas(self) -> int:
        """The number of areas."""
        return max(1, round(math.sqrt(self.touchpoints) / 10))

    def spots(self) -> Iterator[Spot]:
        """Yield all touchpoints, line by line."""
        return (Spot(*divmod(number, LENGTH)) for number in range(self.touchpoints))

    def length(self, line: int) -> int:
        """Return how many touchpoints a line has."""
        return min(LENGTH, self.touchpoints - line * LENGTH)

    def has(self, spot: Spot) -> bool:
        """Return whether there is such a touchpoint."""
        return 0 <= spot.at < self.length(spot.line)

    def area(self, line: int) -> int:
        """Return the area of a line."""
        return line * self.areas // self.lines

    def first_line(self, area: int) -> int:
        """Return the first line of an area."""
        return math.ceil(area * self.lines / self.areas)

    def lines_of(self, area: int) -> range:
        """Return the lines of an area."""
        return range(self.first_line(area), self.first_line(area + 1))

    def beside(self, line: int) -> int:
        """Return the next line of the same area."""
        lines = self.lines_of(self.area(line))
        return lines[(line - lines.start + 1) % len(lines)]

    def next(self, line: int) -> int:
        """Return the next line of all."""
        return (line + 1) % self.lines


@dataclass(frozen=True)
class Writer:
    """What is in the repository; every method returns or yields entities as plain data."""

    layout: Layout
    random: Random
    plain_dates: bool = True

    def touchpoint(self, spot: Spot) -> Entity:
        """Return one touchpoint."""
        layout, random, (line, at) = self.layout, self.random, spot
        area, moment = layout.area(line), MOMENTS[at]
        words = phrases.line_words(line)
        sentences = [*phrases.beginning(line, at), phrases.ENDINGS][: 2 + (random.random() < OFTEN)]
        accountable = self._team_number(spot)
        stage = at // 2
        entity: Entity = {
            "name": name(spot),
            "description": Folded(phrases.text(random, *sentences, **words)),
            "aliases": [ALIAS.format(nickname=moment.nickname, **words)] if random.random() < SELDOM else [],
            "stage": moment.stage,
            "channel": moment.channel,
            "initiated_by": "company" if moment.channel in {"email", "print"} else "customer",
            "moment": "truth" if at in TRUTHS else "pain" if self._hurts(spot) else None,
            "entry": "true" if at == 0 else None,
            "exit": "true" if at == layout.length(line) - 1 else None,
            "captures": self._captured(area, at),
            "needs": self._needed(area, at),
            "systems": [system(area, number) for number in (stage, stage - 2) if number >= 0],
            "metrics": [metric(area, stage)],
            "raci": {
                "accountable": team(area, accountable),
                "responsible": [team(area, accountable + 1)],
                "consulted": [team(area, accountable + 2), team(area, accountable + 3)],
                "informed": [team(area, accountable + 4)],
            },
            "team": f"{phrases.area(area)}-touchpoint-team",
            "tags": [words["segment"]],
            "volume": str(int(random.random() * 90_000) + 10),
            "evidence": ("assumed", "partial", "researched")[int(random.random() * 3)],
            "reviewed": self._date(_day(random)),
        }
        return _filled(entity)

    def transitions(self, spot: Spot) -> Iterator[Entity]:
        """Yield the transitions that leave one touchpoint."""
        main = self._along(spot)
        aside = next((end for end in self._aside(spot) if self.layout.has(end[0]) and end[0] != main[0]), None)
        for (to, kind), share in ((main, 0.55), (aside, 0.05)) if aside else ((main, 0.55),):
            yield self._transition(spot, to, kind, share)

    def journeys(self, line: int) -> Iterator[tuple[str, Entity]]:
        """Yield the journeys along one line: as it should be, some with a nested end, some also as it is today."""
        layout = self.layout
        area = layout.area(line)
        words = phrases.line_words(line)
        about = "{brand} {product} for {segment} in {place}".format_map(words)
        whole = [Spot(line, at) for at in range(layout.length(line))]
        cut = len(whole) - 4 if line % 4 == 0 and len(whole) == LENGTH else len(whole)
        common = {
            "personas": [persona(area, line % len(self._personas(area)))],
            "owner": team(area, line),
            "metrics": [f"{phrases.area(area)}-advocacy"],
        }
        steps = [self._step(spot) for spot in whole[:cut]]
        ideal = slug(about)
        goal = f"Has found the right {words['product']} and would come again."
        if cut < len(whole):
            nested = slug(f"after buying {about}")
            yield (
                nested,
                self._journey(f"After buying {about}", "ideal", common, map(self._step, whole[cut:]), parent=ideal),
            )
            steps.append({"journey": nested})
        yield ideal, self._journey(f"From first glance to farewell, {about}", "ideal", common, steps, goal=goal)
        if line % 5 == 0:
            today = [self._step(spot) for spot in whole[: len(whole) // 2]]
            yield slug(f"today {about}"), self._journey(f"Today, {about}", "current", common, today, variant_of=ideal)

    def personas(self) -> Iterator[tuple[str, Entity]]:
        """Yield the personas."""
        number = sum(len(self._personas(area)) for area in range(self.layout.areas))
        for area in range(self.layout.areas):
            for at, (kind, about) in enumerate(self._personas(area)):
                share = f"{math.floor(10_000 / number) / 10_000:.4f}"
                goals = [phrases.text(self.random, phrases.ENDINGS)]
                yield (
                    persona(area, at),
                    {"name": _title(area, kind), "description": about, "goals": goals, "share": share},
                )

    def owners(self) -> Iterator[tuple[str, Entity]]:
        """Yield the owners: in each area six teams with a lead each and their touchpoint team, and one committee."""
        for area in range(self.layout.areas):
            where = phrases.area(area)
            leads = [self._lead(area, at) for at in range(TEAMS)]
            for at, function in enumerate(FUNCTIONS):
                identifier = team(area, at)
                yield (
                    identifier,
                    {
                        "name": _title(area, function),
                        "kind": "team",
                        "function": function,
                        "lead": leads[at][0],
                        "contact": {"email": f"{identifier}@homes.example", "chat": f"'#{identifier}'"},
                    },
                )
            yield from leads
            yield (
                f"{where}-touchpoint-team",
                {
                    "name": _title(area, "touchpoint team"),
                    "kind": "team",
                    "lead": leads[0][0],
                    "members": [identifier for identifier, _ in leads],
                    "contact": {"chat": f"'#{where}-touchpoints'"},
                },
            )
        yield (
            "cx-steering",
            {
                "name": "CX steering committee",
                "kind": "committee",
                "lead": self._lead(0, 0)[0],
                "members": [self._lead(0, at)[0] for at in range(TEAMS)],
                "contact": {"email": "cx-steering@homes.example"},
            },
        )

    def data(self) -> Iterator[tuple[str, Entity]]:
        """Yield what customers are asked for."""
        for area in range(self.layout.areas):
            for number, pair in enumerate(DATA):
                for what in pair:
                    yield (
                        datum(area, what),
                        {
                            "name": _title(area, what),
                            "personal": "true" if number in {0, 2} else "false",
                            "held_in": [system(area, 2 * number + 1)],
                        },
                    )

    def systems(self) -> Iterator[tuple[str, Entity]]:
        """Yield the backstage systems."""
        for area in range(self.layout.areas):
            for number, what in enumerate(SYSTEMS):
                yield system(area, number), {"name": _title(area, what), "owner": team(area, number)}

    def metrics(self) -> Iterator[tuple[str, Entity]]:
        """Yield the metrics of the stages and of whole journeys."""
        for area in range(self.layout.areas):
            for what, kind, better, target, scale in (*METRICS, ("advocacy", "nps", "higher", 45, "0-10")):
                yield (
                    f"{phrases.area(area)}-{what}",
                    _filled(
                        {
                            "name": _title(area, what),
                            "kind": kind,
                            "target": str(target),
                            "better": better,
                            "source": "survey" if scale else "operational log",
                            "scale": scale,
                        }
                    ),
                )

    def opportunities(self) -> Iterator[tuple[str, Entity]]:
        """Yield an improvement for one in fifty touchpoints."""
        for spot in islice(self.layout.spots(), 0, None, 50):
            yield (
                f"improve-{identifier(spot)}"[:128].rstrip("-"),
                {
                    "name": f"Better {name(spot)}",
                    "touchpoint": identifier(spot),
                    "owner": team(self.layout.area(spot.line), self._team_number(spot)),
                    "pain": phrases.text(self.random, phrases.PAINS),
                    "value": str(1 + spot.line % 5),
                    "effort": str(1 + spot.at % 5),
                    "status": ("open", "doing", "done")[spot.line % 3],
                },
            )

    def interactions(self) -> Iterator[Entity]:
        """Yield a note for one in forty touchpoints."""
        for spot in islice(self.layout.spots(), 0, None, 40):
            yield {"text": phrases.text(self.random, phrases.NOTES), "touchpoint": identifier(spot)}

    def changes(self) -> Iterator[tuple[str, Entity]]:
        """Yield one agreed change an area."""
        for area in range(self.layout.areas):
            spot = Spot(self.layout.first_line(area), 0)
            owner = team(area, self._team_number(spot))
            yield (
                f"{phrases.area(area)}-warmer-start",
                {
                    "name": _title(area, "warmer start"),
                    "reason": "customer",
                    "why": phrases.text(self.random, phrases.PAINS),
                    "owner": owner,
                    "status": "agreed",
                    "touchpoints": [identifier(spot)],
                    "decisions": [{"by": "cx-steering", "on": self._date("2026-09-04"), "outcome": "approved"}],
                    "communications": [
                        {
                            "audience": owner,
                            "wave": "peers",
                            "channel": "meeting",
                            "owner": owner,
                            "on": self._date("2026-09-11"),
                        }
                    ],
                },
            )

    def _date(self, day: str) -> str:
        return day if self.plain_dates else f"'{day}'"

    def _personas(self, area: int) -> tuple[tuple[str, str], ...]:
        return PERSONAS[: len(self.layout.lines_of(area))]

    def _team_number(self, spot: Spot) -> int:
        return (spot.line + spot.at // 2) % TEAMS

    def _hurts(self, spot: Spot) -> bool:
        return spot.at in PAINS

    def _captured(self, area: int, at: int) -> list[str]:
        return [datum(area, what) for what in DATA[at // CAPTURING]] if at % CAPTURING == 1 else []

    def _carried(self, area: int, at: int) -> list[str]:
        """Return what must be known on arriving at a position: what was captured last, for up to four positions."""
        return [datum(area, what) for what in DATA[(at - 2) // CAPTURING]] if at > 1 else []

    def _needed(self, area: int, at: int) -> list[str]:
        """Return a datum that was carried here and, further on, one that a system holds."""
        needed = self._carried(area, at)[at % 2 :][:1]
        if at >= 6 and (at - 6) % CAPTURING < 2:  # noqa: PLR2004
            needed.append(datum(area, DATA[(at - 6) // CAPTURING][at % 2]))
        return needed

    def _along(self, spot: Spot) -> tuple[Spot, str]:
        onwards = Spot(spot.line, spot.at + 1)
        return (onwards, "forward") if self.layout.has(onwards) else (Spot(self.layout.next(spot.line), 0), "back")

    def _aside(self, spot: Spot) -> Iterator[tuple[Spot, str]]:
        """Yield where else one can go from a touchpoint, the best first; not all of it is there at the end of a line.

        What must be known there is known here: all these ways keep within four positions, or begin anew.
        """
        line, at = spot
        if at % CAPTURING == 0 and at:
            yield Spot(line, at - 2), "recovery" if self._hurts(spot) else "back"
        elif at % CAPTURING == 1:
            beside = self.layout.beside(line)
            yield Spot(beside, at + 1) if beside != line else Spot(line, -1), "forward"
            yield Spot(line, at - 2), "back"
        elif at:
            yield Spot(line, at + 2), "forward"
        yield Spot(self.layout.next(line), 1), "back" if at > 1 else "forward"

    def _transition(self, start: Spot, end: Spot, kind: str, share: float) -> Entity:
        random, area = self.random, self.layout.area(end.line)
        return {
            "from": identifier(start),
            "to": identifier(end),
            "when": phrases.text(random, phrases.REASONS),
            "owner": team(area, self._team_number(end)),
            "carries": self._carried(area, end.at),
            "kind": kind,
            "share": f"{share + random.random() * 0.2:.2f}",
            "within": ("30m", "2h", "1d", "5d")[int(random.random() * 4)],
        }

    def _step(self, spot: Spot) -> Entity | str:
        """Return a step: every other one says how customers feel; one that a transition passes by is optional."""
        if spot.at % 2:
            return identifier(spot)
        passed_by = spot.at and spot.at % CAPTURING == 0 and self.layout.has(Spot(spot.line, spot.at + 1))
        step = {
            "touchpoint": identifier(spot),
            "optional": "true" if passed_by else None,
            "thinks": phrases.text(self.random, phrases.PAINS) if spot.at % CAPTURING else None,
            "feels": str(spot.at % 5 - 2),
        }
        return _filled(step)

    def _journey(self, called: str, kind: str, common: Entity, steps: Iterable[Entity | str], **more: str) -> Entity:
        return {"name": called, "kind": kind, **more, **common, "steps": list(steps)}

    def _lead(self, area: int, at: int) -> tuple[str, Entity]:
        number = area * TEAMS + at
        again, rest = divmod(number, len(phrases.FIRST_NAMES) * len(phrases.LAST_NAMES))
        middle = f" {phrases.LAST_NAMES[again % len(phrases.LAST_NAMES)]}" if again else ""
        last, first = divmod(rest, len(phrases.FIRST_NAMES))
        called = f"{phrases.FIRST_NAMES[first]}{middle} {phrases.LAST_NAMES[last]}"
        return slug(called), {
            "name": called,
            "kind": "person",
            "function": FUNCTIONS[at],
            "contact": {"email": f"{slug(called)}@homes.example"},
        }


def name(spot: Spot) -> str:
    """Return the name of a touchpoint."""
    return NAME.format(object=_object(spot), **phrases.line_words(spot.line))


def identifier(spot: Spot) -> str:
    """Return the id of a touchpoint."""
    words = phrases.line_words(spot.line)
    return slug(f"{_object(spot)} {words['brand']} {words['place']}")


def _object(spot: Spot) -> str:
    return MOMENTS[spot.at].objects[(spot.line + spot.at) % 3]


def slug(called: str) -> str:
    """Return the words of a name that matter, joined by hyphens."""
    words = called.lower().replace(",", "").split()
    return "-".join(word for word in words if word not in {"for", "in"})


def team(area: int, number: int) -> str:
    """Return the id of a team."""
    return f"{phrases.area(area)}-{FUNCTIONS[number % TEAMS]}"


def persona(area: int, number: int) -> str:
    """Return the id of a persona."""
    return f"{phrases.area(area)}-{PERSONAS[number][0]}"


def system(area: int, number: int) -> str:
    """Return the id of the system of a stage."""
    return f"{phrases.area(area)}-{SYSTEMS[number]}"


def metric(area: int, number: int) -> str:
    """Return the id of the metric of a stage."""
    return f"{phrases.area(area)}-{METRICS[number][0]}"


def datum(area: int, what: str) -> str:
    """Return the id of a datum."""
    return f"{phrases.area(area)}-{what}"


def _title(area: int, what: str) -> str:
    return f"{phrases.area(area)} {what.replace('-', ' ')}".capitalize()


def _day(random: Random) -> str:
    return f"2026-{1 + int(random.random() * 9):02}-{1 + int(random.random() * 28):02}"


def _filled(entity: Entity) -> Entity:
    return {key: value for key, value in entity.items() if value not in (None, [])}


# What goes wrong where findings are asked for. Each takes a touchpoint of its own.


def _misspell_owner(entity: Entity) -> None:
    entity["raci"]["informed"] = [entity["raci"]["informed"][0] + "s"]


def _nobody_accountable(entity: Entity) -> None:
    del entity["raci"]["accountable"]


def _two_roles(entity: Entity) -> None:
    entity["raci"]["informed"] = entity["raci"]["consulted"][:1]


def _unknown_field(entity: Entity) -> None:
    entity["volumne"] = entity.pop("volume")


def _unmeasured(entity: Entity) -> None:
    entity["moment"] = "truth"
    del entity["metrics"]


BREAKS: tuple[Callable[[Entity], None], ...] = (
    _misspell_owner,
    _nobody_accountable,
    _two_roles,
    _unknown_field,
    _unmeasured,
)


def _other_letters(entity: Entity, neighbour: Entity) -> None:
    words = neighbour["name"].split()
    longest = max(words, key=len)
    slipped = longest[:3] + longest[4] + longest[3] + longest[5:]
    entity["name"] = " ".join(slipped if word == longest else word for word in words)


def _filler(entity: Entity, neighbour: Entity) -> None:
    entity["name"] = f"{neighbour['name']} page"


def _same_description(entity: Entity, neighbour: Entity) -> None:
    entity["description"] = Folded(f"{neighbour['description']} Often.")


LIKENESSES: tuple[Callable[[Entity, Entity], None], ...] = (_other_letters, _filler, _same_description)


@dataclass(frozen=True)
class Plants:
    """Which touchpoints are to be nearly like the one after them, and which are to be broken, spread evenly."""

    touchpoints: int
    alike: int = 0
    broken: int = 0
    former: list[Entity] = field(default_factory=list)

    def put(self, number: int, entity: Entity) -> None:
        """Change a touchpoint where something is to be planted. Touchpoints come in order."""
        if at := _turn(number // 2, self.touchpoints // 2, self.alike) if number % 2 else 0:
            LIKENESSES[at % len(LIKENESSES)](entity, self.former[0])
        if at := _turn(number, self.touchpoints, self.broken):
            BREAKS[at % len(BREAKS)](entity)
        self.former[:] = [entity]


def _turn(number: int, of: int, wanted: int) -> int:
    """Return the how-manieth of `wanted` things spread evenly over `of` places this place gets, or 0."""
    before, now = number * wanted // of, (number + 1) * wanted // of
    return now if now > before else 0


def block(value: Entity | list[Any], indent: str = "") -> Iterator[str]:
    """Yield the lines of plain data as block YAML."""
    entries = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in entries:
        before = f"{indent}-" if key is None else f"{indent}{key}:"
        if item.__class__ is str:
            yield f"{before} {item}\n"
        elif isinstance(item, Folded):
            yield f"{before} >-\n"
            yield from _folded(item, f"{indent}  ")
        elif not item:
            yield f"{before} []\n"
        elif key is None:
            # The first line of what stands in a list stands behind its dash.
            inner = block(item, f"{indent}  ")
            yield f"{before} {next(inner).lstrip()}"
            yield from inner
        else:
            yield f"{before}\n"
            yield from block(item, f"{indent}  ")


def _folded(words: str, indent: str) -> Iterator[str]:
    while len(words) > LINE_OF_TEXT:
        at = words.rindex(" ", 0, LINE_OF_TEXT)
        yield f"{indent}{words[:at]}\n"
        words = words[at + 1 :]
    yield f"{indent}{words}\n"


CONFIG = """\
cxmap: 1
name: Homes of Europe
language: en
governance:
  committee: cx-steering
rules:
  limits:
    # What is written here stays as it is while the calendar moves on.
    review_days: 36500
"""


def write(folder: Path, writer: Writer, per_file: int, plants: Plants) -> int:
    """Write the repository and return how many journey files it has."""
    layout = writer.layout
    folder.mkdir(parents=True)
    (folder / "cxmap.yaml").write_text(CONFIG, encoding="utf-8")
    files = _write_touchpoints(folder, writer, per_file, plants)
    for number in range(0, layout.lines, 20):
        lines = range(number, min(number + 20, layout.lines))
        journeys = dict(journey for line in lines for journey in writer.journeys(line))
        files += _write_file(folder / "journeys" / f"lines-{number:05}.yaml", {"journeys": journeys})
    for section in ("personas", "owners", "data", "systems", "metrics", "opportunities", "changes"):
        files += _write_file(folder / f"{section}.yaml", {section: dict(getattr(writer, section)())})
    files += _write_file(folder / "interactions.yaml", {"interactions": list(writer.interactions())})
    stages = {stage: {"name": stage.capitalize(), "goal": goal} for stage, goal in STAGES}
    return files + _write_file(folder / "stages.yaml", {"stages": stages})


def _write_touchpoints(folder: Path, writer: Writer, per_file: int, plants: Plants) -> int:
    files = 0
    spots = enumerate(writer.layout.spots())
    while batch := list(islice(spots, per_file)):
        touchpoints, transitions = {}, []
        for number, spot in batch:
            entity = writer.touchpoint(spot)
            plants.put(number, entity)
            touchpoints[identifier(spot)] = entity
            transitions += writer.transitions(spot)
        first = batch[0][1]
        path = f"{MOMENTS[first.at].stage}/{identifier(first)}.yaml" if per_file == 1 else f"part-{files:05}.yaml"
        files += _write_file(folder / "touchpoints" / path, {"touchpoints": touchpoints, "transitions": transitions})
    return files


def _write_file(path: Path, sections: Entity) -> int:
    content = "".join(block(sections))
    try:
        path.write_text(content, encoding="utf-8")
    except FileNotFoundError:
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    return 1


def commit(folder: Path) -> None:
    """Make a git repository of a folder, with one commit of everything in it."""
    person = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@homes.example", "-c", "commit.gpgsign=false")
    for command in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "."),
        (*person, "commit", "--quiet", "-m", "The map"),
    ):
        subprocess.run(("git", "-C", str(folder), *command), check=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "folder", type=Path, help="where to write; it must not exist yet, or be one that --force replaces"
    )
    parser.add_argument("--touchpoints", type=int, default=1000, metavar="T", help=f"how many, from {FEWEST} on")
    parser.add_argument("--per-file", type=int, default=1, metavar="N", help="touchpoints a file")
    parser.add_argument("--seed", type=int, default=1, help="another one gives other words")
    parser.add_argument(
        "--nearly-alike", type=int, default=0, metavar="N", help="plant so many nearly alike touchpoints"
    )
    parser.add_argument(
        "--broken", type=int, default=0, metavar="N", help="plant about so many findings of several rules"
    )
    parser.add_argument("--quote-dates", action="store_true", help="for readers to whom a plain date is no text")
    parser.add_argument("--git", action="store_true", help="commit the result")
    parser.add_argument("--force", action="store_true", help="replace a folder that was generated before")
    options = parser.parse_args(arguments)
    layout = Layout(options.touchpoints)
    if options.touchpoints < FEWEST or layout.lines > phrases.MOST_LINES or options.per_file < 1:
        parser.error(f"--touchpoints goes from {FEWEST} to {phrases.MOST_LINES * LENGTH}, --per-file from 1")
    if max(options.broken, 2 * options.nearly_alike) > options.touchpoints:
        parser.error("there are too few touchpoints for so much to be planted")
    if options.force and (options.folder / "cxmap.yaml").is_file():
        shutil.rmtree(options.folder)
    if options.folder.exists():
        parser.error(f"{options.folder} is there already")
    plants = Plants(options.touchpoints, options.nearly_alike, options.broken)
    writer = Writer(layout, Random(options.seed), plain_dates=not options.quote_dates)
    files = write(options.folder, writer, options.per_file, plants)
    if options.git:
        commit(options.folder)
    print(f"{options.folder}: {options.touchpoints} touchpoints in {files} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
