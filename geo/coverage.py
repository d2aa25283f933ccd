"""Whether areas together are a valid coverage: no overlap, no gap, no broken ring."""

from __future__ import annotations

__all__: list[str] = []
