"""The kinds of indicators: one file a kind, with all that is known of it."""

from wpsplan.kinds.method import Method

__all__ = ["Method"]
