"""An agreement turned into a file: Markdown and PDF."""
