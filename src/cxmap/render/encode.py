"""One encoder for each output format: any text goes in, what comes out means that text and nothing else to a reader.

The texts are expected to have gone through `cxmap.visible`; an encoder is safe without it, but then some characters
are shown written out, or, in Markdown, line breaks as spaces.
"""

import json
import re

from cxmap.visible import visible


def markdown(text: str) -> str:
    """Return Markdown that shows `text`: no markup, no HTML, no link, nobody mentioned, no issue linked.

    Hosts look for `@name`, `#1`, `www.` and the like in the finished HTML, where a character reference is no
    obstacle: a zero-width space breaks them. Spaces at the ends are kept, line breaks become spaces.
    """
    flat = visible(_BREAKS.sub(" ", text))
    broken = _CALLS.sub(f"\\g<0>{_ZERO_WIDTH_SPACE}", flat)
    return _MARKDOWN_START.sub(_reference, _MARKDOWN.sub(_reference, broken))


def markdown_code(text: str) -> str:
    """Return a Markdown code span that shows `text`, or nothing for an empty one; not for table cells."""
    flat = visible(_BREAKS.sub(" ", text))
    if not flat:
        return ""
    runs = {len(run) for run in _BACKTICKS.findall(flat)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    # A reader takes one space off each side if both have one and there is more than spaces.
    edged = "`" in (flat[0], flat[-1]) or (flat[0] == flat[-1] == " " and flat.strip(" "))
    return f"{fence} {flat} {fence}" if edged else f"{fence}{flat}{fence}"


def github_property(text: str) -> str:
    """Return `text` as the value of a property of a GitHub workflow command."""
    return github_data(text).replace(":", "%3A").replace(",", "%2C")


def github_data(text: str) -> str:
    """Return `text` as the message of a GitHub workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def xml(text: str) -> str:
    """Return `text` for an element or an attribute of XML 1.0; characters that XML forbids are written out."""
    return _XML_ACTIVE.sub(_reference, _XML_FORBIDDEN.sub(lambda found: visible(found.group()), text))


def sarif(text: str) -> str:
    r"""Return `text` as a plain message of SARIF, where `[text](target)` would be a link."""
    return _SARIF_ACTIVE.sub(r"\\\g<0>", text) if "](" in text else text


def csv_cell(text: str) -> str:
    """Return `text` for a cell of a spreadsheet: none takes it for a formula."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA_STARTS) else shown


def uri(path: str) -> str:
    """Return a relative path, with `/`, as a URI reference; whatever bytes a file name is made of are kept."""
    try:
        raw = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a lone surrogate that stands for no byte
        raw = visible(path).encode()
    return "".join(chr(byte) if byte in _URI_PLAIN else f"%{byte:02X}" for byte in raw)


def json_document(data: object) -> str:
    """Return plain data, its texts fit to show, as a JSON document for people and programs."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


# Tabs and line breaks, behind which a formula could stand, are written out by now. Some take wide signs for narrow.
_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_URI_PLAIN = frozenset(b"/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_ZERO_WIDTH_SPACE = "\u200b"
_BREAKS = re.compile(r"\r\n|[\n\r]")
_BACKTICKS = re.compile(r"`+")

# What makes a host link or call: mentions, issues and merge requests, labels, milestones, snippets, epics, autolinks.
# At the end of a text, too: another one may follow it.
_CALLS = re.compile(r"[@#!~%$&](?!\s)|(?i:\bgh-)(?=\d|$)|:(?=//)|(?i:www)(?=\.|$)")
_MARKDOWN = re.compile(rf"[\\`*_\[\]<>&@#!|~$^{_ZERO_WIDTH_SPACE}]|^\s|\s$|:(?={_ZERO_WIDTH_SPACE})")
# Where a list, an underlined heading or a rule would begin.
_MARKDOWN_START = re.compile(r"^(?:[-+](?=[- ]|$)|=(?==* *$)|[0-9](?=[0-9]*[.)](?: |$)))")

_XML_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_XML_ACTIVE = re.compile("[&<>\"'\t\n\r]")
_SARIF_ACTIVE = re.compile(r"[\\\[\]]")


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"
