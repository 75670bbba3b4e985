"""Days as people write them in their language, whatever the locale is."""

import datetime

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
_FORMS = {"es": "{day} de {month} de {year}", "pt": "{day} de {month} de {year}"}


def long_date(day: datetime.date, language: str) -> str:
    """Return a day with its month in words: `20 de enero de 2027`; in English for a language that cxmap has not."""
    known = language if language in _MONTHS else "en"
    month = _MONTHS[known].split()[day.month - 1]
    number = "1º" if known == "it" and day.day == 1 else str(day.day)
    return _FORMS.get(known, "{day} {month} {year}").format(day=number, month=month, year=day.year)
