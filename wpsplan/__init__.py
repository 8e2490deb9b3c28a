"""wpsplan: an action plan on paper, turned into a results framework that can be checked, measured and reported."""

__version__ = "0.1.0"
