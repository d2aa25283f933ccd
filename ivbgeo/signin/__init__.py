"""Signing in: where somebody does that, and what the claims about who signed in amount to."""

from ivbgeo.signin.ended import Ended
from ivbgeo.signin.person import NOBODY, Person, person_of
from ivbgeo.signin.provider import Provider

__all__ = ["NOBODY", "Ended", "Person", "Provider", "person_of"]
