"""``python -m goodoffices``: the same as the command ``goodoffices``."""

import sys


def main() -> None:
    """Runs the command line; an interrupt ends it with 130 even while it is still being imported."""
    try:
        from goodoffices.queries.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
