"""What things are called in the language of a report, and in those of who gets it."""

import datetime

from trees import MemoryTree

from cxmap.app.compare import compare
from cxmap.app.impact import Asked, impact
from cxmap.app.means import Means
from cxmap.languages import words_for
from cxmap.message import Named, said
from cxmap.render.drafts import draft
from cxmap.render.impact import formats, load
from cxmap.render.look import PLAIN
from cxmap.report.impact import Changed, ImpactReport, Revision
from cxmap.report.names import called

MAP = """
stages: {buy: {translations: {es: {name: Compra}}}}
owners:
  digital: {kind: team, language: es, translations: {es: {name: Equipo digital}, it: {name: Squadra digitale}}}
  stores: {kind: team, language: it}
touchpoints:
  basket: {stage: buy, channel: web, entry: true, raci: {accountable: digital, responsible: [stores]},
    translations: {es: {name: Cesta}, pt-BR: {name: Carrinho}, pt: {description: Tudo o que se escolheu.}}}
  checkout: {stage: buy, channel: web, exit: true, raci: {accountable: digital}}
transitions: [{from: basket, to: checkout}]
"""
CHANGED = MAP.replace("basket: {stage: buy, channel: web", "basket: {stage: buy, channel: app")


def report_in(language: str, before: str = MAP, after: str = CHANGED) -> ImpactReport:
    trees = (MemoryTree({"cxmap.yaml": "cxmap: 1\n", "map.yaml": text}) for text in (before, after))
    compared = compare(*trees, Means())
    asked = Asked(datetime.date(2026, 11, 22), Revision("main"), Revision("topic"), language=language)
    return impact(compared, asked, Means())


def test_things_are_called_as_in_the_language_of_the_report():
    report = report_in("es")
    [change] = report.changes
    assert change.entity == Named("touchpoint", "basket", "Cesta")
    assert change.message.values["entity"] == change.entity
    assert [engaged.owner.name for engaged in report.engage] == ["Equipo digital", "Stores"]
    assert [touched.stage.name for touched in report.stages] == ["Compra"]
    assert {(card.touchpoint.name, card.stage) for card in report.picture.after[0]} == {
        ("Cesta", "Compra"),
        ("Checkout", "Compra"),
    }


def test_what_has_no_translation_is_called_as_it_is_written():
    assert report_in("it").changes[0].entity.name == report_in("en").changes[0].entity.name == "Basket"
    assert report_in("en") == report_in("")


def test_a_variant_of_a_language_will_do():
    assert report_in("pt").changes[0].entity.name == "Carrinho"


def test_a_draft_calls_things_as_in_the_language_of_who_gets_it():
    report = report_in("pt")
    spanish, italian = (
        next(told for told in report.plan.rows if isinstance(told.audience, Named) and told.audience.id == name)
        for name in ("digital", "stores")
    )
    assert "Hola, Equipo digital:" in draft(spanish, report, words_for)
    assert "Cesta está ahora en el canal app" in draft(spanish, report, words_for)
    assert "Basket è ora sul canale app" in draft(italian, report, words_for)
    assert "Squadra digitale" in draft(italian, report, words_for)


def test_every_format_calls_things_alike():
    for name in formats():
        written = load(name)(report_in("es"), words_for("es"), PLAIN)
        assert "Cesta" in written
        assert name in ("html", "json", "markdown") or "Basket" not in written  # the draft in Italian says it


def test_findings_and_hostile_names():
    hostile = MAP.replace("Cesta", "<b>\\u202e|`x`")
    report = report_in("es", hostile, hostile.replace(", exit: true", ""))
    [finding] = [finding for finding in report.findings_new if finding.rule == "no-entry-or-exit"]
    assert finding.message
    for name in ("text", "markdown", "html"):
        assert "\u202e" not in load(name)(report, words_for("es"), PLAIN)
    assert "<b>" not in load("html")(report, words_for("es"), PLAIN)


def test_a_translation_that_changes_counts_as_it_is_now():
    report = report_in("es", MAP, MAP.replace("Cesta", "Carrito"))
    [change] = report.changes
    assert (change.kind, change.entity.name) == ("wording", "Carrito")


def test_names_are_put_in_wherever_things_are():
    basket, other = Named("touchpoint", "basket", "Basket"), Named("touchpoint", "other", "Other")
    names = {basket: "Cesta"}
    message = said("{one} {all} {text} {number}", one=basket, all=(basket, other, "Basket"), text="Basket", number=1)
    spanish = basket._replace(name="Cesta")
    assert called(message, names).values == {
        "one": spanish,
        "all": (spanish, other, "Basket"),
        "text": "Basket",
        "number": 1,
    }
    assert called((other, 1, None, {"a": basket}), names) == (other, 1, None, {"a": spanish})
    assert called(message, {}) is message
    assert called(Changed, names) is Changed
