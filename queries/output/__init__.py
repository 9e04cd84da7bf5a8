"""Answers as tables, JSON, CSV and Markdown."""
