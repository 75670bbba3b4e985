"""The words that generated journey repositories are written in, and the texts made of them.

No two words here are one slip of the pen apart or synonyms in the shipped glossary: whatever looks alike in a generated
repository was planted there.
"""

from random import Random
from typing import NamedTuple


class Moment(NamedTuple):
    """A place on a line of touchpoints: its stage and channel, and what touchpoints there are called."""

    stage: str
    channel: str
    objects: tuple[str, str, str]
    nickname: str


STAGES = (
    ("awareness", "Hears that we are there."),
    ("discovery", "Sees what there is and what fits."),
    ("advice", "Knows what would suit the rooms and the budget."),
    ("selection", "Has chosen and would choose the same again."),
    ("purchase", "Has ordered without a doubt left over."),
    ("delivery", "Has it where it belongs."),
    ("setup", "Has it standing, level and registered."),
    ("usage", "Enjoys it and knows how to look after it."),
    ("support", "Is helped at the first attempt."),
    ("loyalty", "Comes back and brings somebody along."),
)

MOMENTS = (
    Moment("awareness", "print", ("Billboard glance", "Radio spot", "Magazine feature"), "teaser"),
    Moment("awareness", "web", ("Search landing", "Influencer clip", "Neighbour endorsement"), "doormat"),
    Moment("discovery", "web", ("Category browsing", "Inspiration gallery", "Trend digest"), "moodboard"),
    Moment("discovery", "store", ("Measurement lesson", "Material swatches", "Lookbook handout"), "sampler"),
    Moment("advice", "store", ("Planning session", "Room sketching", "Expert hour"), "drawing table"),
    Moment("advice", "web", ("Budget interview", "Preference quiz", "Shortlist talk"), "compass"),
    Moment("selection", "web", ("Variant matching", "Mockup viewing", "Configurator rendering"), "dollhouse"),
    Moment("selection", "app", ("Availability lookup", "Tariff breakdown", "Financing preview"), "abacus"),
    Moment("purchase", "app", ("Bundle assembly", "Acceptance signing", "Extras picking"), "hamper"),
    Moment("purchase", "web", ("Address capture", "Instalment authorisation", "Identity proof"), "turnstile"),
    Moment("delivery", "email", ("Dispatch announcement", "Slot picking", "Route preview"), "timetable"),
    Moment("delivery", "home", ("Doorstep greeting", "Crate unwrapping", "Wrapping removal"), "doorbell"),
    Moment("setup", "home", ("Fitting lesson", "Wall mounting", "Calibration walkthrough"), "toolbox"),
    Moment("setup", "app", ("Warranty enrolment", "Serial scan", "Inspection protocol"), "stamp"),
    Moment("usage", "email", ("Care briefing", "Cleaning tutorial", "Season digest"), "almanac"),
    Moment("usage", "app", ("Accessory hint", "Community evening", "Recipe column"), "magazine rack"),
    Moment("support", "phone", ("Fault diagnosis", "Spares ordering", "Technician briefing"), "stethoscope"),
    Moment("support", "phone", ("Grumble intake", "Goodwill negotiation", "Claim assessment"), "referee"),
    Moment("loyalty", "email", ("Anniversary greeting", "Points statement", "Refresh proposal"), "candle"),
    Moment("loyalty", "store", ("Membership extension", "Takeback valuation", "Farewell interview"), "guestbook"),
)
"""The moments of one line of touchpoints, in the order in which customers come to them."""

