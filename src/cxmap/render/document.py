"""A report as sections of paragraphs, lists and tables, whose words are chosen and whose looks are not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Literal, NamedTuple

from cxmap.findings import Place
from cxmap.message import Message, Named, Value
from cxmap.render.picture.canvas import Canvas
from cxmap.report.impact import Picture, Side
from cxmap.visible import visible
from cxmap.words import Part, Parts, Words, parts


class Where(NamedTuple):
    """A line of a file, counted from 1, in one of the two revisions."""

    path: str
    line: int
    side: Side


class Contact(NamedTuple):
    """A way to reach somebody, to be copied as it is. `mention` says that it is a name GitHub may tell."""

    text: str
    mention: bool = False


class Target(NamedTuple):
    """What a link leads to: a thing by its kind and id, or a document by its kind alone, such as `glossary`.

    A long document goes on in further parts, counted from 1.
    """

    kind: str
    id: str = ""
    part: int = 1


class Link(NamedTuple):
    """A text that leads to where more is said of something; only the text where nothing more is said."""

    text: str
    to: Target


Inline = Part | Where | Contact | Link
Text = tuple[Inline, ...]
"""A stretch of text, fit to show."""


Tone = Literal["", "breaking", "disruptive", "notable", "wording", "closed", "open"]
"""How grave something is: the grade of a change, or how the gate stands. It is never the only sign of it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences. `lead` comes before them and stands out; `tone` says how grave it is."""

    form: ClassVar[str] = "paragraph"
    text: Text = ()
    lead: str = ""
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the blocks up to the next heading are about. `id` is where links to it lead, if any do."""

    form: ClassVar[str] = "heading"
    title: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: what it says, where it stands in the files, and what is to be said about it."""

    text: Text
    lead: str = ""
    where: Where | None = None
    details: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    form: ClassVar[str] = "items"
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names what its rows are about. `figures` are the columns that hold numbers."""

    form: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    figures: frozenset[int] = frozenset()

    def without_empty_columns(self) -> "Table":
        """Return the table with those columns only in which some row says something."""
        used = [number for number in range(len(self.head)) if any(row[number] for row in self.rows)]
        return Table(
            tuple(self.head[number] for number in used),
            tuple(tuple(row[number] for number in used) for row in self.rows),
            frozenset(place for place, number in enumerate(used) if number in self.figures),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A text for somebody to send, in the language of those who get it."""

    title: str
    language: str
    body: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """Texts to send, one for each audience."""

    form: ClassVar[str] = "drafts"
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The affected part of the map, before and after."""

    form: ClassVar[str] = "drawing"
    picture: Picture


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that stands in a file of its own beside a document, and within a page. `name` tells it from others."""

    form: ClassVar[str] = "figure"
    name: str
    canvas: Canvas
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that only some readers want to see; whoever does unfolds them."""

    form: ClassVar[str] = "fold"
    title: str
    blocks: tuple["Paragraph | Items | Table", ...]


Block = Paragraph | Heading | Items | Table | Drafts | Drawing | Figure | Fold


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. `folded` says that it may be folded where room is short."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    folded: bool = field(default=False, kw_only=True)


def worded(message: Message, words: Words) -> Parts:
    """Return a message as text."""
    return parts(message, words)


def plainly(message: Message, words: Words) -> Parts:
    """Return a message as text in which things go by their names alone, for those who never see a file.

    Transitions go by their ends: hardly one has a name.
    """
    return parts(Message(message.text, {gap: _by_name(value) for gap, value in message.values.items()}), words)


def _by_name(value: Value) -> Value:
    if isinstance(value, Named):
        return value if value.kind == "transition" else value.name or value
    if isinstance(value, tuple):
        return tuple(_in_a_list(item) for item in value)
    return value


def _in_a_list(item: Named | str) -> Named | str:
    if isinstance(item, str) or item.kind == "transition" or not item.name:
        return item
    # Without the id behind it, nobody could tell where a name with a comma ends.
    return f"“{item.name}”" if "," in item.name else item.name


def sentence(text: str) -> Text:
    """Return words that have been chosen already as text."""
    return (Part(text, "text"),) if text else ()


def value(text: str) -> Text:
    """Return something people wrote, on one line; of an essay no more than its beginning."""
    flat = " ".join(text.split())
    shown = flat if len(flat) <= LONGEST_VALUE else flat[: LONGEST_VALUE - 1] + "…"
    return (Part(visible(shown), "value"),) if shown else ()


LONGEST_VALUE = 800
"""The most characters of what people wrote that are shown; JSON has all of it."""


def spaced(*texts: Text) -> Text:
    """Return sentences one behind the other."""
    return strung((text for text in texts), " ")


def strung(texts: Iterable[Text], separator: str) -> Text:
    """Return texts one behind the other, with signs in between; those that say nothing are left out."""
    whole: list[Inline] = []
    for text in texts:
        if text:
            if whole:
                whole.append(Part(separator, "text"))
            whole.extend(text)
    return tuple(whole)


def where(place: Place, side: Side) -> Where:
    """Return the line on which a place begins."""
    return Where(place.path, place.span.line + 1, side)
