// What the page does in the browser beside Blazor: films are sent as they are, preferences kept, an ended session told.
const token = () => document.querySelector('meta[name=trabecula-token]')?.content ?? '';
const sideBySide = 2;

export function prefer(name, value) {
  document.cookie = `trabecula.${name}=${value}; path=/; max-age=31536000; samesite=strict`;
  location.reload();
}

export function applyTheme(dark) {
  document.cookie = `trabecula.theme=${dark ? 'dark' : 'light'}; path=/; max-age=31536000; samesite=strict`;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

// ---- Films ----
export function takeFilms(zone, input, folder, stated, page) {
  let key = 0;
  let running = 0;
  const waiting = [];
  const busy = () => running + waiting.length > 0;
  const ask = (event) => { if (busy()) event.preventDefault(); };
  addEventListener('beforeunload', ask);

  async function take(files) {
    for (const file of files) {
      const film = { key: ++key, file };
      waiting.push(film);
      await page.invokeMethodAsync('Announce', film.key, file.name, file.size);
    }
    next();
  }
  function next() {
    while (running < sideBySide && waiting.length > 0) {
      running++;
      send(waiting.shift()).finally(() => { running--; next(); });
    }
  }
  function send({ key, file }) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const query = new URLSearchParams({ name: file.name });
      const sex = stated.querySelector('[name=sex]')?.value;
      const age = stated.querySelector('[name=age]')?.value;
      if (sex) query.set('sex', sex);
      if (age) query.set('age', age);
      request.open('POST', `/page/films?${query}`);
      request.setRequestHeader('RequestVerificationToken', token());
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      let told = 0;
      request.upload.onprogress = (event) => {
        if (!event.lengthComputable || event.timeStamp - told < 200) return;
        told = event.timeStamp;
        page.invokeMethodAsync('Progress', key, Math.round(100 * event.loaded / event.total));
      };
      request.onload = async () => {
        let answer = {};
        try { answer = JSON.parse(request.responseText); } catch { /* a page of a proxy between us: told by its status */ }
        if (request.status === 200) await page.invokeMethodAsync('Sent', key, answer.id, !answer.known);
        else {
          if (request.status === 401) sessionEnded();
          await page.invokeMethodAsync('Refuse', key, answer.code ?? `http_${request.status}`, answer.message ?? '');
        }
        done();
      };
      request.onerror = request.onabort = async () => { await page.invokeMethodAsync('Refuse', key, 'connection_lost', ''); done(); };
      request.send(file);
    });
  }

  async function* filesOf(entry) {
    if (entry.isFile) yield await new Promise((take, fail) => entry.file(take, fail));
    else if (entry.isDirectory) {
      const reader = entry.createReader();
      for (let batch; (batch = await new Promise((take, fail) => reader.readEntries(take, fail))).length > 0;)
        for (const inner of batch) yield* filesOf(inner);
    }
  }
  const over = (event) => { event.preventDefault(); zone.classList.add('over'); };
  const leave = () => zone.classList.remove('over');
  const drop = async (event) => {
    event.preventDefault();
    leave();
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (entries.length === 0) return take(event.dataTransfer.files);
    for (const entry of entries) for await (const file of filesOf(entry)) await take([file]);
  };
  const chosen = async (event) => { const files = [...event.target.files]; event.target.value = ''; await take(files); };
  const listeners = [[zone, 'dragover', over], [zone, 'dragleave', leave], [zone, 'drop', drop], [input, 'change', chosen], [folder, 'change', chosen]];
  for (const [element, name, listener] of listeners) element.addEventListener(name, listener);
  zone.dataset.ready = 'yes';
  return {
    choose: () => input.click(),
    chooseFolder: () => folder.click(),
    stop() {
      removeEventListener('beforeunload', ask);
      for (const [element, name, listener] of listeners) element.removeEventListener(name, listener);
    },
  };
}

// ---- Sessions ----
let lastUse = Date.now();
for (const name of ['pointerdown', 'keydown']) addEventListener(name, () => { lastUse = Date.now(); }, { passive: true });

function sessionEnded() {
  const dialog = document.getElementById('session-ended');
  if (dialog && !dialog.open) dialog.showModal();
}

// While somebody works here the session is kept; when nobody does, it is only looked at once it must have ended.
const every = Number(document.body?.dataset.sessionSeconds ?? 0) * 1000 / 6;
if (every > 0) {
  setInterval(async () => {
    const idle = Date.now() - lastUse;
    if (idle > every * 1.5 && idle < every * 6) return;
    try {
      const answer = await fetch('/page/session', { cache: 'no-store' });
      if (answer.status === 401) sessionEnded();
    } catch { /* the server is away: Blazor says so */ }
  }, every);
}
document.getElementById('session-again')?.addEventListener('click', () => {
  location.href = `/account/sign-in?back=${encodeURIComponent(location.pathname)}`;
});
