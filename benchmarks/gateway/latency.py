"""From the end of storescu to the report in the archive, for single films; then many films in a row: memory and time per film.
  latency.py [SINGLE [ROW]]     usual: 50 single films, a row of 1,000"""
import statistics, sys, time

from node import SR, Films, Node

single = int(sys.argv[1]) if len(sys.argv) > 1 else 50
row = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
node = Node()
films = Films(node.folder / "films", seed=1)
try:
    node.start_orthanc()
    node.start_server()
    print(f"logs: {node.folder}", flush=True)

    def reports():
        return sum(1 for _ in node.get("tools/find", b'{"Level":"Instance","Query":{"Modality":"SR"},"Expand":false}'))

    # The first one waits for the model.
    node.send(films.make("good")[0])
    node.until(lambda: node.count() == 4, 120)

    waits = []
    for number in range(single):
        path, _ = films.make("good")
        # A clinic's films do not come in step with anybody's clock.
        time.sleep((number * 0.618) % 1)
        assert node.send(path)
        sent = time.monotonic()
        node.until(lambda: reports() >= number + 2, 60, every=0.01)
        waits.append(time.monotonic() - sent)
        node.until(lambda: node.count() == 4 * (number + 2), 60, every=0.02)
        path.unlink()
    waits.sort()
    print(f"single films: {single}, C-STORE's end to report stored: median {statistics.median(waits):.2f} s, "
          f"95th percentile {waits[int(0.95 * len(waits)) - 1]:.2f} s, longest {waits[-1]:.2f} s", flush=True)

    before = node.count()
    begun = last = time.monotonic()
    part, measured = max(1, row // 10), []
    for number in range(1, row + 1):
        path, _ = films.make("good")
        assert node.send(path)
        path.unlink()
        # At most a hundred ahead of the estimates: films in a row, not all at once.
        node.until(lambda: node.count() - before >= 4 * (number - 100), 600, every=0.2)
        if number % part == 0:
            node.until(lambda: node.count() - before >= 4 * number, 600, every=0.05)
            now = time.monotonic()
            measured.append((number, (now - last) / part, node.memory()))
            print(f"  {number:5} films: {measured[-1][1]:.2f} s a film, {measured[-1][2]:.0f} MB", flush=True)
            last = now
    later = [memory for _, _, memory in measured[1:]]
    times = [seconds for _, seconds, _ in measured]
    print(f"a row of {row}: {time.monotonic() - begun:.0f} s; memory from {min(later):.0f} to {max(later):.0f} MB after the first tenth "
          f"(± {50 * (max(later) - min(later)) / statistics.mean(later):.0f} %); time per film, first half {statistics.mean(times[:len(times) // 2]):.2f} s, "
          f"second half {statistics.mean(times[len(times) // 2:]):.2f} s")
finally:
    node.close()