# The lengths of the next three lists share no divisor, so that number n of each makes a combination that does not come
# again for 12 * 41 * 59 numbers.
SEGMENTS = (
    "newlyweds", "movers", "collectors", "gardeners", "architects", "pensioners", "hobbyists", "caretakers",
    "innkeepers", "freelancers", "renovators", "musicians",
)  # fmt: skip
PRODUCTS = (
    "garden furniture", "oak wardrobes", "copper cookware", "wool carpets", "linen curtains", "marble worktops",
    "rattan loungers", "velvet sofas", "bamboo blinds", "ceramic lamps", "walnut desks", "glass cabinets",
    "cork flooring", "leather armchairs", "steel shelving", "cotton bedding", "pine bunkbeds", "porcelain basins",
    "slate tiles", "birch stools", "brass hinges", "canvas awnings", "chrome showers", "concrete planters",
    "felt organisers", "granite sinks", "jute rugs", "larch decking", "maple cribs", "nylon hammocks",
    "plaster mouldings", "quartz counters", "resin sculptures", "satin cushions", "teak benches", "vinyl wallpaper",
    "willow trunks", "zinc gutters", "enamel stoves", "papyrus lanterns", "onyx candlesticks",
)  # fmt: skip
PLACES = (
    "Lisbon", "Porto", "Madrid", "Sevilla", "Valencia", "Bilbao", "Torino", "Milano", "Bologna", "Napoli",
    "Palermo", "Verona", "Leeds", "Bristol", "Cardiff", "Dundee", "Norwich", "Exeter", "Hamburg", "Bremen",
    "Dresden", "Leipzig", "Munich", "Vienna", "Salzburg", "Zurich", "Basel", "Geneva", "Lyon", "Nantes", "Toulouse",
    "Rennes", "Ghent", "Antwerp", "Utrecht", "Rotterdam", "Aarhus", "Odense", "Uppsala", "Bergen", "Tromso",
    "Helsinki", "Tampere", "Tallinn", "Riga", "Vilnius", "Warsaw", "Krakow", "Gdansk", "Prague", "Brno", "Budapest",
    "Zagreb", "Ljubljana", "Athens", "Patras", "Bucharest", "Nicosia", "Dublin",
)  # fmt: skip

AREAS = (
    "alpine", "baltic", "iberian", "nordic", "danube", "aegean", "celtic", "flemish", "adriatic", "carpathian",
    "tuscan", "breton", "frisian", "andalusian", "moravian", "saxon", "ligurian", "gascon", "silesian", "dalmatian",
    "hanseatic", "pannonian", "lombard", "norman", "bohemian", "galician", "provencal", "umbrian", "swabian",
    "catalan",
)  # fmt: skip
FUNCTIONS = ("marketing", "design", "sales", "finance", "operations", "service")
FIRST_NAMES = (
    "Anna", "Bruno", "Carla", "Dario", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Katja", "Luca", "Marta",
    "Nils", "Olga", "Pavel", "Quirin", "Rosa", "Samir", "Tilda", "Ugo", "Vera", "Wanda", "Xavier", "Yusuf", "Zoe",
)  # fmt: skip
LAST_NAMES = (
    "Abbott", "Brandt", "Costa", "Dupont", "Eriksen", "Ferrari", "Gruber", "Haddad", "Ivanov", "Jansen", "Kowalski",
    "Lindqvist", "Moreau", "Novak", "Okafor", "Pereira", "Quint", "Romero", "Svensson", "Takala", "Urban", "Vidal",
    "Weber",
)  # fmt: skip
PERSONAS = (
    ("planner", "Plans for weeks and compares everything."),
    ("doer", "Wants it today and the way it is shown."),
)

DATA = (
    ("mailing-consent", "field-of-interest"),
    ("room-measurements", "budget-range"),
    ("delivery-address", "instalment-plan"),
    ("serial-number", "mounting-photo"),
    ("fault-description", "settlement-wish"),
)
"""What customers are asked for: two data at a time, at every fourth moment."""
SYSTEMS = (
    "campaign-planner", "interest-index", "appointment-diary", "drawing-archive", "order-ledger", "dispatch-board",
    "fitter-roster", "warranty-register", "case-desk", "membership-book",
)  # fmt: skip
"""The system of each stage. One in two keeps what was captured in the stage before."""
METRICS = (
    ("reach", "rate", "higher", 0.4, None),
    ("browsing-ease", "ces", "lower", 2.5, "1-7"),
    ("advice-score", "csat", "higher", 4.4, "1-5"),
    ("days-to-decide", "time", "lower", 6, None),
    ("orders-finished", "rate", "higher", 0.7, None),
    ("on-time-arrivals", "rate", "higher", 0.95, None),
    ("setup-ease", "ces", "lower", 2.2, "1-7"),
    ("weekly-users", "count", "higher", 900, None),
    ("solved-at-once", "rate", "higher", 0.8, None),
    ("repeat-spend", "money", "higher", 350, None),
)
"""The metric of each stage: id, kind, which way is better, target, scale."""

