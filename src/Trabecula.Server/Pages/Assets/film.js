// A film with what was found on it: vertebrae, levels, what the density rests on; corners that can be dragged or moved by keys.
const drawing = 'http://www.w3.org/2000/svg';
const make = (name, attributes = {}, parent) => {
  const element = document.createElementNS(drawing, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent?.append(element);
  return element;
};

export async function open(host, id, words, page) {
  const answer = await fetch(`/page/films/${id}/pixels`, { cache: 'no-store' });
  if (!answer.ok) {
    const reason = await answer.json().catch(() => ({}));
    return { describe: () => ({ failed: reason.message ?? String(answer.status), calibrated: true }) };
  }
  const film = JSON.parse(answer.headers.get('X-Film'));
  film.pixels = new Uint16Array(await answer.arrayBuffer());

  host.replaceChildren();
  const screen = document.createElement('div');
  screen.className = 'screen';
  host.append(screen);
  const address = document.body.dataset.viewer;
  let viewer;
  if (address) {
    try {
      viewer = await (await import(address)).create(screen, film);
    } catch (reason) {
      console.warn('The viewer could not be started; films are shown plainly.', reason);
      screen.replaceChildren();
    }
  }
  viewer ??= await (await import(document.body.dataset.plain)).create(screen, film);

  const svg = make('svg', { class: 'overlay', 'aria-label': words.overlay, role: 'group' });
  host.append(svg);
  const [layer, outlines, handles] = [make('g', { class: 'attribution' }, svg), make('g', {}, svg), make('g', {}, svg)];
  let vertebrae = [], cells = [], editing = false, shown = true;

  // Results are in pixels of the film, the picture may be smaller.
  const toPicture = (point) => [(point[0] + 0.5) / film.reduced - 0.5, (point[1] + 0.5) / film.reduced - 0.5];
  const toFilm = (point) => [(point[0] + 0.5) * film.reduced - 0.5, (point[1] + 0.5) * film.reduced - 0.5];
  const place = (point) => viewer.toPlace(toPicture(point));
  const path = (points) => points.map((point) => place(point).map((value) => value.toFixed(1)).join(',')).join(' ');

  function draw() {
    svg.setAttribute('viewBox', `0 0 ${host.clientWidth} ${host.clientHeight}`);
    svg.classList.toggle('hidden', !shown);
    svg.classList.toggle('editing', editing);
    layer.replaceChildren();
    const most = Math.max(1e-9, ...cells.map((cell) => Math.abs(cell.change)));
    for (const cell of cells)
      make('polygon', { points: path(cell.corners), class: cell.change > 0 ? 'raises' : 'lowers', 'fill-opacity': (0.7 * Math.abs(cell.change) / most).toFixed(3) }, layer);
    outlines.replaceChildren();
    for (const vertebra of vertebrae) {
      const kind = vertebra.excluded ? 'body excluded' : vertebra.measured ? 'body' : 'body beside';
      make('polygon', { points: path(vertebra.corners), class: kind }, outlines);
      const [right, low] = [place(vertebra.corners[1]), place(vertebra.corners[2])];
      const label = make('g', { class: `label ${kind}`, transform: `translate(${Math.min(host.clientWidth - 62, Math.max(right[0], low[0]) + 10).toFixed(1)} ${((right[1] + low[1]) / 2).toFixed(1)})` }, outlines);
      make('text', { class: 'level' }, label).textContent = vertebra.level;
      if (vertebra.bmd) make('text', { class: 'bmd', y: 15 }, label).textContent = vertebra.bmd.toFixed(3);
    }
    if (!editing) handles.replaceChildren();
    else placeHandles();
  }

  function placeHandles() {
    if (handles.childElementCount !== vertebrae.length * 4) {
      handles.replaceChildren();
      vertebrae.forEach((vertebra, v) => vertebra.corners.forEach((_, c) => addHandle(v, c)));
    }
    [...handles.children].forEach((handle, index) => {
      const vertebra = vertebrae[index >> 2];
      const [x, y] = place(vertebra.corners[index & 3]);
      handle.setAttribute('transform', `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      handle.setAttribute('aria-label', `${vertebra.level}, ${words.corners[index & 3]}`);
    });
  }

  // The estimate is asked for when the hand rests, not at every step.
  let resting = 0;
  const changed = () => {
    clearTimeout(resting);
    resting = setTimeout(() => page.invokeMethodAsync('Moved', vertebrae.map((vertebra) => ({ level: vertebra.level, corners: vertebra.corners }))), 250);
  };

  function addHandle(v, c) {
    const handle = make('g', { class: 'handle', tabindex: 0, role: 'button' }, handles);
    make('circle', { r: 14, class: 'reach' }, handle);
    make('circle', { r: 5.5, class: 'dot' }, handle);
    const move = (point) => {
      vertebrae[v].corners[c] = [Math.max(0, Math.min(film.width * film.reduced - 1, point[0])), Math.max(0, Math.min(film.height * film.reduced - 1, point[1]))];
      draw();
    };
    handle.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      event.stopPropagation();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
      const box = host.getBoundingClientRect();
      const drag = (dragged) => move(toFilm(viewer.toPoint([dragged.clientX - box.left, dragged.clientY - box.top])));
      handle.addEventListener('pointermove', drag);
      handle.addEventListener('lostpointercapture', () => { handle.removeEventListener('pointermove', drag); changed(); }, { once: true });
    });
    handle.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!step) return;
      event.preventDefault();
      const far = event.shiftKey ? 10 : 1;
      const corner = vertebrae[v].corners[c];
      move([corner[0] + step[0] * far, corner[1] + step[1] * far]);
    });
    handle.addEventListener('keyup', (event) => { if (event.key.startsWith('Arrow')) changed(); });
  }

  viewer.onChange(() => requestAnimationFrame(draw));
  const resizing = new ResizeObserver(() => requestAnimationFrame(draw));
  resizing.observe(host);
  return {
    kind: viewer.kind,
    calibrated: film.mmPerPixel !== null,
    show(found) { vertebrae = found.map((vertebra) => ({ ...vertebra, corners: vertebra.corners.map((corner) => [...corner]) })); handles.replaceChildren(); draw(); },
    update(found) { found.forEach((vertebra, index) => Object.assign(vertebrae[index] ?? {}, { bmd: vertebra.bmd, excluded: vertebra.excluded, measured: vertebra.measured, level: vertebra.level })); draw(); },
    attribute(found) { cells = found; draw(); },
    edit(on) { editing = on; draw(); },
    overlay(on) { shown = on; draw(); },
    setTool: (name) => viewer.setTool(name),
    invert: () => viewer.invert(),
    zoomBy: (factor) => viewer.zoomBy(factor),
    reset: () => viewer.reset(),
    describe: () => ({ kind: viewer.kind, calibrated: film.mmPerPixel !== null }),
    destroy() { clearTimeout(resting); resizing.disconnect(); viewer.destroy(); host.replaceChildren(); },
  };
}
