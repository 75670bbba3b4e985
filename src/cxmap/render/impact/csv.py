"""The people to engage as a table for spreadsheets: one row for each owner."""

import csv
import io

from cxmap.message import said
from cxmap.render import encode
from cxmap.render.document import plainly
from cxmap.render.impact_parts import vocabulary
from cxmap.render.impact_parts.engage import CONTACTS
from cxmap.render.look import Look
from cxmap.report.impact import Engaged, ImpactReport
from cxmap.words import Words, joined, say


def render(report: ImpactReport, words: Words, _look: Look) -> str:
    """Return the table as CSV (RFC 4180) with a row of titles, which is all there is where nobody is to be engaged."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow([encode.csv_cell(say(title, words)) for title in _TITLES])
    for engaged in report.engage:
        table.writerow([encode.csv_cell(text) for text in _row(engaged, words)])
    return written.getvalue()


_TITLES = (
    *(said("Owner"), said("Name"), said("Function"), said("Role"), said("When"), said("Lead")),
    *(said("E-mail"), said("Chat"), said("Phone"), said("GitHub")),
    *(said("Touchpoints"), said("Reason")),
)


def _row(engaged: Engaged, words: Words) -> tuple[str, ...]:
    return (
        engaged.owner.id,
        engaged.owner.name,
        engaged.function,
        vocabulary.role(engaged.role, words),
        vocabulary.when(engaged.when, words),
        engaged.lead,
        *(engaged.contact.get(way, "") for way in CONTACTS),
        ", ".join(touchpoint.id for touchpoint in engaged.touchpoints),
        joined(plainly(engaged.reason, words)),
    )
