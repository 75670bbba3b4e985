"""Who is asked about which file, as JSON for programs: stable and versioned."""

from cxmap.render.encode import json_document
from cxmap.render.look import Look
from cxmap.report.codeowners import CodeownersReport, Mixed, Notice, OwnedFile
from cxmap.visible import visible
from cxmap.words import Words, say

VERSION = 1
"""The version of the shape; it changes only when a program that reads it would have to."""


def render(report: CodeownersReport, words: Words, _look: Look) -> str:
    """Return the report as a JSON document."""
    return json_document(
        {
            "version": VERSION,
            "tool": {"name": "cxmap", "version": report.version},
            "roles": list(report.roles),
            "files": [_file(file) for file in report.files],
            "mixed": [_mixed(mixed) for mixed in report.mixed],
            "warnings": [_notice(notice, words) for notice in report.notices],
        }
    )


def _file(file: OwnedFile) -> dict[str, object]:
    return {
        "path": visible(file.path),
        "pattern": file.pattern or None,
        "asked": [
            {"handle": asked.handle, "owners": [visible(owner) for owner in asked.owners]} for asked in file.asked
        ],
        "unreached": [visible(owner) for owner in file.unreached],
        "by_committee": file.by_committee,
    }


def _mixed(mixed: Mixed) -> dict[str, object]:
    owners = [{"owner": visible(owner), "touchpoints": number} for owner, number in mixed.owners]
    return {"path": visible(mixed.path), "owners": owners}


def _notice(notice: Notice, words: Words) -> dict[str, object]:
    return {
        "kind": notice.kind,
        "message": say(notice.message, words),
        "hint": say(notice.hint, words),
        "path": visible(notice.place.path),
        "line": notice.place.span.line + 1,
        "column": notice.place.span.column + 1,
    }
