"""Small drawings for channels, moments, feelings and what else a picture marks, each in a square of 24 by 24.

Every symbol goes with a word, in the picture or in its legend: none has to be known.
"""

import re
from typing import NamedTuple


class Sign(NamedTuple):
    """A drawing in the words of SVG: what is drawn as a line of two pixels, and what is filled."""

    lines: str = ""
    filled: str = ""


_DISC = "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 1 0 0-19Z"
_EYES = "M8.5 8.2a1.4 1.6 0 1 0 0 3.2a1.4 1.6 0 1 0 0-3.2ZM15.5 8.2a1.4 1.6 0 1 0 0 3.2a1.4 1.6 0 1 0 0-3.2Z"

SYMBOLS: dict[str, Sign] = {
    # Channels.
    "web": Sign(
        f"{_DISC}M2.5 12H21.5M12 2.5C8.8 5 7.5 8.4 7.5 12S8.8 19 12 21.5C15.2 19 16.5 15.6 16.5 12S15.2 5 12 2.5"
    ),
    "app": Sign(
        "M8 2.5H16A2 2 0 0 1 18 4.5V19.5A2 2 0 0 1 16 21.5H8A2 2 0 0 1 6 19.5V4.5A2 2 0 0 1 8 2.5ZM10.5 18H13.5"
    ),
    "store": Sign(
        "M4 10.5V21H20V10.5"
        "M2.5 9.5L4.5 3H19.5L21.5 9.5A3 2.6 0 0 1 15.2 9.5A3 2.6 0 0 1 8.8 9.5A3 2.6 0 0 1 2.5"
        " 9.5ZM10 21V15H14V21"
    ),
    "phone": Sign(
        "M4 15V12A8 8 0 0 1 20 12V15M20 18C20 20.5 17 21.5 13 21.5",
        "M2.5 13.5H6.5V20H4.5A2 2 0 0 1 2.5 18ZM17.5 13.5H21.5V18A2 2 0 0 1 19.5 20H17.5Z",
    ),
    "email": Sign("M2.5 5H21.5V19H2.5ZM2.5 6L12 13.5L21.5 6"),
    "post": Sign("M3 8L12 3.5L21 8V17.5L12 21.5L3 17.5ZM3 8L12 12L21 8M12 12V21.5"),
    "chat": Sign(
        "M4.5 3.5H19.5A2 2 0 0 1 21.5 5.5V14.5A2 2 0 0 1 19.5 16.5H12L7 21V16.5H4.5A2 2 0 0 1"
        " 2.5 14.5V5.5A2 2 0 0 1 4.5 3.5ZM7.5 8H16.5M7.5 12H13"
    ),
    "social": Sign(
        "M8.4 10.6L15.6 6.4M8.4 13.4L15.6 17.6",
        "M18 2A3.2 3.2 0 1 0 18 8.4A3.2 3.2 0 1 0 18 2Z"
        "M6 8.8A3.2 3.2 0 1 0 6 15.2A3.2 3.2 0 1 0 6 8.8Z"
        "M18 15.6A3.2 3.2 0 1 0 18 22A3.2 3.2 0 1 0 18 15.6Z",
    ),
    "home": Sign("M2.5 11.5L12 3L21.5 11.5M5 9.5V21H19V9.5M10 21V14.5H14V21"),
    "event": Sign("M3 5H21V21H3ZM3 10H21M8 2.5V6.5M16 2.5V6.5", "M7 13H11V17H7Z"),
    "partner": Sign(
        "M9 3.5A5.5 5.5 0 1 0 9 14.5A5.5 5.5 0 1 0 9 3.5ZM15 9.5A5.5 5.5 0 1 0 15 20.5A5.5 5.5 0 1 0 15 9.5Z"
    ),
    "channel": Sign(f"{_DISC}", "M12 8.5A3.5 3.5 0 1 0 12 15.5A3.5 3.5 0 1 0 12 8.5Z"),
    # Moments, the ends of the journey, findings.
    "truth": Sign("", "M12 1.5L15.1 8.3L22.5 9.2L17 14.3L18.5 21.6L12 18L5.5 21.6L7 14.3L1.5 9.2L8.9 8.3Z"),
    "pain": Sign("", "M14 1L4 14H11L9 23L20 9.5H13Z"),
    "entry": Sign("M13 3H21V21H13M2.5 12H14M9.5 7L14.5 12L9.5 17"),
    "exit": Sign("M11 3H3V21H11M8.5 12H21M16.5 7L21.5 12L16.5 17"),
    "warning": Sign("M12 3L22 20.5H2ZM12 9.5V14", "M12 15.8A1.3 1.3 0 1 0 12 18.4A1.3 1.3 0 1 0 12 15.8Z"),
    "error": Sign("M8 2.5H16L21.5 8V16L16 21.5H8L2.5 16V8ZM8.5 8.5L15.5 15.5M15.5 8.5L8.5 15.5"),
    "handover": Sign("M3 8H20M15.5 3.5L20.5 8L15.5 12.5M21 16H4M8.5 11.5L3.5 16L8.5 20.5"),
    "planned": Sign("M12 2.5A9.5 9.5 0 1 0 12 21.5A9.5 9.5 0 1 0 12 2.5ZM12 7V12L15.5 14.5"),
    "retired": Sign(f"{_DISC}M5.5 5.5L18.5 18.5"),
    # Feelings, from -2 to 2.
    "awful": Sign(f"{_DISC}M7.5 17.5A4.7 4.7 0 0 1 16.5 17.5M6.5 5.8L10 7.6M17.5 5.8L14 7.6", _EYES),
    "bad": Sign(f"{_DISC}M8 16.8Q12 13.2 16 16.8", _EYES),
    "neutral": Sign(f"{_DISC}M8 15.8H16", _EYES),
    "good": Sign(f"{_DISC}M8 14.5Q12 18.2 16 14.5", _EYES),
    "delighted": Sign(_DISC, f"{_EYES}M6.8 13.5H17.2A5.2 5.2 0 0 1 6.8 13.5Z"),
    # People, things and figures.
    "persona": Sign("M12 3A4.5 4.5 0 1 0 12 12A4.5 4.5 0 1 0 12 3ZM3 21.5C3 17 7 14.5 12 14.5S21 17 21 21.5"),
    "owner": Sign(
        "M9 4A4 4 0 1 0 9 12A4 4 0 1 0 9 4ZM1.5 20.5C1.5 17 5 14.5 9 14.5S16.5 17 16.5 20.5"
        "M15.5 4.2A4 4 0 0 1 15.5 11.8M18.5 15C21 16 22.5 18 22.5 20.5"
    ),
    "system": Sign(
        "M12 2.5C7 2.5 3.5 3.8 3.5 5.5S7 8.5 12 8.5S20.5 7.2 20.5 5.5S17 2.5 12 2.5Z"
        "M3.5 5.5V18.5C3.5 20.2 7 21.5 12 21.5S20.5 20.2 20.5 18.5V5.5"
        "M3.5 12C3.5 13.7 7 15 12 15S20.5 13.7 20.5 12"
    ),
    "opportunity": Sign(
        "M9 17.5V15.5C6.5 14 5.5 12 5.5 9.5A6.5 6.5 0 0 1 18.5 9.5C18.5 12 17.5 14 15 15.5V17.5ZM9.5 21H14.5"
    ),
    "metric": Sign("M2.5 17.5A9.5 9.5 0 1 1 21.5 17.5ZM12 17.5L16 10.5"),
    "does": Sign("M12 2.5A2.8 2.8 0 1 0 12 8.1A2.8 2.8 0 1 0 12 2.5ZM12 8.5V14.5L8 21.5M12 14.5L16 21.5M5.5 11.5H18.5"),
    "feels": Sign("M12 21C5 15.5 2.5 12.5 2.5 8.5A5 5 0 0 1 12 6.5A5 5 0 0 1 21.5 8.5C21.5 12.5 19 15.5 12 21Z"),
    "touchpoint": Sign(
        f"{_DISC}M12 7A5 5 0 1 0 12 17A5 5 0 1 0 12 7Z", "M12 10.5A1.5 1.5 0 1 0 12 13.5A1.5 1.5 0 1 0 12 10.5Z"
    ),
    "thinks": Sign(
        "M5 3.5H19A2.5 2.5 0 0 1 21.5 6V13A2.5 2.5 0 0 1 19 15.5H5A2.5 2.5 0 0 1 2.5 13V6A2.5 2.5 0 0 1 5 3.5Z",
        "M8 17.2A1.8 1.8 0 1 0 8 20.8A1.8 1.8 0 1 0 8 17.2ZM4 20.4A1.2 1.2 0 1 0 4 22.8A1.2 1.2 0 1 0 4 20.4Z",
    ),
    "ring": Sign("M12 4A8 8 0 1 0 12 20A8 8 0 1 0 12 4Z"),
    "optional": Sign("M5 12H5.1M12 12H12.1M19 12H19.1"),
    "journey": Sign(
        "M6 18.5H15A4 4 0 0 0 15 10.5H9A3.5 3.5 0 0 1 9 3.5H18",
        "M5 15.5A3 3 0 1 0 5 21.5A3 3 0 1 0 5 15.5ZM19 .8A2.8 2.8 0 1 0 19 6.4A2.8 2.8 0 1 0 19 .8Z",
    ),
}
"""All symbols by their names."""


