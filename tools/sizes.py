"""Show how long the functions and modules are: ``python tools/sizes.py``. Numbers to look at, not a gate."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("graph", "loaders", "queries", "pages", "goodoffices", "tests", "tools")


def main() -> None:
    """Print one line for each folder and then the longest functions of all."""
    longest: list[tuple[int, str]] = []
    for place in PLACES:
        sizes = [(size, f"{path.relative_to(ROOT)}:{name}") for path in _modules(place) for size, name in _sizes(path)]
        longest += sizes
        print(_summary(place, [size for size, _ in sizes]))
    for size, name in sorted(longest, reverse=True)[:10]:
        print(f"{size:4} {name}")


def _modules(place: str) -> list[Path]:
    return sorted(file for file in (ROOT / place).rglob("*.py") if file.resolve() == file)


def _sizes(path: Path) -> list[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(_lines(node), node.name) for node in functions]


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body without its docstring: what has to be understood, signature and text apart."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _summary(place: str, sizes: list[int]) -> str:
    modules = [len(path.read_text(encoding="utf-8").splitlines()) for path in _modules(place)]
    return f"{place:12} {_spread(modules, 'modules')}; {_spread(sizes, 'functions')}"


def _spread(sizes: list[int], what: str) -> str:
    ninth = quantiles(sizes, n=10)[-1] if len(sizes) > 1 else 0
    middle, longest = median(sizes or [0]), max(sizes or [0])
    return f"{len(sizes):4} {what}: median {middle:4.0f} lines, ninth tenth {ninth:4.0f}, longest {longest:4}"


if __name__ == "__main__":
    main()
