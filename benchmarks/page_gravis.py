"""Writes the page that gravis makes of a graph in its own format on standard input; runs where gravis is installed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import gravis

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(gravis.vis(json.load(sys.stdin)).to_html_standalone(), encoding="utf-8")
