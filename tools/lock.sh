#!/bin/sh
# Writes run.lock and dev.lock from pyproject.toml, for every platform and Python it allows.
# Versions already in the locks stay; `tools/lock.sh --upgrade` takes the newest.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'

# The project is installed without build isolation, so its build tool is locked with the rest.
compile() {
    printf '%s\n' hatchling editables |
        "$work/venv/bin/uv" pip compile pyproject.toml - --quiet --universal --python-version 3.11 \
            --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
            --custom-compile-command "make lock" "$@"
}

compile --extra postgres --output-file run.lock "$@"
compile --extra dev --constraint run.lock --output-file dev.lock "$@"
