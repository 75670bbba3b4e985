"""Sets aside how a name is spelled: case, accents, punctuation, stop words and word order."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cxmap.likeness.lists import lines, words

_STOP_WORDS = words("stopwords")
_ORDERING = words("ordering")

_COMPOUNDS: dict[str, list[str]] = {}
for _line in lines("compounds"):
    _COMPOUNDS.setdefault(_line.split()[0], []).append(_line.split()[1])

_ASCII_WORD = re.compile(r"[a-z0-9]+|\$")
_MAY_NEED_CARE = re.compile(r"['+$0-9-]")
_PARTS_WORDS = "".join(chr(code) if chr(code).isalpha() else " " for code in range(128))
_NEEDS_CARE = re.compile(r"['+]|\b[a-z]-[a-z]|[a-z]{2}[0-9]|cannot")
_LONE_LETTER = re.compile(r"\b([^\W\d_])-(?=[^\W\d_])")
_PLUS = re.compile(r"(?<=\w)\+(?!\w)")
_LETTERS_THEN_DIGITS = re.compile(r"(?<=[^\W\d_]{2})(?=\d+\b)")
_ELISION = re.compile(r"\b(?:l|d|un|all|dall|dell|nell|sull|coll|quest|quell|sant|c|dov)'(?=\w)")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_CANNOT = re.compile(r"\bcan(?:'t|not)\b")
_NOT = re.compile(r"n't\b")

# Combining marks that are set aside: those of Latin, Greek and Cyrillic letters, Hebrew points, Arabic vowel signs,
# hamza and lengthening. Two stay, because with them the letter is another one and not the same with an accent: the
# tilde of ñ (año, ano), the breve of й and ў. In Indic scripts, Thai, Japanese and Korean marks belong to the letter.
_MARK = re.compile(
    "(n\u0303|[\u0438\u0443]\u0306)"
    "|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]"
)
_TRADE_MARKS = dict.fromkeys(map(ord, "\N{TRADE MARK SIGN}\N{SERVICE MARK}\N{REGISTERED SIGN}\N{COPYRIGHT SIGN}"))
_APOSTROPHES = (
    "'`\N{ACUTE ACCENT}\N{MODIFIER LETTER APOSTROPHE}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
)

# A file may hold descriptions of any length; names are short, and only they are asked for twice.
_CACHED_LENGTH = 160

# A stop word of one or two letters may be a code: Checkout DE, Checkout (it), Zone E map. In brackets any case will do.
_NOT_BESIDE = r"[\w'`\u00b4\u02bc\u2018\u2019]"
_MAY_BE_CODE = re.compile(
    rf"(?<!{_NOT_BESIDE})(?:[A-Z]{{2}}|(?<!-)[A-Z](?![-.]))(?!{_NOT_BESIDE})|(?<=[(\[])\s*[A-Za-z]{{2}}(?=\s*[)\]])"
)
_HINTS_AT_CODE = re.compile(r"[A-Z](?![a-z])|[(\[]")
_CAPITALS = re.compile(r"[A-Z]{2}")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGN_FOLLOWS = re.compile(r"\s*[:|/\])\u2013\u2014]|\s+-\s")
_LONGEST_CODE = 2


def key(text: str) -> str:
    """Return what the spellings of one name have in common.

    These are its words without case, accents, punctuation and stop words, sorted and parted by spaces. Numbers and
    words with digits come last and keep their order. Words keep their order where one of them, such as "from" or
    "before", gives it a meaning. A stop word that is a code is kept, in capitals. The key of a key is the key itself;
    only blank text has an empty one.
    """
    return _cached_key(text) if len(text) <= _CACHED_LENGTH else _key(text)


def tokens(text: str) -> list[str]:
    """Return the words of a text as they stand in it, without case, accents and punctuation."""
    if text.isascii():
        lowered = text.lower()
        if not _MAY_NEED_CARE.search(lowered) and "cannot" not in lowered:
            return lowered.translate(_PARTS_WORDS).split()
        if not _NEEDS_CARE.search(lowered):
            return _ASCII_WORD.findall(lowered)
    else:
        lowered = _plain(text)
    return _careful(lowered).split()


def coded_tokens(text: str) -> list[str]:
    """Return the words of a description like `tokens`, but stop words that are codes of two letters in capitals."""
    return _coded(text, longest_only=True) if _CAPITALS.search(text) else tokens(text)


def is_stop_word(word: str) -> bool:
    """Tell whether a word says nothing about which touchpoint is meant."""
    return word in _STOP_WORDS


def keeps_order(found: Iterable[str]) -> bool:
    """Tell whether the order of these words has a meaning."""
    return not _ORDERING.isdisjoint(found)


@lru_cache(maxsize=1 << 15)
def has_digit(word: str) -> bool:
    """Tell whether a word is a number or holds one."""
    return not word.isalpha() and any(character.isdigit() for character in word)


def _key(text: str) -> str:
    found = _coded(text) if _HINTS_AT_CODE.search(text) else tokens(text)
    if not found:
        return " ".join(text.casefold().split())
    joined = _join_compounds(found)
    # Short stop words stand at the end when they are codes: "Plan A" is not "Plan", "Help it" is not "Help es".
    if len(joined[-1]) <= _LONGEST_CODE and joined[-1] in _STOP_WORDS:
        joined = [*joined[:-1], joined[-1].upper()]
    kept = [word for word in joined if word not in _STOP_WORDS]
    if all(word.lower() in _STOP_WORDS for word in kept):
        return " ".join(_arranged([word.lower() for word in joined]))
    return " ".join(_arranged(kept))


_cached_key = lru_cache(maxsize=1 << 16)(_key)


def _arranged(found: list[str]) -> list[str]:
    if keeps_order(found):
        return found
    letters = "".join(found)
    if letters.isalpha() and letters.islower():
        return sorted(found)
    numbers = [word for word in found if has_digit(word)]
    codes = [word for word in found if len(word) == 1 and word.isupper() and word.lower() in _STOP_WORDS]
    return [*sorted(word for word in found if word not in numbers and word not in codes), *numbers, *sorted(codes)]


def _coded(text: str, *, longest_only: bool = False) -> list[str]:
    """Return the words of a text like `tokens`, but stop words that are codes in capitals."""
    text = unicodedata.normalize("NFC", text)
    found: list[str] = []
    end = 0
    for match in _MAY_BE_CODE.finditer(text):
        code = match.group().strip()
        if code.lower() in _STOP_WORDS and len(code) > longest_only and _is_code(match, code):
            found += [*tokens(text[end : match.start()]), code.upper()]
            end = match.end()
    return found + tokens(text[end:])


def _is_code(match: re.Match[str], code: str) -> bool:
    text = match.string
    if len(code) == _LONGEST_CODE and text[match.start() - 1 : match.start()] in {"(", "["}:
        return True
    others = [word for word in _LETTERS.findall(text) if not _is_short_stop_word(word)]
    # In a name that is all capitals, a word in capitals says nothing.
    in_capitals = bool(others) and all(word.isupper() and word != word.casefold() for word in others)
    if len(code) == _LONGEST_CODE:
        return not in_capitals or bool(_SIGN_FOLLOWS.match(text, match.end()))
    # "I" speaks, and a letter that begins a sentence is an article.
    if in_capitals or code == "I" or not text[: match.start()].rstrip()[-1:].isalnum():
        return False
    # "Request A Quote" is a title, "Plan A checkout" a plan.
    return code != "A" or any(word != word.title() for word in others if len(word) > 1)


def _is_short_stop_word(word: str) -> bool:
    return len(word) <= _LONGEST_CODE and word.lower() in _STOP_WORDS


def _join_compounds(found: list[str]) -> list[str]:
    firsts = _COMPOUNDS.keys() & set(found)
    if not firsts:
        return found
    joined = list(found)
    for first in sorted(firsts):
        for second in _COMPOUNDS[first]:
            if first in joined and second in joined:
                joined[joined.index(first)] = first + second
                joined.remove(second)
    return joined


def _plain(text: str) -> str:
    folded = (
        unicodedata.normalize("NFKD", text.translate(_TRADE_MARKS))
        .casefold()
        .replace("\N{LATIN SMALL LETTER DOTLESS I}", "i")
    )
    bare = _MARK.sub(lambda mark: mark.group(1) or "", unicodedata.normalize("NFKD", folded))
    return unicodedata.normalize("NFC", bare)


def _careful(lowered: str) -> str:
    text = lowered.translate(_SIGNS)
    if "'" in text or "cannot" in text:
        text = _NOT.sub(" not", _CANNOT.sub("can not", text).replace("won't", "will not"))
        text = _ELISION.sub("", _POSSESSIVE.sub("", text)).replace("'", "")
    text = _PLUS.sub(" plus", text)
    text = _LETTERS_THEN_DIGITS.sub(" ", _LONE_LETTER.sub(r"\1", text))
    return text.replace("-", " ").replace("+", " ")


class _Signs(dict[int, str | None]):
    """What becomes of each character, worked out when it is first met: letters and digits stay, signs part words."""

    def __missing__(self, code: int) -> str | None:
        self[code] = found = _sign(chr(code))
        return found


def _sign(character: str) -> str | None:
    if character in _APOSTROPHES:
        return "'"
    if character == "+":
        return "+"
    category = unicodedata.category(character)
    match category[0], category:
        case "N", "Nd":
            return str(unicodedata.decimal(character))
        case "L" | "M" | "N", _:
            return character
        case _, "Pd":
            return "-"
        case _, "Cf":
            return None
        case _, "Sc" | "So":
            # "Pay in $" and "Pay in €" differ by nothing else.
            return f" {character} "
    return " "


_SIGNS = _Signs()
