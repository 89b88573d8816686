"""benchmarks/server-load.sh: films in a row, then twice as many as the server can take."""
import json, queue, sys, threading, time

from growth_run import Films, Server, folder, load, memory_mb, processor_seconds

BACKLOG = 40  # films that may wait, so that the server is full within seconds
AT_ONCE = 4  # films in flight while its capacity is measured
SENDERS = 64  # connections at twice its capacity


def share(values, part):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan")


def row(name, values):
    return f"| {name} | {len(values)} | {share(values, 0.5) * 1000:.0f} | {share(values, 0.95) * 1000:.0f} | {share(values, 0.99) * 1000:.0f} |"


def estimated(server, connection, film):
    begun = time.monotonic()
    status, _, body = server.ask(connection, "POST", "/api/films?wait=true", film)
    if status != 200 or b'"status":"estimated"' not in body:
        sys.exit(f"{status} {body[:300]}")
    return time.monotonic() - begun


def in_a_row(server, films, count):
    print("films  median ms  p95 ms  p99 ms  processor ms  memory MB  highest MB")
    pid, connection, times = server.process.pid, server.connect(), []
    before, everything = processor_seconds(pid), []
    for number in range(1, count + 1):
        times.append(estimated(server, connection, films.new()))
        if number % 100 == 0 or number == count:
            now = processor_seconds(pid)
            print(f"{number:5}  {share(times, 0.5) * 1000:9.0f}  {share(times, 0.95) * 1000:6.0f}  {share(times, 0.99) * 1000:6.0f}  "
                  f"{(now - before) * 1000 / len(times):12.0f}  {memory_mb(pid):9.0f}  {memory_mb(pid, 'VmHWM'):10.0f}", flush=True)
            everything += times
            times, before = [], now
    return everything


def capacity(server, films, seconds):
    """Films a second with some in flight all the time."""
    until, lock, done = time.monotonic() + seconds, threading.Lock(), []

    def send():
        connection = server.connect()
        while time.monotonic() < until:
            with lock:
                film = films.new()
            done.append(estimated(server, connection, film))

    begun = time.monotonic()
    senders = [threading.Thread(target=send) for _ in range(AT_ONCE)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    return len(done) / (time.monotonic() - begun), done


def at_twice(server, films, pace, seconds):
    """Sends by the clock, whatever the server answers."""
    due, taken, turned_away, others, bare, late = queue.Queue(), [], [], [], 0, 0
    lock, highest = threading.Lock(), [0.0]

    def send():
        nonlocal bare
        connection = server.connect()
        while (film := due.get()) is not None:
            begun = time.monotonic()
            status, headers, body = server.ask(connection, "POST", "/api/films", film)
            took = time.monotonic() - begun
            with lock:
                if status == 202:
                    taken.append((took, json.loads(body)["id"]))
                elif status == 429:
                    turned_away.append(took)
                    bare += "Retry-After" not in headers
                else:
                    others.append((status, body[:200]))

    senders = [threading.Thread(target=send) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    begun = time.monotonic()
    for number in range(int(pace * seconds)):
        at = begun + number / pace
        if (wait := at - time.monotonic()) > 0:
            time.sleep(wait)
        late = max(late, due.qsize())
        highest[0] = max(highest[0], memory_mb(server.process.pid))
        due.put(films.new())
    for _ in senders:
        due.put(None)
    for sender in senders:
        sender.join()
    took = time.monotonic() - begun
    return taken, turned_away, others, bare, late, took, highest[0]


def main():
    root, count, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    films = Films(root)
    with folder() as place:
        server = Server(root, place, MaxBacklog=BACKLOG)
        try:
            if count:
                in_a_row(server, films, count)
            if not seconds:
                return
            capacity(server, films, min(10, seconds))
            pace, done = capacity(server, films, seconds)
            print(f"\nwith {AT_ONCE} in flight: {pace:.2f} films/s, load {load():.1f}")
            taken, turned_away, others, bare, late, took, highest = at_twice(server, films, 2 * pace, seconds)
            print(f"at twice that, {2 * pace:.1f} films/s for {took:.0f} s, load {load():.1f}: {len(taken) / took:.2f} films/s taken, {len(turned_away) / took:.2f} turned away "
                  f"({bare} of them without Retry-After), {len(others)} otherwise {others[:3]}; at most {late} waited for a connection; memory {highest:.0f} MB at most")
            begun = time.monotonic()
            connection = server.connect()
            while json.loads(server.ask(connection, "GET", "/health/ready")[2])["films_waiting"] > 0:
                time.sleep(0.2)
            print(f"all that waited was done {time.monotonic() - begun:.1f} s after the last film was sent")
            lost = [film for _, film in taken if json.loads(server.ask(connection, "GET", f"/api/films/{film}")[2])["state"] != "estimated"]
            after = [estimated(server, connection, films.new()) for _ in range(20)]
            print(f"taken and not estimated: {len(lost)}\n\n| | films | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|")
            print(row(f"result, {AT_ONCE} in flight", done))
            print(row("taken (202) at twice", [took for took, _ in taken]))
            print(row("turned away (429) at twice", turned_away))
            print(row("result, one at a time, afterwards", after))
            print(f"\nmemory afterwards {memory_mb(server.process.pid):.0f} MB")
        finally:
            server.stop()


main()
