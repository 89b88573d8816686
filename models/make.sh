#!/usr/bin/env bash
# Makes a bundle like models/in-silico: 1,454 simulated people, 100 films of other views and
# 120 of whole spines, then both networks.
# About an hour on two quiet cores. Stopped and started again, it goes on where it was.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

./trabecula simulate --out cohort --subjects 1454 --wrong-views 100 --full-spines 120 --seed 1
./trabecula train cohort/manifest.csv --landmarks cohort/landmarks.csv --out models/in-silico --resume \
    --localiser-epochs 15 --density-epochs 18 --name trabecula-in-silico --model-version 0.3.0
