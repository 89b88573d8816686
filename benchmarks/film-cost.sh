#!/usr/bin/env bash
# What one film costs on one processor: time in a running process, and peak memory of it and of the command; see README.md beside this file.
#
#   benchmarks/film-cost.sh [FILM [FILMS]]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
film=${1:-$root/samples/lumbar-ap.dcm}
dotnet build "$root/benchmarks/Trabecula.Benchmarks" -c Release -v quiet --nologo -m:1
taskset -c 0 dotnet "$root/artifacts/bin/Trabecula.Benchmarks/release/Trabecula.Benchmarks.dll" film-cost "$root/models/in-silico" "$film" "${2:-200}"

# Built and warm before it is measured.
"$root/trabecula" estimate "$film" --json > /dev/null
python3 - "$root/trabecula" "$film" << 'PYTHON'
import resource, subprocess, sys
for films in (1, 100):
    subprocess.run(["taskset", "-c", "0", sys.argv[1], "estimate"] + [sys.argv[2]] * films + ["--json"], stdout=subprocess.DEVNULL, check=True)
    print(f"| peak resident memory of ./trabecula estimate, {films} of that film | {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6:.0f} MB |")
PYTHON
