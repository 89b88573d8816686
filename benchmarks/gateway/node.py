"""Orthanc and Trabecula side by side in a folder of their own, and films of invented people to send them. Needs Debian's orthanc,
orthanc-dicomweb, dcmtk and python3-pydicom."""
import base64, copy, json, os, pathlib, shutil, socket, subprocess, sys, tempfile, time, urllib.error, urllib.request

import pydicom
from pydicom.uid import generate_uid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "wr0ng-in-real-life"
SR, SC, PDF = "1.2.840.10008.5.1.4.1.1.88.34", "1.2.840.10008.5.1.4.1.1.7", "1.2.840.10008.5.1.4.1.1.104.1"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Films:
    """Files made of the sample by other identifiers; what they are is in their name."""

    def __init__(self, folder, seed):
        self.folder, self.seed, self.made = pathlib.Path(folder), seed, 0
        self.folder.mkdir(parents=True, exist_ok=True)
        self.sample = pydicom.dcmread(ROOT / "samples" / "lumbar-ap.dcm")

    def make(self, kind):
        self.made += 1
        film = copy.copy(self.sample)
        film.file_meta = copy.copy(self.sample.file_meta)
        uid = [generate_uid(prefix="2.25.", entropy_srcs=[f"{self.seed}/{self.made}/{what}"]) for what in ("instance", "series", "study")]
        film.SOPInstanceUID = film.file_meta.MediaStorageSOPInstanceUID = uid[0]
        film.SeriesInstanceUID, film.StudyInstanceUID = uid[1:]
        film.PatientID, film.PatientName = f"B{self.seed}-{self.made}", f"Invented^{kind} {self.made}"
        if kind == "slope":  # tags promise a lumbar spine, pixels hold none
            row = b"".join((1000 + i).to_bytes(2, "little") for i in range(film.Columns))
            film.PixelData = row * film.Rows
        elif kind == "malformed":
            film.PixelData = film.PixelData[:10_000]
        elif kind == "lateral":
            film.ViewPosition = "LL"
        path = self.folder / f"{self.made:05}-{kind}.dcm"
        film.save_as(path)
        return path, uid[0]


class Node:
    def __init__(self, folder=None):
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="trabecula-gateway-"))
        self.http, self.dicom, self.web = free_port(), free_port(), free_port()
        settings = self.folder / "archive"
        settings.mkdir(parents=True)
        (self.folder / "storage").mkdir()
        (settings / "orthanc.json").write_bytes((ROOT / "deploy/orthanc/archive/orthanc.json").read_bytes())
        (settings / "network.json").write_text(json.dumps({
            "HttpPort": self.http, "DicomPort": self.dicom, "RemoteAccessAllowed": False, "DicomCheckModalityHost": True,
            "DicomModalities": {"sender": ["SENDER", "127.0.0.1", 11112]}}))
        (self.folder / "server.json").write_text(json.dumps({
            "Data": str(self.folder / "data"), "Listen": f"http://127.0.0.1:{self.web}",
            "Archives": [{"Name": "archive", "Url": f"http://127.0.0.1:{self.http}/", "User": "trabecula", "Password": PASSWORD}]}))
        self.orthanc = self.server = None

    def start_orthanc(self):
        environment = os.environ | {"ORTHANC_STORAGE": str(self.folder / "storage"), "ORTHANC_PASSWORD": PASSWORD}
        with open(self.folder / "orthanc.log", "a") as log:
            self.orthanc = subprocess.Popen(["/usr/sbin/Orthanc", str(self.folder / "archive")], env=environment, stdout=log, stderr=log)
        self.until(lambda: self.get("system") is not None, 60)

    def start_server(self):
        with open(self.folder / "server.log", "a") as log:
            self.server = subprocess.Popen(
                [str(ROOT / "trabecula"), "serve", "--settings", str(self.folder / "server.json")], stdout=log, stderr=log)

    def get(self, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.http}/{path}", data=body)
        request.add_header("Authorization", "Basic " + base64.b64encode(f"trabecula:{PASSWORD}".encode()).decode())
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except (urllib.error.URLError, ConnectionError, OSError):
            return None

    def count(self):
        statistics = self.get("statistics")
        return statistics["CountInstances"] if statistics else -1

    def send(self, *paths):
        return subprocess.run(
            ["storescu", "-R", "-aet", "SENDER", "-aec", "TRABECULA", "--timeout", "10", "127.0.0.1", str(self.dicom), *map(str, paths)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def results(self):
        """What the archive holds of each film: {film's UID: [SOP classes of results]}."""
        found = {}
        for instance in self.get("tools/find", json.dumps({"Level": "Instance", "Query": {}, "Expand": False}).encode()):
            tags = self.get(f"instances/{instance}/tags?short")
            sop_class = tags["0008,0016"]
            film = None
            if sop_class == SR:
                film = tags["0040,a375"][0]["0008,1115"][0]["0008,1199"][0]["0008,1155"]
            elif sop_class == SC:
                film = tags["0008,2112"][0]["0008,1155"]
            elif sop_class == PDF:
                film = tags["0042,0013"][0]["0008,1155"]
            if film:
                found.setdefault(film, []).append(sop_class)
        return found

    def memory(self):
        """Resident memory of the server in MB."""
        for line in pathlib.Path(f"/proc/{self.server.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0

    def until(self, holds, most, every=0.1):
        end = time.monotonic() + most
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(f"see the logs in {self.folder}")
            time.sleep(every)

    def close(self):
        """Ends both, and removes their folder: a thousand films take 10 GB. Where something went wrong it stays, for its logs."""
        for process in (self.server, self.orthanc):
            if process and process.poll() is None:
                process.kill()
                process.wait()
        if sys.exc_info()[0] is None:
            shutil.rmtree(self.folder)
