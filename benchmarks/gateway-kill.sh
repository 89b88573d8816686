#!/usr/bin/env bash
# Kills the server and Orthanc at random moments under load, and counts what is lost and what is there twice.
#   gateway-kill.sh [FILMS [KILLS [SEED]]]
set -euo pipefail
exec /usr/bin/python3 "$(dirname "$0")/gateway/kill.py" "$@"
