"""A tile as a picture that a browser can show; what the bytes are is read from the bytes."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LARGEST", "Picture"]

LARGEST = 2 * 1024 * 1024  # bytes; a tile of 512 pixels, hardly compressed, is half of that


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, JPEG or WebP file; ``kind`` is its media type.

    Raises
    ------
    ValueError
        If ``content`` is none of these, not of that kind, or larger than ``LARGEST``.
    """

    content: bytes
    kind: str

    def __post_init__(self) -> None:
        if _kind(self.content) != self.kind or len(self.content) > LARGEST:
            raise ValueError(f"no picture of kind {self.kind!r}")

    @classmethod
    def of(cls, content: object) -> Picture | None:
        """Look at bytes; None if they are no picture to show."""
        if not isinstance(content, bytes) or len(content) > LARGEST:
            return None
        kind = _kind(content)
        return cls(content, kind) if kind else None


def _kind(content: bytes) -> str | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return None
