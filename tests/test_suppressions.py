"""What suppressions silence, and what is said of those that silence nothing."""

import datetime

import pytest
from trees import CONFIG, MemoryTree

from cxmap.app.validate import Checked, Scope, check, report
from cxmap.atlas.document import Document, Spot
from cxmap.findings import Severity
from cxmap.message import said
from cxmap.source.span import START
from cxmap.source.tree import Blob, Unreadable
from cxmap.words import say

TODAY = datetime.date(2026, 11, 21)
SHOP = """\
stages: {choose: , buy: }
owners: {digital: {kind: team, lead: Ann Lee}}
touchpoints:
  basket: {stage: choose, channel: web, entry: true, raci: {accountable: digital}}
  checkout: {stage: buy, channel: web, exit: true, raci: {accountable: digital}}
transitions:
  - {from: basket, to: checkout}
"""
FIELDS = "    stage: buy\n    channel: fax\n    raci: {accountable: digital}\n"
FAX = "{stage: buy, channel: fax, raci: {accountable: digital}}"


def checked(*, config: str = CONFIG, select=(), ignore=(), today=TODAY, **files: str) -> Checked:
    texts = {f"{name.replace('__', '/')}.yaml": text for name, text in {"shop": SHOP, **files}.items()}
    scope = Scope(today, frozenset(select), frozenset(ignore))
    return check(MemoryTree({"cxmap.yaml": config, **texts}), scope)


def found(**options) -> list[str]:
    return [f"{finding.rule} {finding.entity}" for finding in checked(**options).findings]


def sayings(**options) -> list[str]:
    findings = checked(**options).findings
    assert all(say(finding.hint) for finding in findings if finding.hint)
    return [say(finding.message) for finding in findings if finding.rule == "unused-suppression"]


def fax(comment: str = "", *, above: str = "", entity: str = FAX) -> str:
    return f"touchpoints:\n{above}  fax: {entity} {comment}\n"


SILENT = "# cxmap: ignore[orphan-touchpoint] it is being switched off"
ORPHAN = "orphan-touchpoint touchpoint:fax"


class TestWhereItStands:
    def test_there_is_something_to_silence(self):
        assert found(fax=fax()) == [ORPHAN]

    @pytest.mark.parametrize(
        "text",
        [
            fax(SILENT),
            fax(above=f"  {SILENT}\n"),
            fax(above=f"{SILENT}\n"),
            fax(above=f"  {SILENT}\n  # and somebody's remark\n"),
            fax(above=f"  # somebody's remark\n  {SILENT}\n"),
            fax(above=f"  {SILENT}\n  {SILENT} twice\n"),
            f"touchpoints: {{fax: {FAX}}} {SILENT}\n",
            f"{SILENT}\ntouchpoints: {{fax: {FAX}}}\n",
            f"touchpoints:\n  ? fax {SILENT}\n  : {FAX}\n",
            f"touchpoints:\n  fax: {SILENT}\n    stage: buy\n    channel: fax\n    raci: {{accountable: digital}}\n",
            f"# first\n\n{SILENT.replace('ignore', 'ignore-file')}\n# more\n{fax()}",
            fax(SILENT).replace("\n", "\r\n"),
            fax(above=f"  {SILENT}\n").replace("\n", "\r"),
            "\ufeff" + fax(SILENT),
        ],
        ids=range(14),
    )
    def test_it_silences(self, text):
        outcome = checked(fax=text)
        assert outcome.findings == ()
        assert outcome.suppressed == 1

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (fax(above=f"  {SILENT}\n\n"), "no entity begins on its line"),
            (f"{SILENT}\n{fax()}", "no entity begins on its line"),
            (f"touchpoints: {SILENT}\n  fax: {FAX}\n", "no entity begins on its line"),
            (
                f"touchpoints:\n  fax:\n    {SILENT}\n{FIELDS}",
                "no entity",
            ),
            (f"{fax()}{SILENT}", "no entity begins on its line"),
            (f"{fax()}{SILENT.replace('ignore', 'ignore-file')}", "above all sections"),
            (fax(SILENT.replace("ignore", "ignore-file")), "above all sections"),
        ],
        ids=range(7),
    )
    def test_it_stands_in_the_wrong_place(self, text, message):
        assert ORPHAN in found(fax=text)
        (saying,) = sayings(fax=text)
        assert message in saying

    @pytest.mark.parametrize(
        "text",
        [
            fax(entity=FAX.replace("channel: fax", f'channel: fax, description: "{SILENT}"')),
            f"touchpoints:\n  fax:\n    description: |\n      {SILENT}\n{FIELDS}",
        ],
        ids=["quotes", "block"],
    )
    def test_within_a_text_it_is_no_comment(self, text):
        assert found(fax=text) == [ORPHAN]

    def test_only_its_own_entity_is_silenced(self):
        text = f"touchpoints:\n  fax: {FAX} {SILENT}\n  telex: {FAX}\n"
        assert found(fax=text) == ["orphan-touchpoint touchpoint:telex"]

    def test_all_entities_on_its_line_are_silenced(self):
        text = f"touchpoints: {{fax: {FAX}, telex: {FAX}}} {SILENT}\n"
        assert found(fax=text, config=CONFIG.replace("committee: off", "committee: off, similar-touchpoint: off")) == []

    def test_only_its_own_rule_is_silenced(self):
        outcome = found(fax=fax(SILENT, entity="{stage: buy, channel: fax}"))
        assert outcome == ["unaccountable-touchpoint touchpoint:fax"]

    def test_several_rules_are_silenced(self):
        comment = SILENT.replace("]", ", unaccountable-touchpoint]")
        assert found(fax=fax(comment, entity="{stage: buy, channel: fax}")) == []

    def test_only_its_own_file_is_silenced(self):
        comment = SILENT.replace("ignore", "ignore-file")
        assert found(fax=f"{comment}\n{fax()}", telex=fax().replace("fax:", "telex:")) == [
            "orphan-touchpoint touchpoint:telex"
        ]

    def test_items_of_lists_are_silenced(self):
        text = """\
transitions:
  # cxmap: ignore[backward-transition] customers may change their mind
  - from: checkout
    to: basket
  - {from: checkout, to: basket, id: again} # cxmap: ignore[backward-transition] and again
interactions:
  - {text: The queue is long} # cxmap: ignore[unmapped-interaction] not a matter of the shop
"""
        outcome = checked(more=text)
        assert outcome.findings == ()
        assert outcome.suppressed == 3

    def test_the_second_of_two_with_one_id_is_silenced(self):
        text = f"touchpoints:\n  checkout: {FAX} # cxmap: ignore[duplicate-id] it moves to another id next week\n"
        outcome = checked(z=text)
        assert outcome.findings == ()
        assert outcome.suppressed == 1

    def test_fields_that_do_not_fit_are_silenced_at_their_entity(self):
        comment = "# cxmap: ignore[invalid-field, duplicate-key, orphan-touchpoint] from the old tool"
        back = f"transitions:\n  - {{from: checkout, to: basket, kind: back, rank: 1}} {comment}\n"
        for text in (fax(comment, entity=FAX[:-1] + ", rank: 1}"), fax(comment, entity=FAX[:-1] + ", stage: x}"), back):
            assert found(more=text, ignore=["suppression"]) == []

    def test_what_stands_in_no_section_is_no_entity(self):
        text = f"faxes:\n  fax: {FAX} {SILENT}\n"
        assert "no entity begins on its line" in sayings(more=text)[0]

    def test_what_is_silenced_is_in_no_report(self):
        outcome = checked(fax=fax(SILENT))
        shown = report(outcome, Scope(TODAY))
        assert shown.findings == ()
        assert shown.suppressed == 1


