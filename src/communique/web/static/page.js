// What a page does beyond its links and forms. Each part finds what it works on, or does nothing.
import { brush } from "./brush.js";
import { rove } from "./charts.js";
import { choose } from "./evidence.js";

// A narrow screen folds the filters; browsers that cannot do it by style alone unfold them here.
const fold = document.querySelector("[data-fold]");
if (fold && !CSS.supports("selector(::details-content)") && matchMedia("(min-width: 48rem)").matches) {
  fold.open = true;
}

document.querySelectorAll("[data-strip]").forEach(brush);
document.querySelectorAll("[data-chart]").forEach(rove);
choose(document.getElementById("evidence"));

// A detail that floats over the page closes when the reader turns to something else.
document.addEventListener("click", (event) => {
  document.querySelectorAll(".tools .cite[open]").forEach((cite) => {
    if (!cite.contains(event.target)) cite.open = false;
  });
});
