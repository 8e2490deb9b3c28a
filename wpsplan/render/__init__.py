"""Answers → what people and programs read. One file a format; nothing is computed here."""
