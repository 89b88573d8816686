"""A PostgreSQL, a server and workers for the benchmarks of this folder: started here, measured by /proc, ended here."""
import glob, http.client, json, os, pathlib, re, shutil, socket, subprocess, tempfile, time

TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processor_seconds(pid):
    """Of a process and of those it has started and waited for."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / TICKS


def children(pid):
    try:
        return [int(child) for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def memory_mb(pid, name="VmRSS"):
    return int(re.search(rf"{name}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


def load():
    return os.getloadavg()[0]


class Films:
    """The sample under other SOP Instance UIDs, so that none is known already."""

    def __init__(self, root):
        self.film = pathlib.Path(root, "samples", "lumbar-ap.dcm").read_bytes()
        self.uid = re.search(rb"\x08\x00\x18\x00UI..([0-9.]+)", self.film, re.S).group(1)
        self.made = 0

    def new(self):
        self.made += 1
        return self.film.replace(self.uid, self.uid[:-7] + b"%07d" % self.made)


class Postgres:
    def __init__(self, folder):
        self.programs = next(iter(glob.glob("/usr/lib/postgresql/*/bin")), None)
        if self.programs is None:
            raise SystemExit("PostgreSQL is not installed (Debian: postgresql)")
        self.folder, self.port = folder, free_port()
        os.mkdir(folder)
        if os.geteuid() == 0:
            # It refuses to be run by root, and its user has to get there.
            shutil.chown(folder, "nobody")
            os.chmod(pathlib.Path(folder).parent, 0o711)
        self.run("initdb", "-D", f"{folder}/data", "-U", "trabecula", "-A", "trust", "--no-sync")
        self.run("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o",
                 f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}", "start")
        self.pid = int(pathlib.Path(folder, "data", "postmaster.pid").read_text().split()[0])
        self.connection = f"Host=127.0.0.1;Port={self.port};Database=postgres;Username=trabecula"

    def run(self, program, *arguments):
        become = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
        subprocess.run(become + [f"{self.programs}/{program}", *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def ask(self, sql):
        return subprocess.run([f"{self.programs}/psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "trabecula", "-At", "-d", "postgres", "-c", sql],
                              check=True, capture_output=True, text=True).stdout.split()

    def seconds(self):
        return sum(processor_seconds(pid) for pid in [self.pid, *children(self.pid)] if os.path.exists(f"/proc/{pid}"))

    def stop(self):
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")


def command(root):
    """What `./trabecula` built last, called directly: it would build anew in the middle where a source was changed meanwhile."""
    build = pathlib.Path(root, "artifacts", "command", "estimate", "current").resolve()
    return [(build / ".dotnet").read_text().strip(), str(build / "app" / "trabecula.dll")]


class Server:
    """`trabecula serve`, and workers beside it, in a folder of their own."""

    def __init__(self, root, folder, **settings):
        self.command, self.folder, self.port = command(root), folder, free_port()
        self.settings = f"{folder}/server.json"
        values = {"Data": f"{folder}/data", "Listen": f"http://127.0.0.1:{self.port}", "MinFreeDiskMb": 100, **settings}
        pathlib.Path(self.settings).write_text(json.dumps(values))
        self.key = subprocess.run([*self.command, "serve", "--settings", self.settings, "--new-api-key", "benchmark"], check=True, capture_output=True, text=True).stdout.strip()
        self.said = open(f"{folder}/said", "w")
        self.process = subprocess.Popen([*self.command, "serve", "--settings", self.settings], stderr=self.said)
        for _ in range(600):
            if "listening" in pathlib.Path(folder, "said").read_text():
                break
            if self.process.poll() is not None:
                raise SystemExit(pathlib.Path(folder, "said").read_text())
            time.sleep(0.2)

    def worker(self, processor):
        return subprocess.Popen(["taskset", "-c", str(processor), *self.command, "worker", "--settings", self.settings], stderr=self.said)

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def ask(self, connection, method, path, body=None):
        connection.request(method, path, body, {"Authorization": f"Bearer {self.key}", "Content-Type": "application/dicom"})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def stop(self):
        self.process.terminate()
        self.process.wait()


def folder():
    return tempfile.TemporaryDirectory(prefix="trabecula-benchmark-", ignore_cleanup_errors=True)
