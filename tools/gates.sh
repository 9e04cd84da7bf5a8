#!/bin/sh
# Runs every gate even after one has failed, so that one run shows all there is to mend; pytest comes last.
# Usage: tools/gates.sh BIN GATE..., where BIN is the folder of the virtual environment's commands.
bin=$1
node=$bin/../node/node_modules/.bin
shift
failed=
run() {
    echo "== ${1##*/} $(shift; echo "$*")"
    "$@" || failed="$failed $gate"
}
for gate in "$@"; do
    case $gate in
        check) set -- ruff check . ;;
        format) set -- ruff format --check . ;;
        types) set -- mypy ;;
        # Three at a time, since a test waits for its server half of the time; tests/spread.py says which go together.
        tests) set -- python -m pytest -n 3 --dist loadfile --no-loadscope-reorder --cov --cov-report=term --durations=20 \
            -p tests.behaviour_table --behaviours build/behaviours.md ;;
        # What `make dev` could not install is a failure in CI and said elsewhere.
        scripts)
            if [ -x "$node/tsc" ]; then
                run "$node/biome" lint --error-on-warnings
                run node tools/check_types.mjs "$node/tsc"
                run node --test tests/scripts/*.test.mjs
            else
                echo "== the gates of the page's scripts: skipped, since Node.js 18 or later and npm are not installed"
                [ "${CI:-}" != true ] || failed="$failed $gate"
            fi
            continue ;;
        *) echo "no gate is called $gate" >&2; exit 2 ;;
    esac
    command=$1
    shift
    run "$bin/$command" "$@"
done
if [ -n "$failed" ]; then
    echo "failed:$failed" >&2
    exit 1
fi
