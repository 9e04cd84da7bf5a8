"""The network page: one offline HTML file with the quote behind every line."""

from goodoffices.pages.model import Edge, Node, PageData
from goodoffices.pages.page import render, write_page

__all__ = ["Edge", "Node", "PageData", "render", "write_page"]