def channel_symbol(channel: str) -> str:
    """Return the name of the symbol of a channel, which people write as they like: `Contact centre`, `e-mail`."""
    words = set(_SEPARATORS.split(channel.casefold()))
    return next((name for name, known in _CHANNELS.items() if not words.isdisjoint(known.split())), "channel")


def face(feels: float) -> str:
    """Return the name of the face for a feeling from -2 to 2; halves count as the stronger feeling."""
    return _FACES[max(-2, min(2, int(feels + (0.5 if feels >= 0 else -0.5))))]


def face_look(feels: float) -> str:
    """Return the look of the face for a feeling."""
    strength = int(feels + (0.5 if feels >= 0 else -0.5))
    return "face-good" if strength > 0 else "face-bad" if strength < 0 else "face-neutral"


_SEPARATORS = re.compile(r"[\W_]+")
_FACES = {-2: "awful", -1: "bad", 0: "neutral", 1: "good", 2: "delighted"}

# The first that fits counts: a `web chat` is a chat, a `phone app` an app. English, Spanish, Italian, Portuguese.
_CHANNELS = {
    "chat": "chat chatbot bot message messages messaging messenger sms whatsapp mensaje messaggio mensagem",
    "email": "email mail newsletter correo",
    "app": "app mobile application aplicación aplicacion applicazione aplicativo móvil movil",
    "social": "social community facebook instagram tiktok youtube linkedin twitter redes comunidad comunità",
    "phone": "phone telephone call calls contact callcenter callcentre hotline teléfono telefono telefone contacto",
    "store": "store stores shop retail branch counter showroom kiosk pos tienda negozio loja sucursal filiale",
    "post": "post postal letter parcel print paper courier posta carta lettera correos",
    "home": "home visit field onsite house hogar casa domicilio",
    "event": "event events fair webinar evento feria fiera feira",
    "partner": "partner partners dealer reseller marketplace socio distribuidor rivenditore parceiro",
    "web": "web website site online internet portal browser ecommerce sitio sito",
}
