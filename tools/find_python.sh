#!/bin/sh
# Prints the newest Python of 3.11 to 3.13 that can make a virtual environment, or the one that PYTHON names if it
# can; else says what to install.
# A name on the PATH proves nothing (version managers leave stubs, Debian splits off ensurepip), so each is run.
check='import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'
for name in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    if path=$(command -v "$name") && "$path" -c "$check" 2>/dev/null; then
        echo "$path"
        exit 0
    fi
done
echo "goodoffices needs Python 3.11, 3.12 or 3.13 with its venv module, and none was found." >&2
echo "On Debian or Ubuntu: apt-get install python3 python3-venv. Elsewhere: make PYTHON=/path/to/python3.13 ..." >&2
exit 1
