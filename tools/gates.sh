#!/bin/sh
# Runs every gate even after one has failed, so that one run shows all there is to mend; pytest comes last.
# Usage: tools/gates.sh BIN GATE..., where BIN is the folder of the virtual environment's commands.
bin=$1
shift
failed=
for gate in "$@"; do
    case $gate in
        check) set -- ruff check . ;;
        format) set -- ruff format --check . ;;
        types) set -- mypy ;;
        # Two at a time, a file in one process: a test waits for its server half of the time, and every process has
        # servers of its own.
        tests) set -- python -m pytest -n 2 --dist loadfile --cov --cov-report=term \
            -p tests.behaviour_table --behaviours build/behaviours.md ;;
        *) echo "no gate is called $gate" >&2; exit 2 ;;
    esac
    echo "== $*"
    command=$1
    shift
    "$bin/$command" "$@" || failed="$failed $gate"
done
if [ -n "$failed" ]; then
    echo "failed:$failed" >&2
    exit 1
fi
