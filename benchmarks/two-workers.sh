#!/usr/bin/env bash
# Throughput of two workers of one thread each against that of one, on PostgreSQL; see README.md beside this file.
#   benchmarks/two-workers.sh [FILMS [ROUNDS [FORMS]]]        usual: 80 films for each worker, 3 rounds, all forms (or: result)
# Needs PostgreSQL's programs and python3 (its standard library), and two processors that nobody else uses: the load of the machine is printed beside each round.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
"$root/trabecula" --version > /dev/null
exec python3 "$root/benchmarks/two_workers.py" "$root" "${1-80}" "${2-3}" "${3-all}"
