"""Kills the server and Orthanc (SIGKILL) at random moments while films come in, and counts what the archive holds at the end.
  kill.py [FILMS [KILLS [SEED]]]     usual: 200 films, 20 kills, seed 1"""
import random, sys, threading, time

from node import PDF, SC, SR, Films, Node

count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
kills = int(sys.argv[2]) if len(sys.argv) > 2 else 20
seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
chance = random.Random(seed)
node = Node()
films = Films(node.folder / "films", seed)
sent, is_sending = [], True


def send_all():
    global is_sending
    for number in range(count):
        kind = ("good", "good", "good", "slope", "good", "malformed", "good", "lateral")[number % 8]
        path, uid = films.make(kind)
        # A console sends until it is told that the film has arrived; every fifth is sent once more.
        for _ in range(2 if number % 5 == 0 else 1):
            while not node.send(path):
                time.sleep(0.2)
        sent.append((kind, uid))
        path.unlink()
    is_sending = False


try:
    node.start_orthanc()
    node.start_server()
    print(f"logs: {node.folder}", flush=True)
    sender = threading.Thread(target=send_all)
    sender.start()
    done = 0
    while done < kills:
        time.sleep(chance.uniform(0.2, 6))
        which = chance.choice(["server", "orthanc", "both"])
        if which != "orthanc":
            node.server.kill()
            node.server.wait()
        if which != "server":
            node.orthanc.kill()
            node.orthanc.wait()
            node.start_orthanc()
        if which != "orthanc":
            node.start_server()
        done += 1
        print(f"  kill {done}: {which}, {len(sent)} films sent, {node.count()} objects in the archive", flush=True)
    sender.join()
    expected = sum({"good": 4, "slope": 4, "malformed": 3, "lateral": 1}[kind] for kind, _ in sent)
    begun = time.monotonic()
    try:
        node.until(lambda: node.count() >= expected, 1200, every=1)
    except TimeoutError:
        print("not all results came")
    time.sleep(10)
    results = node.results()
    lost = twice = 0
    for kind in ("good", "slope", "malformed", "lateral"):
        mine = [uid for of, uid in sent if of == kind]
        held = [results.get(uid, []) for uid in mine]
        owed = 0 if kind == "lateral" else 1
        bad = sum(classes.count(SR) < owed for classes in held)
        lost += bad + (sum(set(classes) != {SR, SC, PDF} for classes in held) if kind == "good" else 0)
        twice += sum(len(classes) != len(set(classes)) for classes in held)
        print(f"{kind:10} {len(mine):4} films   SR {sum(c.count(SR) for c in held):4}   SC {sum(c.count(SC) for c in held):4}   PDF {sum(c.count(PDF) for c in held):4}")
    print(f"{count} films, {kills} kills, seed {seed}: lost {lost}, twice {twice}; {node.count()} objects in the archive, {expected} expected; "
          f"caught up {time.monotonic() - begun - 10:.0f} s after the last film")
    if lost or twice:
        sys.exit(1)
finally:
    node.close()
