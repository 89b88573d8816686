// Shows a film on a canvas where Cornerstone3D was not bundled: fitted, inverted, zoomed and moved, with window and level; no length.
export async function create(element, film) {
  const canvas = document.createElement('canvas');
  canvas.className = 'plain-film';
  element.append(canvas);
  const picture = new OffscreenCanvas(film.width, film.height);
  const context = picture.getContext('2d');
  const image = context.createImageData(film.width, film.height);
  const listeners = new Set();
  let inverted = false, zoom = 1, pan = [0, 0], centre = film.centre, window_ = film.window, tool = 'window';

  function paint() {
    const low = centre - window_ / 2;
    const data = new Uint32Array(image.data.buffer);
    for (let i = 0; i < film.pixels.length; i++) {
      let grey = Math.max(0, Math.min(255, (film.pixels[i] - low) / window_ * 255)) | 0;
      if (inverted) grey = 255 - grey;
      data[i] = 0xff000000 | (grey << 16) | (grey << 8) | grey;
    }
    context.putImageData(image, 0, 0);
    draw();
  }
  const fit = () => Math.min(element.clientWidth / film.width, element.clientHeight / film.height) * zoom;
  const origin = () => [element.clientWidth / 2 + pan[0] - film.width * fit() / 2, element.clientHeight / 2 + pan[1] - film.height * fit() / 2];
  function draw() {
    const sharp = devicePixelRatio || 1;
    canvas.width = element.clientWidth * sharp;
    canvas.height = element.clientHeight * sharp;
    const [x, y] = origin();
    canvas.getContext('2d').drawImage(picture, x * sharp, y * sharp, film.width * fit() * sharp, film.height * fit() * sharp);
    for (const tell of listeners) tell();
  }
  canvas.addEventListener('pointerdown', (event) => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener('pointermove', (event) => {
    if (event.buttons === 0) return;
    if (tool === 'pan' || event.buttons === 4) pan = [pan[0] + event.movementX, pan[1] + event.movementY];
    else if (tool === 'zoom' || event.buttons === 2) zoom = Math.max(0.2, Math.min(20, zoom * (1 - event.movementY / 200)));
    else {
      window_ = Math.max(100, window_ + event.movementX * film.window / 300);
      centre += event.movementY * film.window / 300;
      return paint();
    }
    draw();
  });
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  canvas.addEventListener('wheel', (event) => { event.preventDefault(); zoom = Math.max(0.2, Math.min(20, zoom * (event.deltaY < 0 ? 1.1 : 1 / 1.1))); draw(); }, { passive: false });
  const resizing = new ResizeObserver(draw);
  resizing.observe(element);
  paint();
  return {
    kind: 'plain',
    setTool(name) { tool = name; },
    tool: () => tool,
    toPlace: (point) => { const [x, y] = origin(); return [x + (point[0] + 0.5) * fit(), y + (point[1] + 0.5) * fit()]; },
    toPoint: (place) => { const [x, y] = origin(); return [(place[0] - x) / fit() - 0.5, (place[1] - y) / fit() - 0.5]; },
    invert() { inverted = !inverted; paint(); return inverted; },
    zoomBy(factor) { zoom *= factor; draw(); },
    reset() { [inverted, zoom, pan, centre, window_] = [false, 1, [0, 0], film.centre, film.window]; paint(); },
    windowLevel: () => [window_, centre],
    onChange(tell) { listeners.add(tell); },
    destroy() { resizing.disconnect(); canvas.remove(); },
  };
}
