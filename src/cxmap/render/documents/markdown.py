"""Blocks as Markdown for files."""

from collections.abc import Callable, Iterator, Sequence

from cxmap.render import encode
from cxmap.render.document import (
    Block,
    Contact,
    Figure,
    Fold,
    Heading,
    Inline,
    Item,
    Items,
    Link,
    Paragraph,
    Table,
    Target,
    Text,
    Where,
)
from cxmap.render.stretches import cell_code, plain, stretch
from cxmap.visible import visible
from cxmap.words import Part


class Writer:
    """Writes blocks down.

    Args:
        address: says where a target is, as seen from this page; nothing where nothing more is said of it.
        place: returns how a line of a file is shown, and its address, if it has one.
        picture: returns the address of a picture, as seen from this page.
        spot: returns what marks the spot of this name.
    """

    def __init__(
        self,
        address: Callable[[Target], str],
        place: Callable[[Where], tuple[str, str]],
        picture: Callable[[Figure], str],
        spot: Callable[[str], str],
    ) -> None:
        self._address = address
        self._place = place
        self._picture = picture
        self._spot = spot

    def body(self, blocks: Sequence[Block]) -> str:
        """Return blocks one below the other."""
        return "\n\n".join(text for block in blocks for text in self._block(block) if text)

    def text(self, text: Text) -> str:
        """Return a stretch of text."""
        return "".join(map(self._inline, text))

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield self._led(block.lead, block.text)
            case Heading():
                yield self._spot(block.id) if block.id else ""
                yield f"### {encode.markdown(block.title)}"
            case Items():
                yield "\n".join(map(self._item, block.items))
            case Table():
                yield self._table(block.without_empty_columns())
            case Figure():
                # Most readers show it as wide as the page: pressed, it opens in its own size.
                address = self._picture(block)
                yield f"[![{encode.markdown(block.canvas.title)}]({address})]({address})"
                yield encode.markdown(block.caption)
            case Fold():
                yield f"**{encode.markdown(block.title)}**"
                yield self.body(block.blocks)
            case _:
                return

    def _led(self, lead: str, text: Text) -> str:
        return " ".join(piece for piece in (f"**{encode.markdown(lead)}**" if lead else "", self.text(text)) if piece)

    def _item(self, item: Item) -> str:
        place = self.text((item.where,)) if item.where else ""
        first = " ".join(piece for piece in (self._led(item.lead, item.text), place) if piece)
        return "\n".join([f"- {first}", *(f"  - {self.text(detail)}" for detail in item.details)])

    def _table(self, table: Table) -> str:
        rules = ("---:" if number in table.figures else "---" for number in range(len(table.head)))
        rows = ([self.text(cell) for cell in row] for row in table.rows)
        return "\n".join(map(_row, [[encode.markdown(title) for title in table.head], list(rules), *rows]))

    def _inline(self, piece: Inline) -> str:
        match piece:
            case Link(text, target):
                address = self._address(target)
                return f"[{plain(text)}]({address})" if address else plain(text)
            case Where():
                shown, address = self._place(piece)
                return f"[{cell_code(shown)}]({address})" if address else cell_code(shown)
            case Contact():
                # Within code nobody is mentioned, and no character is added that would be copied.
                return cell_code(visible(piece.text))
            case Part():
                return stretch(piece, cell_code)
            case _:
                return plain(piece.text)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
