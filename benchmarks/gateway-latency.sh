#!/usr/bin/env bash
# How long a film takes from C-STORE's end to its report in the archive, and whether a thousand in a row stay as fast and as small.
#   gateway-latency.sh [SINGLE [ROW]]
set -euo pipefail
exec /usr/bin/python3 "$(dirname "$0")/gateway/latency.py" "$@"
