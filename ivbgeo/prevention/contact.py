"""The address of a function: a web address or an e-mail address, and no one's own."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ivbgeo.errors import DataError
from ivbgeo.textfilter import Kind, find

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["check_contact", "looks_personal", "number_within"]

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s<>\"']*)?", re.IGNORECASE)
# What a word of the name of a mail box begins or ends with, where it is of a function.
_SURE = (
    *("preventie", "whatsapp", "secretariaat", "gemeente", "regisseur", "coordinat"),
    *("vereniging", "stichting", "veilig", "melding", "meldpunt", "appgroep", "buurtalarm"),
    *("buurtapp", "buurthuis", "buurtteam", "buurtwacht", "wijkagent", "wijkraad", "wijkteam"),
    *("buurtpreventie", "wasteam"),
)
# A whole word of one. Those of the second row are surnames too: only as the first word.
_WHOLE = frozenset(("beheer", "bestuur", "contact", "info", "loket", "team"))
_FIRST = frozenset(("buurt", "groep", "post", "was", "wijk"))
_WORDS = re.compile(r"[^\W\d_]+")
_SEPARATED = re.compile(r"[.+_-]")
# The providers of private mail boxes that most people here have one of.
_PRIVATE = frozenset(
    (
        *("aol", "caiway", "casema", "chello", "delta", "freedom", "gmail", "gmx", "googlemail"),
        *("hccnet", "hetnet", "home", "hotmail", "icloud", "kpn", "kpnmail", "kpnplanet", "live"),
        *("mail", "me", "msn", "online", "outlook", "planet", "pm", "proton", "protonmail"),
        *("quicknet", "solcon", "tele2", "telfort", "tuta", "tutanota", "upcmail", "wxs"),
        *("xs4all", "yahoo", "ymail", "zeelandnet", "ziggo", "zonnet"),
    )
)
_OF_COUNTRIES = frozenset(("co", "com"))  # yahoo.co.uk
# Where digits in an address are the number of whoever is to be called.
_CALLED = (".wa.me", ".whatsapp.com", ".signal.me", ".t.me")
# Whoever opens an address there is in the group itself, and sees the numbers of its members.
_GROUPS = (".chat.whatsapp.com", ".signal.group")
_TELEGRAM, _JOINING = (".t.me", ".telegram.me"), ("+", "joinchat/")
_HOST = re.compile(r"https?://([\w.-]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[ ._()+-]{0,2}\d){7,}")
_NEVER = frozenset({Kind.TELEFOON, Kind.BSN, Kind.REKENING})


def check_contact(text: str) -> None:
    """Refuse what is neither empty, nor an e-mail address, nor a web address to ask at.

    Raises
    ------
    DataError
        If it is something else, such as a phone number; or the way into a group.
    """
    if text and not (_EMAIL.fullmatch(text) or _WEB.fullmatch(text)):
        raise DataError("prevention.contact")
    if _is_invitation(text):
        raise DataError("prevention.invite")


def _is_invitation(text: str) -> bool:
    host = _host(text)
    path = unquote(text).partition("://")[2].partition("/")[2].lower()
    return host.endswith(_GROUPS) or (host.endswith(_TELEGRAM) and path.startswith(_JOINING))


def _host(text: str) -> str:
    """Give the host of a web address, after a dot; of something else nothing."""
    web = _HOST.match(text)
    return f".{web[1].lower()}" if web else ""


def number_within(text: str) -> tuple[str, Kind] | None:
    """Find a number of somebody within an address: to call, of a citizen or of an account.

    Examples
    --------
    >>> number_within("https://wa.me/31612345678")
    ('31612345678', <Kind.TELEFOON: 'telefoonnummer'>)
    >>> number_within("buurt0612345678@buurt.example")
    ('0612345678', <Kind.TELEFOON: 'telefoonnummer'>)
    >>> number_within("https://www.zoetermeer.example/nieuws/2024-11-05")
    """
    seen = "".join(_plain(sign) for sign in unquote(text))
    host = _host(seen)
    is_to_call = host.endswith(_CALLED)
    for piece in _pieces(seen if host else seen.partition("@")[0]):
        for one in find(piece):
            if one.kind in _NEVER:
                return one.of(piece).removeprefix("+"), one.kind
        if is_to_call and piece.isdecimal():
            return piece, Kind.TELEFOON
    return None


def _pieces(text: str) -> Iterator[str]:
    """Give a text, and each row of digits in it by itself, also as one with a country before it."""
    yield text
    for match in _NUMBER.finditer(text):
        row = match.group().replace("_", "-").replace("+", " ")
        yield row
        yield "".join(filter(str.isdecimal, row))
        if row.startswith("31"):
            yield f"+{row}"


def _plain(sign: str) -> str:
    """Write a digit of every kind as the common one; signs that nobody sees go."""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return "" if unicodedata.category(sign) == "Cf" else sign


def looks_personal(text: str) -> bool:
    """Whether an e-mail address looks like one of a person, not of a function.

    It does if its name has no word of a function, and is written as first and last names are or
    is of a provider of private mail boxes. There only words count that are in no surname.

    Examples
    --------
    >>> looks_personal("j.jansen@zoetermeer.example"), looks_personal("wijkteam@live.nl")
    (True, False)
    >>> looks_personal("j.van.wijk@zoetermeer.example"), looks_personal("wijk.oost@vve.example")
    (True, False)
    >>> looks_personal("infojansen@gmail.com"), looks_personal("https://buurt.example/ons")
    (True, False)
    """
    name, at, host = text.lower().partition("@")
    if not at:
        return False
    words = _WORDS.findall(unicodedata.normalize("NFKD", name).replace("\u0308", ""))
    if any(word.startswith(_SURE) or word.endswith(_SURE) for word in words):
        return False
    *_, before, label, _ = ["", "", *host.split(".")]
    if (before if label in _OF_COUNTRIES and before else label) in _PRIVATE:
        return True
    is_function = bool(_WHOLE & set(words)) or (bool(words) and words[0] in _FIRST)
    return not is_function and bool(_SEPARATED.search(name))
