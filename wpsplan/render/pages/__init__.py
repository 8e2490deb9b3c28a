"""Pages in Markdown, HTML and PDF, drawn by Jinja from templates, which may be the workspace's own."""
