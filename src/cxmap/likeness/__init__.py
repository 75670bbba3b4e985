"""How alike names and descriptions are, in English, Spanish, Italian and Portuguese: pure functions over plain text.

`duplicates` finds names that are the same once spelling is set aside. `similar`, in `cxmap.likeness.near`, finds what
is nearly the same, and `clusters`, in `cxmap.likeness.clusters`, sorts notes. Both load rapidfuzz, so they are not
imported here.
"""

from cxmap.likeness.exact import duplicates
from cxmap.likeness.glossary import Glossary, shipped
from cxmap.likeness.label import Group, Kind, Label, Pair
from cxmap.likeness.spelling import key

__all__ = ["Glossary", "Group", "Kind", "Label", "Pair", "duplicates", "key", "shipped"]
