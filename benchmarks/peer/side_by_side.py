"""Runs `./trabecula estimate` and the peer in turns and prints a table. Called by ../estimate-speed.sh.

All get the same file, the same processors, as many threads as there are processors, and one warm-up each; all are
measured from outside: wall time from start to end of the process, and the peak resident memory that the kernel counted
(wait4). Throughput takes start-up out: with one film in t1 seconds and 1 + n films in tn seconds it is n / (tn - t1).

There are two peers, for PyTorch is run in two ways: as written (quick to start), and with the networks traced and
optimised first (slow to start, faster for each film). Each of our figures is compared with the better of the two.
"""
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path


OURS = "trabecula"

# What is measured, and which of two figures is the better one.
BETTER = {"start to result, s": min, "films per second": max, "peak memory, MB": min}


def run(command):
    """Wall seconds, peak MB; stops where the command fails, for a failure is no measurement."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command[:3]))} … ended with {process.returncode}: {message.decode(errors='replace')[-400:]}")
    return seconds, usage.ru_maxrss / 1024


def measure(command, film, extra):
    alone, _ = run(command + [film])
    many, memory = run(command + [film] * (1 + extra))
    return dict(zip(BETTER, (alone, extra / max(many - alone, 1e-9), memory)))


def main():
    root, film, rounds, extra = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    if not Path(film).is_file():
        sys.exit(f"{film}: no such film")
    processors = os.sched_getaffinity(0)
    peer = ["/usr/bin/python3", str(root / "benchmarks/peer/estimate_peer.py"), "--threads", str(len(processors))]
    commands = {OURS: [str(root / "trabecula"), "estimate", "--json"], "peer": peer, "peer, traced": peer + ["--traced"]}
    for command in commands.values():
        run(command + [film])
    rows = {name: [] for name in commands}
    for number in range(rounds):
        order = list(commands) if number % 2 == 0 else list(commands)[::-1]
        for name in order:
            rows[name].append(measure(commands[name], film, extra))

    print(f"{film}: {rounds} rounds of 1 and of {1 + extra} films, {len(processors)} processors")
    print(f"{'':22}{'':14}{'min':>9}{'median':>9}{'max':>9}")
    for what, best in BETTER.items():
        medians = {}
        for name, results in rows.items():
            values = [result[what] for result in results]
            medians[name] = statistics.median(values)
            print(f"{what:22}{name:14}{min(values):9.3g}{medians[name]:9.3g}{max(values):9.3g}")
        ours = medians.pop(OURS)
        print(f"{'':22}{OURS} / better peer: {ours / best(medians.values()):.2f}")


main()
