"""Takes from Markdown that a stranger may have written what could do more than be read."""

import re
import sys

BREAK = "\u200b"
OPENING = re.compile(r"(`{3,})(?:mermaid|text)")
LINE_START = re.compile(r"^((?:\s|[-+*](?=\s)|[0-9]+[.)](?=\s))*)(?=[/>]|`{3,}[^`]*$|~{3})")
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
CODE = re.compile(r"(?<!`)(?P<ticks>`+)[^`|$<\n]+(?P=ticks)(?!`)")
DIGIT = r"(?:[0-9]|&(?!#8203;))"
SEPARATED = rf"(?:\s|$|{BREAK}|&#8203;)"
# What Markdown, or the page that shows it, makes something of. A sign may also be written as a reference or after a \\.
ACTIVE = (
    r"&#(?P<code>[0-9]{1,7});",
    r"&#?(?=[A-Za-z0-9])|\\(?=&)",
    r"<(?=[A-Za-z/!?])",
    r"\](?=[(\[:])",
    rf"#(?={DIGIT})",
    rf"!(?=\[|{DIGIT})",
    r":(?=(?:\\?/|&#0*47;){2})",
    r"(?i:www)(?=\\?\.|&#0*46;)",
    rf"(?i:gh)(?=(?:\\?-|&#0*45;){DIGIT})",
)
MENTION = rf"@(?!{SEPARATED})"


def disarmed(text: str, files: str, *, mention: bool = False) -> str:
    """Return Markdown that shows nothing but text, tables, folds, pictures by Mermaid and links to lines of files.

    What would be anything else is broken by a zero-width space: HTML, images, links, mentions, references to issues,
    commands at the beginning of a line. What cxmap writes looks as it did before. `files` is how the addresses of
    files begin. `mention` lets the people be told whom the text mentions.
    """
    link = rf"\]\({re.escape(files)}(?![A-Za-z0-9/._~%-]*(?:\.\.|%2[Ee]))[A-Za-z0-9/._~%-]+#L[0-9]+\)"
    kept = rf"</?details>|</?summary>|{link}"
    signs = ACTIVE if mention else (*ACTIVE, MENTION)
    done: list[str] = []
    block: list[str] = []
    fence = ""
    for line in [*HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text).split("\n"), ""]:
        opened = OPENING.fullmatch(line)
        if fence:
            # Within code nothing is active. It ends where a reader of Markdown takes it to end.
            done.append(line)
            fence = "" if re.fullmatch(rf" {{0,3}}{fence}`* *", line) else fence
        elif opened and not block:
            done.append(line)
            fence = opened[1]
        elif line.strip(" "):
            block.append(line)
        else:
            safe = rf"{kept}|{CODE.pattern}" if is_plain("\n".join(block)) else kept
            active = re.compile("|".join([f"(?P<kept>{safe})", *signs]))
            done += [LINE_START.sub(rf"\1{BREAK}", active.sub(broken, inner)) for inner in block]
            done.append(line)
            block = []
    return "\n".join([*done[:-1], fence] if fence else done[:-1])


def is_plain(block: str) -> bool:
    """Tell whether all agree on what in a block of text is code, each piece of it on one line."""
    return not re.search(r"[`<$]", CODE.sub("", block)) and "\\`" not in block


def broken(found: re.Match[str]) -> str:
    """Return something active so that it no longer is; what cxmap has broken itself is left alone."""
    if found["kept"]:
        return found[0]
    if not found["code"]:
        return found[0] + BREAK
    code = int(found["code"])
    letter = chr(code) if code <= sys.maxunicode else ""
    if not letter or letter.isalpha() or HIDDEN.match(letter):
        return found[0].replace("#", f"#{BREAK}")
    separated = re.match(SEPARATED, found.string[found.end() :])
    return found[0] if letter not in "@#!:" or separated else found[0] + BREAK
