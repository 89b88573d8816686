#!/usr/bin/env bash
# Makes a bundle like in-silico, as out/in-silico: 1,454 simulated people, 200 films of other views and 300 of whole spines, the
# localiser; a density network on 3,000 films of 1,000 other people; then the study, which begins with that network and whose bundle it is.
# Its parts added up to about three hours on two cores. Stopped and started again, it goes on where it was.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

./trabecula simulate --out cohort --subjects 1454 --wrong-views 200 --full-spines 300 --seed 1
# The density network of this bundle is not used.
./trabecula train cohort/manifest.csv --landmarks cohort/landmarks.csv --out out/localiser --resume --localiser-epochs 30 --density-epochs 1
./trabecula simulate --out more --subjects 1000 --rooms 3 --seed 2
./trabecula train more/manifest.csv --model out/localiser --out out/pretrained --resume --density-epochs 14
./trabecula study cohort/manifest.csv --model out/localiser --pretrained out/pretrained --out out/study --epochs 6 --learning-curve \
    --bundle out/in-silico --name trabecula-in-silico --model-version 0.5.0