ADJECTIVES = (
    "calm", "sturdy", "bright", "quiet", "modest", "roomy", "slender", "playful", "sober", "rustic", "bold",
    "gentle", "cosy", "plain", "festive", "airy", "solid", "graceful", "curious", "patient", "honest", "crisp",
    "humble", "vivid", "nimble", "tender", "frugal", "mellow", "lofty", "dainty", "rugged", "serene", "witty",
    "earnest", "brisk", "lavish",
)  # fmt: skip
NOUNS = (
    "kitchen", "hallway", "balcony", "attic", "nursery", "terrace", "cellar", "workshop", "library", "bathroom",
    "conservatory", "pantry", "studio", "loft", "porch", "veranda", "guestroom", "laundry", "playroom", "orchard",
    "courtyard", "cottage", "houseboat", "barn", "chalet", "bungalow", "farmhouse", "penthouse", "cabin", "lodge",
    "dormitory", "classroom", "canteen", "lobby", "gallery", "greenhouse",
)  # fmt: skip
THINGS = (
    "colour", "weight", "texture", "height", "finish", "smell", "sound", "origin", "lifespan", "pattern", "shadow",
    "corner", "handle", "drawer", "label", "seam", "joint", "surface", "edge", "hinge", "curve", "grain", "polish",
    "stitching", "lining", "padding", "frame", "plinth", "bracket", "socket", "groove", "varnish", "fringe", "knob",
)  # fmt: skip
FEELINGS = (
    "worried", "delighted", "puzzled", "proud", "impatient", "relieved", "sceptical", "thrilled", "hesitant",
    "grateful", "annoyed", "hopeful", "overwhelmed", "amused", "confident", "suspicious", "touched", "bored",
    "eager", "reassured",
)  # fmt: skip
STAFF = (
    "a carpenter", "an apprentice", "a translator", "a stylist", "an electrician", "a librarian", "a joiner",
    "an upholsterer", "a surveyor", "a decorator", "a painter", "an engineer", "a seamstress", "a florist",
    "a chemist", "a potter",
)  # fmt: skip
MEANS = (
    "a sketch", "a checklist", "a postcard", "a scale model", "a diagram", "a short film", "a ribbon",
    "a colour fan", "a folding rule", "a magnifier", "a notebook", "a stencil", "a sticker", "a torch", "a booklet",
    "a spirit level",
)  # fmt: skip

OPENINGS = (
    "Shows {segment} around {place} which {brand} {product} suit a {adjective} {noun}.",
    "Answers what {segment} in {place} ask about {product} by {brand} for the {noun}.",
    "Helps {segment} near {place} to picture {brand} {product} in a {adjective} {noun}.",
    "Takes {segment} of {place} through the {thing} and the {thing2} of {product} by {brand}.",
    "Spares {segment} from {place} a wrong guess about {brand} {product} and their {thing}.",
    "Explains to {segment} at {place} how {product} by {brand} age in a {adjective} {noun}.",
    "Lets {segment} outside {place} handle {brand} {product} before the {noun} is measured.",
    "Gathers what {segment} throughout {place} expect of {brand} {product}, down to the {thing}.",
)
MIDDLES = (
    "People arrive {feeling} and leave {feeling2} once {staff} has brought {means}.",
    "{Staff} and {staff2} share the work, because the {thing} surprises most of them.",
    "The {thing} matters more here than the {thing2}, as {staff} told us with {means}.",
    "Whoever owns a {adjective} {noun} gets {means} and a word from {staff} of {site}.",
    "Those who feel {feeling} about the {thing} may sit down with {staff}.",
    "It began as an experiment with {means} in a {adjective2} {noun} at {site} and stayed.",
    "Somebody {feeling} is met by {staff}, who carries {means} for exactly this.",
    "What counts is a {adjective2} tone, a look at the {thing} and {means} to keep.",
    "Until recently {staff} at {site} did this alone, with {means} and a {adjective} manner.",
    "In a {noun} the {thing} wears out, so {staff} points at the {thing2}.",
)
ENDINGS = (
    "Nobody has to feel {feeling} about a {adjective2} {noun}.",
    "Afterwards {means} is left behind for the {noun} in {site}.",
    "The {adjective2} version, with {staff2}, was dropped after a trial in a {noun2}.",
    "A {feeling2} visitor from {site} once sent us the {thing2} back, wrapped in {means}.",
    "We still look for {staff2} who can speak about the {thing}.",
    "Ends when the {thing2} is agreed and {staff} has left the {noun2}.",
)
REASONS = (
    "is {feeling} about the {thing} and wants to go on",
    "has seen {means} and asks for the next step",
    "agrees with {staff} on the {thing}",
    "owns a {adjective} {noun} and has time",
    "would rather talk to {staff} than read",
    "has forgotten the {thing} of the {noun}",
    "was sent {means} and follows it",
    "finds the {thing} too {adjective}",
)
PAINS = (
    "The {thing} is explained by {staff} and then again by {staff2}.",
    "Waiting for {means} makes people {feeling}.",
    "Nobody says what a {adjective} {noun} needs.",
    "The {thing} was {adjective} on the picture.",
)
NOTES = (
    "A visitor asked {staff} about the {thing} and got {means} instead.",
    "Feels {feeling} in the {noun}, says the {adjective} lady with {means}.",
    "Why does {staff} not carry {means} for the {thing}?",
)


