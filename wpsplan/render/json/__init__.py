"""Answers as plain data: what `--format json` prints, and what a page's template is given."""
