#!/usr/bin/env bash
# Makes the shipped bundle models/in-silico: 400 simulated people, 100 films of other views and
# 120 of whole spines, then both networks.
# Under an hour on two quiet cores. Stopped and started again, it goes on where it was.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

./trabecula simulate --out cohort --subjects 400 --wrong-views 100 --full-spines 120 --seed 1
./trabecula train cohort/manifest.csv --landmarks cohort/landmarks.csv --out models/in-silico --resume \
    --name trabecula-in-silico --model-version 0.2.0
