"""What is said of a touchpoint as plain data, from which the scripts of the page build its panel.

They are never given markup. A text is a list of pieces: a text alone, or `[text, address, form]` where the address is
empty or leads there from the top of the folder, and the form is empty, `code`, or what has changed.
"""

from collections.abc import Callable, Iterable
from typing import Any

from cxmap.render.document import Block, Heading, Items, Paragraph, Text
from cxmap.render.site.bits import Bit
from cxmap.render.site.blocks import Tone, are_facts, label

Bits = Callable[[Text], Iterable[Bit]]


def packed(blocks: Iterable[Block], bits: Bits, tones: dict[str, Tone]) -> list[Any]:
    """Return blocks as plain data, each with its form first. Tables and figures stand on pages only."""
    found: list[Any] = []
    for block in blocks:
        match block:
            case Paragraph(text, lead) if lead and not text:
                found.append(["h3", lead])
            case Heading(title):
                found.append(["h3", title])
            case Paragraph(text, lead):
                found.append(["p", lead, _text(text, bits)])
            case Items(items) if are_facts(items):
                found.append(["dl", [[label(item), _text(item.text, bits)] for item in items if item.lead]])
                found += [["p", "", _text(item.text, bits)] for item in items if not item.lead]
            case Items(items):
                found.append(
                    [
                        "ul",
                        [
                            [
                                item.lead,
                                tones.get(item.lead, ""),
                                _text(item.text, bits),
                                _text((item.where,) if item.where else (), bits),
                                [_text(detail, bits) for detail in item.details],
                            ]
                            for item in items
                        ],
                    ]
                )
            case _:
                continue
    return found


def _text(text: Text, bits: Bits) -> list[Any]:
    return [_bit(bit) for bit in bits(text)]


def _bit(bit: Bit) -> Any:
    form = "code" if bit.code else bit.mark or ""
    return [bit.text, bit.address, form] if bit.address or form else bit.text
