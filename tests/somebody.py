"""Somebody for the pages of a test to be: settings of a provider, and claims as it gives them."""

from __future__ import annotations

import time
from typing import Any

from tests.replica.oidc import CLIENT, SECRET

__all__ = ["claims", "settings"]

# Of a provider that nobody asks anything: pages without a browser.
_NOWHERE = "http://127.0.0.1:9"


def settings(issuer: str = _NOWHERE, app: str = "http://127.0.0.1:8501") -> dict[str, str]:
    """Give the variables with which users sign in at this issuer."""
    return {
        "IVBGEO_SIGNIN_ISSUER": issuer,
        "IVBGEO_SIGNIN_CLIENT": CLIENT,
        "IVBGEO_SIGNIN_SECRET": SECRET,
        "IVBGEO_SIGNIN_COOKIE_SECRET": "waarmee de proef koekjes ondertekent",
        "IVBGEO_SIGNIN_ADDRESS": app,
    }


def claims(role: str, wijken: str = "") -> dict[str, Any]:
    """Give what Streamlit knows of somebody who signed in just now, as ``st.user`` has it."""
    return {
        "is_logged_in": True, "provider": "default", "iss": _NOWHERE, "aud": CLIENT,
        "sub": f"nummer-van-{role}", "iat": time.time(), "name": f"Een {role}",
        "preferred_username": f"{role}@example.nl", "roles": [role], "wijken": wijken.split(),
    }  # fmt: skip
