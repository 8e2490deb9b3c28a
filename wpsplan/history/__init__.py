"""Git revisions as workspaces: what changed between two of them, and what that does to the figures."""
