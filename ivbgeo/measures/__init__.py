"""Inspanningen: where they start from, who may see and change them, and what came of them."""