def line_words(line: int) -> dict[str, str]:
    """Return the segment, brand, product and place of a line of touchpoints; no two lines share all of them."""
    return {
        "segment": SEGMENTS[line % len(SEGMENTS)],
        "brand": coined(line).capitalize(),
        "product": PRODUCTS[line % len(PRODUCTS)],
        "place": PLACES[line % len(PLACES)],
    }


MOST_LINES = len(SEGMENTS) * len(PRODUCTS) * len(PLACES)
"""With more lines, names would come again."""


COINED = 2000
"""How many words can be coined."""


def coined(number: int) -> str:
    """Return a word that nobody has heard before; it comes again after `COINED` others.

    Two of them differ in more than a letter: the last syllable follows from the others.
    """
    middle, first = divmod(number % COINED, len(_FIRST_SYLLABLES))
    last = (first + 7 * middle) % len(_LAST_SYLLABLES)
    return f"{_FIRST_SYLLABLES[first]}{_MIDDLE_SYLLABLES[middle]}{_LAST_SYLLABLES[last]}"


_FIRST_SYLLABLES = (
    "bal", "ber", "bru", "cor", "dal", "del", "dor", "fal", "fen", "gar", "gil", "hal", "har", "jor", "kal", "kel",
    "kir", "lan", "lum", "mar", "mel", "mon", "nar", "nev", "nor", "ol", "par", "pel", "quil", "ral", "ren", "sal",
    "sel", "tar", "tol", "ul", "val", "ver", "wil", "zan",
)  # fmt: skip
_MIDDLE_SYLLABLES = (
    "ba", "bi", "bo", "da", "de", "do", "fa", "fi", "fu", "ga", "gi", "go", "ka", "ke", "ko", "la", "le", "li",
    "lo", "lu", "ma", "mi", "mo", "mu", "na", "ne", "ni", "no", "pa", "pe", "po", "ra", "ri", "ro", "ru", "sa",
    "se", "si", "so", "ta", "te", "ti", "to", "tu", "va", "ve", "vi", "vo", "za", "zo",
)  # fmt: skip
_LAST_SYLLABLES = (
    "bern", "brook", "cott", "dahl", "dorf", "feld", "ford", "gard", "grave", "ham", "holm", "hurst", "kamp",
    "land", "ley", "lund", "mark", "mere", "mond", "moor", "nau", "rath", "rode", "sted", "stein", "strand", "thal",
    "thorpe", "wick", "zell", "bach", "borg", "by", "dale", "gate", "heim", "kirk", "lin", "ness", "ton",
)  # fmt: skip


def area(number: int) -> str:
    """Return the name of an area of the business."""
    again, at = divmod(number, len(AREAS))
    return f"{AREAS[at]}{again + 1}" if again else AREAS[at]


def beginning(line: int, at: int) -> tuple[tuple[str], tuple[str]]:
    """Return the first two sentences of a description; no two touchpoints of a line begin with the same two."""
    opening = OPENINGS[(line + at) % len(OPENINGS)]
    return (opening,), (MIDDLES[(line + at + at // len(OPENINGS)) % len(MIDDLES)],)


def text(random: Random, *templates: tuple[str, ...], **known: str) -> str:
    """Return a sentence out of each list of templates, filled in at random; `known` words go before."""
    staff, means = _pick(random, STAFF), _pick(random, MEANS)
    words = {
        "adjective": _pick(random, ADJECTIVES),
        "adjective2": _pick(random, ADJECTIVES),
        "noun": _pick(random, NOUNS),
        "noun2": _pick(random, NOUNS),
        "thing": _pick(random, THINGS),
        "thing2": _pick(random, THINGS),
        "feeling": _pick(random, FEELINGS),
        "feeling2": _pick(random, FEELINGS),
        "staff": staff,
        "Staff": staff[0].upper() + staff[1:],
        "staff2": _pick(random, STAFF),
        "means": means,
        "site": coined(int(random.random() * COINED)).capitalize(),
        **known,
    }
    return " ".join(_pick(random, sentences).format_map(words) for sentences in templates)


def _pick(random: Random, words: tuple[str, ...]) -> str:
    # random.choice takes three times as long.
    return words[int(random.random() * len(words))]
