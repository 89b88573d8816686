#!/usr/bin/env bash
# Trabecula and its peer (peer/estimate_peer.py) on the same film, in turns, in one run.
#
#   benchmarks/estimate-speed.sh [FILM [ROUNDS [FILMS_PER_ROUND]]]
#
# FILM is an uncompressed DICOM film (default samples/lumbar-ap.dcm). Needs /usr/bin/python3 with python3-pydicom,
# python3-numpy and python3-torch (Debian).
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
film=${1:-$root/samples/lumbar-ap.dcm}
exec /usr/bin/python3 "$root/benchmarks/peer/side_by_side.py" "$root" "$film" "${2:-5}" "${3:-20}"
