"""A touchpoint asks the customer for something that is already known there.

Why: nothing says "we do not talk to each other" as clearly as being asked again. It costs the customer time, and one
day the two answers will differ.

Flagged:
    stages: {buy: }
    data: {phone-number: {personal: true}}
    touchpoints:
      checkout: {stage: buy, channel: web, entry: true, captures: [phone-number]}
      choose-day: {stage: buy, channel: web, exit: true, captures: [phone-number]}
    transitions:
      - {from: checkout, to: choose-day}

Clean:
    stages: {buy: }
    data: {phone-number: {personal: true}}
    touchpoints:
      checkout: {stage: buy, channel: web, entry: true, captures: [phone-number]}
      choose-day: {stage: buy, channel: web, exit: true, needs: [phone-number]}
    transitions:
      - {from: checkout, to: choose-day}

Note: known is what another touchpoint has asked for on some way to here, if every transition since carries it, or if a
system that holds it is used here. To come back to the same touchpoint is not to be asked twice, and a system that holds
the datum only counts where the customer has given it before. A transition without `carries` carries everything.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Touchpoint {touchpoint} asks for {datum}, which the customer has already given at {source}.",
)
def asked_twice(context: Context) -> Iterator[Hit]:
    """Yield everything that is captured although it is known."""
    atlas = context.atlas
    for repeat in context.flow.repeats():
        touchpoint, datum = repeat.touchpoint, atlas.data[repeat.datum]
        spot = touchpoint.at("captures", touchpoint.value.captures.index(repeat.datum))
        if not repeat.way:
            yield Hit(
                spot,
                entity=touchpoint,
                message=said(
                    "Touchpoint {touchpoint} asks for {datum}, which is already known there.",
                    touchpoint=touchpoint.named,
                    datum=datum.named,
                ),
            )
            continue
        source = atlas.touchpoints[repeat.way[0]]
        way = tuple(atlas.named("touchpoint", name) for name in repeat.way)
        system = None if repeat.system is None else atlas.named("system", repeat.system)
        yield Hit(
            spot,
            entity=touchpoint,
            message=None
            if system is None
            else said(
                "Touchpoint {touchpoint} asks for {datum}, which the customer has already given at {source} and which "
                "system {system} holds.",
                touchpoint=touchpoint.named,
                datum=datum.named,
                source=source.named,
                system=system,
            ),
            touchpoint=touchpoint,
            datum=datum,
            source=source,
            hint=said(
                "Write it under `needs` instead of `captures`, or leave it out of `carries` if it is not handed over."
            )
            if system is None
            else said("Read it from the system: write it under `needs` instead of `captures`."),
            related=[
                (
                    source.at("captures", source.value.captures.index(repeat.datum)),
                    said("It is asked for here, on the way {way:way}.", way=way),
                )
            ],
        )
