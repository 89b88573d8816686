#!/usr/bin/env bash
# How long simulated people take against pixels and people, and how much memory: see README.md beside this file.
#
#   benchmarks/simulation-speed.sh [ROUNDS]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
dotnet build "$root/benchmarks/Trabecula.Benchmarks" -c Release -v quiet --nologo -m:1
exec dotnet "$root/artifacts/bin/Trabecula.Benchmarks/release/Trabecula.Benchmarks.dll" simulation-speed "${1:-3}"
