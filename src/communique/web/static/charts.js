// One tab stop a chart: arrows move between its marks, Home and End to the first and the last.
export function rove(chart) {
  const marks = [...chart.querySelectorAll("[data-mark]")];
  if (!marks.length) return;
  let at = Math.max(0, marks.findIndex((mark) => mark.getAttribute("aria-current")));
  marks.forEach((mark, i) => mark.setAttribute("tabindex", i === at ? "0" : "-1"));

  const go = (i) => {
    marks[at].setAttribute("tabindex", "-1");
    at = i;
    marks[at].setAttribute("tabindex", "0");
    marks[at].focus();
  };
  const middle = (mark) => {
    const box = mark.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  // The nearest mark in a direction: what lies off to the side counts double.
  const nearest = (dx, dy) => {
    const [x, y] = middle(marks[at]);
    let best = -1;
    let least = Infinity;
    marks.forEach((mark, i) => {
      if (i === at) return;
      const [mx, my] = middle(mark);
      const along = (mx - x) * dx + (my - y) * dy;
      const aside = Math.abs((mx - x) * dy) + Math.abs((my - y) * dx);
      if (along > 0.5 && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = i;
      }
    });
    return best;
  };
  const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  chart.addEventListener("keydown", (event) => {
    const focused = marks.indexOf(event.target.closest("[data-mark]"));
    if (focused < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    at = focused;
    let to = -1;
    if (event.key in ways) to = nearest(...ways[event.key]);
    else if (event.key === "Home") to = 0;
    else if (event.key === "End") to = marks.length - 1;
    else return;
    event.preventDefault();
    if (to >= 0) go(to);
  });

  // A country under the pointer or in focus: the ties of others step back.
  const light = (event) => {
    const code = event.target.closest("[data-node]")?.dataset.node;
    chart.classList.toggle("dimmed", Boolean(code));
    chart.querySelectorAll("[data-ends]").forEach((tie) => {
      const near = tie.dataset.ends.split(" ").includes(code);
      tie.querySelector(".tie").classList.toggle("near", near);
    });
  };
  if (chart.matches(".net")) {
    for (const kind of ["pointerover", "pointerout", "focusin", "focusout"]) {
      chart.addEventListener(kind, (event) => light(kind.endsWith("out") ? { target: chart } : event));
    }
  }
}
