"""What `cxmap draw` says beside a picture: how much is not in it, and what to do about that."""

from cxmap.message import said
from cxmap.report.drawing import Drawing
from cxmap.words import Words, count, say


def summary(drawing: Drawing, words: Words) -> str:
    """Return how many touchpoints and journeys are left out; nothing where everything is drawn."""
    told = []
    if drawing.left_out:
        one, many = "{number} more touchpoint is not drawn.", "{number} more touchpoints are not drawn."
        told.append(count(drawing.left_out, one, many, words))
    if drawing.journeys_left_out:
        one, many = "{number} more journey is not drawn.", "{number} more journeys are not drawn."
        told.append(count(drawing.journeys_left_out, one, many, words))
    if told:
        hint = said("Draw less at a time: name a stage, as in `cxmap draw stage:ID`, or choose a `--journey`.")
        told.append(say(hint, words))
    return " ".join(told) + "\n" if told else ""
