#!/usr/bin/env bash
# Drives a server of its own on this machine; see README.md beside this file.
#   benchmarks/server-load.sh [FILMS [SECONDS]]        usual: 1000 films in a row, then 60 seconds at twice what it can take
# In a row: a film is sent when the result of the one before is there; memory and time per film for each hundred.
# At twice what it can take: films are sent by the clock, whatever the server answers; it has to turn some away (429, Retry-After), lose none, and be as it was afterwards.
# Needs python3 (its standard library). Bounded: it ends after FILMS films and SECONDS, holds 40 films back at most, and talks to 127.0.0.1 only.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
"$root/trabecula" --version > /dev/null
exec python3 "$root/benchmarks/server_load.py" "$root" "${1-1000}" "${2-60}"
