"""``python -m goodoffices``: the same as the command ``goodoffices``."""

import sys


def main() -> None:
    """Runs the command line; an interrupt ends it with 130 even while it is still being imported."""
    try:
        # Within the try: Ctrl-C while this is imported would else end in a traceback.
        from goodoffices.cli.app import run_app as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
