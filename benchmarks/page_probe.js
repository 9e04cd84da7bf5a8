// Runs before a page's own scripts: counts what draws, says when the graph was drawn first, and moves the view.

(() => {
  const FEW = 20; // a grid, a frame or a loading bar take fewer calls than a drawn graph
  const RUN = 2500;
  const STEP = 8;
  const probe = { calls: 0, interactive: null, tasks: [], script: 0 };
  window.__probe = probe;

  const counted = (prototype, names, weight) => {
    for (const name of names.filter((one) => prototype && one in prototype)) {
      const own = prototype[name];
      prototype[name] = function (...args) { probe.calls += weight; return own.apply(this, args); };
    }
  };
  counted(window.CanvasRenderingContext2D?.prototype, ["fill", "stroke", "fillText", "strokeText", "drawImage", "fillRect", "strokeRect"], 1);
  for (const context of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    counted(context?.prototype, ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"], FEW);
  }

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) probe.tasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });

  const nextFrame = window.requestAnimationFrame.bind(window);
  const timed = (work) => (...args) => {
    const start = performance.now();
    work(...args);
    probe.script += performance.now() - start;
  };
  window.requestAnimationFrame = (work) => nextFrame(timed(work));

  // The message comes after the frame's own work: what was drawn in it has then been counted.
  const afterFrame = (work) => nextFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = work;
    port2.postMessage(null);
  });

  let seen = 0;
  const watch = () => {
    if (probe.calls - seen >= FEW) probe.interactive = performance.now();
    else {
      seen = probe.calls;
      afterFrame(watch);
    }
  };
  afterFrame(watch);

  // A free spot of the drawing: a pointer that goes down on an actor would move that actor instead of the view.
  probe.spot = () => {
    const drawings = [...document.querySelectorAll("canvas")].filter((one) => one.clientWidth > 300);
    const canvas = drawings.at(-1);
    const box = canvas.getBoundingClientRect();
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
    const ratio = canvas.width / box.width;
    for (const part of [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9, 0.05]) {
      for (const across of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.1]) {
        const [x, y] = [box.width * across, box.height * part];
        const isFree = !pixels || isBlank(pixels, Math.round(x * ratio), Math.round(y * ratio), 12);
        if (isFree && document.elementFromPoint(box.left + x, box.top + y)?.closest("canvas, .vis-network")) return [box.left + x, box.top + y];
      }
    }
    return [box.left + 12, box.top + box.height / 2];
  };

  function isBlank({ data, width }, x, y, reach) {
    const [first] = new Uint32Array(data.buffer, 4 * (y * width + x), 1);
    for (let j = -reach; j <= reach; j += 2) {
      for (let i = -reach; i <= reach; i += 2) {
        const [pixel] = new Uint32Array(data.buffer, 4 * ((y + j) * width + x + i), 1);
        if (pixel !== first) return false;
      }
    }
    return true;
  }

  function point(type, [x, y], more = {}) {
    const target = document.elementFromPoint(x, y) ?? document.body;
    const about = { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y, screenX: x, screenY: y, view: window, ...more };
    if (type === "wheel") return target.dispatchEvent(new WheelEvent("wheel", about));
    const held = { ...about, buttons: type === "up" ? 0 : 1, button: type === "move" ? -1 : 0 };
    target.dispatchEvent(new PointerEvent(`pointer${type}`, { ...held, pointerId: 1, isPrimary: true, pointerType: "mouse" }));
    return target.dispatchEvent(new MouseEvent(`mouse${type}`, { ...held, button: 0 }));
  }

  // What a gesture costs: frames in which the graph was drawn, and milliseconds of script for each of them.
  function during(gesture) {
    return new Promise((done) => {
      const start = performance.now();
      const script = [];
      let [frames, before] = [0, { calls: probe.calls, script: probe.script }];
      const frame = () => {
        if (probe.calls - before.calls >= FEW) script.push(probe.script - before.script);
        before = { calls: probe.calls, script: probe.script };
        const now = performance.now();
        if (now - start >= RUN) return done({ fps: (1000 * script.length) / (now - start), frames, script });
        timed(gesture)(frames);
        frames += 1;
        return nextFrame(frame);
      };
      nextFrame(frame);
    });
  }

  // To and fro, so that the graph stays in view.
  const away = (frame) => STEP * (40 - Math.abs((frame % 80) - 40));

  probe.pan = async () => {
    const [x, y] = probe.spot();
    const inwards = x > innerWidth / 2 ? -1 : 1;
    point("down", [x, y]);
    const found = await during((frame) => point("move", [x + inwards * away(frame), y]));
    point("up", [x, y]);
    return found;
  };

  probe.zoom = async () => {
    const [x, y] = probe.spot();
    return during((frame) => point("wheel", [x, y], { deltaY: frame % 24 < 12 ? -100 : 100 }));
  };
})();
