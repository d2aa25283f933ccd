"""Arrays and what they are of, as bytes."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from ivbgeo.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["pack", "unpack"]

_ABOUT = "about"


def pack(about: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Give arrays with what is said about them, as bytes."""
    words = np.frombuffer(json.dumps(about, ensure_ascii=False).encode(), dtype=np.uint8)
    stream = io.BytesIO()
    held: dict[str, Any] = {_ABOUT: words, **arrays}
    np.savez_compressed(stream, **held)
    return stream.getvalue()


def unpack(content: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """Read what ``pack`` made.

    Raises
    ------
    StoreError
        If it did not.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        about = json.loads(arrays.pop(_ABOUT).tobytes())
    except (ValueError, OSError, KeyError, BadZipFile, EOFError):
        raise StoreError("shielding.damaged", value="") from None
    return dict(about), arrays
