#!/usr/bin/env bash
# Our projector of voxel volumes and `plastimatch drr` on the same volume, detector and threads, in turns: see README.md beside this file.
#
#   benchmarks/projection.sh [ROUNDS]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=build/prerequisites.sh
. "$root/build/prerequisites.sh"
log=$(mktemp)
command -v plastimatch > /dev/null || install_packages 'the comparison with plastimatch' plastimatch
command -v plastimatch > /dev/null || exit 3
dotnet build "$root/benchmarks/Trabecula.Benchmarks" -c Release -v quiet --nologo -m:1
exec dotnet "$root/artifacts/bin/Trabecula.Benchmarks/release/Trabecula.Benchmarks.dll" projection "${1:-5}"
