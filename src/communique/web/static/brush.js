// The strip's brush: drag over days, or move and stretch a window with the arrow keys.
export function brush(strip) {
  const chart = strip.querySelector(".strip-chart");
  const bars = [...strip.querySelectorAll("[data-start]")].map((bar) => ({
    start: bar.dataset.start, end: bar.dataset.end, name: bar.dataset.name, n: Number(bar.dataset.n),
    x: 0, right: 0, shape: bar,
  }));
  if (!bars.length || strip.closest(".subject")) return; // there is no window to set there

  const layer = document.createElement("div");
  layer.className = "brush";
  layer.tabIndex = 0;
  layer.setAttribute("role", "slider");
  layer.setAttribute("aria-label", "Choose days: arrows move, with Shift they stretch, Enter shows them, Escape takes them back");
  layer.setAttribute("aria-valuemin", "1");
  layer.setAttribute("aria-valuemax", String(bars.length));
  const pane = document.createElement("div");
  pane.className = "brush-window";
  pane.hidden = true;
  const says = document.createElement("div");
  says.className = "brush-says";
  says.hidden = true;
  layer.append(pane, says);
  chart.append(layer);

  const place = () => {
    const wide = chart.getBoundingClientRect();
    for (const bar of bars) {
      const box = bar.shape.getBoundingClientRect();
      bar.x = box.left - wide.left;
      bar.right = box.right - wide.left;
    }
  };
  const asked = new URL(location.href);
  const since = asked.searchParams.get("since") ?? "";
  const until = asked.searchParams.get("until") ?? "";
  let low = 0;
  let high = bars.length - 1;
  if (since || until) {
    low = Math.max(0, bars.findIndex((bar) => !since || bar.end >= since));
    high = bars.findLastIndex((bar) => !until || bar.start <= `${until}~`);
    if (high < low) high = low;
  }
  const was = [low, high];

  const tell = () => {
    const n = bars.slice(low, high + 1).reduce((sum, bar) => sum + bar.n, 0);
    const words = low === high ? bars[low].name : `${bars[low].name} to ${bars[high].name}`;
    layer.setAttribute("aria-valuenow", String(low + 1));
    layer.setAttribute("aria-valuetext", `${words}, ${n} deeds`);
    return `${words}: ${n}`;
  };
  const draw = () => {
    place();
    pane.hidden = false;
    pane.style.left = `${bars[low].x}px`;
    pane.style.width = `${Math.max(3, bars[high].right - bars[low].x)}px`;
    says.textContent = tell();
    says.hidden = false;
  };
  const undraw = () => {
    pane.hidden = true;
    says.hidden = true;
  };
  const show = (clear = false) => {
    const to = new URL(location.href);
    for (const name of ["since", "until", "page", "chosen"]) to.searchParams.delete(name);
    if (!clear) {
      to.searchParams.set("since", bars[low].start);
      to.searchParams.set("until", bars[high].end);
    }
    to.hash = "";
    location.assign(to);
  };
  tell();

  layer.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (step) {
      const whole = low === 0 && high === bars.length - 1;
      if (whole && pane.hidden) {
        // The first move takes the latest days, or the earliest.
        low = high = step < 0 ? bars.length - 1 : 0;
      } else if (event.shiftKey) {
        high = Math.min(bars.length - 1, Math.max(low, high + step));
      } else if (low + step >= 0 && high + step < bars.length) {
        low += step;
        high += step;
      }
      draw();
    } else if (event.key === "Home" || event.key === "End") {
      const wide = high - low;
      low = event.key === "Home" ? 0 : bars.length - 1 - wide;
      high = low + wide;
      draw();
    } else if (event.key === "Enter") {
      show();
    } else if (event.key === "Escape") {
      if (since || until) show(true);
      [low, high] = was;
      undraw();
      tell();
    } else {
      return;
    }
    event.preventDefault();
  });
  layer.addEventListener("blur", undraw);

  let began = null;
  const bar_at = (x) => {
    let best = 0;
    bars.forEach((bar, i) => {
      const far = (b) => Math.max(b.x - x, x - b.right, 0);
      if (far(bar) < far(bars[best])) best = i;
    });
    return best;
  };
  const x_of = (event) => event.clientX - chart.getBoundingClientRect().left;
  const between = (event) => {
    const [a, b] = [began, x_of(event)].sort((p, q) => p - q);
    const inside = bars.map((bar, i) => [bar, i]).filter(([bar]) => bar.right > a && bar.x < b);
    if (inside.length) {
      low = inside[0][1];
      high = inside.at(-1)[1];
    } else {
      low = high = bar_at((a + b) / 2);
    }
  };
  layer.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    place();
    began = x_of(event);
    layer.setPointerCapture(event.pointerId);
    low = high = bar_at(began);
    draw();
  });
  layer.addEventListener("pointermove", (event) => {
    if (began === null) {
      place();
      const over = bars[bar_at(x_of(event))];
      says.textContent = `${over.name}: ${over.n}`;
      says.hidden = false;
      return;
    }
    between(event);
    draw();
  });
  layer.addEventListener("pointerup", (event) => {
    if (began === null) return;
    if (Math.abs(x_of(event) - began) > 3) between(event);
    began = null;
    show();
  });
  layer.addEventListener("pointercancel", () => {
    began = null;
    undraw();
  });
  layer.addEventListener("pointerleave", () => {
    if (began === null && pane.hidden) says.hidden = true;
  });
}
