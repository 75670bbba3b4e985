"""What the page says beside what the documents say, for its templates and its scripts."""

from collections.abc import Mapping

from cxmap.findings import Severity
from cxmap.message import Message, said
from cxmap.render.site.blocks import Tone
from cxmap.report.since import Change
from cxmap.words import Words, say

_SENTENCES: Mapping[str, Message] = {
    "add_filter": said("Any"),
    "added": said("new"),
    "changed": said("changed"),
    "close": said("Close"),
    "contents": said("On this page"),
    "empty": said("As soon as the first touchpoint stands in the files, it can be seen and found here."),
    "filters": said("Filters"),
    "find_route": said("Find the way"),
    "fit": said("Show the whole picture"),
    "found_none": said("No touchpoint is like that. Take a filter away, or look for another word."),
    "from": said("From"),
    "handover": said("{giver} hands over to {taker}"),
    "keys": said("Arrow keys move the picture, plus and minus change its size, zero shows all of it."),
    "larger": said("Larger"),
    "menu": said("Pages"),
    "more": said("Show more"),
    "no_script": said("Searching, filtering and finding ways needs JavaScript. Everything can be read without it."),
    "no_such": said("There is no touchpoint called {name}."),
    "no_way": said("There is no way from one to the other."),
    "only_changed": said("Only what has changed"),
    "open_picture": said("Open the picture"),
    "original": said("1:1, the picture in its own size"),
    "remove": said("do not filter by this any longer"),
    "removed": said("gone"),
    "route": said("Find the way from one touchpoint to another"),
    "route_from": said("Way from here"),
    "route_to": said("Way to here"),
    "same_place": said("These are the same touchpoint."),
    "search": said("Search"),
    "search_hint": said("Name, channel, team or id"),
    "skip": said("Skip to the content"),
    "smaller": said("Smaller"),
    "stages": said("Stages"),
    "start_over": said("Show everything"),
    "to": said("To"),
    "touchpoint": said("Touchpoint"),
    "whole_page": said("Show on its page"),
    "zoom": said("Size of the picture"),
}

_FACETS: Mapping[str, Message] = {
    "stage": said("Stage"),
    "owner": said("Owner"),
    "persona": said("Persona"),
    "channel": said("Channel"),
    "data": said("Data"),
}

_KINDS: Mapping[str, Message] = {
    "stage": said("Stage"),
    "owner": said("Owner"),
    "journey": said("Journey"),
}

_MENU: Mapping[str, Message] = {
    "overview": said("Overview"),
    "journeys": said("Journeys"),
    "stages": said("Stages"),
    "owners": said("Owners"),
    "raci": said("Who does what"),
    "steering": said("Steering pack"),
    "glossary": said("Glossary"),
}


def sentences(words: Words) -> dict[str, str]:
    """Return the sentences by name, in a language. Scripts fill their gaps; those with a number come in two forms."""
    found = {name: words.sentence(message.text) for name, message in _SENTENCES.items()}
    found |= facets(words) | kinds(words)
    for ending, number in (("one", 1), ("many", 2)):
        found[f"found_{ending}"] = words.counted("{number} touchpoint", "{number} touchpoints", number)
        found[f"handovers_{ending}"] = words.counted("{number} hand-over", "{number} hand-overs", number)
        found[f"steps_{ending}"] = words.counted("{number} step", "{number} steps", number)
    return found


def facets(words: Words) -> dict[str, str]:
    """Return what one can filter by, and what it is called."""
    return {name: words.sentence(message.text) for name, message in _FACETS.items()}


def kinds(words: Words) -> dict[str, str]:
    """Return the kinds of things that have a page of their own, and what they are called."""
    return {name: words.sentence(message.text) for name, message in _KINDS.items()}


def menu(words: Words) -> dict[str, str]:
    """Return what the menu leads to, in its order, and what it is called there."""
    return {name: words.sentence(message.text) for name, message in _MENU.items()}


def tones(words: Words) -> dict[str, Tone]:
    """Return how grave a finding is by the words that lead it."""
    found: dict[Severity, Tone] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
    return {
        say(said("{severity}:", severity=words.sentence(severity.value)), words): tone
        for severity, tone in found.items()
    }


def marks(words: Words) -> dict[Change, str]:
    """Return the words for what has happened to something since a base."""
    return {"added": words.sentence("new"), "changed": words.sentence("changed"), "removed": words.sentence("gone")}