class TestDays:
    COMMENT = SILENT + ", until 2026-11-21"

    def test_the_last_day_counts(self):
        assert found(fax=fax(self.COMMENT)) == []

    def test_afterwards_it_is_an_error(self):
        outcome = checked(fax=fax(self.COMMENT), today=TODAY + datetime.timedelta(1))
        assert [(finding.rule, finding.severity) for finding in outcome.findings] == [
            ("orphan-touchpoint", Severity.ERROR),
            ("expired-suppression", Severity.ERROR),
        ]
        assert outcome.suppressed == 0
        assert outcome.findings[1].entity == "touchpoint:fax"
        assert "until 2026-11-21" in say(outcome.findings[1].message)

    def test_another_one_may_still_count(self):
        text = fax(self.COMMENT, above=f"  {SILENT}\n")
        assert found(fax=text, today=TODAY + datetime.timedelta(1)) == ["expired-suppression touchpoint:fax"]

    def test_one_without_effect_has_expired_all_the_same(self):
        text = SHOP.replace("digital}}\ntrans", f"digital}}}} {self.COMMENT}\ntrans")
        assert found(shop=text, today=TODAY + datetime.timedelta(1)) == ["expired-suppression touchpoint:checkout"]


class TestWithoutEffect:
    IDLE = SHOP.replace("digital}}\ntrans", f"digital}}}} {SILENT}\ntrans")

    def test_nothing_to_silence(self):
        assert sayings(shop=self.IDLE) == ["This comment silences orphan-touchpoint, and there is nothing to silence."]

    def test_rules_that_did_not_run_are_not_held_against_it(self):
        assert found(shop=self.IDLE, ignore=["orphan-touchpoint"]) == []
        assert found(shop=self.IDLE, ignore=["flow"]) == []
        assert found(shop=self.IDLE, select=["ownership", "unused-suppression"]) == []
        assert found(shop=self.IDLE, select=["suppression"]) == []
        assert found(shop=self.IDLE, select=["flow", "suppression"]) == ["unused-suppression touchpoint:checkout"]

    @pytest.mark.parametrize(
        "rules", ["severity: {orphan-touchpoint: off}", 'per_path: {"shop.yaml": {orphan-touchpoint: off}}']
    )
    def test_nor_are_rules_that_are_off(self, rules):
        assert "unused-suppression" not in "".join(found(shop=self.IDLE, config=f"cxmap: 1\nrules: {{{rules}}}\n"))

    def test_nor_are_rules_that_declined(self):
        outcome = checked(shop=self.IDLE, broken="touchpoints: [\n")
        assert [finding.rule for finding in outcome.findings] == ["invalid-yaml"]
        assert "orphan-touchpoint" in {declined.rule for declined in outcome.declined}

    def test_nor_is_what_could_not_be_read(self):
        assert found(fax=fax(SILENT, entity=FAX[:-1] + ", moment: tru}")) == ["invalid-field touchpoint:fax"]
        assert found(fax=fax(SILENT, entity="{channel: fax}")) == ["invalid-field touchpoint:fax"]
        lost = "transitions:\n  - {from: basket} # cxmap: ignore[backward-transition] x\n"
        assert found(more=lost) == ["invalid-field file:more.yaml"]
        whole = "# cxmap: ignore-file[stale-review] x\n" + fax(SILENT, entity=FAX[:-1] + ", moment: tru}")
        assert found(fax=whole) == ["invalid-field touchpoint:fax"]

    def test_one_rule_of_two(self):
        comment = SILENT.replace("]", ", backward-transition]")
        assert sayings(fax=fax(comment)) == [
            "This comment silences backward-transition, and there is nothing to silence."
        ]

    def test_a_whole_file(self):
        text = SILENT.replace("ignore", "ignore-file")
        assert found(more=f"{text}\n") == ["unused-suppression file:more.yaml"]

    @pytest.mark.parametrize(
        ("comment", "message"),
        [
            ("# cxmap: ignore[orphan-touchpoint]", "This comment silences nothing: it gives no reason."),
            ("# cxmap: ignore[] x", "This comment silences nothing: it names no rule."),
            (
                "# cxmap: ingore[orphan-touchpoint] x",
                "This comment silences nothing: after `cxmap:` comes `ignore` or `ignore-file`.",
            ),
            (
                "# cxmap: ignore[orphan-touchpoint] x until spring",
                "This comment silences nothing: what follows `until` is not a day.",
            ),
            ("# cxmap: ignore[orphan] x", "This comment is meant to silence orphan, and there is no such rule."),
            ("# cxmap: ignore[flow, x] x", "This comment is meant to silence flow and x, and there is no such rule."),
        ],
    )
    def test_how_it_is_written(self, comment, message):
        assert ORPHAN in found(fax=fax(comment))
        assert sayings(fax=fax(comment)) == [message]

    def test_a_rule_that_was_probably_meant(self):
        outcome = checked(fax=fax(SILENT.replace("orphan", "orfan")))
        hint = next(finding.hint for finding in outcome.findings if finding.rule == "unused-suppression")
        assert say(hint) == "Did you mean `orphan-touchpoint`?"

    def test_it_can_be_silenced_itself(self):
        comment = SILENT.replace("]", ", unused-suppression]")
        text = SHOP.replace("digital}}\ntrans", f"digital}}}} {comment}\ntrans")
        assert found(shop=text) == []


