// The film in Cornerstone3D: window and level, zoom, pan, invert, length. The server decodes films and sends 16-bit grey, so that no
// decoder for bytes from strangers runs in the browser, and every film that Trabecula reads can be shown.
import { cache, Enums, imageLoader, init as initCore, metaData, RenderingEngine, utilities } from '@cornerstonejs/core';
import {
  addTool, annotation, Enums as ToolEnums, init as initTools, LengthTool, PanTool, ToolGroupManager, WindowLevelTool, ZoomTool,
} from '@cornerstonejs/tools';

const scheme = 'trabecula';
const films = new Map();
let ready;
let count = 0;

function start() {
  ready ??= (async () => {
    await initCore();
    await initTools();
    for (const tool of [WindowLevelTool, PanTool, ZoomTool, LengthTool]) addTool(tool);
    imageLoader.registerImageLoader(scheme, (imageId) => ({ promise: Promise.resolve(imageOf(imageId)) }));
    metaData.addProvider((type, imageId) => films.has(imageId) ? moduleOf(type, films.get(imageId)) : undefined, 10000);
  })();
  return ready;
}

function moduleOf(type, film) {
  switch (type) {
    case 'imagePixelModule':
      return { bitsAllocated: 16, bitsStored: 16, highBit: 15, pixelRepresentation: 0, samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2', rows: film.height, columns: film.width };
    case 'imagePlaneModule':
      return {
        rows: film.height, columns: film.width, imageOrientationPatient: [1, 0, 0, 0, 1, 0], rowCosines: [1, 0, 0], columnCosines: [0, 1, 0], imagePositionPatient: [0, 0, 0],
        pixelSpacing: [film.spacing, film.spacing], rowPixelSpacing: film.spacing, columnPixelSpacing: film.spacing, sliceThickness: 1, sliceLocation: 0, frameOfReferenceUID: film.id, usingDefaultValues: !film.mmPerPixel,
      };
    case 'generalSeriesModule':
      return { modality: 'DX', seriesInstanceUID: film.id, seriesNumber: 1, studyInstanceUID: film.id };
    case 'voiLutModule':
      return { windowCenter: [film.centre], windowWidth: [film.window] };
    case 'modalityLutModule':
      return { rescaleIntercept: 0, rescaleSlope: 1 };
    case 'calibrationModule':
      return undefined;
    default:
      return undefined;
  }
}

function imageOf(imageId) {
  const film = films.get(imageId);
  return {
    imageId, rows: film.height, columns: film.width, height: film.height, width: film.width, color: false, rgba: false, numberOfComponents: 1,
    columnPixelSpacing: film.spacing, rowPixelSpacing: film.spacing, minPixelValue: 0, maxPixelValue: 65535, slope: 1, intercept: 0, invert: false,
    windowCenter: film.centre, windowWidth: film.window, voiLUTFunction: 'LINEAR', sizeInBytes: film.pixels.byteLength, dataType: 'Uint16Array',
    getPixelData: () => film.pixels,
    voxelManager: utilities.VoxelManager.createImageVoxelManager({ width: film.width, height: film.height, scalarData: film.pixels, numberOfComponents: 1 }),
    getCanvas: undefined,
  };
}

// What a viewer can do; plain.js does the same with a canvas. Points are pixels of the picture, places are CSS pixels of the element.
export async function create(element, film) {
  await start();
  const name = `film-${++count}`;
  const imageId = `${scheme}:${name}`;
  films.set(imageId, { ...film, id: name, spacing: film.mmPerPixel || 1 });
  const engine = new RenderingEngine(name);
  engine.enableElement({ viewportId: name, element, type: Enums.ViewportType.STACK, defaultOptions: { background: [0.02, 0.03, 0.035] } });
  const viewport = engine.getViewport(name);
  await viewport.setStack([imageId]);
  viewport.setProperties({ voiRange: { lower: film.centre - film.window / 2, upper: film.centre + film.window / 2 } });

  const group = ToolGroupManager.createToolGroup(name);
  for (const tool of [WindowLevelTool, PanTool, ZoomTool, LengthTool]) group.addTool(tool.toolName);
  group.addViewport(name, name);
  const names = { window: WindowLevelTool.toolName, pan: PanTool.toolName, zoom: ZoomTool.toolName, length: LengthTool.toolName };
  const { Primary, Auxiliary, Secondary, Wheel } = ToolEnums.MouseBindings;
  let current;
  function setTool(tool) {
    for (const other of Object.values(names)) {
      if (other === LengthTool.toolName) group.setToolPassive(other);
      else group.setToolDisabled(other);
    }
    const bindings = { window: [], pan: [{ mouseButton: Auxiliary }], zoom: [{ mouseButton: Secondary }, { mouseButton: Wheel }, { numTouchPoints: 2 }], length: [] };
    if (names[tool]) bindings[tool] = [{ mouseButton: Primary }, ...bindings[tool]];
    for (const [key, bound] of Object.entries(bindings)) if (bound.length > 0) group.setToolActive(names[key], { bindings: bound });
    current = tool;
  }
  setTool('window');
  viewport.render();

  const world = (point) => [point[0] * (film.mmPerPixel || 1), point[1] * (film.mmPerPixel || 1), 0];
  const resizing = new ResizeObserver(() => { if (element.clientWidth > 0) engine.resize(true, true); });
  resizing.observe(element);
  return {
    kind: 'cornerstone',
    setTool,
    tool: () => current,
    toPlace: (point) => viewport.worldToCanvas(world(point)),
    toPoint: (place) => viewport.canvasToWorld(place).slice(0, 2).map((value) => value / (film.mmPerPixel || 1)),
    invert() { viewport.setProperties({ invert: !viewport.getProperties().invert }); viewport.render(); return viewport.getProperties().invert; },
    zoomBy(factor) { viewport.setZoom(viewport.getZoom() * factor); viewport.render(); },
    reset() {
      viewport.resetCamera();
      viewport.setProperties({ voiRange: { lower: film.centre - film.window / 2, upper: film.centre + film.window / 2 }, invert: false });
      annotation.state.removeAllAnnotations();
      viewport.render();
    },
    windowLevel() { const range = viewport.getProperties().voiRange; return range ? [range.upper - range.lower, (range.upper + range.lower) / 2] : null; },
    onChange(tell) {
      for (const event of [Enums.Events.CAMERA_MODIFIED, Enums.Events.IMAGE_RENDERED, Enums.Events.VOI_MODIFIED]) element.addEventListener(event, tell);
    },
    destroy() {
      resizing.disconnect();
      ToolGroupManager.destroyToolGroup(name);
      engine.destroy();
      films.delete(imageId);
      cache.removeImageLoadObject(imageId);
    },
  };
}

