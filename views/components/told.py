"""What goes wrong on a page becomes a Dutch sentence on it, and a line in the log."""

from __future__ import annotations

import errno
import logging
from functools import wraps
from typing import TYPE_CHECKING

import streamlit as st

from geo import GeoError
from ivbgeo.errors import IvbgeoError, NotAllowedError
from ivbgeo.messages import sentence
from views.components.looked import refused
from views.components.markdown import plain
from views.components.trouble import tell

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["told"]

_log = logging.getLogger(__name__)


def told(page: Callable[[], None]) -> Callable[[], None]:
    """Wrap a page, or a fragment of one, so that its errors are told to the user."""

    @wraps(page)
    def wrapped() -> None:
        try:
            page()
        except IvbgeoError as error:
            if error.rule == "store.moved_on":
                # Once more, with the data as it is now: nothing for a user to do.
                st.rerun()
            if isinstance(error, NotAllowedError):
                refused(error)
            tell(error)
        except GeoError as error:
            st.error(plain(sentence(error.rule, **error.values)))
        except OSError as error:
            # Such as a file on its way in, beside the store.
            _log.exception("a page failed")
            full = error.errno in {errno.ENOSPC, errno.EDQUOT}
            st.error(sentence("fault.full" if full else "page.failed"))
        except Exception:  # noqa: BLE001 - see below
            # At the edge: a user gets a sentence whatever happened, we get what happened.
            _log.exception("a page failed")
            st.error(sentence("page.failed"))

    return wrapped
