"""The address of a function: a web address or an e-mail address, and no one's own."""

from __future__ import annotations

import re

from ivbgeo.errors import DataError

__all__ = ["check_contact", "looks_personal"]

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[^\s<>\"']*)?", re.IGNORECASE)
# What is in the name of a mail box of a function.
_FUNCTIONS = (
    *("buurt", "wijk", "preventie", "whatsapp", "team", "info", "contact", "secretariaat"),
    *("beheer", "bestuur", "veilig", "groep", "gemeente", "politie", "regisseur", "coordinat"),
    *("vereniging", "stichting", "melding", "loket", "post", "was"),
)
_SEPARATED = re.compile(r"[.+_-]")
# The providers of private mail boxes that most people here have one of.
_PRIVATE = frozenset(
    (
        *("caiway", "casema", "chello", "gmail", "googlemail", "hetnet", "home", "hotmail"),
        *("icloud", "kpnmail", "live", "me", "msn", "online", "outlook", "planet", "proton"),
        *("protonmail", "quicknet", "solcon", "tele2", "telfort", "upcmail", "xs4all", "yahoo"),
        *("ziggo", "zonnet"),
    )
)


def check_contact(text: str) -> None:
    """Refuse what is neither empty, nor an e-mail address, nor a web address.

    Raises
    ------
    DataError
        If it is something else, such as a phone number.
    """
    if text and not (_EMAIL.fullmatch(text) or _WEB.fullmatch(text)):
        raise DataError("prevention.contact")


def looks_personal(text: str) -> bool:
    """Whether an e-mail address looks like one of a person, not of a function.

    It does if no word of a function is in its name, and it is written as first and last names are
    or is of a provider of private mail boxes.

    Examples
    --------
    >>> looks_personal("j.jansen@zoetermeer.example"), looks_personal("wijkteam@live.nl")
    (True, False)
    >>> looks_personal("sterrenflat@gmail.com"), looks_personal("https://buurt.example/ons")
    (True, False)
    """
    name, at, host = text.lower().partition("@")
    if not at or any(word in name for word in _FUNCTIONS):
        return False
    return bool(_SEPARATED.search(name)) or host.split(".")[0] in _PRIVATE