class TestFilesThatCannotBeRead:
    @pytest.mark.parametrize("text", ["touchpoints: [", "a: 1\n---\nb: 2", "{" * 100, "a: *b", "<<<<<<< a", "a: \x00"])
    def test_nothing_in_them_is_silenced(self, text):
        comments = "# cxmap: ignore-file[invalid-yaml] x\n# cxmap: ignore\n"
        assert found(broken=f"{comments}{text}") == ["invalid-yaml file:broken.yaml"]

    @pytest.mark.parametrize("trouble", [said("It is a pipe."), None])
    def test_files_that_cannot_be_opened(self, trouble):
        class Shut(MemoryTree):
            def blobs(self, wanted):
                return [Blob("a.yaml", "", trouble), *super().blobs(wanted)]

            def read(self, path):
                if path == "a.yaml":
                    raise Unreadable(said("It may not be read."))
                return super().read(path)

        outcome = check(Shut({"shop.yaml": SHOP}), Scope(TODAY))
        assert [finding.place.path for finding in outcome.findings] == ["a.yaml"]
        assert say(outcome.findings[0].message) == ("It is a pipe." if trouble else "It may not be read.")

    def test_a_file_that_has_gone_is_empty(self):
        def gone() -> bytes:
            raise Unreadable(said("It has gone."))

        document = Document("a.yaml", "1", gone)
        assert document.text == ""
        assert Spot(document, ("personas", "a"), on_key=True).place.span == START


def test_many_comments_are_cheap():
    stacked = "touchpoints:\n" + f"  {SILENT}\n" * 8_000 + f"  fax: {FAX}\n"
    outcome = checked(fax=stacked)
    assert outcome.findings == ()
    assert outcome.suppressed == 1
    idle = "# cxmap: ignore[x] a\n" * 8_000
    assert len(checked(fax=idle, select=["suppression"]).findings) == 8_000
