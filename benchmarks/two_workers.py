"""benchmarks/two-workers.sh: one worker on one processor, then two on two, in turn."""
import statistics, sys, time

from growth_run import Films, Postgres, Server, folder, load, processor_seconds

WARM = 20  # films of each worker that are not counted: its code is compiled meanwhile


def measure(server, postgres, films, workers, each):
    last = int(postgres.ask('SELECT coalesce(max("Id"), 0) FROM "Films"')[0])
    connection = server.connect()
    for _ in range(workers * each):
        status, _, body = server.ask(connection, "POST", "/api/films", films.new())
        if status != 202:
            sys.exit(f"{status} {body[:300]}")
    others = lambda: postgres.seconds() + processor_seconds(server.process.pid)
    before = others()
    running = [server.worker(processor) for processor in range(workers)]
    while int(postgres.ask(f"""SELECT count(*) FROM "Films" WHERE "Id" > {last} AND "State" IN ('Estimated', 'Rejected')""")[0]) < workers * each:
        time.sleep(0.5)
    beside = others() - before
    used = sum(processor_seconds(worker.pid) for worker in running)
    for worker in running:
        worker.terminate()
    for worker in running:
        worker.wait()
    times = sorted(int(at) / 1000 for at in postgres.ask(f'SELECT "FinishedAt" FROM "Films" WHERE "Id" > {last}'))
    counted = times[workers * WARM:-workers]
    return (len(counted) - 1) / (counted[-1] - counted[0]), used / len(times), beside / len(times)


def cost(postgres):
    """What a film leaves."""
    films, film_bytes = postgres.ask('SELECT count(*), sum("Bytes") FROM "Films"')[0].split("|")
    print(f"\n{films} films of {int(film_bytes) / int(films) / 1e6:.2f} MB; stored of each besides:")
    for line in postgres.ask('SELECT "Kind", count(*), avg("Bytes") FROM "Objects" GROUP BY "Kind" ORDER BY 3 DESC'):
        kind, count, average = line.split("|")
        print(f"  {kind:20} {float(average) / 1e3:8.1f} kB ({count})")
    print(f"rows and bytes of the database for each, indexes included (all: {int(postgres.ask('SELECT pg_database_size(current_database())')[0]) / 1e6:.1f} MB):")
    for table in ("Films", "Receipts", "Objects"):
        rows, size = postgres.ask(f"""SELECT count(*), pg_total_relation_size('"{table}"') FROM "{table}" """)[0].split("|")
        print(f"  {table:20} {int(rows) / int(films):5.1f} rows  {int(size) / int(films):6.0f} B")
    jobs = postgres.ask("SELECT count(*) FROM hangfire.job")[0]
    print(f"  jobs that the queue has not forgotten yet: {jobs}")


def main():
    root, each, rounds, forms = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    films = Films(root)
    with folder() as place:
        postgres = Postgres(f"{place}/postgres")
        try:
            server = Server(root, place, Database=postgres.connection, SideBySide=1, OwnFilms=0, Forms=forms, MaxBacklog=1_000_000)
            try:
                print("round  workers  films/s  workers' s/film  server's and database's s/film  load", flush=True)
                pace = {1: [], 2: []}
                for number in range(1, rounds + 1):
                    for workers in (1, 2):
                        films_s, own, beside = measure(server, postgres, films, workers, each)
                        pace[workers].append(films_s)
                        print(f"{number:5}  {workers:7}  {films_s:7.2f}  {own:15.3f}  {beside:30.3f}  {load():4.1f}", flush=True)
                one, two = statistics.median(pace[1]), statistics.median(pace[2])
                ratios = " ".join(f"{b / a:.2f}" for a, b in zip(pace[1], pace[2]))
                print(f"median: one {one:.2f}, two {two:.2f} films/s, {two / one:.2f} times (by rounds: {ratios})")
                postgres.run("psql", "-h", "127.0.0.1", "-p", str(postgres.port), "-U", "trabecula", "-d", "postgres", "-c", "VACUUM FULL")
                cost(postgres)
            finally:
                server.stop()
        finally:
            postgres.stop()


main()
