#!/usr/bin/env bash
# Training of the density network: Trabecula and the same network in Debian's python3-torch, in turns, in one run: see README.md beside this file.
#
#   benchmarks/training-throughput.sh [ROUNDS [STEPS]]
#
# Both train for two passes of STEPS batches of 8 with two threads; the second pass counts. Needs python3-torch (Debian).
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
rounds=${1:-3} steps=${2:-20} threads=2
/usr/bin/python3 -c 'import torch' 2> /dev/null || { printf 'training-throughput: python3-torch is not installed\n' >&2; exit 3; }
dotnet build "$root/benchmarks/Trabecula.Training.Benchmarks" -c Release -v quiet --nologo -m:1

ours() { DOTNET_PROCESSOR_COUNT=$threads dotnet "$root/artifacts/bin/Trabecula.Training.Benchmarks/release/Trabecula.Training.Benchmarks.dll" "$steps"; }
peer() { /usr/bin/python3 "$root/benchmarks/peer/train_peer.py" "$steps" $threads "$1"; }
median() { sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
printf '%-7s%14s%18s%19s\n' round trabecula 'torch, float32' 'torch, bfloat16'
for round in $(seq "$rounds"); do
    # Each second round runs the other way about, so that a machine that slows down favours nobody.
    if ((round % 2)); then order='ours float32 bfloat16'; else order='bfloat16 float32 ours'; fi
    for name in $order; do
        if [ "$name" = ours ]; then ours > "$results/one"; else peer "$name" > "$results/one"; fi
        tee -a "$results/$name" < "$results/one" > "$results/$name.last"
    done
    printf '%-7s%14s%18s%19s\n' "$round" "$(cat "$results/ours.last")" "$(cat "$results/float32.last")" "$(cat "$results/bfloat16.last")"
done
a=$(median < "$results/ours") b=$(median < "$results/float32") c=$(median < "$results/bfloat16")
printf '%-7s%14s%18s%19s   samples a second\n' median "$a" "$b" "$c"
awk -v a="$a" -v b="$b" -v c="$c" 'BEGIN { printf "trabecula / torch as written: %.2f, / the better torch: %.2f\n", a / b, a / (b > c ? b : c) }'
