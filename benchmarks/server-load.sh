#!/usr/bin/env bash
# Sends films in a row to a server of its own on this machine, and prints memory and time per film for each hundred.
#   benchmarks/server-load.sh [FILMS]        usual: 1000
# The films are the sample under other SOP Instance UIDs, so that none is known already; one is sent when the result of the one before is there.
# Needs python3 (its standard library). Bounded: it ends after FILMS films, and talks to 127.0.0.1 only.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
films=${1-1000}
data=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
key=$("$root/trabecula" serve --data "$data" --new-api-key load)
TRABECULA_MinFreeDiskMb=100 "$root/trabecula" serve --data "$data" --listen "http://127.0.0.1:$port" 2> "$data/said" &
server=$!
trap 'kill $server 2> /dev/null; wait $server || true; rm -rf "$data"' EXIT
for _ in $(seq 300); do
    curl -sf "http://127.0.0.1:$port/health/live" > /dev/null && break
    kill -0 $server || { cat "$data/said"; exit 1; }
    sleep 0.2
done
python3 - "$port" "$key" "$server" "$films" "$root/samples/lumbar-ap.dcm" <<'PYTHON'
import http.client, re, sys, time

port, key, server, films, sample = int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5]
film = open(sample, "rb").read()
uid = re.search(rb"\x08\x00\x18\x00UI..([0-9.]+)", film, re.S).group(1)


def memory():
    said = open(f"/proc/{server}/status").read()
    return {name: int(re.search(rf"{name}:\s+(\d+)", said).group(1)) / 1024 for name in ("VmRSS", "VmHWM")}


def processor():
    fields = open(f"/proc/{server}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


print("films  median ms  p95 ms  processor ms  memory MB  highest MB")
connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
times, before = [], processor()
for number in range(1, films + 1):
    other = film.replace(uid, uid[:-6] + b"%06d" % number)
    begun = time.monotonic()
    connection.request("POST", "/api/films?wait=true", other, {"Authorization": f"Bearer {key}", "Content-Type": "application/dicom"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200 or b'"status":"estimated"' not in body:
        sys.exit(f"film {number}: {answer.status} {body[:300]}")
    times.append((time.monotonic() - begun) * 1000)
    if number % 100 == 0:
        ordered, now, used = sorted(times), processor(), memory()
        print(f"{number:5}  {ordered[50]:9.0f}  {ordered[95]:6.0f}  {(now - before) * 10:12.0f}  {used['VmRSS']:9.0f}  {used['VmHWM']:10.0f}", flush=True)
        times, before = [], now
PYTHON
