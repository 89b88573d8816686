#!/usr/bin/env bash
# How well vertebrae are found: see README.md beside this file.
#
#   benchmarks/localisation.sh spine-boxes BUNDLE FOLDER [OVERLAYS]
#   benchmarks/localisation.sh cohort BUNDLE COHORT [FROM_ROW]
#   benchmarks/localisation.sh invariance BUNDLE FILM...
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
dotnet build "$root/benchmarks/Trabecula.Benchmarks" -c Release -v quiet --nologo
exec dotnet "$root/artifacts/bin/Trabecula.Benchmarks/release/Trabecula.Benchmarks.dll" "$@"
