"""Who belongs to whom among the owners."""

from trees import MemoryTree

from cxmap.atlas.load import load
from cxmap.graph.organisation import Organisation


def organisation_of(owners: str) -> Organisation:
    atlas = load(MemoryTree({"owners.yaml": f"owners:\n{owners}"}), lambda _: True)
    return Organisation(atlas.owners)


def ring(length: int) -> str:
    return "".join(f"  team-{n}: {{kind: team, part_of: team-{(n + 1) % length}}}\n" for n in range(length))


def test_a_team_its_people_and_where_they_come_from():
    organisation = organisation_of("""
  squad: {kind: team, members: [ann, nobody, guild]}
  guild: {kind: team, members: [ben]}
  finance: {kind: team, function: Finance}
  ann: {kind: person, part_of: finance}
  ben: {kind: person, function: " Customer  Service "}
  cleo: {kind: person, part_of: finance}
""")
    assert organisation.around("squad") == {"squad", "guild", "ann", "ben", "finance"}
    assert organisation.functions(organisation.around("squad")) == {"finance", "customer service"}
    assert organisation.around("nowhere") == {"nowhere"}
    assert organisation.functions(["nowhere"]) == set()


def test_a_circle_is_walked_once():
    organisation = organisation_of(ring(3))
    assert organisation.around("team-1") == {"team-0", "team-1", "team-2"}
    assert [belonging.part.id for belonging in organisation.circles()[0]] == ["team-0", "team-1", "team-2"]


def test_in_a_hopelessly_entangled_organisation_nothing_is_said():
    organisation = organisation_of(ring(1500))
    found = [organisation.around("team-0") for _ in range(200)]
    assert len(found[0]) == 1500
    assert found[-1] == set()


def test_two_ways_round_give_the_shortest_circle():
    organisation = organisation_of("""
  a: {kind: team, part_of: b, members: [b]}
  b: {kind: team, part_of: c}
  c: {kind: team, part_of: a}
""")
    (circle,) = organisation.circles()
    assert [(one.part.id, one.whole.id) for one in circle] == [("a", "b"), ("b", "a")]
    assert circle[1].spot.route == ("owners", "a", "members", 0)
